"""Founding one file and amending it: only what differs is written, each change as an immutable row.

Many files at once are founded by bulk.py; the rules on values are in checks.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import NotPermitted, action, tell, tell_changes
from xiangban.access.gate import facets_of
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.children.actions.changes import keep, names_of, write_changes
from xiangban.children.actions.checks import refuse_closed, refuse_duplicate, refuse_faults, refuse_over_age
from xiangban.children.actions.family import Writing, refuse_family_faults, settle_family
from xiangban.children.actions.handovers import open_handover, propose_by_rule
from xiangban.children.actions.refusals import EditedMeanwhile, FactsRefused
from xiangban.children.bulk import Founding, complete, write_foundings
from xiangban.children.facts import FACTS, SCHOOL_WRITES, Facts, FactValue, Fault, changed_facts, value_in
from xiangban.children.family import Relative
from xiangban.children.models import Child, Handover, Source
from xiangban.children.rules import PlaceBasis, ResponsiblePlace, responsible_place
from xiangban.territories.models import Territory
from xiangban.territories.rules import Level, level_of

# Facts that are checked against each other as soon as one of them changes.
_TOGETHER = frozenset({"id_number", "id_kind", "birth_date", "sex"})


@dataclass(frozen=True)
class Edit:
    """What a page sends back: the version it was made from, facts and relatives as they shall stand, and since when
    the facts that changed are so, if that is known.
    """

    version: int
    facts: Facts
    family: Sequence[Relative] = ()
    valid_from: date | None = None


@dataclass(frozen=True)
class Amended:
    """What an amendment did: the fields that changed, and the handover it proposed, if any."""

    fields: list[str] = field(default_factory=list)
    handover: Handover | None = None


@action("children.found")
def found_child(
    place: Territory, by: Viewer, *, facts: Facts, source: Source, family: Sequence[Relative] = ()
) -> Child:
    """Found a draft file; the responsible place follows the rule, and where that lies outside the sight of the
    founder, the founding place answers until the ruled place has received a handover. Raises Refused.
    """
    known = complete(facts)
    _refuse_wrong(known, source, family)
    refuse_duplicate(known, by)
    ruled = responsible_place(_code(known, "living_code"), _code(known, "hukou_code"), place.code)
    answers = ruled if by.interval.holds(ruled.code) else ResponsiblePlace(place.code, PlaceBasis.FOUNDED)
    keep(source)
    written = write_foundings([Founding(place.code, known, source.pk, answers=answers)], by)
    child: Child = Child.objects.get(pk=written.children[0])
    writing = Writing(by, source, timezone.now())
    settle_family(child, family, writing)
    if answers is not ruled:
        propose_by_rule(child, by, ruled.code)
    tell(subject=child, fields=names_of(known))
    _tell_other_wards(child, writing)
    return child


@action("children.amend", facet=Facet.FILE)
def amend_child(child: Child, by: Viewer, *, edit: Edit, source: Source) -> Amended:
    """Write what differs from the present values; another living village proposes a handover and moves nothing.

    Raises EditedMeanwhile when the file was saved after the page was made, FactsRefused for values that may not stand.
    """
    return _amend(child, by, edit, source, "amend")


@action("children.record_schooling", facet=Facet.SCHOOLING)
def record_schooling(child: Child, by: Viewer, *, edit: Edit, source: Source) -> Amended:
    """A school writes the schooling of its pupil and nothing else. Raises as amend_child does."""
    if edit.family or not set(edit.facts) <= set(SCHOOL_WRITES):
        raise NotPermitted("children.record_schooling", by, child, seen=True)
    return _amend(child, by, edit, source, "record_schooling")


def _amend(child: Child, by: Viewer, edit: Edit, source: Source, verb: str) -> Amended:
    child.refresh_from_db()
    refuse_closed(child, verb)
    if child.version != edit.version:
        raise EditedMeanwhile(child.pk, edit.version)
    changed = changed_facts(child, edit.facts)
    _refuse_unseen(child, by, changed)
    beside = _TOGETHER if changed.keys() & _TOGETHER else ()
    known = {name: value_in(child, FACTS[name]) for name in ("name", *beside)}
    _refuse_wrong(known | changed, source, edit.family)
    refuse_duplicate(changed, by, child)
    writing = Writing(by, keep(source), timezone.now(), _known_since(edit))
    if changed:
        write_changes(child, changed, source, writing.at, writing.valid_from)
    rows = [{"child": child.pk, "field": name, "version": child.version} for name in names_of(changed)]
    fields = [*changed, *settle_family(child, edit.family, writing)]
    tell(fields=names_of(fields))
    _tell_other_wards(child, writing)
    tell_changes([*rows, *writing.noted], len(rows) + len(writing.noted))
    return Amended(fields, _propose_where_it_lives(child, by, changed))


def _known_since(edit: Edit) -> date | None:
    """The day from which the changed facts hold; one that is still to come is refused."""
    if edit.valid_from is not None and edit.valid_from > timezone.localdate():
        sentence = _("So since: “{day}” is still to come. Write a day that has passed, or leave it empty if not known.")
        raise FactsRefused([Fault("valid_from", sentence.format(day=edit.valid_from.isoformat()))])
    return edit.valid_from


def _tell_other_wards(child: Child, writing: Writing) -> None:
    """Name in the trail the files of other wards in which a change of a relative was noted."""
    others = sorted({int(row["child"]) for row in writing.noted} - {child.pk})
    if others:
        tell(also_in=others)


def _refuse_wrong(facts: Facts, source: Source, family: Sequence[Relative]) -> None:
    if not facts.get("name"):
        raise FactsRefused([Fault("name", _("Name: a file needs at least the name. Write it as on the certificate."))])
    refuse_faults(facts, source)
    refuse_family_faults(family, source)
    born: Any = facts.get("birth_date")
    refuse_over_age(born, timezone.localdate())


def _refuse_unseen(child: Child, by: Viewer, facts: Facts) -> None:
    """Nobody writes a block of the file that the seat does not see; health may be written by who sees only its own."""
    seen = facets_of(child, by)
    if Facet.OWN_HEALTH in seen:
        seen |= {Facet.HEALTH}
    if any(FACTS[name].facet not in seen for name in facts):
        raise NotPermitted("children.amend", by, child, seen=True)


def _propose_where_it_lives(child: Child, by: Viewer, changed: Facts) -> Handover | None:
    """A new living village elsewhere is a reason for a handover; an open one is left to be decided first."""
    living = _code(changed, "living_code")
    if living is None or level_of(living) is not Level.VILLAGE or living == child.responsible_code:
        return None
    return None if open_handover(child) else propose_by_rule(child, by, living)


def _code(facts: Facts, name: str) -> int | None:
    value: FactValue = facts.get(name)
    return value if isinstance(value, int) else None
