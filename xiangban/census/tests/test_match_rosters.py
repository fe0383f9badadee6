import csv
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from xiangban.lib.resident_id import check_digit

HEADER = "姓名,性别,出生日期,公民身份号码,县,乡镇,村,监护人姓名,监护人电话\n"
NUMBER = "99010120140506011"
WANG = f"王子涵,男,2014-05-06,{NUMBER}{check_digit(NUMBER)},云溪县,石桥镇,青山村,王德福,13900010001\n"
WANG_AGAIN = "王梓涵,男,2014年5月6日,,云溪县,石桥镇,青山村,王德福,13900010001\n"
ZHAO = "赵奕辰,男,2012-11-20,,云溪县,石桥镇,白岩村,孙桂兰,13900020002\n"


def write(path: Path, *rows: str) -> str:
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return str(path)


def matched(folder: Path, *files: str) -> list[dict[str, str]]:
    out = folder / "links.csv"
    call_command("match_rosters", *files, out=out)
    with out.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_data_row_gets_a_line_and_one_child_one_label(tmp_path: Path) -> None:
    police, villages = write(tmp_path / "police.csv", WANG, ZHAO), write(tmp_path / "villages.csv", ZHAO, WANG_AGAIN)
    lines = matched(tmp_path, f"police={police}", f"villages={villages}")
    assert list(lines[0]) == ["file", "sheet", "row", "child", "decision", "score", "candidates"]
    where = [(line["file"], line["sheet"], line["row"]) for line in lines]
    assert where == [(police, "", "2"), (police, "", "3"), (villages, "", "2"), (villages, "", "3")]
    assert [line["child"] for line in lines] == ["1", "2", "2", "1"]
    assert all(float(line["score"]) > 0 for line in lines)


def test_a_row_alone_is_settled_without_a_score(tmp_path: Path) -> None:
    lines = matched(tmp_path, write(tmp_path / "one.csv", WANG), write(tmp_path / "two.csv", ZHAO))
    assert [(line["decision"], line["score"], line["candidates"]) for line in lines] == [("automatic", "", "")] * 2


def test_without_a_name_a_file_is_its_own_agency(tmp_path: Path) -> None:
    files = [write(tmp_path / f"{at}.csv", WANG, ZHAO) for at in range(3)]
    assert [line["child"] for line in matched(tmp_path, *files)] == ["1", "2"] * 3


def test_a_file_that_holds_no_roster_is_refused_with_its_name(tmp_path: Path) -> None:
    empty = tmp_path / "notes.csv"
    empty.write_text("会议记录\n今天下雨\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"notes\.csv") as refusal:
        matched(tmp_path, str(empty))
    assert "_" not in str(refusal.value).replace(str(tmp_path), ""), "a sentence, not the code of a kind"
    assert not (tmp_path / "links.csv").exists()


def test_a_damaged_file_is_refused_with_its_name(tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing of a workbook")
    with pytest.raises(CommandError, match=r"broken\.xlsx"):
        matched(tmp_path, str(broken))


def test_a_file_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        matched(tmp_path, str(tmp_path / "nowhere.csv"))
