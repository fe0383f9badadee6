"""Whose attribute a bare header names: by the group above it, else by the columns before it.

What one header says by itself is in headers.py; the final choice with the content of the columns in mapping.py.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from xiangban.census.rosters.headers import (
    CHILD,
    OF_PERSON,
    PERSONAL,
    UNKNOWN,
    Meaning,
    meaning_of,
    person_of_group,
    split_person,
)
from xiangban.census.rosters.values.codes import code_of
from xiangban.census.rosters.words import first_of, spellings

CODED = (
    "sex",
    "health",
    "schooling",
    "guardianship_type",
    "guardianship_rating",
    "left_behind_type",
    "hukou_type",
    "aid",
)
_GROUP_WITHIN = re.compile(r"(.{2,12}?(?:情况|信息|資料|资料|資訊|情況))[-—_/.:：·\s]*(.{2,})", re.DOTALL)
_STEM = re.compile(r"(基本)?(信息|情况|资料|状况|登记)$")
_WEAK = re.compile("(证|证件)?(号|号码|编号|类别|类型|等级|级别|名称|时间|日期|情况|状况|原因|方式|金额|种类)")
_ALIKE = frozenset({"-", "id", "name"})


@dataclass(frozen=True, slots=True)
class HeaderColumn:
    """A used column: its bottom header cell and the group cells above it, the topmost first, all as written."""

    column: int
    header: str
    groups: tuple[str, ...] = ()


@dataclass(slots=True)
class Guess:
    """What a column is taken for, and on what ground."""

    source: HeaderColumn
    meaning: Meaning
    person: str = ""
    field: str | None = None
    why: str = ""
    yes: str = ""
    open: bool = False  # a bare word that its neighbours decide


def guesses_of(columns: Sequence[HeaderColumn]) -> list[Guess]:
    """One guess for each column, in sheet order."""
    guesses = [_by_own_words(_with_group_apart(column)) for column in columns]
    _by_neighbours(guesses)
    _members_are_children(guesses)
    _second_relatives(guesses)
    for guess, column in zip(guesses, columns, strict=True):
        guess.source = column
    return guesses


def _with_group_apart(column: HeaderColumn) -> HeaderColumn:
    """A header into which an export has written its group, 家庭情况父亲姓名, as group and header."""
    found = _GROUP_WITHIN.fullmatch(column.header)
    if found and person_of_group(found[1]) and meaning_of(found[2]).known:
        return HeaderColumn(column.column, found[2], (*column.groups, found[1]))
    return column


def _by_own_words(column: HeaderColumn) -> Guess:
    meaning = meaning_of(column.header)
    option = _option(column)
    if option:
        return option
    if column.groups and _is_weak(column.header, meaning):
        meaning = _with_group_word(column, meaning)
    guess = Guess(
        column, meaning, meaning.person, meaning.field, "header words" if meaning.known else "unknown", meaning.yes
    )
    if meaning.dropped or any(meaning_of(group).dropped for group in column.groups):
        guess.field, guess.why = None, f"dropped: {meaning.dropped or 'group'}"
        return guess
    if not meaning.person or meaning.person == "contact":
        _by_group(guess)
    return guess


def _is_weak(header: str, meaning: Meaning) -> bool:
    """Whether the words say little without the group above them."""
    if _WEAK.fullmatch(next(iter(spellings(header)), "")):
        return True
    return not meaning.person and (
        not meaning.known or (meaning.field is None and not meaning.attribute) or meaning.field == "row_no"
    )


def _option(column: HeaderColumn) -> Guess | None:
    """Under a coded group a header can be one of its words, with a mark in the column: 健康 | 残疾 | 患病."""
    for group in reversed(column.groups):
        field = meaning_of(group).field or ""
        own = meaning_of(column.header).field
        for form in spellings(column.header)[:1] if field in CODED and (field != "aid" or own in (None, "aid")) else ():
            code = code_of(field, form, whole=True)
            if code:
                return Guess(column, meaning_of(group), "", field, "group words", code)
    return None


def _with_group_word(column: HeaderColumn, meaning: Meaning) -> Meaning:
    for group in reversed(column.groups):
        stem = _STEM.sub("", next(iter(spellings(group)), ""))
        joined = meaning_of(stem + next(iter(spellings(column.header)), ""))
        if stem and joined.field and (joined.field != meaning_of(stem).field or not meaning.known):
            return joined
    return meaning


def _by_group(guess: Guess) -> None:
    """The innermost group that names a person owns the bare attributes below it."""
    for group in reversed(guess.source.groups):
        person = person_of_group(group)
        if person and person != CHILD:
            _give(guess, person)
            return
        if person == CHILD:
            guess.person = CHILD if guess.field in PERSONAL else ""
            return
        if meaning_of(group).field == "hukou_place" and PERSONAL.get(guess.field or "") == "address":
            guess.field, guess.why, guess.person = "hukou_place", "group words", CHILD
            return
    guess.open = guess.meaning.bare or guess.meaning.attribute == "relation"


def _give(guess: Guess, person: str) -> None:
    """Let a bare attribute belong to the person of the group; a header that speaks of the child keeps its field."""
    meaning = guess.meaning
    attribute = attribute_of(guess)
    if meaning.field and not attribute:
        return
    guess.open = person == "parents" and bool(attribute)
    if person == "family":
        if attribute == "address" or (meaning.field or "").startswith("hukou"):
            return
        person, guess.open = "parent1", attribute == "phone"
        guess.meaning = replace(meaning, member=True)
    guess.person, guess.why = person, "group words"
    guess.field = OF_PERSON.get((person, attribute or "-"))


def attribute_of(guess: Guess) -> str:
    """The attribute a bare header names; "" for a field that no person but the child has."""
    meaning = guess.meaning
    if meaning.attribute:
        return meaning.attribute
    if meaning.field in PERSONAL:
        return PERSONAL[meaning.field]
    if meaning.field is not None:
        return ""
    return first_of("attributes.txt", next(iter(spellings(guess.source.header)), "")) or "-"


def _by_neighbours(guesses: list[Guess]) -> None:
    """Bare words without a person's group follow the person named just before them."""
    number = Counter(guess.meaning.field or guess.meaning.attribute for guess in guesses if guess.open)
    for place, guess in enumerate(guesses):
        if not guess.open:
            continue
        before = guesses[:place]
        person = _person_before(before)
        decided = _decide(guess, person, before, number[guess.meaning.field or guess.meaning.attribute])
        if decided and decided != CHILD:
            guess.person, guess.why = decided, "the column before"
            guess.field = OF_PERSON.get((decided, attribute_of(guess)))
            if decided in ("parents", "contact") and guess.field is None:
                guess.field = guess.meaning.field
        elif guess.person != "parents":
            guess.person = CHILD


def _person_before(before: Sequence[Guess]) -> str:
    return before[-1].person if before else ""


def _decide(guess: Guess, person: str, before: Sequence[Guess], number: int) -> str:
    attribute = attribute_of(guess)
    if guess.person == "parent1":  # a phone of the family, when no relative is named in the group
        return "parent1" if any(other.person == "parent1" and other.field for other in before) else "contact"
    if person in ("", CHILD):
        return "guardian" if attribute == "relation" and _named(before, "guardian") else ""
    if attribute in _ALIKE:
        return person if _child_has(guess, before, number) else ""
    if attribute == "address":
        return person if number > 1 and person in ("guardian", "other") else ""
    if attribute == "relation" or person not in ("father", "mother"):
        return person
    both = {other.person for other in before[-2:]} == {"father", "mother"}
    return person if number > 1 or not both else "parents"


def _named(before: Sequence[Guess], person: str) -> bool:
    return any(other.person == person for other in before)


def _child_has(guess: Guess, before: Sequence[Guess], number: int) -> bool:
    """Whether the child's own such column stands already before, or is sure to come."""
    if any(other.field == guess.meaning.field for other in before):
        return True
    return number > 1 and not any(other.field == "child_name" for other in before)


def _members_are_children(guesses: list[Guess]) -> None:
    """In a list of household members the member named without a number is the child, unless a child is named too."""
    if any(guess.field == "child_name" for guess in guesses):
        return
    members = [guess for guess in guesses if guess.meaning.member and guess.person == "parent1"]
    seen: set[str] = set()
    for guess in members:
        attribute = attribute_of(guess) if guess.meaning.attribute in ("", "-") else guess.meaning.attribute
        _person, rest = split_person(next(iter(spellings(guess.source.header)), ""))
        own = meaning_of(rest) if rest else UNKNOWN
        field = own.field if own.field in PERSONAL else OF_PERSON.get((CHILD, attribute))
        if attribute == "relation":
            field = "relation_to_householder"
        if field and field not in seen:
            seen.add(field)
            guess.field, guess.person, guess.why = field, CHILD, "member of a household"


def _second_relatives(guesses: list[Guess]) -> None:
    """A relative's attribute that comes again belongs to the second relative."""
    taken: set[str] = set()
    for guess in guesses:
        if guess.person != "parent1" or not guess.field or not guess.field.startswith("parent1_"):
            continue
        if guess.field in taken:
            guess.field, guess.person = guess.field.replace("parent1", "parent2"), "parent2"
        taken.add(guess.field)
