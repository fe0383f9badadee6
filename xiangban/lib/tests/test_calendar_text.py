"""A calendar that another program reads: lines folded, texts escaped, days whole."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from xiangban.lib.calendar_text import LONGEST_LINE, Event, calendar_text, escaped, folded

STAMP = datetime(2026, 9, 1, 0, 0, tzinfo=UTC)


def test_a_deadline_is_a_whole_day_and_a_meeting_a_moment() -> None:
    events = [
        Event("task-1@x", date(2026, 9, 30), "核实无人监护儿童; 到期"),
        Event(
            "meeting-1@x",
            datetime(2026, 9, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai")),
            "全体会议",
            place="三楼, 会议室",
        ),
    ]
    text = calendar_text("溪宁市", events, STAMP)
    assert "DTSTART;VALUE=DATE:20260930\r\nDTEND;VALUE=DATE:20261001\r\n" in text
    assert "DTSTART:20260902T010000Z\r\n" in text
    assert "SUMMARY:核实无人监护儿童\\; 到期\r\n" in text
    assert "LOCATION:三楼\\, 会议室\r\n" in text
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")


@given(st.text())
def test_no_line_is_longer_than_programs_read_and_unfolding_gives_it_back(text: str) -> None:
    line = "SUMMARY:" + escaped(text)
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode("utf-8", "replace")) <= LONGEST_LINE for piece in pieces)
    assert folded(line).replace("\r\n ", "") == line


@given(st.text())
def test_no_text_breaks_out_of_its_line(text: str) -> None:
    assert not {"\n", "\r", "\x00"} & set(escaped(text))
