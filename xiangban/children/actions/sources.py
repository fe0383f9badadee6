"""Withdrawing a source: what it said counts no more, and every fact falls back to the latest that still stands.

An import of a higher room is undone by this.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from xiangban.access.acts import NotPermitted, action, tell_changes
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.children.actions.changes import set_present
from xiangban.children.carrying import carry_back, place_facts
from xiangban.children.facts import FACTS
from xiangban.children.models import Child, FactChange, Source


@action("children.withdraw_source")
def withdraw_source(source: Source, by: Viewer) -> int:
    """Withdraw every change of this source and write the present values anew; returns how many changes.

    The responsible place and the family stay as they are: the one moves by handover alone, the other is settled by
    people.
    """
    changes = FactChange.objects.filter(source=source, withdrawn_at=None, field__in=FACTS)
    children = Child.objects.filter(pk__in=changes.values("child"))
    if children.exclude(pk__in=Child.objects.visible_to(by, Facet.ROSTER).values("pk")).exists():
        raise NotPermitted("children.withdraw_source", by, source, seen=False)
    touched = list(changes.order_by("child_id", "pk").values_list("pk", "child_id", "field"))
    changes.update(withdrawn_at=timezone.now())
    fields: dict[int, set[str]] = {}
    for _key, child_id, name in touched:
        fields.setdefault(child_id, set()).add(name)
    rows: list[Mapping[str, Any]] = [{"change": key, "withdrawn": True} for key, _child, _field in touched]
    for child in Child.objects.filter(pk__in=fields):
        rows += _fall_back(child, fields[child.pk])
    tell_changes(rows, len(rows))
    return len(touched)


def _fall_back(child: Child, fields: Iterable[str]) -> list[Mapping[str, Any]]:
    """Write the values that stand now; answers the rows that re-coded places wrote besides."""
    child.version += 1
    standing = child.changes.filter(field__in=fields, withdrawn_at=None).order_by("recorded_at", "pk")
    latest = {change.field: change.value or change.sealed for change in standing}
    rows: list[Mapping[str, Any]] = []
    for name in place_facts():
        if name in fields:
            latest[name], written = carry_back(child, name)
            rows += written
    set_present(child, {name: FACTS[name].value_of(latest.get(name, "")) for name in fields})
    return rows
