"""What a case of the corpus is: how it is made, and what may become of it."""

from collections.abc import Callable
from dataclasses import dataclass

from xiangban.lib.sheets.workbook import Cell

READ = frozenset({"xlsx", "xls", "ods", "csv"})


@dataclass(frozen=True)
class Case:
    """A file by its name; `outcomes` are kinds of workbooks or of refusals, `rows` those of its first sheet."""

    name: str
    make: Callable[[], bytes]
    outcomes: frozenset[str]
    rows: tuple[tuple[Cell, ...], ...] | None = None


def case(name: str, content: bytes | Callable[[], bytes], *outcomes: str) -> Case:
    """A case that ends in one of these ways."""
    return Case(name, content if callable(content) else lambda: content, frozenset(outcomes))


def read(name: str, content: bytes, kind: str, *rows: tuple[Cell, ...]) -> Case:
    """A case that is read, to exactly these rows."""
    return Case(name, lambda: content, frozenset({kind}), rows)
