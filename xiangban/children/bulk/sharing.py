"""Founding a city's files with several processes: they make and seal the rows, this one numbers and writes them.

What the rows of one file are is in founding.py.
"""

import os
from collections.abc import Callable, Generator, Hashable, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain
from typing import Any, TypeVar

from xiangban.access.viewer import Viewer
from xiangban.children.bulk.founding import Founding, FoundingWriter, Prepared, place_for, prepare_foundings
from xiangban.children.bulk.people import KnownPerson, note_number, number_known
from xiangban.children.bulk.tables import bulk_at_work, reserved_keys
from xiangban.children.models import Child, Person
from xiangban.lib.forked import in_turn

Case = TypeVar("Case")

AT_ONCE = 250  # files whose rows travel together
WORTH_SHARING = 2_000  # files; fewer are made sooner than processes split off
PERSONS_AT_ONCE = 10_000  # keys reserved together; what is left over at the end is never used


def prepare_shared(
    clusters: Sequence[Case], foundings_of: Callable[[Sequence[Case]], Iterable[Founding]], by: Viewer
) -> Prepared:
    """Make all rows of new files as prepare_foundings() does, many files with several processes.

    A founding for each cluster, in their order; foundings_of() must read no table. Raises HelperFailed.
    """
    processes = os.cpu_count() or 1
    if processes == 1 or len(clusters) < WORTH_SHARING:
        return prepare_foundings(foundings_of(clusters), by)
    with bulk_at_work():
        return _Shared(clusters, foundings_of, by).prepare(processes)


class _Shared:
    def __init__(
        self, clusters: Sequence[Case], foundings_of: Callable[[Sequence[Case]], Iterable[Founding]], by: Viewer
    ) -> None:
        self._clusters, self._foundings_of = clusters, foundings_of
        self._writer = FoundingWriter(by)
        self._place = place_for(self._writer.sheet)
        self._children = reserved_keys(Child, len(clusters))
        self._free: Iterator[int] = iter(())
        self._persons: dict[Hashable, int] = {}

    def prepare(self, processes: int) -> Prepared:
        """Lay all rows where they wait or stand, in the order of the files."""
        written = self._writer.written
        parts = -(-len(self._clusters) // AT_ONCE)
        with closing(in_turn(parts, self._part, self._numbered, processes=processes)) as made:
            for rows, digests, changes in made:
                self._place.add(rows)
                written.digests += digests
                written.changes += changes
        written.children += self._children
        return Prepared(self._place, written)

    def _part(self, number: int) -> Generator[Any, Any, Any]:
        """In a helper: the rows of some files, once their persons are numbered."""
        some = slice(number * AT_ONCE, (number + 1) * AT_ONCE)
        batch = list(self._foundings_of(self._clusters[some]))
        asked = list(_persons_of(batch))
        numbers = yield asked
        sheet, written = self._writer.sheet, self._writer.written
        sheet.known_persons = {key: -number for key, number in zip(asked, numbers, strict=True) if number < 0}
        sheet.persons.take_numbers(number for number in numbers if number > 0)
        sheet.children.take_numbers(self._children[some])
        for founding in batch:
            self._writer.note(founding)
        answer = tuple(self._place.made_of(sheet)), written.digests, written.changes
        written.digests, written.changes = [], 0
        return answer

    def _numbered(self, asked: Iterable[Hashable]) -> list[int]:
        """The number of each person; of one that another file named already it comes negative."""
        return [self._number_of(key) for key in asked]

    def _number_of(self, key: Hashable) -> int:
        known = number_known(key, self._persons)
        if known is not None:
            note_number(key, known, self._persons)
            return -known
        number = next(self._free, 0)
        if not number:
            self._free = iter(reserved_keys(Person, PERSONS_AT_ONCE))
            number = next(self._free)
        if key is not None:
            note_number(key, number, self._persons)
        return number


def _persons_of(batch: Iterable[Founding]) -> Iterator[Hashable]:
    """Whom these files name, in the order in which they are noted: None for each who is nobody else's kin."""
    shared: set[Hashable] = set()
    for founding in batch:
        for relative in chain(*(row.family for row in founding.rows), founding.family):
            key = relative.person
            if key is None:
                yield None
            elif not isinstance(key, KnownPerson) and key not in shared:
                shared.add(key)
                yield key
