"""Which canonical field each column is: by words, group, neighbours and content; a remembered decision comes first.

Where the header stands is found in layout.py; the values are read in values/.
"""

import hashlib
from collections.abc import Sequence

from xiangban.census.rosters.context import Guess, HeaderColumn, guesses_of
from xiangban.census.rosters.evidence import shape_of
from xiangban.census.rosters.tables import FIELDS, ColumnChoice, RememberedMapping
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


def choose_columns(
    columns: Sequence[HeaderColumn], contents: Sequence[Sequence[Cell]], remembered: RememberedMapping | None = None
) -> list[ColumnChoice]:
    """One choice for each used column, in sheet order; `contents` holds the column's data cells."""
    guesses = guesses_of(columns)
    shapes = [shape_of(content) for content in contents]
    _look_at_content(guesses, shapes)
    return [_decided(guess, remembered) for guess in guesses]


def form_signature(choices: Sequence[ColumnChoice]) -> str:
    """The same for every file of one form: its headers in their order, without what stands below them."""
    text = "\n".join(f"{choice.group or ''}\t{choice.header}" for choice in choices)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def _look_at_content(guesses: Sequence[Guess], shapes: Sequence[str]) -> None:
    for guess, shape in zip(guesses, shapes, strict=True):
        other = BY_CONTENT.get((guess.field or "", shape))
        if other and not guess.yes:
            guess.field, guess.why = other, f"header words and content ({shape})"
    taken = {guess.field for guess in guesses}
    for guess, shape in zip(guesses, shapes, strict=True):
        if guess.meaning.known or guess.field or guess.why.startswith("dropped"):
            continue
        if shape in SPEAKING and shape not in taken and guess.person in ("", "child"):
            guess.field, guess.why = shape, "content"
            taken.add(shape)


def _decided(guess: Guess, remembered: RememberedMapping | None) -> ColumnChoice:
    source = guess.source
    group = "/".join(source.groups) or None
    key = (group or "", source.header)
    if remembered and key in remembered.fields and not guess.why.startswith("dropped"):
        field = remembered.fields[key]
        return ColumnChoice(
            source.column, source.header, group, field if field in FIELDS else None, "remembered", guess.yes
        )
    why = guess.why if guess.field or guess.why.startswith("dropped") else _why_not(guess)
    return ColumnChoice(source.column, source.header, group, guess.field, why, guess.yes if guess.field else "")


def _why_not(guess: Guess) -> str:
    if not guess.source.header:
        return "no header"
    return "no field of the register" if guess.meaning.known else "unknown words"
