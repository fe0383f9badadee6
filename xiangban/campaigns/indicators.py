"""What special actions count from the register: children of whom something is still to be put right.

Declared to figures' registry; figures of papers and of the summary are in figures/.
"""

from django.utils.translation import gettext_lazy as _

from xiangban.figures.definitions import Condition, Facts, Indicator
from xiangban.figures.registry import register
from xiangban.figures.summary import carer_of

VERSION = "2016"


CARE = ("actual_carer", "guardianship_kind")


def _is(name: str, wanted: str) -> Condition:
    return lambda facts: facts.get(name, "") == wanted


def _carer(facts: Facts) -> str:
    return carer_of({name: facts.get(name, "") for name in CARE})


def _one_away_other_unable(facts: Facts) -> bool:
    return facts.get("one_away_other_unable", "") == "1" or _carer(facts) == "parent_unable"


OPEN_CASES = (
    Indicator("unattended", VERSION, _("nobody cares for the child"), lambda facts: _carer(facts) == "nobody", CARE),
    Indicator(
        "one_away_other_unable",
        VERSION,
        _("one parent away, the other unable to care"),
        _one_away_other_unable,
        (*CARE, "one_away_other_unable"),
    ),
    Indicator("dropped_out", VERSION, _("dropped out of school"), _is("schooling", "dropped_out"), ("schooling",)),
    Indicator("without_hukou", VERSION, _("without hukou"), _is("hukou_registered", "0"), ("hukou_registered",)),
)
register(*OPEN_CASES)
