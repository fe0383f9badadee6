"""What special actions count from the register: children of whom something is still to be put right.

Declared to figures' registry; figures of papers and of the summary are in figures/.
"""

from django.utils.translation import gettext_lazy as _

from xiangban.figures.definitions import Condition, Facts, Indicator
from xiangban.figures.registry import register

VERSION = "2016"


def _is(name: str, wanted: str) -> Condition:
    return lambda facts: facts.get(name, "") == wanted


def _without_entrusted_carer(facts: Facts) -> bool:
    return facts.get("both_parents_away", "") == "1" and facts.get("has_entrusted_carer", "") != "1"


OPEN_CASES = (
    Indicator("unattended", VERSION, _("nobody cares for the child"), _is("actual_carer", "nobody"), ("actual_carer",)),
    Indicator(
        "one_away_other_unable",
        VERSION,
        _("one parent away, the other unable to care"),
        _is("one_away_other_unable", "1"),
        ("one_away_other_unable",),
    ),
    Indicator(
        "without_entrusted_carer",
        VERSION,
        _("both parents away and no carer entrusted"),
        _without_entrusted_carer,
        ("both_parents_away", "has_entrusted_carer"),
    ),
    Indicator("dropped_out", VERSION, _("dropped out of school"), _is("schooling", "dropped_out"), ("schooling",)),
    Indicator("without_hukou", VERSION, _("without hukou"), _is("hukou_registered", "0"), ("hukou_registered",)),
)
register(*OPEN_CASES)
