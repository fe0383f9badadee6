"""What a change of places writes into the files: every re-coded place of a child as a change of its own.

The columns themselves are re-coded by network/, which calls this in the same transaction; see territories/fields.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.viewer import system_viewer
from xiangban.children.actions.handovers import lapse_handover
from xiangban.children.facts import FACTS, RESPONSIBLE
from xiangban.children.models import OPEN_HANDOVERS, Child, FactChange, Handover, Source, SourceKind
from xiangban.children.packing import PACKED, unpacked
from xiangban.territories.fields import PlaceChange, PlaceCodeField
from xiangban.territories.successors import codes_today

BATCH = 1_000
Stored = Mapping[str, Any]


def note_place_change(change: PlaceChange) -> list[Stored]:
    """Write what the re-coding means for the files, so that the register of any day reads the codes of that day.

    Returns the stored rows as the trail's hash covers them: child, field, value and source, in the order of writing.
    """
    lapsed = _end_handovers(change)
    codes = _codes_by_child(change.rows)
    if not codes:
        return lapsed
    today = timezone.localdate()
    source = Source.objects.create(kind=SourceKind.RULE, title=change.title, received_on=today)
    stored = lapsed
    for row in _changes(codes, change, source):
        stored += [_as_hashed(one) for one in FactChange.objects.bulk_create(row)]
    return stored


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
        stored.append(_as_hashed(_carried_over(child, name, stands)))
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


def _end_handovers(change: PlaceChange) -> list[Stored]:
    """Handovers whose two places became one have nothing left to decide."""
    by = system_viewer(change.title)
    reason = _("The two places became one: {change}").format(change=change.title)
    waiting = Handover._base_manager.filter(state__in=OPEN_HANDOVERS, from_code=F("to_code"))
    lapsed = list(waiting.select_related("child").order_by("pk"))
    for handover in lapsed:
        lapse_handover(handover, by, reason=reason)
    return [{"handover": handover.pk, "child": handover.child_id, "move": "lapse"} for handover in lapsed]


def _changes(codes: Mapping[int, Mapping[str, int]], change: PlaceChange, source: Source) -> Iterator[list[FactChange]]:
    at, keys = timezone.now(), sorted(codes)
    for start in range(0, len(keys), BATCH):
        children = Child._base_manager.filter(pk__in=keys[start : start + BATCH]).order_by("pk")
        yield [
            FactChange(
                child_id=pk,
                field=name,
                value=str(code),
                source=source,
                valid_from=change.on,
                recorded_at=at,
                version=version,
            )
            for pk, version in children.values_list("pk", "version")
            for name, code in sorted(codes[pk].items())
        ]


def _codes_by_child(rows: Sequence[Mapping[str, Any]]) -> dict[int, dict[str, int]]:
    """For every re-coded child the new code of each of its places."""
    columns = {f"{Child._meta.label_lower}.{name}": name for name in place_facts()}
    codes: dict[int, dict[str, int]] = defaultdict(dict)
    for row in rows:
        if row["column"] in columns:
            codes[int(row["key"])][columns[row["column"]]] = row["new"]
    return codes


def place_facts() -> Iterable[str]:
    """The fields of a file that hold a place: the facts of this kind and the place that answers."""
    return (*(name for name, fact in FACTS.items() if isinstance(fact.column, PlaceCodeField)), RESPONSIBLE)


def _as_hashed(change: FactChange) -> Stored:
    return {
        "child": change.child_id,
        "field": change.field,
        "value": change.value,
        "valid_from": change.valid_from.isoformat() if change.valid_from else "",
        "source": change.source_id,
    }
