"""The command that reads papers: one JSON object a file, or lines for people; what it cannot read it says."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from xiangban.conference.papers.tests.expecting import TEXTS


def _said(*arguments: str) -> str:
    out = StringIO()
    call_command("read_papers", *arguments, stdout=out)
    return out.getvalue()


def test_it_prints_one_object_with_the_paper_in_both_scripts() -> None:
    paper = json.loads(_said("--json", str(TEXTS / "traditional.txt")))
    assert paper["meetings"][0]["chair"] == "骆青"
    assert "聯席會議" in paper["repaired"]["traditional"]
    assert "联席会议" in paper["repaired"]["simplified"]


def test_several_papers_are_one_object_a_line() -> None:
    lines = _said("--json", str(TEXTS / "plan.txt"), str(TEXTS / "survey.txt")).splitlines()
    assert [json.loads(line)["doc_type"] for line in lines] == ["plan", "survey"]


def test_people_read_lines_with_the_meeting_and_its_tasks() -> None:
    said = _said(str(TEXTS / "minutes-with-tasks.txt"))
    assert "全市农村留守儿童关爱保护工作联席会议第三次全体会议" in said
    assert "市教育局、市公安局、市民政局" in said
    assert "34,120人" in said


def test_a_pdf_of_pictures_and_a_file_that_is_not_there_end_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no-such"):
        _said(str(tmp_path / "no-such.txt"))
    broken = tmp_path / "minutes.docx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(CommandError, match="minutes"):
        _said("--json", str(broken))
