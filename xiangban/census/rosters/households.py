"""Lists with one row for each member of a household: children stay rows, adults become their parents and carers.

Only what kinship to the householder says for certain is filled in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xiangban.census.rosters.tables import Doubt, Kind, LeftOut, RosterTable, Trouble
from xiangban.lib.chinese_dates import age_on
from xiangban.lib.resident_id import read_number

GROWN_UP = 18
_HEAD = re.compile(r"^(0[12]|本人|户主|户主本人|本人或户主|家长)$")
_SPOUSE = re.compile(r"^(1[0-9])?(配偶|妻子?|丈夫|夫|老婆|爱人|妻|媳妇|女婿本人)$")
_CHILD = re.compile(
    r"^(之|长|次|三|四|五|小|大|二|独生?|养|继|婚生)*(子|女|儿子|女儿|儿|子女|继子|继女|养子|养女|独生子|独生女)$"
)
_SONS_CHILD = re.compile(r"^(之|长|次|三|四|小|大|二|重)?(孙|孙子|孙女|孙儿)(子|女)?$")
_DAUGHTERS_CHILD = re.compile(r"^(之|长|次|三|四|小|大|二)?外孙(子|女)?$")
_IN_LAW = re.compile(r"^(之|长|次|三|四|小|大|二)?(儿媳|媳妇|儿媳妇|子媳|女婿|婿)$")


@dataclass(slots=True)
class Member:
    """One row of a household: its place in the table, generation below the householder and sex "1", "2" or ""."""

    index: int
    relation: str
    sex: str
    grown: bool


def fold_households(table: RosterTable, today: date | None) -> None:
    """Where rows are members of households, keep the children and let the adults speak for them; else do nothing."""
    relations = table.columns.get("relation_to_householder")
    if not relations or sum(bool(_HEAD.match(text)) for text in relations) < 0.08 * len(relations):
        return
    reference = _reference(table, today)
    households = _households(table, relations)
    if not any(len(members) > 1 for members in households) or reference is None:
        return
    adults: set[int] = set()
    for rows in households:
        members = [
            Member(index, relations[index], _sex(table, index), _is_grown(table, index, reference)) for index in rows
        ]
        adults |= {member.index for member in members if member.grown}
        for child in (member for member in members if not member.grown):
            _speak_for(table, child, [member for member in members if member.grown])
    _take_out(table, adults)


def _reference(table: RosterTable, today: date | None) -> date | None:
    """The day at which ages count: the sheet's own, else today, else the youngest member's birth."""
    if table.as_of:
        return date.fromisoformat(table.as_of)
    births = [born for index in range(len(table.rows)) if (born := _birth(table, index))]
    return today or max(births, default=None)


def _cell(table: RosterTable, field: str, index: int) -> str:
    column = table.columns.get(field)
    return column[index] if column else ""


def _birth(table: RosterTable, index: int) -> date | None:
    written = _cell(table, "birth_date", index).removeprefix("lunar:").rstrip("+")
    number = read_number(_cell(table, "id_number", index))
    if number.birth_date:
        return number.birth_date
    parts = [int(part) for part in written.split("-") if part]
    try:
        return date(*[*parts, 1, 1][:3]) if parts else None
    except ValueError:
        return None


def _is_grown(table: RosterTable, index: int, reference: date) -> bool:
    born = _birth(table, index)
    age = _cell(table, "age", index).partition("@")[0]
    if born:
        return age_on(born, reference) >= GROWN_UP
    if age:
        return int(age) >= GROWN_UP
    relation = _cell(table, "relation_to_householder", index)
    return bool(_HEAD.match(relation) or _SPOUSE.match(relation) or _IN_LAW.match(relation))


def _sex(table: RosterTable, index: int) -> str:
    return _cell(table, "sex", index) or read_number(_cell(table, "id_number", index)).sex


def _households(table: RosterTable, relations: Sequence[str]) -> list[list[int]]:
    """By household number, else by the householder's name, else each householder begins the next one."""
    for field in ("household_no", "householder_name"):
        keys = table.columns.get(field)
        if keys and sum(map(bool, keys)) > 0.5 * len(keys):
            return _grouped([keys[index] or keys[index - 1] for index in range(len(keys))])
    starts = [bool(_HEAD.match(text)) for text in relations]
    return (
        _grouped([str(sum(starts[: index + 1])) for index in range(len(starts))])
        if len(starts) < 5000
        else _runs(starts)
    )


def _grouped(keys: Sequence[str]) -> list[list[int]]:
    groups: dict[str, list[int]] = {}
    for index, key in enumerate(keys):
        groups.setdefault(key or f"row {index}", []).append(index)
    return list(groups.values())


def _runs(starts: Sequence[bool]) -> list[list[int]]:
    runs: list[list[int]] = []
    for index, begins in enumerate(starts):
        if begins or not runs:
            runs.append([])
        runs[-1].append(index)
    return runs


def _speak_for(table: RosterTable, child: Member, adults: Sequence[Member]) -> None:
    """Fill the child's empty family fields with what its household says."""
    heads = [adult for adult in adults if _HEAD.match(adult.relation) or _SPOUSE.match(adult.relation)]
    if _CHILD.match(child.relation):
        _parents(table, child, heads)
    elif _SONS_CHILD.match(child.relation):
        generation = [adult for adult in adults if _CHILD.match(adult.relation) or _IN_LAW.match(adult.relation)]
        sons = [adult for adult in generation if _CHILD.match(adult.relation) and adult.sex == "1"]
        wives = [adult for adult in generation if _IN_LAW.match(adult.relation) and adult.sex != "1"]
        _parents(
            table, child, [*(sons if len(sons) == 1 else []), *(wives if len(wives) == 1 and len(sons) < 2 else [])]
        )
        _carer(table, child, heads, ("grandfather", "grandmother"))
    elif _DAUGHTERS_CHILD.match(child.relation):
        daughters = [adult for adult in adults if _CHILD.match(adult.relation) and adult.sex == "2"]
        _parents(table, child, daughters if len(daughters) == 1 else [])
        _carer(table, child, heads, ("maternal_grandfather", "maternal_grandmother"))
    head = next((adult for adult in heads if _HEAD.match(adult.relation)), None)
    if head:
        _copy(table, child.index, "householder_name", _cell(table, "child_name", head.index))
        _copy(table, child.index, "contact_phone", _cell(table, "contact_phone", head.index))


def _parents(table: RosterTable, child: Member, parents: Sequence[Member]) -> None:
    for person, sex in (("father", "1"), ("mother", "2")):
        found = [parent for parent in parents if parent.sex == sex]
        if len(found) == 1:
            _copy_person(table, child.index, person, found[0].index)
            _copy(table, child.index, f"{person}_workplace", _cell(table, "parents_workplace", found[0].index))


def _carer(table: RosterTable, child: Member, heads: Sequence[Member], codes: tuple[str, str]) -> None:
    head = next((adult for adult in heads if _HEAD.match(adult.relation)), None)
    if head:
        _copy_person(table, child.index, "guardian", head.index)
        code = codes[0] if head.sex == "1" else codes[1] if head.sex == "2" else ""
        _copy(table, child.index, "guardian_relation_of_guardian_to_child", code)


def _copy_person(table: RosterTable, index: int, person: str, source: int) -> None:
    if _cell(table, f"{person}_name", index):
        return
    for own, field in (("name", "child_name"), ("id", "id_number"), ("phone", "contact_phone")):
        _copy(table, index, f"{person}_{own}", _cell(table, field, source))


def _copy(table: RosterTable, index: int, field: str, text: str) -> None:
    if text:
        column = table.columns.setdefault(field, [""] * len(table.rows))
        column[index] = column[index] or text


def _take_out(table: RosterTable, adults: set[int]) -> None:
    gone = {table.rows[index] for index in adults}
    kept = [index for index in range(len(table.rows)) if index not in adults]
    table.columns = {field: [column[index] for index in kept] for field, column in table.columns.items()}
    table.rows = [table.rows[index] for index in kept]
    table.left_out = sorted(
        [*table.left_out, *(LeftOut(row, Kind.HOUSEHOLD_MEMBER) for row in gone)], key=lambda left: left.row
    )
    table.doubts = [doubt for doubt in table.doubts if doubt.row not in gone]
    if not table.rows:
        table.doubts.append(Doubt(table.header_rows[-1], -1, "", "", "", Trouble.NO_CHILD_IN_HOUSEHOLD))
