"""Places of a file over changes of places: what a withdrawn statement leaves standing, in the codes of today.

What a change of places itself writes is in recoding.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.children.facts import FACTS, RESPONSIBLE
from xiangban.children.models import Child, FactChange, Source, SourceKind
from xiangban.children.packing import PACKED, unpacked
from xiangban.territories.fields import PlaceCodeField
from xiangban.territories.successors import codes_today

Stored = Mapping[str, Any]


def place_facts() -> Iterable[str]:
    """The fields of a file that hold a place: the facts of this kind and the place that answers."""
    return (*(name for name, fact in FACTS.items() if isinstance(fact.column, PlaceCodeField)), RESPONSIBLE)


def as_hashed(change: FactChange) -> Stored:
    return {
        "child": change.child_id,
        "field": change.field,
        "value": change.value,
        "valid_from": change.valid_from.isoformat() if change.valid_from else "",
        "source": change.source_id,
    }


def carry_back(child: Child, name: str) -> tuple[str, list[Stored]]:
    """The place that stands once a source is withdrawn, in the code of today, and the rows written for it.

    A re-coding goes with the statement it re-coded: one that followed a withdrawn statement is withdrawn too, and what
    the statement left standing says is carried over every change of places that came after it.
    """
    rows = child.changes.filter(field__in=(name, PACKED)).select_related("source").order_by("recorded_at", "pk")
    told = [change for change in unpacked(rows, said=False) if change.field == name]
    orphans = [change for at, change in enumerate(told) if _is_orphan(change, told[:at])]
    FactChange.objects.filter(pk__in=[change.pk for change in orphans]).update(withdrawn_at=timezone.now())
    stored: list[Stored] = [{"change": change.pk, "withdrawn": True} for change in orphans]
    left = [change for change in told if change.withdrawn_at is None and change not in orphans]
    said = left[-1].value if left else ""
    stands = str(codes_today([int(said)]).get(int(said), said)) if said else ""
    if stands != said:
        stored.append(as_hashed(_carried_over(child, name, stands)))
    return stands, stored


def _is_orphan(change: FactChange, before: Sequence[FactChange]) -> bool:
    """Whether a standing re-coding followed a statement that is withdrawn now."""
    if change.source.kind != SourceKind.RULE or change.withdrawn_at is not None:
        return False
    stood = (one for one in reversed(before) if one.source.kind != SourceKind.RULE and _stood(one, change.recorded_at))
    followed = next(stood, None)
    return followed is not None and followed.withdrawn_at is not None


def _stood(change: FactChange, at: datetime) -> bool:
    return change.withdrawn_at is None or change.withdrawn_at > at


def _carried_over(child: Child, name: str, code: str) -> FactChange:
    today = timezone.localdate()
    title = _("Code of today, after a source was withdrawn")
    source = Source.objects.create(kind=SourceKind.RULE, title=title, received_on=today)
    written: FactChange = FactChange.objects.create(
        child=child, field=name, value=code, source=source, recorded_at=timezone.now(), version=child.version
    )
    return written
