"""Forms written as text become sheets: groups merged over their columns, headers merged down.

The forms themselves are layouts.txt.
"""

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from xiangban.lib.sheets.workbook import Cell, Sheet

LAYOUTS = Path(__file__).parent / "layouts.txt"
FAMILY = "李王张刘陈杨黄赵吴周"


@dataclass(frozen=True)
class Form:
    """One form: for each column the path of its header and the field a person maps it to."""

    name: str
    paths: tuple[tuple[str, ...], ...]
    fields: tuple[str | None, ...]
    dropped: frozenset[int]

    @property
    def depth(self) -> int:
        return max(map(len, self.paths))

    def sheet(self, *, title: str = "", merged: bool = True, rows: int = 4) -> Sheet:
        """The form with invented rows below; without merges the covered cells are simply empty."""
        above: list[list[Cell]] = [[title]] if title else []
        header: list[list[Cell]] = [[None] * len(self.paths) for _ in range(self.depth)]
        for column, path in enumerate(self.paths):
            for level, text in enumerate(path):
                header[level][column] = text if self._begins(column, level) else None
        body: list[list[Cell]] = [[number + 1, *[None] * (len(self.paths) - 1)] for number in range(rows)]
        self._name(body)
        areas = self._areas(len(above)) if merged else []
        return Sheet("名册", [*above, *header, *body], merged=areas)

    def _begins(self, column: int, level: int) -> bool:
        """Whether the cell is the first of its group; a bottom cell always is."""
        path = self.paths[column]
        if level == len(path) - 1 or column == 0:
            return True
        before = self.paths[column - 1]
        return before[: level + 1] != path[: level + 1] or len(before) == level + 1

    def _name(self, body: list[list[Cell]]) -> None:
        for number, row in enumerate(body):
            for column, field in enumerate(self.fields):
                if field == "child_name":
                    row[column] = f"{FAMILY[number % 10]}小{'明红军芳'[number % 4]}"
                if field == "sex" and len(self.paths[column]) == 1:
                    row[column] = "男女"[number % 2]

    def _areas(self, first: int) -> list[tuple[int, int, int, int]]:
        areas = []
        for level in range(self.depth - 1):
            runs = groupby(range(len(self.paths)), key=lambda column: self._group(column, level))
            for key, run in runs:
                columns = list(run)
                if key is not None and len(columns) > 1:
                    areas.append((first + level, columns[0], first + level, columns[-1]))
        for column, path in enumerate(self.paths):
            if len(path) < self.depth:
                areas.append((first + len(path) - 1, column, first + self.depth - 1, column))
        return areas

    def _group(self, column: int, level: int) -> tuple[str, ...] | None:
        path = self.paths[column]
        return path[: level + 1] if level < len(path) - 1 else None


@cache
def forms() -> tuple[Form, ...]:
    """Every form of the file."""
    sections = LAYOUTS.read_text(encoding="utf-8").split("\n## ")[1:]
    return tuple(_form(section) for section in sections)


def _form(section: str) -> Form:
    name, _line, text = section.partition("\n")
    columns = [entry.rpartition("=") for entry in text.split()]
    paths = tuple(tuple(map(_written, header.split("/"))) for header, _equals, _field in columns)
    fields = tuple(None if field in "-!" else field for _header, _equals, field in columns)
    return Form(name, paths, fields, frozenset(place for place, entry in enumerate(columns) if entry[2] == "!"))


def _written(header: str) -> str:
    return header.replace("~", " ").replace("\\n", "\n").replace("|", "/")
