"""Why two rows are held to be one child, or two: kinds of reasons with both values, for and against.

The words for a reader are in census/.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xiangban.matching.births import BirthLevel, compare_births
from xiangban.matching.comparing import name_levels
from xiangban.matching.families import PERSONS, PHONES
from xiangban.matching.linking import Linking, Pair
from xiangban.matching.names import NameLevel, read_names
from xiangban.matching.numbers import NumberLevel, compare_numbers
from xiangban.matching.places import PlaceLevel, compare_places
from xiangban.matching.rows import Roster

FOR, NEITHER, AGAINST = 1, 0, -1
PLACES = ("county", "town", "village")

NAME_SPEAKS = {
    NameLevel.NOTHING: AGAINST,
    NameLevel.SURNAME: AGAINST,
    NameLevel.A_CHARACTER: AGAINST,
    NameLevel.SURNAME_AND_CHARACTER: NEITHER,
    NameLevel.SHORTENED: NEITHER,
    NameLevel.ONE_DIFFERS: NEITHER,
}
BIRTH_SPEAKS = {
    BirthLevel.OTHER: AGAINST,
    BirthLevel.NEXT_YEAR: AGAINST,
    BirthLevel.SAME_YEAR: AGAINST,
    BirthLevel.LUNAR_GAP: NEITHER,
    BirthLevel.SAME_DAY_AND_MONTH: NEITHER,
    BirthLevel.WITHIN_YEAR: NEITHER,
    BirthLevel.NEAR_MONTH: NEITHER,
    BirthLevel.SAME_MONTH: NEITHER,
    BirthLevel.SAME_DAY_OTHER_MONTH: NEITHER,
}
NUMBER_SPEAKS = {
    NumberLevel.DIFFERENT: AGAINST,
    NumberLevel.UNLIKE: AGAINST,
    NumberLevel.SAME_BIRTH_PART: AGAINST,
    NumberLevel.SAME_UNSURE: NEITHER,
}
PLACE_SPEAKS = {
    PlaceLevel.OTHER_COUNTY: AGAINST,
    PlaceLevel.SAME_COUNTY: NEITHER,
    PlaceLevel.SAME_TOWN_ONLY: NEITHER,
}


@dataclass(frozen=True)
class Reason:
    """One fact, both values as written; a kind of REASON_KINDS speaks +1 for one child, -1 against, 0 for neither."""

    kind: str
    speaks: int
    left: str
    right: str


def kind_of(fact: str, level: NameLevel | BirthLevel | NumberLevel | PlaceLevel) -> str:
    """The word under which a level of a fact is known outside."""
    return f"{fact}_{level.name.lower()}"


REASON_KINDS = (
    *(kind_of("number", level) for level in NumberLevel if level),
    *(kind_of("name", level) for level in NameLevel if level),
    *(kind_of("birth", level) for level in BirthLevel if level),
    *(kind_of("place", level) for level in PlaceLevel if level),
    *("sex_same", "sex_other", "phone_same", "phone_other", "relative_same", "relative_other", "agency_same"),
)


def explain(linking: Linking, pair: Pair) -> list[Reason]:
    """All facts that both rows know, the number and the name first; any two rows may be asked about."""
    table, rows = linking.table, (np.array([pair[0]]), np.array([pair[1]]))
    left, right = (_Row(linking.rosters, at) for at in pair)
    number = NumberLevel(compare_numbers(table.numbers, *rows)[0])
    name = NameLevel(name_levels(table, *rows)[0])
    birth = BirthLevel(compare_births(*(table.known.taken(row) for row in rows))[0])
    place = PlaceLevel(compare_places(*(table.places.taken(row) for row in rows))[0])
    found = [
        (number, kind_of("number", number), NUMBER_SPEAKS.get(number, FOR), "id_number"),
        (name, kind_of("name", name), NAME_SPEAKS.get(name, FOR), "child_name"),
        (birth, kind_of("birth", birth), BIRTH_SPEAKS.get(birth, FOR), "birth_date"),
    ]
    reasons = [
        Reason(kind, speaks, left.said(field), right.said(field)) for level, kind, speaks, field in found if level
    ]
    reasons += _sex(left.said("sex"), right.said("sex"))
    if place:
        speaks = PLACE_SPEAKS.get(place, FOR)
        reasons.append(Reason(kind_of("place", place), speaks, left.joined(PLACES), right.joined(PLACES)))
    return reasons + _phones(left, right) + _relatives(left, right) + _agency(left, right)


class _Row:
    """One row's texts, found through the rosters."""

    def __init__(self, rosters: Sequence[Roster], at: int) -> None:
        for roster in rosters:
            if at < len(roster):
                break
            at -= len(roster)
        self.roster, self.at = roster, at

    def said(self, field: str) -> str:
        column = self.roster.columns.get(field)
        return column[self.at] if column else ""

    def joined(self, fields: tuple[str, ...]) -> str:
        return "".join(self.said(field) for field in fields)

    def phones(self) -> list[str]:
        said = ";".join(self.said(field) for field in PHONES)
        return list(dict.fromkeys(phone for phone in said.split(";") if phone))


def _sex(left: str, right: str) -> list[Reason]:
    if not {left, right} <= {"1", "2"}:
        return []
    return [Reason("sex_same", FOR, left, right) if left == right else Reason("sex_other", AGAINST, left, right)]


def _phones(left: _Row, right: _Row) -> list[Reason]:
    mine, theirs = left.phones(), right.phones()
    shared = [phone for phone in mine if phone in theirs]
    if shared:
        return [Reason("phone_same", FOR, phone, phone) for phone in shared]
    return [Reason("phone_other", NEITHER, ";".join(mine), ";".join(theirs))] if mine and theirs else []


def _relatives(left: _Row, right: _Row) -> list[Reason]:
    """Relatives who sound alike, whoever they are said to be; and roles in which both name somebody else."""
    mine = {name: field for field in PERSONS if (name := left.said(field))}
    theirs = {name: field for field in PERSONS if (name := right.said(field))}
    reasons, met = [], set()
    for name, field in mine.items():
        twin = next((other for other in theirs if _sounds(other) == _sounds(name)), None)
        if twin:
            met.update({field, theirs[twin]})
            reasons.append(Reason("relative_same", FOR, name, twin))
    for field in PERSONS[:3]:
        first, second = left.said(field), right.said(field)
        if first and second and field not in met:
            reasons.append(Reason("relative_other", AGAINST, first, second))
    return reasons


def _agency(left: _Row, right: _Row) -> list[Reason]:
    agency = left.roster.agency
    return [Reason("agency_same", AGAINST, agency, agency)] if agency == right.roster.agency else []


def _sounds(name: str) -> int:
    return int(read_names([name]).sound[0])
