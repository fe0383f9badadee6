"""What a change of places writes into the files: every re-coded place of a child as a change of its own.

The columns themselves are re-coded by network/, which calls this in the same transaction; see territories/fields.py.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.viewer import system_viewer
from xiangban.children.actions.handovers import lapse_handover
from xiangban.children.carrying import Stored, as_hashed, place_facts
from xiangban.children.models import OPEN_HANDOVERS, Child, FactChange, Handover, Source, SourceKind
from xiangban.territories.fields import PlaceChange

BATCH = 1_000


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
        stored += [as_hashed(one) for one in FactChange.objects.bulk_create(row)]
    return stored


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
