"""What a slip or an ill will writes into the forms of tasks and meetings is told to the writer and breaks no page."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from tests.world import World, as_viewer, sign_in
from xiangban.access.acts import Refused
from xiangban.access.roles import Role
from xiangban.conference.actions.progress import ask_extension, receive_task
from xiangban.conference.documents.minutes_paper import document_of
from xiangban.conference.tests.giving import WHY, given, liaison_of
from xiangban.conference.tests.stage import build_hall

FAR = [date(9999, 12, 31), date(1, 1, 1)]


@pytest.fixture
def as_county(world: World) -> Client:
    return sign_in(world.seats[Role.COUNTY_HEAD])


@pytest.mark.parametrize("day", FAR)
def test_no_task_is_due_on_a_day_that_no_calendar_reaches(world: World, as_county: Client, day: date) -> None:
    wang = liaison_of(world, "education", "教育局")
    with pytest.raises(Refused) as refusal:
        given(world, wang, deadline=day)
    assert refusal.value.field == "deadline"
    assert as_county.get(reverse("conference:task_list")).status_code == 200


def test_no_extension_is_asked_until_the_end_of_time(world: World) -> None:
    wang = liaison_of(world, "education", "教育局")
    task = given(world, wang)
    receive_task(task, as_viewer(wang))
    with pytest.raises(Refused) as refusal:
        ask_extension(task, as_viewer(wang), until=date(9999, 12, 31), reason=WHY)
    assert refusal.value.field == "until"


def test_no_meeting_and_no_decision_lies_on_such_a_day(world: World) -> None:
    hall = build_hall(world)
    for act in (lambda: hall.call(held_on=FAR[0]), lambda: hall.decided(hall.held(), deadline=FAR[0])):
        with pytest.raises(Refused):
            act()


def test_numbers_that_no_column_holds_are_refused_by_the_form(world: World, as_county: Client) -> None:
    page = reverse("conference:open_task")
    for children in ("9" * 30, "9" * 5000, "٣,²"):
        answer = as_county.post(page, {"children": children, "measure_number": "9" * 30})
        assert answer.status_code == 422


def test_signs_pasted_with_a_text_that_no_document_holds_do_not_keep_the_minutes_from_being_written() -> None:
    said = "会议强调\x0b要逐户核实\x1f。\ufffe=cmd\u202e"
    content = {"masthead": "会议纪要", "number": "第1期", "editor": "办公室", "day": "2026年9月1日", "title": "纪要"}
    written = Document(BytesIO(document_of({**content, "parts": [["decisions", said]]})))
    assert "要逐户核实" in "".join(paragraph.text for paragraph in written.paragraphs)
