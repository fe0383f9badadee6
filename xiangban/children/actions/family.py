"""Settling what a form says of a child's family with the persons already known.

One grandmother is one person however many wards she has; what changes of her is noted in the file of each, and where a
ward lies outside the reach of whoever writes, that file keeps the person as it knew her.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from xiangban.access.acts import action, tell
from xiangban.access.gate import answers_for
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.children.actions.changes import note_relative
from xiangban.children.actions.refusals import FactsRefused
from xiangban.children.facts import Fault
from xiangban.children.family import KIN_FACTS, PERSON_FACTS, Relative, field_of, relative_of, said_of
from xiangban.children.identity import index_of, indexes_to_find, number_faults
from xiangban.children.models import Child, Kin, Person, Source
from xiangban.children.packing import PACKED, fold
from xiangban.lib.resident_id import clean_number


@dataclass(frozen=True)
class Writing:
    """Who writes, from which source, at which moment; and which changes of relatives were noted so."""

    by: Viewer
    source: Source
    at: datetime
    valid_from: date | None = None  # since when what differs is so, if known
    noted: list[dict[str, Any]] = field(default_factory=list)

    def note(self, child: Child, name: str, said: str) -> None:
        """Note what is now said of a relative in one file; "" when nothing more."""
        note_relative(child, name, said, self.source, (self.at, self.valid_from))
        self.noted.append({"child": child.pk, "field": name, "version": child.version})


def settle_family(child: Child, family: Iterable[Relative], writing: Writing) -> list[str]:
    """Write what differs from what is known; returns the fields of the changes. Raises FactsRefused."""
    changed = []
    for relative in family:
        name = _settle(child, _tidy(relative), writing)
        if name:
            changed.append(name)
    return changed


def refuse_family_faults(family: Iterable[Relative], source: Source) -> None:
    """Refuse numbers of relatives that may not stand, unless confirmed as written in the source."""
    confirmed = source.as_written.split(",")
    faults = [
        Fault(f"{relative.kinship}.{fault.field}", f"{relative.name}: {fault.sentence}")
        for relative in family
        for fault in number_faults(relative.facts)
        if f"{relative.kinship}.{fault.field}" not in confirmed
    ]
    if faults:
        raise FactsRefused(faults)


def _settle(child: Child, relative: Relative, writing: Writing) -> str:
    kin = Kin.objects.filter(child=child, person__pk=str(relative.person)).first() if relative.person else None
    if kin is None:
        return _add(child, relative, writing) if relative.name else ""
    if not relative.name:
        return _remove(kin, writing)
    amended = _amend(kin, relative, writing)
    return _join_again(kin, writing) or amended


def _add(child: Child, relative: Relative, writing: Writing) -> str:
    person = _known_person(relative, writing.by) or Person()
    relative = _with_what_is_known(relative, person)
    if twice := Kin.objects.filter(child=child, person__pk=person.pk or 0).select_related("person").first():
        return _amend(twice, relative, writing)  # the same number was written twice on one form
    kin = Kin(child=child, person=person, kinship=relative.kinship)
    _write(kin, relative, writing)
    writing.note(child, field_of(kin.person_id), said_of(relative))
    _note_elsewhere(kin, writing)
    return field_of(kin.person_id)


def _amend(kin: Kin, relative: Relative, writing: Writing) -> str:
    if said_of(relative_of(kin)) == said_of(relative):
        return ""
    before = _said_of_person(relative_of(kin))
    _write(kin, relative, writing)
    writing.note(kin.child, field_of(kin.person_id), said_of(relative))
    if before != _said_of_person(relative):
        _note_elsewhere(kin, writing)
    return field_of(kin.person_id)


def _remove(kin: Kin, writing: Writing) -> str:
    name = field_of(kin.person_id)
    writing.note(kin.child, name, "")
    kin.delete()
    return name


def _note_elsewhere(kin: Kin, writing: Writing) -> None:
    for other in Kin.objects.filter(person=kin.person).exclude(child=kin.child).select_related("child", "person"):
        if _last_said(other) != said_of(relative_of(other)) and answers_for(other.child, writing.by):
            _note_in(other.child, writing.by, name=field_of(other.person_id), kin=other, writing=writing)


@action("children.amend", facet=Facet.FAMILY)
def _note_in(child: Child, by: Viewer, *, name: str, kin: Kin | None, writing: Writing) -> None:
    """Note in the file of another ward what is now said of a shared relative; the trail tells of that file too."""
    writing.note(child, name, said_of(relative_of(kin)) if kin else "")
    tell(fields=[name])


def _last_said(kin: Kin) -> str:
    name = field_of(kin.person_id)
    said = kin.child.changes.filter(field__in=(name, PACKED), withdrawn_at=None).order_by("recorded_at", "pk")
    return fold(said.values_list("field", "value", "sealed")).get(name, "")


def _part_from_others(kin: Kin, writing: Writing) -> None:
    """Before facts of a person change who has wards elsewhere: the own wards get a copy of the person, one and all."""
    others = list(Kin.objects.filter(person=kin.person).exclude(pk=kin.pk).select_related("child"))
    own = [other for other in others if answers_for(other.child, writing.by)]
    if len(own) == len(others):
        return
    old = field_of(kin.person_id)
    kin.person.pk = None
    kin.person.save(force_insert=True)
    for one in own:
        _note_in(one.child, writing.by, name=old, kin=None, writing=writing)
        Kin.objects.filter(pk=one.pk).update(person=kin.person)
    if kin.pk:
        writing.note(kin.child, old, "")


def _join_again(kin: Kin, writing: Writing) -> str:
    """One person who stands as two, by number and name, is one again where whoever writes answers for every ward.

    What was written last holds; returns the field of the change, "" when nothing was joined.
    """
    kin.refresh_from_db()
    number = kin.person.id_number
    twins = Person.objects.filter(id_index__in=indexes_to_find(number), name=kin.person.name) if number else []
    own = list(Kin.objects.filter(person=kin.person).select_related("child"))
    joined = ""
    for twin in (one for one in twins if one.pk != kin.person_id):
        wards = list(Kin.objects.filter(person=twin).select_related("child"))
        apart = not {ward.child_id for ward in wards} & {ward.child_id for ward in own}
        if apart and all(answers_for(ward.child, writing.by) for ward in [*own, *wards]):
            _take_over(wards, kin.person, writing)
            twin.delete()
            joined = field_of(kin.person_id)
    return joined


def _take_over(wards: Iterable[Kin], person: Person, writing: Writing) -> None:
    """The wards of a twin become wards of this person; each of their files tells of it."""
    for ward in wards:
        _note_in(ward.child, writing.by, name=field_of(ward.person_id), kin=None, writing=writing)
        ward.person = person
        ward.save(update_fields=["person"])
        _note_in(ward.child, writing.by, name=field_of(person.pk), kin=ward, writing=writing)


def _write(kin: Kin, relative: Relative, writing: Writing) -> None:
    if kin.person.pk and _said_of_person(relative_of(kin)) != _said_of_person(relative):
        _part_from_others(kin, writing)
    for name in PERSON_FACTS:
        value = relative.facts.get(name)
        setattr(kin.person, name, value if name == "birth_date" else value or "")
    kin.person.id_index = index_of(kin.person.id_number)
    kin.person.save()
    kin.person_id = kin.person.pk
    for name in KIN_FACTS:
        setattr(kin, name, getattr(relative, name))
    kin.save()


def _known_person(relative: Relative, by: Viewer) -> Person | None:
    """The person of this number in the sight of whoever writes; a name alone is nobody's proof."""
    number = str(relative.facts.get("id_number") or "")
    if not number:
        return None
    known = Person.objects.visible_to(by, Facet.FAMILY).filter(id_index__in=indexes_to_find(number))
    return next((person for person in known if person.name == relative.name), None)


def _with_what_is_known(relative: Relative, person: Person) -> Relative:
    """What the form leaves empty keeps the value known of this person."""
    facts = {name: relative.facts.get(name) or getattr(person, name) for name in PERSON_FACTS}
    return replace(relative, facts=facts)


def _said_of_person(relative: Relative) -> dict[str, str | date | None]:
    return {name: relative.facts.get(name) or None for name in PERSON_FACTS}


def _tidy(relative: Relative) -> Relative:
    facts = {name: value.strip() if isinstance(value, str) else value for name, value in relative.facts.items()}
    if facts.get("id_number"):
        facts["id_number"] = clean_number(str(facts["id_number"]))
    return replace(relative, facts=facts)
