"""Where a child stands: the place that answers and why, the definition and the alerts, each with reasons.

The rules are in children/rules.py; here they are put into words.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from xiangban.children import codes
from xiangban.children.facts import FACTS
from xiangban.children.models import Child
from xiangban.children.rules import (
    Alert,
    Definition,
    Facts,
    PlaceBasis,
    alerts,
    definition_on,
    meets_definition,
)
from xiangban.territories.place_names import PlaceNames
from xiangban.territories.rules import Level
from xiangban.web.phrases import StrOrPromise


@dataclass(frozen=True)
class Responsible:
    """The place that answers for a child, by its whole name, and why it does."""

    name: str
    why: StrOrPromise


@dataclass(frozen=True)
class Standing:
    """Whether the definition is met (None: a fact is missing), which facts are missing, and the alerts."""

    definition: Definition | None
    meets: bool | None
    missing: list[str]
    alerts: list[Alert]


_WHY = {
    PlaceBasis.LIVING: _("Answers because the child lives in this village."),
    PlaceBasis.REGISTERED: _("Answers because the hukou is here and the living place is not known to the village."),
    PlaceBasis.FOUNDED: _("Answers because it founded the file; the place that should answer has not received it yet."),
    PlaceBasis.UNCLAIMED: _("The village is not known: this place answers until a village claims the child."),
    PlaceBasis.CLAIMED: _("Answers because it claimed the child."),
    PlaceBasis.RECEIVED: _("Answers because it received the child by handover."),
}


def responsible_of(child: Child, places: PlaceNames) -> Responsible:
    """The place that sight and work follow; the other three stand among the facts."""
    name = places.long_names([child.responsible_code], below=Level.PROVINCE)[child.responsible_code]
    return Responsible(name, _WHY[PlaceBasis(child.responsible_basis)])


def standing_of(child: Child, today: date) -> Standing:
    """The definition of today and the law's alerts, from the facts alone."""
    facts = Facts(
        child.birth_date,
        child.hukou_kind,
        child.care_reason,
        child.guardianship_kind,
        child.lives_alone == codes.YesNo.YES if child.lives_alone else None,
    )
    return Standing(definition_on(today), meets_definition(facts, today), _missing(child), alerts(facts, today))


def _missing(child: Child) -> list[str]:
    needed = ("birth_date", "hukou_kind", "care_reason")
    return [str(FACTS[name].label) for name in needed if not getattr(child, name)]
