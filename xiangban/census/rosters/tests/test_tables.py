"""Tables are found in sheets as agencies send them, and every row is a child's or left out with its kind."""

from datetime import date
from time import perf_counter

from hypothesis import given, settings
from hypothesis import strategies as st

from xiangban.census.rosters.reading import read_roster
from xiangban.census.rosters.tables import Kind, NoRoster, RosterTable, Trouble
from xiangban.lib.sheets.workbook import Cell, Sheet, Workbook

VILLAGE: list[list[Cell]] = [
    ["青山镇白杨村农村留守儿童花名册"],
    ["填报单位：青山镇白杨村村民委员会（盖章）", None, None, None, None, "填报日期：2026年6月30日"],
    ["序号", "儿童", None, None, "父亲", None, "家庭住址", "监护人", None, None],
    [None, "姓名", "性别", "出生日期", "姓名", "联系电话", None, "姓名", "与被监护人关系", "联系电话"],
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    [1, "李小明", "男", "2015.1.1", "李大", "13900000001", "白杨村一组", "王秀", "奶奶", "13900000009"],
    [2, "李小红", "女", "2017.1.1", "同上", "〃", None, None, None, None],
    [None, "小计", "2人"],
    [None] * 10,
    ["序号", "姓名", "性别", "出生日期", "姓名", "联系电话", "家庭住址", "姓名", "与被监护人关系", "联系电话"],
    [3, "张小军", "男", "农历2016年正月初一", "张大", None, "二组", "张山（13900000003）", "爷爷", None],
    [4, None, None, None, None, None, None, None, None, None],
    ["合计", "4人"],
    ["单位负责人：赵一", None, None, "复核人：", "钱二", None, "填表人：孙三"],
    ["注：1.本表一式三份，村、镇各留一份。"],
]
MERGED = [(0, 0, 0, 9), (2, 0, 3, 0), (2, 1, 2, 3), (2, 4, 2, 5), (2, 6, 3, 6), (2, 7, 2, 9)]
FAMILY = [(5, 6, 6, 6), (5, 7, 6, 7), (5, 8, 6, 8), (5, 9, 6, 9)]


def read(rows: list[list[Cell]], *, name: str = "花名册", kind: str = "xlsx", **sheet: object) -> RosterTable:
    workbook = Workbook(kind, [Sheet(name, rows, **sheet)])  # type: ignore[arg-type]  # fields of the sheet, by name
    roster = read_roster(workbook, "名册.xlsx")
    assert len(roster.tables) == 1, roster.refused
    return roster.tables[0]


def village() -> RosterTable:
    return read(VILLAGE, merged=[*MERGED, *FAMILY], hidden_rows=frozenset({10}))


def test_the_children_of_a_village_are_read() -> None:
    table = village()
    assert table.rows == [6, 7, 11]
    assert table.header_rows == [3, 4]
    assert table.columns["child_name"] == ["李小明", "李小红", "张小军"]
    assert table.columns["birth_date"] == ["2015-01-01", "2017-01-01", "lunar:2016-01-01"]
    assert {len(column) for column in table.columns.values()} == {3}


def test_same_as_above_and_merged_cells_are_filled_down() -> None:
    table = village()
    assert table.columns["father_name"] == ["李大", "李大", "张大"]
    assert table.columns["father_phone"] == ["13900000001", "13900000001", ""]
    assert table.columns["guardian_name"] == ["王秀", "王秀", "张山"]
    assert table.columns["guardian_phone"] == ["13900000009", "13900000009", "13900000003"]
    assert table.columns["guardian_relation_of_guardian_to_child"] == ["grandmother", "grandmother", "grandfather"]


def test_unit_date_and_place_are_taken_from_the_head() -> None:
    table = village()
    assert (table.title, table.as_of) == ("青山镇白杨村农村留守儿童花名册", "2026-06-30")
    assert table.unit.startswith("青山镇白杨村村民委员会")
    assert table.columns["village"] == ["白杨村"] * 3
    assert table.columns["town"] == ["青山镇"] * 3
    assert table.columns["village_group"] == ["一组", "一组", "二组"]


def test_every_row_that_is_no_child_is_left_out_with_its_kind() -> None:
    assert {left.row: left.kind for left in village().left_out} == {
        1: Kind.TITLE,
        2: Kind.TITLE,
        3: Kind.HEADER,
        4: Kind.HEADER,
        5: Kind.COLUMN_NUMBERS,
        8: Kind.SUBTOTAL,
        9: Kind.BLANK,
        10: Kind.REPEATED_HEADER,
        12: Kind.BLANK,
        13: Kind.TOTAL,
        14: Kind.FOOTER,
        15: Kind.NOTE,
    }


def test_a_hidden_row_is_read_with_a_warning_and_a_wrong_sum_is_told() -> None:
    doubts = {(doubt.row, doubt.kind): doubt.severity for doubt in village().doubts}
    assert doubts == {(11, Trouble.HIDDEN): "warning", (13, Trouble.WRONG_SUM): "warning"}


def test_a_doubt_says_where_it_stands_and_what_is_written_there() -> None:
    rows: list[list[Cell]] = [
        ["序号", "姓名", "身份证号", "出生日期"],
        [1, "李小明", "5.1E+17", "2015-02-30"],
        [2, None, "无户口", "2015"],
    ]
    doubts = [(d.row, d.column, d.header, d.field, d.written, d.kind, d.severity) for d in read(rows).doubts]
    assert doubts == [
        (2, 2, "身份证号", "id_number", "5.1E+17", Trouble.SCIENTIFIC_NUMBER, "error"),
        (2, 3, "出生日期", "birth_date", "2015-02-30", Trouble.IMPOSSIBLE_DATE, "error"),
        (3, -1, "", "child_name", "", Trouble.NO_NAME, "error"),
    ]


def test_a_workbook_has_a_sheet_for_each_village_and_a_summary() -> None:
    head: list[Cell] = ["序号", "姓名", "性别", "出生日期"]
    summary: list[list[Cell]] = [["序号", "村", "总人数", "男", "女"], [1, "白杨村", 1, 1, 0], [2, "青松村", 1, 0, 1]]
    sheets = [
        Sheet("白杨村", [head, [1, "李小明", "男", 20150101]]),
        Sheet("青松村", [head, [1, "张小红", "女", 20150102]]),
        Sheet("汇总", summary),
    ]
    roster = read_roster(Workbook("xlsx", sheets), "村.xlsx")
    assert [table.columns["village"] for table in roster.tables] == [["白杨村"], ["青松村"]]
    assert [(refused.sheet, refused.kind) for refused in roster.refused] == [("汇总", NoRoster.SUMMARY)]


def test_headings_between_the_rows_say_the_village_of_the_rows_below() -> None:
    rows: list[list[Cell]] = [
        ["序号", "姓名", "性别", "年龄"],
        ["一、白杨村"],
        [1, "李小明", "男", 8],
        ["二、青松村"],
        [2, "张小红", "女", 9],
    ]
    assert read(rows).columns["village"] == ["白杨村", "青松村"]


def test_a_second_table_below_with_other_columns_is_read_by_its_own_header() -> None:
    rows: list[list[Cell]] = [
        ["序号", "姓名", "性别", "年龄"],
        [1, "李小明", "男", 8],
        ["编号", "儿童姓名", "身份证号", "就读学校", "年级"],
        [1, "张小红", "11010519491231002X", "青山小学", "三年级"],
    ]
    tables = read_roster(Workbook("xlsx", [Sheet("表", rows)]), "a.xlsx").tables
    assert [table.columns["child_name"] for table in tables] == [["李小明"], ["张小红"]]
    assert tables[1].columns["school"] == ["青山小学"]
    accounted = [row for table in tables for row in (*table.rows, *(left.row for left in table.left_out))]
    assert sorted(accounted) == [1, 2, 3, 4]


def test_rows_of_a_csv_are_numbered_with_the_header_as_one_and_have_no_sheet() -> None:
    table = read([["姓名", "性别", "年龄"], ["李小明", "男", "8"]], kind="csv")
    assert (table.sheet, table.rows) == ("", [2])


def test_the_lines_of_one_child_name_the_second_relative() -> None:
    rows: list[list[Cell]] = [
        ["序号", "姓名", "家庭成员姓名", "关系", "联系电话"],
        [1, "李小明", "李大", "父亲", "13900000001"],
        [None, None, "王二", "母亲", "13900000002"],
        [2, "张小红", "张大", "父亲", None],
    ]
    table = read(rows, merged=[(1, 0, 2, 0), (1, 1, 2, 1)])
    assert table.rows == [2, 4]
    assert table.columns["parent1_name"] == ["李大", "张大"]
    assert table.columns["parent2_name"] == ["王二", ""]
    assert table.columns["parent2_relation"] == ["mother", ""]
    assert [(left.row, left.kind) for left in table.left_out if left.row == 3] == [(3, Kind.CONTINUED)]


HOUSEHOLDS: list[list[Cell]] = [
    ["户编号", "姓名", "证件号码", "与户主关系", "性别", "出生日期", "联系电话", "务工区域"],
    ["H1", "李老大", None, "户主", "男", "1955-01-01", "13900000001", None],
    ["H1", "王奶奶", None, "配偶", "女", "1957-01-01", None, None],
    ["H1", "李壮", None, "之子", "男", "1985-01-01", "13900000002", "广东省"],
    ["H1", "赵梅", None, "之儿媳", "女", "1986-01-01", "13900000003", None],
    ["H1", "李小明", None, "之孙子", "男", "2015-01-01", None, None],
    ["H2", "张父", None, "户主", "男", "1984-01-01", "13900000004", "浙江省"],
    ["H2", "刘母", None, "配偶", "女", "1985-01-01", None, None],
    ["H2", "张小红", None, "之女", "女", "2016-01-01", None, None],
    ["H2", "张大红", None, "之女", "女", "2000-01-01", None, None],
]


def test_a_list_of_household_members_yields_its_children_and_their_family() -> None:
    workbook = Workbook("xlsx", [Sheet("户", HOUSEHOLDS)])
    table = read_roster(workbook, "户.xlsx", today=date(2026, 6, 1)).tables[0]
    assert table.columns["child_name"] == ["李小明", "张小红"]
    assert table.rows == [6, 9]
    assert table.columns["father_name"] == ["李壮", "张父"]
    assert table.columns["mother_name"] == ["赵梅", "刘母"]
    assert table.columns["father_workplace"] == ["广东省", "浙江省"]
    assert table.columns["father_phone"] == ["13900000002", "13900000004"]
    assert table.columns["guardian_name"] == ["李老大", ""]
    assert table.columns["guardian_relation_of_guardian_to_child"] == ["grandfather", ""]
    assert [left.row for left in table.left_out if left.kind is Kind.HOUSEHOLD_MEMBER] == [2, 3, 4, 5, 7, 8, 10]


def test_an_example_row_and_a_closing_count_are_no_children() -> None:
    rows: list[list[Cell]] = [
        ["附件1"],
        ["2026年秋季学期留守儿童名单"],
        ["填报单位", "永和县青山镇中心小学", None, "填报时间", "2026-09-10"],
        ["序号", "姓名", "性别", "班级"],
        ["例", "张三", "男", "三(1)班"],
        [1, "李小明", "男", "三(1)班"],
        ["共1人"],
    ]
    table = read(rows)
    assert (table.rows, table.unit, table.as_of) == ([6], "永和县青山镇中心小学", "2026-09-10")
    assert [(left.row, left.kind) for left in table.left_out[-2:]] == [(5, Kind.NOTE), (7, Kind.TOTAL)]


def test_a_cell_as_long_as_a_book_holds_nobody_up() -> None:
    long = ["村" * 200_000, "1" * 200_000, "(" * 200_000, "2011年" * 50_000, " . " * 80_000, "白杨村三组" * 40_000]
    head: list[Cell] = ["序号", "姓名", "身份证号", "出生日期", "联系电话", "家庭住址", "是否低保", "情况", "备注"]
    rows = [head, *([text] * len(head) for text in long), *([None, None, text] for text in long)]
    began = perf_counter()
    table = read([*rows, [1, "李小明", None, "2015-01-01"]])  # type: ignore[list-item]  # rows of texts
    assert perf_counter() - began < 10
    assert "李小明" in table.columns["child_name"]


def test_who_is_grown_up_counts_at_the_day_of_reading() -> None:
    workbook = Workbook("xlsx", [Sheet("户", HOUSEHOLDS)])
    later = read_roster(workbook, "户.xlsx", today=date(2033, 6, 1)).tables[0]
    assert later.columns["child_name"] == ["张小红"]


CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "姓名",
            "序号",
            "性别",
            "身份证号",
            "出生日期",
            "合计",
            "小计",
            "同上",
            "注：",
            "填表人：",
            "白杨村",
            "李小明",
            "1",
            "2",
        ]
    ),
    st.integers(0, 60000),
    st.floats(allow_nan=True),
    st.booleans(),
    st.dates(),
    st.text(max_size=8),
)


@settings(max_examples=250, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=8), max_size=14), st.booleans())
def test_no_row_is_lost_whatever_the_sheet_holds(body: list[list[Cell]], headed: bool) -> None:
    head: list[list[Cell]] = [["序号", "姓名", "性别", "出生日期", "身份证号"]] if headed else []
    sheet = Sheet("表", [*head, *body])
    roster = read_roster(Workbook("xlsx", [sheet]), "a.xlsx")
    if roster.refused:
        return
    accounted = [row for table in roster.tables for row in (*table.rows, *(left.row for left in table.left_out))]
    assert sorted(accounted) == list(range(1, len(sheet.rows) + 1))
