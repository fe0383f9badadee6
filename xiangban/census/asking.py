"""Rows that say too little are joined by hand alone: a person is asked where one child of the name can be meant.

Which rows these are is judged in judging.py.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xiangban.census.register_rows import RegisterRows
from xiangban.census.rules import SETTLED, Verdict
from xiangban.census.staging import StagedRow
from xiangban.lib.chinese_text import compact_name
from xiangban.lib.place_endings import bare_name

STEPS = {"county": "county", "town": "town", "village": "village"}


@dataclass(frozen=True)
class Meant:
    """Who may be meant: a row of the import, or a file of the register."""

    row: StagedRow | None
    child_id: int | None
    values: Mapping[str, str]


def meant_by(
    untold: Iterable[StagedRow], rows: Iterable[StagedRow], register: RegisterRows
) -> Iterator[tuple[StagedRow, Meant]]:
    """Each row that says too little with the one child of its name whom nothing in it contradicts."""
    wanted: dict[str, list[StagedRow]] = {}
    for row in untold:
        wanted.setdefault(compact_name(row.values.get("child_name", "")), []).append(row)
    if not wanted:
        return
    named = _named(wanted.keys(), rows, register)
    for name, some in wanted.items():
        for row in some:
            fitting = {key: one for key, one in named.get(name, ()) if not _contradicts(row.values, one.values)}
            only = next(iter(fitting.values())) if len(fitting) == 1 else None
            if only is not None and (only.row is None or only.row.verdict in SETTLED):
                yield row, only


def _named(
    names: Iterable[str], rows: Iterable[StagedRow], register: RegisterRows
) -> dict[str, Sequence[tuple[tuple[str, int], Meant]]]:
    """The children of these names, of the import and of the register, each with a key of its own."""
    found: dict[str, list[tuple[tuple[str, int], Meant]]] = {name: [] for name in names}
    for row in rows:
        if row.verdict != Verdict.REFUSED and row.child_id is None:
            here = found.get(compact_name(row.values["child_name"]))
            if here is not None:
                here.append((("cluster", row.cluster), Meant(row, None, row.values)))
    columns = register.roster.columns
    for at, child in enumerate(register.children):
        here = found.get(compact_name(columns["child_name"][at]))
        if here is not None and child not in register.closed:
            values = {column: texts[at] for column, texts in columns.items()}
            here.append((("file", child), Meant(None, child, values)))
    return dict(found)


def _contradicts(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether sex, year of birth or place, where both say it, differ."""
    pairs = [(one.get("sex", ""), other.get("sex", ""))]
    pairs.append((_year(one), _year(other)))
    pairs += [(_place(one, step), _place(other, step)) for step in STEPS]
    return any(left and right and left != right for left, right in pairs)


def _year(values: Mapping[str, str]) -> str:
    return values.get("birth_date", "").removeprefix("lunar:")[:4]


def _place(values: Mapping[str, str], step: str) -> str:
    written = values.get(step, "")
    return "" if written.isdigit() else bare_name(compact_name(written), STEPS[step])
