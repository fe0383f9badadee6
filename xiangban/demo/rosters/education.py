"""The education bureau's workbook: one sheet like the school register, two heading rows, coded values, 20110101.

What the bureau knows of a child is in observed.py.
"""

from collections.abc import Callable, Iterable, Iterator

from xiangban.demo.place_names import CITY
from xiangban.demo.rosters.books import HEAD, TITLE, Book, Cell
from xiangban.demo.rosters.cells import ETHNICITIES, HUKOU, RELATIONS, SCHOOLING, number_cell, with_code, write_date
from xiangban.demo.rosters.observed import ObservedRow, as_written

SHEET = "学生基础信息"
SEXES = {"1": "男", "2": "女", "0": "未知的性别"}
HEALTH = {"10": "健康或良好", "20": "一般或较弱", "30": "有慢性病", "40": "有重病", "60": "残疾", "90": "其他"}
HUKOU_CODES = {"urban": "1", "rural": "2", "resident": "3", "none": "9"}
OF_CHILD, OF_SCHOOL, CONTACT = "学生基本信息", "学籍信息", "联系方式"
EXTENDED, FIRST, SECOND, GUARDIAN = "扩展信息", "家庭成员1", "家庭成员2", "监护人"
Fill = Callable[[ObservedRow], Cell]


def _field(name: str) -> Fill:
    return lambda row: as_written(row, name)


def _yes(name: str) -> Fill:
    return lambda row: {"1": "1-是", "0": "0-否"}.get(row.values.get(name, ""), "")


def _fixed(text: str) -> Fill:
    return lambda row: text


def _coded(name: str, words_of: dict[str, str]) -> Fill:
    return lambda row: with_code(row.values.get(name, ""), words_of)


def _relation(name: str) -> Fill:
    return lambda row: RELATIONS.get(row.values.get(name, ""), "")


def _hukou(row: ObservedRow) -> Cell:
    kind = row.values["hukou_type"]
    return f"{HUKOU_CODES[kind]}-{HUKOU[kind]}" if kind else ""


def _born(row: ObservedRow) -> Cell:
    return write_date(row.values["birth_date"], "compact")


def _boarding(row: ObservedRow) -> Cell:
    return {"1": "2-住校", "0": "1-走读"}.get(row.values["boarding"], "")


def _entered(row: ObservedRow) -> Cell:
    """Year and month of entry, worked out from nothing but the grade's number."""
    grade = "一二三四五六七八九".find(row.values["grade"][:1])
    return f"{2026 - grade}09" if row.values["grade"] and grade >= 0 else ""


COLUMNS: tuple[tuple[str, str, Fill], ...] = (
    ("序号", "", _fixed("")),
    (OF_CHILD, "全国学籍号", _field("student_no")),
    (OF_CHILD, "姓名", _field("child_name")),
    (OF_CHILD, "性别", _coded("sex", SEXES)),
    (OF_CHILD, "出生日期", _born),
    (OF_CHILD, "民族", _coded("ethnicity", ETHNICITIES)),
    (OF_CHILD, "国籍/地区", _fixed("156-中国")),
    (OF_CHILD, "身份证件类型", _fixed("1-居民身份证")),
    (OF_CHILD, "身份证件号", number_cell),
    (OF_CHILD, "港澳台侨外", _fixed("00-否")),
    (OF_CHILD, "健康状况", _coded("health", HEALTH)),
    (OF_CHILD, "户口性质", _hukou),
    (OF_CHILD, "户口所在地行政区划码", _field("hukou_place")),
    (OF_SCHOOL, "学校名称", _field("school")),
    (OF_SCHOOL, "学段", lambda row: SCHOOLING.get(row.values["schooling"], "")),
    (OF_SCHOOL, "年级", _field("grade")),
    (OF_SCHOOL, "班级", _field("class")),
    (OF_SCHOOL, "入学年月", _entered),
    (OF_SCHOOL, "就读方式", _boarding),
    (CONTACT, "现住址", _field("home_address")),
    (CONTACT, "通信地址", _field("home_address")),
    (CONTACT, "联系电话", _field("contact_phone")),
    (EXTENDED, "是否独生子女", _fixed("")),
    (EXTENDED, "是否留守儿童", _yes("left_behind_flag")),
    (EXTENDED, "是否进城务工人员随迁子女", _fixed("0-否")),
    (EXTENDED, "是否孤儿", _fixed("0-否")),
    (EXTENDED, "是否残疾人", _yes("disability_flag")),
    (EXTENDED, "是否脱贫家庭", _yes("poverty_flag")),
    (EXTENDED, "是否低保", _yes("low_income_flag")),
    (FIRST, "姓名", _field("parent1_name")),
    (FIRST, "关系", _relation("parent1_relation")),
    (FIRST, "身份证件号", _field("parent1_id")),
    (FIRST, "联系电话", _field("parent1_phone")),
    (SECOND, "姓名", _field("parent2_name")),
    (SECOND, "关系", _relation("parent2_relation")),
    (SECOND, "身份证件号", _field("parent2_id")),
    (SECOND, "联系电话", _field("parent2_phone")),
    (GUARDIAN, "姓名", _field("guardian_name")),
    (GUARDIAN, "与学生关系", _relation("guardian_relation_of_guardian_to_child")),
    (GUARDIAN, "联系电话", _field("guardian_phone")),
)
HEADS = [(group, name) for group, name, _ in COLUMNS]


def cells(row: ObservedRow, number: int) -> list[Cell]:
    """The forty cells of one pupil."""
    return [number, *(fill(row) for _, _, fill in COLUMNS[1:])]


def write_education(book: Book, rows: Iterable[ObservedRow]) -> Iterator[tuple[str, int, ObservedRow]]:
    """Write the sheet, naming (sheet, row, what stands there) of every pupil as it is written."""
    pen = book.sheet(SHEET)
    pen.line(f"{CITY}2026—2027学年度农村留守儿童学籍信息表", len(COLUMNS), TITLE)
    pen.line(f"填报单位：{CITY}教育局            填报日期：2026年9月1日            单位：人", len(COLUMNS))
    pen.headings(HEADS)
    pen.write([str(number) for number in range(1, len(COLUMNS) + 1)], HEAD)
    for number, row in enumerate(rows, start=1):
        yield SHEET, pen.write(cells(row, number)), row
