"""Children who are too old on the day of a round: judged once for all rows of a child, by the birth date that counts.

What one row says of an age alone is in rules.py; rows become children by matching, see judging.py.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from xiangban.census.interpret import birth_of
from xiangban.census.rules import SETTLED, Verdict, Why, refusal_by_age
from xiangban.census.staging import StagedRow
from xiangban.census.survivorship import rank
from xiangban.children.codes import DatePrecision

VAGUE = {DatePrecision.DAY.value: 0, DatePrecision.MONTH.value: 1, DatePrecision.YEAR.value: 2}


def refuse_aged(rows: Sequence[StagedRow], old: Collection[int], reference: date) -> set[int]:
    """Refuse children of whom a row says that they are too old, unless the word that counts says otherwise.

    `old` are such rows by their identity; returns the files of the register whose children are too old.
    """
    children: dict[int, list[StagedRow]] = {row.cluster: [] for row in rows if id(row) in old}
    for row in rows if old else ():
        if row.verdict in SETTLED:
            if row.cluster in children:
                children[row.cluster].append(row)
        elif id(row) in old:
            row.verdict, row.why = Verdict.REFUSED, Why.AGED_OUT
    files = set()
    for some in children.values():
        if any(id(row) in old for row in some) and refusal_by_age(_birth_of_child(some), reference):
            files |= {row.child_id for row in some if row.child_id is not None}
            for row in some:
                row.verdict, row.why, row.child_id = Verdict.REFUSED, Why.AGED_OUT, None
    return files


def aged_children(rows: Iterable[StagedRow]) -> int:
    """How many children were refused as too old, each once."""
    return len({row.cluster for row in rows if row.why == Why.AGED_OUT})


def _birth_of_child(rows: Iterable[StagedRow]) -> date | None:
    """The birth date that counts: the one known best, of several the first agency's."""
    said = [(birth_of(row.values), row.agency) for row in rows]
    known = [(VAGUE.get(known, 0), rank("birth_date", agency), born) for (born, known), agency in said if born]
    return min(known)[2] if known else None
