"""What the cells of a column look like, whatever its header says: numbers, phones, dates, names, places, marks.

Used where the words are unknown or can mean several things; values are read in values/.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

from xiangban.census.rosters.values.cells import written
from xiangban.census.rosters.values.codes import code_of, ethnicity_of
from xiangban.census.rosters.words import DATA
from xiangban.lib.sheets.workbook import Cell

SAMPLE = 60
ENOUGH = 0.7
LONGEST_TELLING = 80  # characters; a longer cell is a text like any other
_NUMBER = re.compile(r"['‘’`]?[1-9][0-9]{5}(18|19|20)?[0-9]{2}(0[1-9]|1[0-2])[0-3][0-9]{4}[0-9xX×]?")
_PHONE = re.compile(
    r"(\+?86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}([/;、,， ]+1[3-9][0-9]{9})?|0[0-9]{2,3}-?[0-9]{7,8}"
)
_DATE = re.compile(
    r"(19|20)[0-9]{2}(([-./年][0-9]{1,2}([-./月][0-9]{1,2}日?)?月?)|(0[1-9]|1[0-2])([0-3][0-9])?)|[一二][〇零○九一二三四五六七八]{3}年.*"
)
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,8}·[\u4e00-\u9fff]{2,8}")
_GRADE = re.compile(r"[一二三四五六七八九1-9]年级|(小|初|高)[一二三]|[大中小]班|学前班")
_PLACES = (
    ("school", re.compile(r".{2}(小学|中学|学校|幼儿园|完小|教学点|初中|高中|中心校)([(（].*)?$")),
    ("address", re.compile(r".{2,}(村|社区|街道|镇|乡).+([0-9]+号|组|社|屯|栋|室|户)$")),
    ("town", re.compile(r"^.{1,8}(镇|乡|街道|办事处|苏木)$")),
    ("village", re.compile(r"^.{1,12}(村|社区|村委会|居委会|嘎查)$")),
    ("village_group", re.compile(r"^第?[0-9一二三四五六七八九十]{1,3}(村民小)?(组|社|队|屯)$")),
    ("county", re.compile(r"^.{1,6}(县|区|自治县|旗)$")),
    ("city", re.compile(r"^.{2,8}(市|州|盟)$")),
    ("province", re.compile(r"^.{2,8}(省|自治区)$")),
    ("student_no", re.compile(r"^[GLJ][0-9]{17}[0-9X]$")),
)


def shape_of(column: Sequence[Cell]) -> str:
    """One word for what most of the first filled cells are; "" where they are nothing in particular."""
    cells = [cell for cell in column[: SAMPLE * 10] if cell not in (None, "")][:SAMPLE]
    if not cells:
        return "empty"
    if _counts_up(cells):
        return "row_no"
    shapes = Counter(map(_shape, cells))
    shape, number = shapes.most_common(1)[0]
    return shape if number >= ENOUGH * len(cells) else ""


def _counts_up(cells: Sequence[Cell]) -> bool:
    numbers = [int(text) for text in map(written, cells) if text.isdigit() and len(text) < 6]
    steps = sum(after - before == 1 for before, after in pairwise(numbers))
    return len(numbers) == len(cells) >= 3 and steps >= 0.8 * (len(numbers) - 1)


def _shape(cell: Cell) -> str:
    if isinstance(cell, date):
        return "birth_date"
    text = written(cell)
    return _shape_of_text(text) if len(text) <= LONGEST_TELLING else ""


@cache
def _surnames() -> frozenset[str]:
    return frozenset(
        "".join(line for line in (DATA / "surnames.txt").read_text("utf-8").splitlines() if line[0] != "#")
    )


@lru_cache(maxsize=8192)
def _shape_of_text(text: str) -> str:
    if _NUMBER.fullmatch(text.replace(" ", "")):
        return "id_number"
    if _PHONE.fullmatch(text):
        return "contact_phone"
    if _DATE.fullmatch(text):
        return "birth_date"
    for field in ("sex", "flag", "schooling", "left_behind_type", "guardianship_rating", "hukou_type"):
        if not text.isdigit() and code_of(field, text, whole=True):
            return field
    if ethnicity_of(text) and not text.isdigit():
        return "ethnicity"
    if _GRADE.match(text):
        return "grade"
    place = next((field for field, pattern in _PLACES if pattern.search(text)), "")
    return place or _shape_of_rest(text)


def _shape_of_rest(text: str) -> str:
    if code_of("kinship", text, whole=True) and not text.isdigit():
        return "relation"
    if _NAME.fullmatch(text) and text[0] in _surnames():
        return "child_name"
    if text.isdigit() and int(text) < 18 and len(text) < 3:
        return "age"
    return "number" if text.replace(".", "", 1).isdigit() else ""
