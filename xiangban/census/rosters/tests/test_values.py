"""Cells become values without anything invented; what cannot be read is empty and said."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiangban.census.rosters.tables import FIELDS, ColumnChoice, Trouble
from xiangban.census.rosters.values.codes import read_aid, read_code, read_disability_type, read_ethnicity, read_flag
from xiangban.census.rosters.values.dates import SERIAL_ORIGIN, DateOrder, order_of, read_age, read_date
from xiangban.census.rosters.values.identity import read_identity_number, read_phone
from xiangban.census.rosters.values.kinship import TO_CHILD, TO_GUARDIAN
from xiangban.census.rosters.values.names import read_name
from xiangban.census.rosters.values.places import read_address, read_village
from xiangban.census.rosters.values.readers import reader_of
from xiangban.lib.sheets.workbook import Cell

PLAIN = DateOrder()


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (20110101, "2011-01-01"),
        (20110101.0, "2011-01-01"),
        ("20110101", "2011-01-01"),
        ("20110101.0", "2011-01-01"),
        ("2011.1.1", "2011-01-01"),
        ("2011.01.01", "2011-01-01"),
        ("2011.01", "2011-01"),
        ("2011-01-01", "2011-01-01"),
        ("2011/1/1", "2011-01-01"),
        ("2011-1-1 00:00:00", "2011-01-01"),
        ("２０１１．１．１", "2011-01-01"),
        ("2011年1月1日", "2011-01-01"),
        ("2011 年 1 月 1 日", "2011-01-01"),
        ("2011年1月1号", "2011-01-01"),
        ("'2011-01-01", "2011-01-01"),
        ("二〇一一年一月一日", "2011-01-01"),
        ("二零一一年十二月三十一日", "2011-12-31"),
        ("二〇一一年十月廿三日", "2011-10-23"),
        ("11.1.1", "2011-01-01"),
        ("11年1月1日", "2011-01-01"),
        ("98.5.12", "1998-05-12"),
        ("2011年1月", "2011-01"),
        ("2011.10", "2011-10"),
        ("2011-1", "2011-01"),
        ("201101", "2011-01"),
        (201101, "2011-01"),
        (2011.12, "2011-12"),
        ("2011年", "2011"),
        (2011, "2011"),
        ("20110100", "2011-01"),
        (40544, "2011-01-01"),
        (40544.0, "2011-01-01"),
        ("40544", "2011-01-01"),
        (date(2011, 1, 1), "2011-01-01"),
        (datetime.combine(date(2011, 1, 1), time()), "2011-01-01"),
        ("公历2011年1月1日", "2011-01-01"),
        ("2011.01.01生", "2011-01-01"),
        ("农历2011年正月初一", "lunar:2011-01-01"),
        ("2011年正月初一", "lunar:2011-01-01"),
        ("二〇一一年腊月廿三", "lunar:2011-12-23"),
        ("2012年闰四月初五", "lunar:2012-04-05+"),
        ("2011-1-30（农历）", "lunar:2011-01-30"),
        ("阴历2011.2.30", "lunar:2011-02-30"),
        ("2011年冬月十五", "lunar:2011-11-15"),
        ("2011年八月初九", "lunar:2011-08-09"),
        ("—", ""),
        ("无", ""),
        ("不详", ""),
        (None, ""),
        ("", ""),
    ],
)
def test_a_date_is_read_as_far_as_it_goes(cell: Cell, text: str) -> None:
    value = read_date(cell, PLAIN)
    assert (value.text, value.doubt) == (text, None)


@pytest.mark.parametrize(
    ("cell", "text", "trouble"),
    [
        ("2011-02-30", "", Trouble.IMPOSSIBLE_DATE),
        ("2011.13.1", "", Trouble.IMPOSSIBLE_DATE),
        (20110231, "", Trouble.IMPOSSIBLE_DATE),
        ("1811-01-01", "", Trouble.IMPOSSIBLE_DATE),
        ("农历2011年13月1日", "", Trouble.IMPOSSIBLE_DATE),
        (2011.1, "2011", Trouble.UNCLEAR_ORDER),
        ("3/4/2011", "2011", Trouble.UNCLEAR_ORDER),
        ("农历正月初一", "", Trouble.NO_YEAR),
        ("1月1日", "", Trouble.NO_YEAR),
        ("农历2011年正月", "", Trouble.LUNAR_MONTH),
        ("去年冬天", "", Trouble.UNREADABLE_DATE),
        (time(8, 0), "", Trouble.UNREADABLE_DATE),
        (timedelta(days=3), "", Trouble.UNREADABLE_DATE),
        (12.5, "", Trouble.UNREADABLE_DATE),
    ],
)
def test_a_date_that_cannot_be_is_said_and_not_mended(cell: Cell, text: str, trouble: Trouble) -> None:
    value = read_date(cell, PLAIN)
    assert (value.text, value.doubt) == (text, trouble)


def test_the_column_decides_between_day_and_month_first() -> None:
    days_first, months_first = ["3/4/2011", "25/4/2011"], ["3/4/2011", "4/25/2011"]
    assert read_date("3/4/2011", order_of(days_first)).text == "2011-04-03"
    assert read_date("3/4/2011", order_of(months_first)).text == "2011-03-04"
    assert read_date("3/4/2011", order_of([*days_first, *months_first])).doubt is Trouble.UNCLEAR_ORDER
    assert read_date("5/6/2011", order_of(["5/5/2011"])).text == "2011"
    assert read_date("1/5/11", order_of(["1/25/11"])).text == "2011-01-05"


@given(st.dates(date(1950, 1, 1), date(2030, 12, 31)))
def test_every_clean_date_comes_back_from_each_of_its_forms(day: date) -> None:
    serial = (day - SERIAL_ORIGIN).days
    forms: list[Cell] = [
        day,
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y.%m.%d}",
        f"{day:%Y/%m/%d}生",
        f"公历{day:%Y年%m月%d}日",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        int(f"{day:%Y%m%d}"),
        serial,
    ]
    assert {read_date(form, PLAIN).text for form in forms} == {day.isoformat()}


DATE_LIKE = st.text("0123456789.-/年月日正腊初一二三十廿〇零闰农历阴 ()x:", max_size=20)


@settings(max_examples=600)
@given(DATE_LIKE)
def test_no_date_is_invented(text: str) -> None:
    value = read_date(text, PLAIN)
    parts = value.text.removeprefix("lunar:").rstrip("+").split("-")
    if text.strip(" .").isdigit() and len(text.strip(" .")) == 5:
        return  # a serial number: the days of the calendar themselves
    figures = _figures_of(text)
    for part in parts if value.text else ():
        assert part.lstrip("0") in figures, (text, value)


def _figures_of(text: str) -> set[str]:
    """Every run of digits of the text as one to four places, with the words for them turned into digits."""
    turned = text.translate(str.maketrans("〇零一二三四五六七八九正", "001234567891"))
    runs = {turned[start:end].replace(" ", "") for start in range(len(turned)) for end in range(start + 1, start + 9)}
    numbers = {run.lstrip("0") for run in runs if run.isdigit()}
    tens = {
        str(10 * int(a or 1) + int(b or 0))
        for a in ("", *"123456789")
        for b in ("", *"123456789")
        if f"{a}十{b}" in turned
    }
    twenties = {str(20 + int(b or 0)) for b in ("", *"123456789") if f"廿{b}" in turned}
    centuries = {f"20{run}" for run in runs if run.isdigit() and len(run) == 2} | {
        f"19{run}" for run in runs if len(run) == 2
    }
    single = {f"200{run}" for run in runs if run.isdigit() and len(run) == 1}
    return (
        numbers
        | tens
        | twenties
        | centuries
        | single
        | ({"12"} if "腊" in text else set())
        | {"11" if "冬" in text else ""}
    )


@pytest.mark.parametrize(
    ("cell", "as_of", "text", "trouble"),
    [
        ("3岁", "2026-06-30", "3@2026-06-30", None),
        ("5岁8个月", "2026-06-30", "5@2026-06-30", None),
        (8.0, "", "8", None),
        ("十二周岁", "", "12", None),
        ("10个月", "", "0", None),
        ("虚岁9", "", "", Trouble.NOMINAL_AGE),
        ("八九岁", "", "", Trouble.UNREADABLE_AGE),
        ("小学", "", "", Trouble.UNREADABLE_AGE),
        ("—", "", "", None),
    ],
)
def test_an_age_stays_an_age_at_its_date(cell: Cell, as_of: str, text: str, trouble: Trouble | None) -> None:
    assert read_age(cell, as_of)[:2] == (text, trouble)


GOOD = "99010120110101123"


@pytest.mark.parametrize(
    ("cell", "text", "trouble", "also"),
    [
        ("110105194912310021", "110105194912310021", Trouble.BAD_CHECK_DIGIT, {}),
        ("11010519491231002X", "11010519491231002X", None, {}),
        ("11010519491231002x", "11010519491231002X", None, {}),
        ("11010519491231002×", "11010519491231002X", None, {}),
        ("110105 19491231 002X", "11010519491231002X", None, {}),
        ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X", None, {}),
        ("'11010519491231002X", "11010519491231002X", None, {}),
        ("11010519491231002X（母亲的）", "11010519491231002X", None, {}),
        ("110105491231002", "110105491231002", Trouble.OLD_NUMBER, {}),
        ("5.1E+17", "", Trouble.SCIENTIFIC_NUMBER, {"no_id_reason": "damaged"}),
        ("5.10106E+17", "", Trouble.SCIENTIFIC_NUMBER, {"no_id_reason": "damaged", "id_prefix": "510106"}),
        (5.10106201101011e17, "510106201101011000", Trouble.CUT_NUMBER, {"id_prefix": "510106201101011"}),
        ("510106********1230", "", Trouble.MASKED_NUMBER, {"no_id_reason": "damaged", "id_prefix": "510106"}),
        ("1101051949123100", "", Trouble.WRONG_LENGTH, {"no_id_reason": "damaged"}),
        ("无户口", "", None, {"no_id_reason": "no_hukou"}),
        ("办理中", "", None, {"no_id_reason": "in_progress"}),
        ("未提供", "", None, {}),
        ("无", "", None, {}),
        ("110105199913450021", "110105199913450021", Trouble.BAD_BIRTH_IN_NUMBER, {}),
    ],
)
def test_a_number_is_flagged_and_never_repaired(
    cell: Cell, text: str, trouble: Trouble | None, also: dict[str, str]
) -> None:
    value = read_identity_number(cell)
    assert (value.text, value.doubt, dict(value.also)) == (text, trouble, also)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (13900000001.0, "13900000001"),
        ("139-0000-0001", "13900000001"),
        ("139 0000 0001", "13900000001"),
        ("13900000001/13800000002", "13900000001;13800000002"),
        ("13900000001、13800000002", "13900000001;13800000002"),
        ("13900000001\n13800000002", "13900000001;13800000002"),
        ("1390000000113800000002", "13900000001;13800000002"),
        ("爷爷13900000001", "13900000001"),
        ("+86 13900000001", "13900000001"),
        ("0990-1234567", "09901234567"),
        ("无", ""),
    ],
)
def test_phones_are_digits_and_two_stay_two(cell: Cell, text: str) -> None:
    assert read_phone(cell) == (text, None, ())


@pytest.mark.parametrize(
    ("cell", "name", "also", "trouble"),
    [
        ("李小明", "李小明", {}, None),
        ("李  明", "李明", {}, None),
        ("李　明", "李明", {}, None),
        ("王奶奶（13900000001）", "王奶奶", {"contact_phone": "13900000001"}, None),
        ("王大山13900000001", "王大山", {"contact_phone": "13900000001"}, None),
        ("阿依古丽.买买提", "阿依古丽·买买提", {}, None),
        ("阿依古丽 • 买买提", "阿依古丽·买买提", {}, None),
        ("李小明（小名：狗蛋）", "李小明", {"pet_or_former_name": "狗蛋"}, None),
        ("李小明(双胞胎)", "李小明", {}, None),
        ("李小明、李小红", "李小明、李小红", {}, Trouble.SEVERAL_NAMES),
        ("已故", "", {}, Trouble.NOTE_INSTEAD),
        ("离异", "", {}, Trouble.NOTE_INSTEAD),
        ("—", "", {}, None),
    ],
)
def test_names_are_tidied_and_what_stands_beside_is_told_apart(
    cell: Cell, name: str, also: dict[str, str], trouble: Trouble | None
) -> None:
    value = read_name(cell, "contact_phone")
    assert (value.text, dict(value.also), value.doubt) == (name, also, trouble)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *[(word, "1") for word in ("√", "是", "有", "1", "☑", "Y", "☑是☐否", "1-是", "是，低保户", "✔")],
        *[(word, "0") for word in ("否", "无", "0", "×", "☐", "□是☑否", "0-否", "没有", "不是")],
        *[(word, "") for word in ("", "—", "不详", "/")],
    ],
)
def test_marks_are_yes_no_or_nothing(text: str, code: str) -> None:
    assert read_flag(text) == (code, None, ())


def test_coded_words_become_codes_and_others_a_doubt() -> None:
    assert read_code("sex", "1-男").text == read_code("sex", "男").text == read_code("sex", "男性").text == "1"
    assert read_code("schooling", "小学三年级").text == "primary"
    assert read_code("schooling", "七年级").text == "junior"
    assert read_code("health", "10-健康或良好").text == "10"
    assert read_ethnicity("01-汉族").text == read_ethnicity("汉").text == read_ethnicity("1").text == "01"
    assert read_ethnicity("維吾爾族").text == "05"
    assert read_ethnicity("火星").doubt is Trouble.UNKNOWN_WORD
    assert read_aid("低保、医疗救助").text == "living_allowance;medical"
    assert read_disability_type("肢体二级") == ("4", None, (("disability_level", "2"),))
    assert read_disability_type("视力、听力残疾").text == "7"


def reading(field: str, *cells: Cell, header: str = "") -> list[str]:
    choice = ColumnChoice(0, header, None, field, "")
    read = reader_of(choice, cells, "")
    return [read(cell).text for cell in cells]


def test_a_column_of_ones_and_twos_has_yes_as_one() -> None:
    assert reading("left_behind_flag", "1", "2", None) == ["1", "0", ""]
    assert reading("left_behind_flag", "1", "0") == ["1", "0"]
    assert reading("boarding", "走读", "寄宿", "是", "2-住校") == ["0", "1", "1", "1"]


def test_a_relation_knows_which_way_it_runs() -> None:
    to_child = reader_of(ColumnChoice(0, "", None, TO_CHILD, ""), (), "")
    to_guardian = reader_of(ColumnChoice(0, "", None, TO_GUARDIAN, ""), (), "")
    assert to_child("奶奶").text == "grandmother"
    assert dict(to_guardian("奶奶").also) == {TO_CHILD: "grandmother"}
    assert to_guardian("孙子").text == "孙子"
    assert dict(to_child("孙子").also) == {TO_GUARDIAN: "孙子"}
    assert to_child("叔叔").text == to_child("二伯父").text == "uncle_aunt"


def test_a_written_place_is_told_apart_only_where_it_is_plain() -> None:
    whole = read_address("青山镇白杨村三组12号")
    assert dict(whole.also) == {"town": "青山镇", "village": "白杨村", "village_group": "三组"}
    assert dict(read_address("三组").also) == {"village_group": "三组"}
    assert dict(read_address("幸福小区3栋2单元").also) == {}
    assert read_village("白杨村三组") == ("白杨村", None, (("village_group", "三组"),))
    assert read_village("白杨村").text == "白杨村"


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.text(max_size=40),
    DATE_LIKE,
    st.text("是否√×男女汉族0123456789.E+-/、（）()·村镇组一二三xX*", max_size=24),
)


@settings(max_examples=500)
@given(st.sampled_from(FIELDS), st.lists(CELLS, min_size=1, max_size=4))
def test_no_cell_breaks_a_reader(field: str, cells: list[Cell]) -> None:
    read = reader_of(ColumnChoice(0, "", None, field, ""), cells, "2026-06-30")
    for cell in cells:
        value = read(cell)
        assert isinstance(value.text, str)
        assert all(text and isinstance(text, str) for _field, text in value.also)
