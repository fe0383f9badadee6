"""The three rosters as files with the truth beside them: workbooks as really sent, or plain CSV.

Which errors they hold is decided in observing.py.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xiangban.demo.population import Population
from xiangban.demo.rosters import education, police, village_form
from xiangban.demo.rosters.books import Book, Cell, write_csv
from xiangban.demo.rosters.observed import Facts, ObservedRow, facts_of
from xiangban.demo.rosters.observing import EDUCATION, POLICE, VILLAGES, observe
from xiangban.demo.rosters.rates import AGENCIES, read_rates
from xiangban.demo.rosters.villages import flat_rows, write_villages

TRUTH = "truth.csv"
XLSX = "xlsx"
ENCODINGS = {"csv": "utf-8-sig", "csv-gb18030": "gb18030", "csv-utf16": "utf-16"}
KINDS = (XLSX, *ENCODINGS)
HEADINGS = {
    EDUCATION: [f"{group}{name}" for group, name in education.HEADS],
    POLICE: list(police.HEADS),
    VILLAGES: ["".join(heads) for heads in village_form.HEADS],
}
Tell = Callable[[int], object]
Placed = tuple[str, int, ObservedRow]


@dataclass(frozen=True)
class Observation:
    """What three agencies wrote down of a population, row by row, and the seed of their habits."""

    population: Population
    seed: int
    rows: Sequence[ObservedRow]

    def of_agency(self, agency: str) -> list[ObservedRow]:
        """The rows of one agency in the order of its roster."""
        return [row for row in self.rows if row.agency == agency]


def demo_rosters(folder: Path, population: Population, seed: int, tell: Tell) -> list[Path]:
    """The three workbooks the demo drops on its own page, with the usual errors and truth.csv."""
    rows = observe(population, read_rates(), seed)
    return write_files(Observation(population, seed, rows), folder, XLSX, tell)


def write_files(observed: Observation, folder: Path, kind: str, tell: Tell) -> list[Path]:
    """Write one file an agency and truth.csv into the folder; `tell` hears 1 for every child's row."""
    facts = facts_of(observed.population, observed.seed)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    with (folder / TRUTH).open("w", encoding="utf-8", newline="") as truth:
        lines = csv.writer(truth, lineterminator="\n")
        lines.writerow(("file", "sheet", "row", "child"))
        for agency in AGENCIES:
            path = folder / f"{agency}.{kind.partition('-')[0]}"
            for sheet, number, row in _placed(path, kind, observed, facts):
                lines.writerow((path.name, sheet, number, row.child))
                tell(1)
            paths.append(path)
    return paths


def _placed(path: Path, kind: str, observed: Observation, facts: Facts) -> Iterator[Placed]:
    """Write one file, naming (sheet, row, what stands there) of every child."""
    rows = observed.of_agency(path.stem)
    if kind != XLSX:
        write_csv(path, [HEADINGS[path.stem], *_flat(path.stem, rows, facts)], ENCODINGS[kind])
        yield from (("", record, row) for record, row in enumerate(rows, start=2))
        return
    with Book(path) as book:
        if path.stem == EDUCATION:
            yield from education.write_education(book, rows)
        elif path.stem == POLICE:
            yield from police.write_police(book, rows)
        else:
            yield from write_villages(book, rows, facts, observed.seed)


def _flat(agency: str, rows: list[ObservedRow], facts: Facts) -> Iterator[list[Cell]]:
    """The rows for one plain list: one heading row, no titles."""
    if agency == VILLAGES:
        yield from flat_rows(rows, facts)
        return
    cells = education.cells if agency == EDUCATION else police.cells
    for number, row in enumerate(rows, start=1):
        yield cells(row, number)
