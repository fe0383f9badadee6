"""The command map_columns: JSON alone on stdout, no database, one sentence where there is no roster."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook as Book

from xiangban.census.rosters.tests.forms import Form, forms
from xiangban.lib.sheets.workbook import Cell, Sheet

BASIC_FORM = next(form for form in forms() if "three rows" in form.name)


def write_book(path: Path, *sheets: Sheet) -> Path:
    book = Book()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for row in sheet.rows:
            page.append(row)
        for top, left, bottom, right in sheet.merged:
            page.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    book.save(path)
    return path


def write_text(path: Path, rows: list[list[Cell]], encoding: str) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows([["" if cell is None else cell for cell in row] for row in rows])
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def mapped(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, list[dict[str, object]]]:
    call_command("map_columns", str(path), "--json")
    answer = json.loads(capsys.readouterr().out)
    assert sorted(answer) == ["columns", "sheets"]
    return answer  # type: ignore[no-any-return]  # json knows no types


def expected(form: Form) -> list[tuple[str, str | None, str | None]]:
    groups = ["/".join(path[:-1]) or None for path in form.paths]
    return [(path[-1], group, field) for path, group, field in zip(form.paths, groups, form.fields, strict=True)]


def test_a_workbook_is_answered_with_its_sheets_and_the_columns_of_the_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = Sheet("说明", [["本表由各村填报。"], ["请于月底前上报。"]])
    first = BASIC_FORM.sheet(title="青山镇农村留守儿童基本情况登记表")
    second = forms()[0].sheet()
    second.name = "第二张"
    answer = mapped(write_book(tmp_path / "a.xlsx", notes, first, second), capsys)
    assert answer["sheets"] == [{"name": "名册", "header_rows": [2, 3, 4]}, {"name": "第二张", "header_rows": [1]}]
    columns = [(column["header"], column["group"], column["field"]) for column in answer["columns"]]
    assert columns == expected(BASIC_FORM)
    assert all(set(column) == {"header", "group", "field", "why"} for column in answer["columns"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_table_is_answered_in_every_encoding(
    encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = forms()[0]
    answer = mapped(write_text(tmp_path / "a.csv", form.sheet().rows, encoding), capsys)
    assert answer["sheets"] == [{"name": "", "header_rows": [1]}]
    assert [column["field"] for column in answer["columns"]] == list(form.fields)


def test_a_column_without_header_is_an_empty_text_and_a_forbidden_one_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: list[list[Cell]] = [
        ["", "姓名", "性别", "银行卡号", ""],
        [1, "李小明", "男", "", ""],
        [2, "李小红", "女", "", ""],
        [3, "王小军", "男", "", ""],
    ]
    columns = mapped(write_text(tmp_path / "a.csv", rows, "utf-8"), capsys)["columns"]
    assert [column["header"] for column in columns] == ["", "姓名", "性别", "银行卡号"]
    assert columns[3]["field"] is None
    assert str(columns[3]["why"]).startswith("dropped")


def test_a_form_that_nobody_filled_in_yet_is_answered_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = mapped(write_text(tmp_path / "a.csv", [["儿童姓名", "性别", "家长甲姓名", "家长乙电话"]], "utf-8"), capsys)
    fields = [column["field"] for column in answer["columns"]]
    assert fields == ["child_name", "sex", "parent1_name", "parent2_phone"]


def test_none_under_kind_of_disability_is_still_the_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows: list[list[Cell]] = [["儿童姓名", "性别", "残疾类别"], ["李小明", "男", "无"], ["李小红", "女", "无"]]
    answer = mapped(write_text(tmp_path / "a.csv", rows, "utf-8"), capsys)
    assert answer["columns"][2]["field"] == "disability_type"


def test_without_json_a_person_reads_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("map_columns", str(write_book(tmp_path / "a.xlsx", forms()[0].sheet())))
    assert "  2  姓名  →  儿童姓名" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", "水域名称,水深,警示牌\n门前塘,3,有\n".encode()), ("a.xlsx", b"PK not a workbook"), ("b.csv", b"")],
)
def test_what_is_no_roster_ends_in_one_sentence(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CommandError) as refusal:
        call_command("map_columns", str(tmp_path / name), "--json")
    assert "\n" not in str(refusal.value)
    assert refusal.value.returncode == 1


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.xlsx"):
        call_command("map_columns", str(tmp_path / "none.xlsx"))
