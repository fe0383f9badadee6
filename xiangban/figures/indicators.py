"""The indicators of the register: the 32 columns of the summary, and shares that papers ask for.

Rooms above declare theirs in an indicators.py of their own.
"""

from django.utils.translation import gettext_lazy as _

from xiangban.figures.definitions import Facts, Indicator
from xiangban.figures.registry import register
from xiangban.figures.summary import ASKS, COMPULSORY, INDICATORS, VERSION, carer_of


def _of_compulsory_age(facts: Facts) -> bool:
    return facts["schooling"] in COMPULSORY or facts["schooling"] == "dropped_out"


register(
    *INDICATORS,
    Indicator(
        "dropout_share",
        VERSION,
        _("dropped out among those of compulsory schooling"),
        lambda facts: facts["schooling"] == "dropped_out",
        ASKS,
        among=_of_compulsory_age,
    ),
    Indicator(
        "no_hukou_share",
        VERSION,
        _("without hukou among those whose hukou is known"),
        lambda facts: facts["hukou_registered"] == "0",
        ASKS,
        among=lambda facts: facts["hukou_registered"] != "",
    ),
    Indicator(
        "unattended_share",
        VERSION,
        _("nobody cares among those whose carer is known"),
        lambda facts: carer_of(facts) == "nobody",
        ASKS,
        among=lambda facts: carer_of(facts) != "",
    ),
)
