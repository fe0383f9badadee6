"""Which canonical field each column is: by words, group, neighbours and content; a remembered decision comes first.

Where the header stands is found in layout.py; the values are read in values/.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from xiangban.census.rosters.context import Guess, HeaderColumn, guesses_of
from xiangban.census.rosters.evidence import shape_of
from xiangban.census.rosters.tables import FIELDS, ColumnChoice, RememberedMapping
from xiangban.census.rosters.values.cells import written
from xiangban.census.rosters.words import plain
from xiangban.lib.sheets.workbook import Cell

# Shapes that are enough to know a column whose words say nothing, when no other column has the field.
SPEAKING = frozenset(
    {
        "id_number",
        "contact_phone",
        "child_name",
        "sex",
        "ethnicity",
        "birth_date",
        "school",
        "town",
        "village",
        "row_no",
    }
    | {"student_no", "village_group", "county", "grade"}
)
# Header field and shape of the content that together mean another field.
BY_CONTENT = {
    ("left_behind_flag", "left_behind_type"): "left_behind_type",
    ("left_behind_type", "flag"): "left_behind_flag",
    ("left_behind_type", "city"): "parents_workplace",
    ("left_behind_type", "province"): "parents_workplace",
    ("left_behind_type", "county"): "parents_workplace",
    ("parents_workplace", "left_behind_type"): "left_behind_type",
    ("disability_type", "flag"): "disability_flag",
    ("hukou_place", "hukou_type"): "hukou_type",
    ("hukou_place", "flag"): "hukou_registered",
    ("hukou_type", "flag"): "hukou_registered",
    ("hukou_registered", "hukou_type"): "hukou_type",
    ("schooling", "school"): "school",
    ("schooling", "grade"): "grade",
    ("age", "birth_date"): "birth_date",
    ("school", "grade"): "grade",
    ("guardianship_type", "child_name"): "guardian_name",
    ("guardianship_rating", "child_name"): "guardian_name",
    ("row_no", "student_no"): "student_no",
    ("row_no", "id_number"): "id_number",
}
LEFT_BEHIND = "留守"
NOTHING = "无"
ASKING = frozenset(field for field, _shape in BY_CONTENT)


def choose_columns(
    columns: Sequence[HeaderColumn], contents: Sequence[Sequence[Cell]], remembered: RememberedMapping | None = None
) -> list[ColumnChoice]:
    """One choice for each used column, in sheet order; `contents` holds the column's data cells."""
    guesses = guesses_of(columns)
    _look_at_content(guesses, contents)
    return _with_remembered([_decided(guess) for guess in guesses], remembered)


def column_keys(choices: Sequence[ColumnChoice]) -> list[str]:
    """What names each column of a form: its group and header as written, and which of several alike it is."""
    seen: Counter[str] = Counter()
    keys = []
    for choice in choices:
        name = f"{choice.group or ''}\t{choice.header}"
        seen[name] += 1
        keys.append(f"{name}\t{seen[name]}")
    return keys


def form_signature(choices: Sequence[ColumnChoice]) -> str:
    """The same for every file of one form: its headers in their order, without what stands below them."""
    text = "\n".join(column_keys(choices))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def _look_at_content(guesses: Sequence[Guess], contents: Sequence[Sequence[Cell]]) -> None:
    for guess, content in zip(guesses, contents, strict=True):
        if guess.field in ASKING and not guess.yes:
            shape = shape_of(content)
            other = BY_CONTENT.get((guess.field or "", shape))
            if other == "left_behind_flag" and LEFT_BEHIND not in plain(guess.source.header):
                other = None  # parents away, yes or no, is not yet a child left behind
            if other == "disability_flag" and all(written(cell) in ("", NOTHING) for cell in content):
                other = None  # "none" answers which as well as whether
            if other:
                guess.field, guess.why = other, f"header words and content ({shape})"
    taken = {guess.field for guess in guesses}
    for guess, content in zip(guesses, contents, strict=True):
        if guess.meaning.known or guess.field or guess.why.startswith("dropped") or guess.person not in ("", "child"):
            continue
        shape = shape_of(content)
        if shape in SPEAKING and shape not in taken:
            guess.field, guess.why = shape, "content"
            taken.add(shape)


def _decided(guess: Guess) -> ColumnChoice:
    source = guess.source
    why = guess.why if guess.field or guess.why.startswith("dropped") else _why_not(guess)
    group = "/".join(source.groups) or None
    return ColumnChoice(source.column, source.header, group, guess.field, why, guess.yes if guess.field else "")


def _with_remembered(choices: list[ColumnChoice], remembered: RememberedMapping | None) -> list[ColumnChoice]:
    """What a person decided stands; a column that must be dropped stays dropped."""
    if remembered is None:
        return choices
    keys = column_keys(choices)
    return [_again(choice, key, remembered) for choice, key in zip(choices, keys, strict=True)]


def _again(choice: ColumnChoice, key: str, remembered: RememberedMapping) -> ColumnChoice:
    if key not in remembered.fields or choice.dropped:
        return choice
    field = remembered.fields[key]
    known = field if field in FIELDS else None
    return replace(choice, field=known, why="remembered", yes=choice.yes if known == choice.field else "")


def _why_not(guess: Guess) -> str:
    if not guess.source.header:
        return "no header"
    return "no field of the register" if guess.meaning.known else "unknown words"
