"""A list of places is read whole or refused with file, line, column and value. All places here are invented."""

from pathlib import Path

import pytest

from xiangban.territories.reader import (
    DivisionReader,
    Fault,
    FaultKind,
    match_civil_codes,
    read_civil_codes,
)
from xiangban.territories.rules import Level

SAMPLE = {
    "provinces.csv": 'code,name\n99,"云岭省"\n',
    "cities.csv": 'code,name,provinceCode\n9901,"溪宁市",99\n9905,"独山市",99\n',
    "areas.csv": 'code,name,cityCode,provinceCode\n990101,"青禾县",9901,99\n990500,"独山市",9905,99\n',
    "streets.csv": (
        "code,name,areaCode,provinceCode,cityCode\n"
        '990101001,"柳溪镇",990101,99,9901\n'
        '990500001,"东坪镇",990500,99,9905\n'
    ),
    "villages.csv": (
        "code,name,streetCode,provinceCode,cityCode,areaCode\n"
        '990101001201,"上湾村委会",990101001,99,9901,990101\n'
        '990500001201,"坪头村委会",990500001,99,9905,990500\n'
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in SAMPLE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def faults_of(folder: Path) -> list[Fault]:
    reader = DivisionReader(folder)
    list(reader.rows())
    return reader.faults


def test_a_sound_list_gives_every_place_with_twelve_digits(folder: Path) -> None:
    reader = DivisionReader(folder)
    rows = list(reader.rows())
    assert not reader.faults
    assert len(rows) == 9
    assert (Level.VILLAGE, 990101001201, "上湾村委会") in rows


def test_a_city_without_counties_repeats_its_code_one_level_below(folder: Path) -> None:
    rows = list(DivisionReader(folder).rows())
    assert {row.level for row in rows if row.code == 990500000000} == {Level.CITY, Level.COUNTY}


@pytest.mark.parametrize(
    ("file", "line", "kind", "field"),
    [
        ("areas.csv", '99010,"短码县",9901,99', FaultKind.CODE_MALFORMED, "code"),
        ("areas.csv", '9901A2,"字母县",9901,99', FaultKind.CODE_MALFORMED, "code"),
        ("areas.csv", '990201,"孤儿县",9902,99', FaultKind.PARENT_UNKNOWN, "code"),
        ("areas.csv", '990102,"错挂县",9905,99', FaultKind.PARENT_DIFFERS, "cityCode"),
        ("streets.csv", '990101001,"重码镇",990101,99,9901', FaultKind.CODE_TWICE, "code"),
        ("villages.csv", '990101001202,"  ",990101001,99,9901,990101', FaultKind.NAME_EMPTY, "name"),
        ("villages.csv", f'990101001202,"{"长" * 61}",990101001,99,9901,990101', FaultKind.NAME_TOO_LONG, "name"),
        ("villages.csv", "990101001202", FaultKind.ROW_TOO_SHORT, ""),
    ],
)
def test_a_row_that_cannot_be_right_is_named_with_its_line(
    folder: Path, file: str, line: str, kind: FaultKind, field: str
) -> None:
    with (folder / file).open("a", encoding="utf-8") as out:
        out.write(line + "\n")
    (fault,) = faults_of(folder)
    assert (fault.file, fault.line, fault.kind, fault.field) == (file, SAMPLE[file].count("\n") + 1, kind, field)


def test_a_missing_file_and_a_missing_column_are_told(folder: Path) -> None:
    (folder / "villages.csv").unlink()
    (folder / "streets.csv").write_text("code,title\n990101001,柳溪镇\n", encoding="utf-8")
    assert {(fault.file, fault.kind) for fault in faults_of(folder)} == {
        ("streets.csv", FaultKind.COLUMN_MISSING),
        ("villages.csv", FaultKind.FILE_MISSING),
    }


def test_a_file_that_is_not_utf_8_is_told_and_not_guessed(folder: Path) -> None:
    (folder / "provinces.csv").write_bytes("code,name\n99,云岭省\n".encode("gb18030"))
    assert faults_of(folder)[0].kind is FaultKind.FILE_UNREADABLE


def test_civil_affairs_codes_are_matched_by_name_inside_the_county_never_by_code(tmp_path: Path) -> None:
    path = tmp_path / "civil.csv"
    path.write_text("code,name\n990101105,柳溪镇\n990101001,桃坪乡\n990101107,无此镇\n99,太短\n", encoding="utf-8")
    places = {(990101000000, "柳溪镇"): [990101001000], (990101000000, "桃坪乡"): [990101002000, 990101003000]}
    faults: list[Fault] = []
    found = {row.name: match for row, match in match_civil_codes(read_civil_codes(path, faults), places)}
    assert found == {
        "柳溪镇": 990101001000,
        "桃坪乡": FaultKind.NAME_AMBIGUOUS,
        "无此镇": FaultKind.PLACE_UNKNOWN,
    }
    assert [fault.kind for fault in faults] == [FaultKind.CODE_MALFORMED]
