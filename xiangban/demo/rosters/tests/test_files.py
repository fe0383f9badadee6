"""The files read back by other libraries: each line of the truth stands where it says; they look as offices' do."""

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from xiangban.demo.city import generate_city
from xiangban.demo.people import generate_people
from xiangban.demo.population import Population
from xiangban.demo.rosters.files import TRUTH, XLSX, Observation, demo_rosters, write_files
from xiangban.demo.rosters.observed import as_written
from xiangban.demo.rosters.observing import observe
from xiangban.demo.rosters.rates import AGENCIES, read_rates
from xiangban.demo.rosters.tests.rosters import SEED

HIDDEN = re.compile(r'<row r="([0-9]+)"[^>]* hidden="1"')
HEADINGS = 12  # a name column's heading stands in one of the first rows


@dataclass(frozen=True)
class Written:
    """A folder of rosters, what was observed, and the truth by (file, sheet, row)."""

    folder: Path
    observed: Observation
    truth: dict[tuple[str, str, int], int]

    def sheets(self, agency: str) -> dict[str, list[list[object]]]:
        """Every sheet of an agency's workbook as rows from row 1, column A."""
        book = CalamineWorkbook.from_path(self.folder / f"{agency}.xlsx")
        return {
            name: [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
            for name in book.sheet_names
        }


def write(folder: Path, population: Population, kind: str = XLSX) -> Written:
    observed = Observation(population, SEED, observe(population, read_rates(), SEED))
    write_files(observed, folder, kind, lambda rows: None)
    with (folder / TRUTH).open(encoding="utf-8", newline="") as file:
        truth = {(line["file"], line["sheet"], int(line["row"])): int(line["child"]) for line in csv.DictReader(file)}
    return Written(folder, observed, truth)


@pytest.fixture(scope="module")
def city_of_3000(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return write(tmp_path_factory.mktemp("rosters"), generate_people(generate_city(), 3_000))


@pytest.fixture(scope="module")
def village_of_60(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return write(tmp_path_factory.mktemp("rosters"), generate_people(generate_city(), 60))


def names_written(written: Written, agency: str) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for row in written.observed.of_agency(agency):
        found[row.child].add(as_written(row, "child_name"))
    return found


def name_column(rows: list[list[object]]) -> int:
    """The first column headed 姓名: in every roster the child's."""
    return next(row.index("姓名") for row in rows[:HEADINGS] if "姓名" in row)


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_line_of_the_truth_holds_that_child(city_of_3000: Written, agency: str) -> None:
    sheets, names = city_of_3000.sheets(agency), names_written(city_of_3000, agency)
    for (file, sheet, row), child in city_of_3000.truth.items():
        if file == f"{agency}.xlsx":
            cell = str(sheets[sheet][row - 1][name_column(sheets[sheet])])
            assert cell.partition("（")[0].replace("　", "") in names[child]


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_numbered_row_of_a_roster_is_in_the_truth(city_of_3000: Written, agency: str) -> None:
    lines = {(sheet, row) for file, sheet, row in city_of_3000.truth if file == f"{agency}.xlsx"}
    numbered = {
        (sheet, at)
        for sheet, rows in city_of_3000.sheets(agency).items()
        if sheet != "汇总"
        for at, row in enumerate(rows, start=1)
        if isinstance(row[0], float)
    }

    assert lines == numbered
    assert len(lines) == len(city_of_3000.observed.of_agency(agency))


def test_a_few_children_fill_a_sheet_a_village(village_of_60: Written) -> None:
    sheets = village_of_60.sheets("villages")

    assert {name for name in sheets if name != "汇总"} == {
        sheet for file, sheet, _ in village_of_60.truth if file == "villages.xlsx"
    }
    assert len(sheets) > 5


@pytest.mark.parametrize("agency", AGENCIES)
def test_each_roster_has_forty_columns(city_of_3000: Written, agency: str) -> None:
    widths = {len(row) for sheet, rows in city_of_3000.sheets(agency).items() if sheet != "汇总" for row in rows}

    assert widths == {40}


def test_the_villages_sheets_have_what_offices_put_between_children(city_of_3000: Written) -> None:
    sheets = city_of_3000.sheets("villages")
    first = Counter(str(row[0]) for rows in sheets.values() for row in rows)
    cells = Counter(cell for rows in sheets.values() for row in rows for cell in row if isinstance(cell, str))
    names = [name for name in sheets if name != "汇总"]

    assert len(names) > 150
    assert first["合计"] >= len(names)
    assert first["小计"] > len(names)
    assert first["序号"] > len(names)  # some headings come again
    assert first["1"] > 20  # a row of column numbers
    assert min(cells["同上"], cells["〃"], cells["√"], cells["—"], cells["无户口"]) > 0
    assert any("填表人" in text for text in first)
    assert any(text.startswith("注：") for text in first)
    assert any(text.endswith("）") and "（1790" in text for text in cells)
    assert any("　" in text and len(text) == 3 for text in cells)  # 张　三
    assert any(text.startswith("179 0") for text in cells)
    assert any(len(text) == 18 and text.endswith(("x", "×")) for text in cells)


def test_birth_dates_are_written_in_every_habit(city_of_3000: Written) -> None:
    sheets = city_of_3000.sheets("villages")
    column = 5
    cells = [row[column] for name, rows in sheets.items() if name != "汇总" for row in rows]
    texts = " ".join(cell for cell in cells if isinstance(cell, str))

    assert any(isinstance(cell, date) for cell in cells)
    for part in ("年1月1", "〇", "农历", ".1.", "/1/", "-01-"):
        assert part in texts, part


def test_household_cells_are_merged_over_neighbouring_children(city_of_3000: Written) -> None:
    book = CalamineWorkbook.from_path(city_of_3000.folder / "villages.xlsx")
    truth = {(sheet, row) for file, sheet, row in city_of_3000.truth if file == "villages.xlsx"}
    spans = [
        (name, first + 1, last + 1)
        for name in book.sheet_names
        for (first, _), (last, _) in book.get_sheet_by_name(name).merged_cell_ranges or []
        if last > first and (name, first + 1) in truth
    ]

    assert len(spans) > 20
    assert all((sheet, row) in truth for sheet, first, last in spans for row in range(first, last + 1))


@pytest.mark.parametrize("agency", AGENCIES)
def test_no_merged_range_overlaps_another_which_office_programs_call_damage(city_of_3000: Written, agency: str) -> None:
    book = CalamineWorkbook.from_path(city_of_3000.folder / f"{agency}.xlsx")
    for name in book.sheet_names:
        covered = Counter(
            (row, column)
            for (top, left), (bottom, right) in book.get_sheet_by_name(name).merged_cell_ranges or []
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        )
        assert max(covered.values(), default=1) == 1, name


def test_some_children_stand_in_hidden_rows(city_of_3000: Written) -> None:
    with ZipFile(city_of_3000.folder / "villages.xlsx") as parts:
        names = CalamineWorkbook.from_path(city_of_3000.folder / "villages.xlsx").sheet_names
        hidden = {
            ("villages.xlsx", name, int(row))
            for number, name in enumerate(names, start=1)
            for row in HIDDEN.findall(parts.read(f"xl/worksheets/sheet{number}.xml").decode())
        }

    assert hidden
    assert hidden <= set(city_of_3000.truth)


@pytest.mark.parametrize("agency", AGENCIES)
def test_another_library_finds_the_same_children(village_of_60: Written, agency: str) -> None:
    book, names = load_workbook(village_of_60.folder / f"{agency}.xlsx"), names_written(village_of_60, agency)
    for (file, sheet, row), child in village_of_60.truth.items():
        if file == f"{agency}.xlsx":
            texts = [str(cell.value) for cell in book[sheet][row] if cell.value is not None]
            cells = {text.partition("（")[0].replace("　", "") for text in texts}
            assert cells & names[child]


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    few = generate_people(generate_city(), 200)
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        write(folder, few)

    for name in (*(f"{agency}.xlsx" for agency in AGENCIES), TRUTH):
        assert len({(folder / name).read_bytes() for folder in folders}) == 1


@pytest.mark.parametrize(
    ("kind", "encoding"), [("csv", "utf-8-sig"), ("csv-gb18030", "gb18030"), ("csv-utf16", "utf-16")]
)
def test_plain_lists_have_one_heading_and_the_truth_counts_it_as_record_one(
    tmp_path: Path, kind: str, encoding: str
) -> None:
    written = write(tmp_path, generate_people(generate_city(), 300), kind)

    for agency in AGENCIES:
        with (tmp_path / f"{agency}.csv").open(encoding=encoding, newline="") as file:
            records = list(csv.reader(file))
        names = names_written(written, agency)
        column = next(at for at, head in enumerate(records[0]) if head.endswith("姓名") and "户主" not in head)
        lines = {row: child for (file, sheet, row), child in written.truth.items() if file == f"{agency}.csv"}
        assert {len(record) for record in records} == {40}
        assert sorted(lines) == list(range(2, len(records) + 1))
        assert all(records[row - 1][column].partition("（")[0] in names[child] for row, child in lines.items())
        assert {sheet for file, sheet, _ in written.truth if file == f"{agency}.csv"} == {""}


def test_what_the_register_must_not_hold_is_in_the_files_to_be_dropped(city_of_3000: Written) -> None:
    assert any("宗教信仰" in row for row in city_of_3000.sheets("police")["常住人口信息"])
    assert any("一卡通账号" in row for rows in city_of_3000.sheets("villages").values() for row in rows)


def test_the_demo_is_told_of_every_row_of_its_three_workbooks(tmp_path: Path) -> None:
    told: list[int] = []

    paths = demo_rosters(tmp_path / "rosters", generate_people(generate_city(), 40), SEED, told.append)

    assert [path.name for path in paths] == ["education.xlsx", "police.xlsx", "villages.xlsx"]
    assert sum(told) == len((tmp_path / "rosters" / TRUTH).read_text(encoding="utf-8").splitlines()) - 1
