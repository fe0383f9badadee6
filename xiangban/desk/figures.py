"""Figures of a place for seats that count children without seeing them: definition, cut-off date, sums that close.

Cells under five are counted together with the next smallest, so that nobody can be found by subtraction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiangban.access.viewer import Viewer
from xiangban.children import codes
from xiangban.children.age_bands import AGE_BANDS
from xiangban.children.queries import counts_by
from xiangban.children.rules import Definition, definition_on
from xiangban.web.phrases import StrOrPromise

SMALLEST_CELL = 5  # domain facts 6.5; 统计法 (2024) art. 28
TOGETHER = "together"


@dataclass(frozen=True)
class Line:
    """One line of a table: its word, how many, and the share in percent of the whole."""

    label: str
    count: int
    share: float


@dataclass(frozen=True)
class Table:
    """One dimension; its lines add up to the whole."""

    title: StrOrPromise
    lines: list[Line]


@dataclass(frozen=True)
class Figures:
    """Children on register of one place, by the responsible place, under one definition, on one day."""

    whole: int
    on: date
    definition: Definition | None
    tables: list[Table]


DIMENSIONS: dict[str, tuple[StrOrPromise, Mapping[str, StrOrPromise]]] = {
    "age_band": (gettext_lazy("Age"), {code: band.label for code, band in AGE_BANDS.items()}),
    "sex": (gettext_lazy("Sex"), dict(codes.Sex.choices)),
    "schooling": (gettext_lazy("Schooling"), dict(codes.Schooling.choices)),
    "health": (gettext_lazy("Health"), dict(codes.Health.choices)),
    "guardianship_kind": (gettext_lazy("Guardianship"), dict(codes.GuardianshipKind.choices)),
}


def figures_of(viewer: Viewer, today: date) -> Figures:
    """What a seat may count of its place today; one query for each table."""
    counted = {name: {row.code: row.number for row in counts_by(viewer, name, today)} for name in DIMENSIONS}
    tables = [Table(title, _lines(counted[name], words)) for name, (title, words) in DIMENSIONS.items()]
    return Figures(sum(counted["age_band"].values()), today, definition_on(today), tables)


def joined_small_cells(counts: Mapping[str, int]) -> dict[str, int]:
    """The same sum without any cell from 1 to 4: small cells go together, with the next smallest if need be.

    未采集 ("") says nothing of anybody and stays as it is.
    """
    small = {key for key, count in counts.items() if key and 0 < count < SMALLEST_CELL}
    joined = sum(counts[key] for key in small)
    rest = sorted((count, key) for key, count in counts.items() if key and count >= SMALLEST_CELL)
    # One small cell alone would still be the whole less the rest.
    while small and rest and (joined < SMALLEST_CELL or len(small) < 2):
        count, key = rest.pop(0)
        small.add(key)
        joined += count
    if 0 < joined < SMALLEST_CELL:
        return {TOGETHER: joined} | {key: count for key, count in counts.items() if not key}
    kept = {key: count for key, count in counts.items() if key not in small}
    return kept | ({TOGETHER: joined} if joined else {})


def _lines(counts: dict[str, int], words: Mapping[str, StrOrPromise]) -> list[Line]:
    whole = sum(counts.values())
    shown = joined_small_cells(counts)
    labels = dict(words) | {"": _("Not collected"), TOGETHER: _("Counted together (cells under 5)")}
    order = [key for key in (*words, "", TOGETHER) if shown.get(key) or (key in words and key in shown)]
    return [Line(str(labels[key]), shown[key], 100 * shown[key] / whole if whole else 0.0) for key in order]
