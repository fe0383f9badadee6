"""Taking back what rows of sheets wrote: files they founded, values they gave, kin they named.

Which import may be undone, and in which order, is asked by the caller; what one file falls back to is in falling.py.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from xiangban.access.models import Attachment, GivenSight
from xiangban.access.viewer import Viewer
from xiangban.children.bulk.falling import PLACES, Fallen, Leaving, Row, fall
from xiangban.children.bulk.founding import FOUND
from xiangban.children.bulk.present import PresentWriter, in_parts
from xiangban.children.bulk.tables import Sheet, bulk_at_work, stamp_of
from xiangban.children.carrying import Stored, carry_back
from xiangban.children.facts import FACTS, KIN
from xiangban.children.family import field_of, heard
from xiangban.children.models import Child, ChildMove, FactChange, Kin, Merge, NameKey, Person, Source, SourceKind
from xiangban.children.packing import PACKED, pack, unpack
from xiangban.children.rules import CHILD_MOVES, NOWHERE, ChildState, PlaceBasis
from xiangban.territories.successors import codes_today

WITHDRAW = "withdraw"
OF_THE_FILE: tuple[type[models.Model], ...] = (ChildMove, FactChange, Kin, Merge, NameKey)

Models = Collection[type[models.Model]]


@dataclass
class Withdrawn:
    """What came of it: files that are gone, files that stay though these sources founded them, by file the fields that
    were edited since and keep their values, and how many changes count no more; `digests` are for the trail's hash.
    """

    children: list[int] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    edited: dict[int, list[str]] = field(default_factory=dict)
    changes: int = 0
    digests: list[Stored] = field(default_factory=list)


def withdraw_import(sources: Collection[int], by: Viewer, *, beside: Models = ()) -> Withdrawn:
    """Take back all that these sources wrote, inside the caller's transaction, which must hold the turn of the trail.

    A founded file on which nothing else stands becomes a blank one that nobody sees; every other file falls back to
    what stood before. Rows of the models in `beside` are the import's own record and hold no file.
    """
    with bulk_at_work():
        work = _Withdrawal(sources, by, whole=True)
        gone = work.founded_and_free(beside)
        work.fall_back(work.touched - gone.keys())
        for some in in_parts(gone):
            work.blank({pk: gone[pk] for pk in some})
        return work.end()


def withdraw_words(sources: Collection[int], by: Viewer) -> Withdrawn:
    """Let what these sources said count no more, inside the caller's transaction: files and families stay, and a field
    on which nothing else stands takes the newest word that another source only said.
    """
    with bulk_at_work():
        work = _Withdrawal(sources, by, whole=False)
        work.fall_back(work.touched)
        return work.end()


class _Withdrawal:
    def __init__(self, sources: Collection[int], by: Viewer, *, whole: bool) -> None:
        rules = Source.objects.filter(kind=SourceKind.RULE).values_list("pk", flat=True)
        self._leaving = Leaving(frozenset(sources), frozenset(rules), whole)
        self._by, self._done, self._sheet = by, Withdrawn(), Sheet(by)
        self._present, self._orphans = PresentWriter(self._sheet), set[int]()
        self._rows = FactChange._base_manager.filter(source__in=sources, withdrawn_at=None)
        self.touched = set(self._rows.values_list("child_id", flat=True).distinct())

    def founded_and_free(self, beside: Models) -> dict[int, str]:
        """The files these sources founded and on which nothing else stands, with their states; others are kept."""
        found = ChildMove._base_manager.filter(
            move=FOUND,
            child__changes__source__in=self._leaving.sources,
            child__changes__withdrawn_at=None,
            at=F("child__changes__recorded_at"),
        )
        founded = set(found.values_list("child_id", flat=True).distinct())
        free = founded.difference(*self._holds(beside))
        may = [state for state in ChildState if WITHDRAW in CHILD_MOVES.verbs_from(state)]
        states: dict[int, str] = {}
        for some in in_parts(free):
            states |= dict(Child._base_manager.filter(pk__in=some, state__in=may).values_list("pk", "state"))
        self._done.kept, self._done.children = sorted(founded - states.keys()), sorted(states)
        return states

    def fall_back(self, children: Collection[int]) -> None:
        """Write into these files what stands once the rows count no more, and let them count no more."""
        files = [fall(child_id, rows, self._leaving) for child_id, rows in self._files(children)]
        self._done.edited = {file.child_id: file.edited for file in files if file.edited}
        self._done.changes = self._rows.update(withdrawn_at=timezone.now())
        for file in files:
            self._carry(file)
        self._into_todays_codes(files)
        changed = [file for file in files if file.falls or file.again]
        versions: dict[int, int] = {}
        for some in in_parts(file.child_id for file in changed):
            versions.update(Child._base_manager.filter(pk__in=some).values_list("pk", "version"))
        for file in changed:
            self._write(file, versions[file.child_id] + 1)
        for person, text in _standing_words(_persons_falling(changed)).items():
            self._present.note_person(person, heard(text)[0])
        self._remove_kin(changed)

    def blank(self, states: Mapping[int, str]) -> None:
        """Make these files blank ones in nobody's place; what was said in them counts no more."""
        now, stamp = timezone.now(), stamp_of(self._sheet.now)
        self._move_nowhere(states, stamp)
        NameKey._base_manager.filter(child__in=list(states)).delete()
        kin = Kin._base_manager.filter(child__in=list(states))
        self._orphans |= set(kin.values_list("person_id", flat=True))
        kin.delete()
        FactChange._base_manager.filter(child__in=list(states), withdrawn_at=None).update(withdrawn_at=now)
        self._done.digests += [{"child": pk, "move": WITHDRAW} for pk in states]

    def end(self) -> Withdrawn:
        """Write what waits; persons who are nobody's kin any more go."""
        self._present.write()
        self._sheet.write()
        for some in in_parts(self._orphans):
            orphans = Person._base_manager.filter(pk__in=some, kin=None)
            for part in in_parts(orphans.values_list("pk", flat=True)):
                people = Person._base_manager.filter(pk__in=part)
                people._raw_delete(people.db)
        return self._done

    def _holds(self, beside: Models) -> Iterator[Iterable[int]]:
        """Files that others have written into, moved, given, or that rows of other tables lead to."""
        mine = self._rows.values("child_id")
        changes = FactChange._base_manager.filter(child__in=mine, withdrawn_at=None)
        strange = changes.exclude(source__in=self._leaving.sources).exclude(source__kind=SourceKind.RULE)
        yield strange.values_list("child_id", flat=True).distinct()
        moved = ChildMove._base_manager.filter(child__in=mine, child__moves__move=FOUND, at__gt=F("child__moves__at"))
        apart = Q(move="merge") | Q(
            move__startswith="part_"
        )  # a merge that stands is refused before; others left no trace
        yield moved.exclude(apart).values_list("child_id", flat=True).distinct()
        for relation in Child._meta.related_objects:
            model, name = relation.related_model, relation.field.name
            if model not in OF_THE_FILE and model not in beside:
                rows = model._base_manager.filter(**{f"{name}__in": mine})
                yield rows.values_list(f"{name}_id", flat=True).distinct()
        label = Child.sight_label()
        given = GivenSight.objects.in_force(timezone.now()).filter(model=label)
        yield map(int, given.values_list("key", flat=True))
        laid = Attachment.objects.filter(owner_model=label, withdrawn_at=None)
        yield map(int, laid.values_list("owner_key", flat=True))

    def _files(self, children: Collection[int]) -> Iterator[tuple[int, Iterable[Row]]]:
        """The standing changes of each file, in their order."""
        for some in in_parts(children):
            rows = FactChange._base_manager.filter(child__in=some, withdrawn_at=None)
            ordered = rows.order_by("child_id", "recorded_at", "pk")
            told = ordered.values_list("child_id", "field", "value", "sealed", "source_id", "row")
            for child_id, group in groupby(told.iterator(chunk_size=5_000), key=itemgetter(0)):
                yield child_id, (Row(*row[1:]) for row in group)

    def _carry(self, file: Fallen) -> None:
        """Places that were re-coded since fall back as their rows tell."""
        if not file.carried:
            return
        child = Child._base_manager.get(pk=file.child_id)
        child.version += 1
        for name in file.carried:
            file.falls[name], stored = carry_back(child, name)
            self._done.digests += stored

    def _into_todays_codes(self, files: Iterable[Fallen]) -> None:
        """A place that was retired since is said again in the code of today."""
        fallen = [(file, name) for file in files for name in PLACES & file.falls.keys() if name not in file.carried]
        today = codes_today(int(file.falls[name]) for file, name in fallen if file.falls[name])
        for file, name in fallen:
            code = today.get(int(file.falls[name] or 0))
            if code is not None:
                before = file.again.get(name) or file.before[name]
                file.falls[name], file.again[name] = str(code), before._replace(text=str(code))

    def _write(self, file: Fallen, version: int) -> None:
        values = {name: FACTS[name].value_of(text) for name, text in file.falls.items() if name in FACTS}
        self._present.note(file.child_id, values)
        self._say_again(file, version)
        self._done.digests.append({"child": file.child_id, "fields": sorted(file.falls), "version": version})

    def _say_again(self, file: Fallen, version: int) -> None:
        rows: dict[tuple[int, int | None], dict[str, str]] = {}
        for name, word in file.again.items():
            rows.setdefault((word.source_id, word.row), {})[name] = word.text
        stamp = stamp_of(self._sheet.now)
        for (source_id, row), stands in rows.items():
            sealed = self._sheet.seal_change(pack(stands, {}))
            self._sheet.changes.waiting.append((file.child_id, PACKED, "", sealed, stamp, source_id, row, version))

    def _remove_kin(self, files: Iterable[Fallen]) -> None:
        """Kin of whom nothing stands any more go; of the others the tie falls back with the person."""
        falls = {file.child_id: file.falls for file in files if any(name.startswith(KIN) for name in file.falls)}
        for some in in_parts(falls):
            kin = list(Kin._base_manager.filter(child__in=some))
            gone = [one for one in kin if falls[one.child_id].get(field_of(one.person_id)) == ""]
            Kin._base_manager.filter(pk__in=[one.pk for one in gone]).delete()
            self._orphans |= {one.person_id for one in gone}
            told = [(one, text) for one in kin if (text := falls[one.child_id].get(field_of(one.person_id)))]
            ties = Counter((one.child_id, one.person_id) for one in kin)
            for one, text in told:
                tie = heard(text)[1]
                # Who is two things to one child is told of in the words of one of them.
                if one.kinship == tie["kinship"] or ties[one.child_id, one.person_id] == 1:
                    Kin._base_manager.filter(pk=one.pk).update(**tie)

    def _move_nowhere(self, states: Mapping[int, str], stamp: Any) -> None:
        """Move blank files out of everybody's sight."""
        for pk, before in states.items():
            after = CHILD_MOVES.target(WITHDRAW, before).value
            row = (pk, WITHDRAW, before, after, stamp, self._by.user_id, self._by.post_id, "", b"")
            self._sheet.moves.waiting.append(row)
        Child._base_manager.filter(pk__in=list(states)).update(
            **_BLANK,
            state=ChildState.WITHDRAWN,
            responsible_code=NOWHERE,
            responsible_basis=PlaceBasis.FOUNDED,
            version=F("version") + 1,
        )


def _persons_falling(files: Iterable[Fallen]) -> set[int]:
    named = [name for file in files for name, text in file.falls.items() if name.startswith(KIN) and text]
    return {int(name.removeprefix(KIN)) for name in named}


def _standing_words(persons: Collection[int]) -> dict[int, str]:
    """Of each person the newest word in any ward's file; of words written at once the first, as at founding.

    A file that was told twice in one moment was told what stands the second time, with a higher version.
    """
    names, newest = {field_of(pk): pk for pk in persons}, dict[int, tuple[datetime, int, str]]()
    for some in in_parts(persons):
        wards = Kin._base_manager.filter(person__in=some).values("child")
        rows = FactChange._base_manager.filter(child__in=wards, withdrawn_at=None)
        told = rows.order_by("recorded_at", "version", "-pk").values_list("pk", "child_id", "recorded_at", *_TEXT)
        of_ward: dict[tuple[int, int], tuple[datetime, int, str]] = {}
        for pk, ward, moment, field_name, value, sealed in told.iterator(chunk_size=5_000):
            stands = unpack(sealed).stands if field_name == PACKED else {field_name: value or sealed}
            of_ward |= {(names[name], ward): (moment, -pk, stands[name]) for name in stands.keys() & names.keys()}
        for (person, _ward), word in of_ward.items():
            newest[person] = max(newest.get(person, word), word)
    return {person: text for person, (_moment, _order, text) in newest.items()}


_TEXT = ("field", "value", "sealed")
_BLANK: dict[str, Any] = {"id_index": None, "id_last_six_index": None, "exit_reason": "", "exit_on": None} | {
    fact.column.attname: None if fact.is_date or fact.is_number else "" for fact in FACTS.values()
}
