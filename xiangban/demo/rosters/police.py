"""The police's workbook: the household register, one heading row, dates 2011.1.1, some numbers in three parts.

What the police know of a child is in observed.py.
"""

from collections.abc import Callable, Iterable, Iterator
from zlib import crc32

from xiangban.demo.place_names import CITY
from xiangban.demo.rosters.books import HEAD, Book, Cell
from xiangban.demo.rosters.cells import ETHNICITIES, number_cell, with_blanks, write_date
from xiangban.demo.rosters.observed import ObservedRow, as_written

SHEET = "常住人口信息"
HUKOU = {"rural": "农业家庭户口", "urban": "非农业家庭户口", "resident": "居民家庭户口", "none": ""}
Fill = Callable[[ObservedRow], Cell]


def _field(name: str) -> Fill:
    return lambda row: as_written(row, name)


def _fixed(text: str) -> Fill:
    return lambda row: text


def _number(row: ObservedRow) -> Cell:
    """Four stations of ten write numbers in three parts."""
    number = number_cell(row)
    in_parts = crc32(row.values["town"].encode()) % 10 < 4
    return with_blanks(number) if in_parts and isinstance(number, str) else number


def _station(row: ObservedRow) -> Cell:
    return f"{row.values['town'].removesuffix('街道')}派出所"


def _education(row: ObservedRow) -> Cell:
    """What the register says of schooling: never brought up to date."""
    return "学龄前儿童" if row.values["birth_date"][:4] > "2019" else "小学"


COLUMNS: tuple[tuple[str, Fill], ...] = (
    ("序号", _fixed("")),
    ("户号", _field("household_no")),
    ("户主姓名", _field("householder_name")),
    ("与户主关系", _field("relation_to_householder")),
    ("姓名", _field("child_name")),
    ("曾用名", _field("pet_or_former_name")),
    ("性别", lambda row: {"1": "男", "2": "女"}.get(row.values["sex"], "")),
    ("民族", lambda row: ETHNICITIES.get(row.values["ethnicity"], "")),
    ("出生日期", lambda row: write_date(row.values["birth_date"], "dots")),
    ("公民身份号码", _number),
    ("户别", _fixed("家庭户")),
    ("户口类别", lambda row: HUKOU.get(row.values["hukou_type"], "")),
    ("是否登记户口", lambda row: {"1": "是", "0": "否"}.get(row.values["hukou_registered"], "")),
    ("户口登记机关", _station),
    ("省（自治区、直辖市）", _fixed("青衡省")),
    ("市（州、盟）", lambda row: row.values.get("city", CITY)),
    ("县（市、区）", _field("county")),
    ("乡镇（街道）", _field("town")),
    ("村（居）委会", _field("village")),
    ("村（居）民小组", _field("village_group")),
    ("户籍地址", _field("hukou_place")),
    ("出生地", _field("county")),
    ("籍贯", _field("county")),
    ("何时迁来", _fixed("")),
    ("何因迁来", _fixed("出生登记")),
    ("文化程度", _education),
    ("婚姻状况", _fixed("未婚")),
    ("兵役状况", _fixed("")),
    ("宗教信仰", _fixed("无")),
    ("血型", _fixed("不明")),
    ("身高", _fixed("")),
    ("联系电话", _field("contact_phone")),
    ("父亲姓名", _field("father_name")),
    ("父亲公民身份号码", _field("father_id")),
    ("母亲姓名", _field("mother_name")),
    ("母亲公民身份号码", _field("mother_id")),
    ("是否孤儿", lambda row: "否"),
    ("人户一致标识", _fixed("人户一致")),
    ("登记日期", _fixed("2026.8.31")),
    ("备注", _fixed("")),
)
HEADS = [name for name, _ in COLUMNS]


def cells(row: ObservedRow, number: int) -> list[Cell]:
    """The forty cells of one person."""
    return [number, *(fill(row) for _, fill in COLUMNS[1:])]


def write_police(book: Book, rows: Iterable[ObservedRow]) -> Iterator[tuple[str, int, ObservedRow]]:
    """Write the sheet, naming (sheet, row, what stands there) of every child as it is written."""
    pen = book.sheet(SHEET)
    pen.write(HEADS, HEAD)
    for number, row in enumerate(rows, start=1):
        yield SHEET, pen.write(cells(row, number)), row
