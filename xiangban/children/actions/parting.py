"""Taking carried words back out of a file: what the merge wrote counts no more, what was edited since stays.

The verb is in merging.py, carrying in carrying_over.py.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from xiangban.children.actions.changes import set_present
from xiangban.children.carrying import carry_back, place_facts
from xiangban.children.facts import FACTS, KIN, FactValue
from xiangban.children.family import field_of, heard
from xiangban.children.identity import index_of
from xiangban.children.models import Child, FactChange, Kin, Merge, Person, SourceKind
from xiangban.children.packing import fold, standing_texts


def take_back_facts(child: Child, merge: Merge) -> list[str]:
    """Let the words that a merge carried count no more; returns the fields that were edited since and keep their
    values, ties of kin under "kin.<person>".
    """
    rows = FactChange.objects.filter(pk__in=merge.carried["changes"], withdrawn_at=None)
    names = {name for row in rows for name in standing_texts(row.field, row.value, row.sealed)}
    edited = sorted(names & _edited_since(child, merge, rows.values_list("pk", flat=True)))
    rows.update(withdrawn_at=timezone.now())
    child.version += 1
    set_present(child, _fallen(child, {name for name in names if name in FACTS}))
    _take_back_kin(child, merge, edited)
    return edited


def _edited_since(child: Child, merge: Merge, carried: Any) -> set[str]:
    """The fields in which anybody wrote after the merge; a change of places is nobody's edit."""
    later = child.changes.filter(withdrawn_at=None, recorded_at__gte=merge.decided_at).exclude(pk__in=list(carried))
    told = later.exclude(source__kind=SourceKind.RULE).values_list("field", "value", "sealed")
    return {name for row in told for name in standing_texts(*row)}


def _fallen(child: Child, names: Collection[str]) -> dict[str, FactValue]:
    """What stands of these fields by the rows that are left; places in the codes of today."""
    rows = child.changes.filter(withdrawn_at=None).order_by("recorded_at", "pk")
    left = fold(rows.values_list("field", "value", "sealed"))
    texts = {name: left.get(name, "") for name in names}
    texts |= {name: carry_back(child, name)[0] for name in place_facts() if name in names}
    return {name: FACTS[name].value_of(text) for name, text in texts.items()}


def _take_back_kin(child: Child, merge: Merge, edited: Collection[str]) -> None:
    carried = merge.carried
    for kin in Kin.objects.filter(pk__in=carried["kin"], child=child):
        if field_of(kin.person_id) not in edited:
            kin.delete()
    for tie in carried["ties"]:
        name = field_of(tie["person_id"])
        if name not in edited and not Kin.objects.filter(child=child, person=tie["person_id"]).exists():
            _person_again(child, tie["person_id"])
            Kin.objects.create(child=child, **_as_told(tie))


def _as_told(tie: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: date.fromisoformat(tie[name]) for name in ("since", "until") if tie[name]}
    return {**tie, **days}


def _person_again(child: Child, person_id: int) -> None:
    """A person who stood as two and was joined meanwhile stands again as this file tells of it."""
    if Person.objects.filter(pk=person_id).exists():
        return
    rows = child.changes.filter(withdrawn_at=None).order_by("recorded_at", "pk")
    said = fold(rows.values_list("field", "value", "sealed")).get(f"{KIN}{person_id}", "")
    facts = heard(said or "{}")[0]
    Person.objects.create(pk=person_id, id_index=index_of(str(facts.get("id_number") or "")), **facts)
