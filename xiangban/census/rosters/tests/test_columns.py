"""Columns are mapped as a person who reads the form would map them."""

import pytest

from xiangban.census.rosters.finding import find_tables
from xiangban.census.rosters.mapping import column_keys, form_signature
from xiangban.census.rosters.tables import FIELDS, ColumnChoice, NoRoster, RememberedMapping
from xiangban.census.rosters.tests.forms import Form, forms
from xiangban.lib.sheets.workbook import Cell, Sheet

FORMS = [pytest.param(form, id=form.name) for form in forms()]


def choices_of(rows: list[list[Cell]], mapping: RememberedMapping | None = None) -> list[ColumnChoice]:
    found, refusal = find_tables(Sheet("名册", rows), mapping)
    assert refusal is None, refusal
    return found[0].choices


def fields_of(*headers: str, cells: dict[int, list[Cell]] | None = None) -> list[str | None]:
    """The fields of a sheet of one header row, with invented names and the given cells below."""
    rows: list[list[Cell]] = [[*headers]]
    for number in range(6):
        row: list[Cell] = [None] * len(headers)
        for column, header in enumerate(headers):
            row[column] = (
                f"李小{'明红军芳'[number % 4]}" if header == "姓名" else (cells or {}).get(column, [None] * 6)[number]
            )
        rows.append(row)
    return [choice.field for choice in choices_of(rows)]


def test_there_are_forms_of_every_agency() -> None:
    assert len(FORMS) >= 28
    assert {form.name.split(":")[0] for form in forms()} >= {
        "civil affairs",
        "education",
        "rural revitalisation",
        "political-legal",
        "public security",
        "disabled persons' federation",
        "village ledger",
    }
    assert {field for form in forms() for field in form.fields if field} <= set(FIELDS)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("merged", [True, False], ids=["merged", "not merged"])
def test_a_form_is_mapped_as_a_person_maps_it(form: Form, merged: bool) -> None:
    found, refusal = find_tables(form.sheet(title="某县农村留守儿童花名册", merged=merged))
    assert refusal is None
    choices = {choice.column: choice for choice in found[0].choices}
    assert (found[0].header.top, found[0].header.bottom) == (1, form.depth)
    for column, (path, field) in enumerate(zip(form.paths, form.fields, strict=True)):
        choice = choices[column]
        assert (choice.header, choice.field) == (path[-1], field), path
        assert choice.dropped is (column in form.dropped), path
        assert (choice.group or "") == "/".join(path[:-1]) or not merged


def test_a_group_that_an_export_wrote_into_the_header_counts_as_a_group() -> None:
    form = next(form for form in forms() if "three rows" in form.name)
    rows: list[list[Cell]] = [["".join(path) for path in form.paths]]
    rows += [[number, "李小明", *[None] * (len(form.paths) - 2)] for number in range(1, 4)]
    choices = choices_of(rows)
    assert [choice.field for choice in choices] == list(form.fields)
    assert [choice.header for choice in choices] == rows[0]
    assert {choice.group for choice in choices} == {None}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_of_yesterday_is_recognised_and_another_is_not(form: Form) -> None:
    first = find_tables(form.sheet())[0][0].choices
    later = find_tables(form.sheet(title="2027年名册", rows=9))[0][0].choices
    assert form_signature(first) == form_signature(later)
    assert form_signature(first) != form_signature(first[:-1])


def test_the_two_relations_run_opposite_ways() -> None:
    headers = ("姓名", "监护人姓名", "与监护人关系", "与被监护人关系")
    assert fields_of(*headers)[2:] == [
        "guardian_relation_of_child_to_guardian",
        "guardian_relation_of_guardian_to_child",
    ]


def test_a_bare_phone_after_both_parents_is_the_family_s() -> None:
    assert fields_of("姓名", "父亲姓名", "母亲姓名", "联系电话")[3] == "contact_phone"
    assert fields_of("姓名", "父亲姓名", "电话", "母亲姓名", "电话")[2::2] == ["father_phone", "mother_phone"]


def test_what_the_register_must_not_hold_is_dropped_and_named_even_if_somebody_mapped_it() -> None:
    rows: list[list[Cell]] = [["姓名", "性别", "年龄", "宗教信仰", "持股情况"], ["李小明", "男", 8, "无", "无"]]
    choices = choices_of(rows)
    assert [choice.why for choice in choices[3:]] == ["dropped: religion", "dropped: shares"]
    mapping = RememberedMapping(dict.fromkeys(column_keys(choices)[2:], "remark"))
    assert [choice.field for choice in choices_of(rows, mapping)] == ["child_name", "sex", "remark", None, None]


def test_a_remembered_decision_goes_before_the_words() -> None:
    rows: list[list[Cell]] = [["姓名", "性别", "编号", "编号"], ["李小明", "男", "7", "9"]]
    keys = column_keys(choices_of(rows))
    mapping = RememberedMapping({keys[2]: "household_no", keys[3]: None})
    assert [choice.field for choice in choices_of(rows, mapping)] == ["child_name", "sex", "household_no", None]


NUMBERS: list[Cell] = [f"99010120110101{number:03}X" for number in range(100, 106)]
PHONES: list[Cell] = [f"1390000000{number}" for number in range(6)]


def test_unknown_and_missing_headers_are_known_by_their_content() -> None:
    cells: dict[int, list[Cell]] = {0: [1, 2, 3, 4, 5, 6], 3: NUMBERS, 4: PHONES, 5: ["白杨村"] * 6, 6: ["甲乙"] * 6}
    got = fields_of("", "姓名", "性别", "甲栏", "乙栏", "", "丙栏", cells=cells)
    assert got == ["row_no", "child_name", "sex", "id_number", "contact_phone", "village", None]


def test_content_tells_what_an_ambiguous_header_means() -> None:
    types: dict[int, list[Cell]] = {2: ["父母双方外出", "父母一方外出"] * 3}
    flags: dict[int, list[Cell]] = {2: ["是", "否"] * 3}
    assert fields_of("姓名", "性别", "留守情况", cells=types)[2] == "left_behind_type"
    assert fields_of("姓名", "性别", "留守情况", cells=flags)[2] == "left_behind_flag"
    assert fields_of("姓名", "性别", "父母外出情况", cells=flags)[2] == "left_behind_type"
    kinds: dict[int, list[Cell]] = {2: ["农业户口", "非农业户口"] * 3}
    assert fields_of("姓名", "性别", "户口", cells=kinds)[2] == "hukou_type"


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        (NoRoster.EMPTY, [[None, None], [None]]),
        (NoRoster.NO_HEADER, [["今年工作要点"], ["一要全面排查，二要落实责任。"], ["三要加强督导。"]]),
        (
            NoRoster.PLACES,
            [["序号", "水域名称", "所在村", "水深", "责任人", "联系电话"], [1, "门前塘", "白杨村", 3, "李四", ""]],
        ),
        (NoRoster.STAFF, [["序号", "姓名", "性别", "职务", "办公电话"], [1, "王五", "男", "股长", "87654321"]]),
        (NoRoster.SCORES, [["学号", "姓名", "语文", "数学", "英语", "总分"], [1, "李小明", 90, 80, 85, 255]]),
        (
            NoRoster.SUMMARY,
            [
                ["序号", "乡镇", "总人数", "男", "女", "0-5岁"],
                [1, "青山镇", 30, 16, 14, 9],
                [2, "白石镇", 20, 9, 11, 7],
            ],
        ),
        (NoRoster.NO_ROWS, [["序号", "姓名", "性别", "出生日期", "身份证号"]]),
        (
            NoRoster.SIDE_BY_SIDE,
            [["序号", "姓名", "性别", None, "序号", "姓名", "性别"], [1, "李小明", "男", None, 2, "李小红", "女"]],
        ),
        (
            NoRoster.ADULTS,
            [
                ["序号", "姓名", "性别", "出生日期"],
                *([number, "王大山", "男", f"19{number + 50}-01-02"] for number in range(8)),
            ],
        ),
        (
            NoRoster.FORM,
            [
                ["姓名", "李小明", "性别", "男", "民族", "汉族"],
                ["出生日期", "2015年1月1日", "身份证号码", None, "联系电话", None],
                ["家庭住址", "白杨村", "户籍所在地", "白杨村", "就学情况", "小学"],
                ["父亲姓名", "李大", "联系电话", None, "务工单位", None],
            ],
        ),
    ],
    ids=lambda given: given.value if isinstance(given, NoRoster) else "",
)
def test_a_sheet_that_is_no_roster_is_refused_with_its_kind(kind: NoRoster, rows: list[list[Cell]]) -> None:
    found, refusal = find_tables(Sheet("表", rows))
    assert (found, refusal) == ([], kind)
