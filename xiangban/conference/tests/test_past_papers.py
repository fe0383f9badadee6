"""Papers of the past, through the pages: laid, read, accepted piece by piece, taken back."""

import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse

from tests.world import World, make_seat, sign_in
from xiangban.access.jobs import run_job
from xiangban.access.models import Attachment, Seat, TrailRow
from xiangban.access.roles import Role
from xiangban.conference.actions import meetings
from xiangban.conference.models import (
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    PaperFigure,
    PaperPiece,
    ReceivedPaper,
    Statement,
    Task,
)
from xiangban.conference.papers.tests.expecting import TEXTS
from xiangban.conference.past_pieces import told
from xiangban.conference.past_rules import PieceKind, PieceState
from xiangban.conference.rules import MeetingForm, MeetingState
from xiangban.conference.task_rules import TaskState
from xiangban.conference.tests.stage import Hall, build_hall, terms
from xiangban.lib.papers import tests as texts_of_library

pytestmark = pytest.mark.django_db

THREE = (Path(texts_of_library.__file__).parent / "data" / "summaries.txt").read_bytes()
TASKS = (TEXTS / "minutes-with-tasks.txt").read_bytes()
K = PieceKind
Answer = Any


def page(name: str, *args: object) -> str:
    return reverse(f"conference:{name}", args=args)


@pytest.fixture
def hall(world: World) -> Hall:
    return build_hall(world)


@pytest.fixture
def office(world: World) -> Client:
    return reading_english(world.seats[Role.CONFERENCE_OFFICE])


def reading_english(seat: Seat) -> Client:
    client = sign_in(seat)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def lay(hall: Hall, office: Client) -> Callable[..., ReceivedPaper]:
    """Upload a paper and let the worker read it."""

    def do(content: bytes, name: str = "总结.txt") -> ReceivedPaper:
        said = {"title": "联席会议总结", "upload": SimpleUploadedFile(name, content)}
        answer = office.post(page("receive_paper", hall.conference.pk), said)
        assert answer.status_code == 302, answer.content.decode()
        paper = ReceivedPaper.objects.latest("pk")
        assert paper.job_id is not None
        run_job(paper.job_id)
        paper.refresh_from_db()
        return paper

    return do


def piece(paper: ReceivedPaper, kind: PieceKind, number: int = 0) -> PaperPiece:
    found: PaperPiece = paper.pieces.filter(kind=kind)[number]
    return found


def accept(office: Client, piece: PaperPiece) -> Answer:
    return office.post(page("accept_piece_as_read", piece.pk), follow=True)


def test_three_meetings_are_read_and_accepted_with_all_under_them(lay: Callable[..., Any], office: Client) -> None:
    paper = lay(THREE)
    assert (paper.unrestored, paper.pieces.filter(kind=K.MEETING).count()) == (0, 3)
    for meeting in paper.pieces.filter(kind=K.MEETING):
        office.post(page("accept_piece_whole", meeting.pk))
    assert not PaperPiece.objects.filter(paper=paper).proposed().exists()
    first, second, third = Meeting.objects.filter(state=MeetingState.PAST).order_by("pk")
    assert [row.date_text for row in (first, second, third)] == ["8日", "12月14日", "16日"]
    assert {row.held_on for row in (first, second, third)} == {None}
    assert (first.form, third.second_title[-6:]) == (MeetingForm.TELEVISED, "行动部署会议")
    assert PaperFigure.objects.get().value == 34711
    assert Decision.objects.filter(meeting=second).count() == 2
    assert set(Attendance.objects.filter(meeting=third).values_list("office_title", flat=True)) >= {"市教育局", "妇联"}
    assert Statement.objects.filter(meeting=third, kind="statement").count() == 1
    assert "named at this meeting: 合力监护、相伴成长" in office.get(page("meeting", third.pk)).content.decode()


def test_no_year_is_made_up_and_nobody_presides_who_is_not_said_to(lay: Callable[..., Any], office: Client) -> None:
    paper = lay(THREE)
    accept(office, piece(paper, K.MEETING))
    meeting = Meeting.objects.get()
    assert (meeting.held_on, meeting.date_text, meeting.chair_text) == (None, "8日", "")
    assert "neither month nor year" in office.get(page("paper", paper.pk)).content.decode()


def test_a_person_corrects_a_meeting_before_accepting_it(lay: Callable[..., Any], office: Client) -> None:
    paper = lay(THREE)
    said = {"title": "第一次全体会议", "kind": "plenary", "form": "televised", "held_on": "2016-11-08"}
    office.post(page("accept_piece", piece(paper, K.MEETING).pk), said)
    meeting = Meeting.objects.get()
    assert (meeting.title, meeting.held_on, meeting.second_title) == ("第一次全体会议", date(2016, 11, 8), "")


def test_a_meeting_of_the_past_lies_not_ahead(lay: Callable[..., Any], office: Client) -> None:
    paper = lay(THREE)
    said = {"title": "第一次全体会议", "kind": "plenary", "form": "televised", "held_on": "2031-11-08"}
    answer = office.post(page("accept_piece", piece(paper, K.MEETING).pk), said)
    assert (answer.status_code, "lies ahead" in answer.content.decode()) == (422, True)
    assert not Meeting.objects.exists()


def test_what_belongs_to_a_meeting_waits_for_it(lay: Callable[..., Any], office: Client) -> None:
    paper = lay(THREE)
    answer = accept(office, piece(paper, K.DECISION))
    assert "Accept the meeting first" in answer.content.decode()
    assert piece(paper, K.DECISION).state == PieceState.PROPOSED


def test_every_piece_shows_its_sentence_and_its_place_in_the_text(lay: Callable[..., Any], office: Client) -> None:
    paper = lay(THREE)
    for row in paper.pieces.all():
        assert row.starts is not None
        assert paper.simplified[row.starts : row.ends] == row.sentence
    shown = office.get(page("paper", paper.pk)).content.decode()
    assert "34711人" in shown
    assert "專項行動" in office.get(page("paper", paper.pk) + "?script=received").content.decode()


def test_a_piece_that_is_not_taken_over_leaves_nothing(lay: Callable[..., Any], office: Client) -> None:
    paper = lay(THREE)
    office.post(page("decline_piece", piece(paper, K.FIGURE).pk))
    assert piece(paper, K.FIGURE).state == PieceState.DECLINED
    assert not PaperFigure.objects.exists()


def test_an_acceptance_is_undone_while_nothing_stands_on_it(lay: Callable[..., Any], office: Client) -> None:
    paper = lay(THREE)
    meeting = piece(paper, K.MEETING, 1)
    accept(office, meeting)
    decision = piece(paper, K.DECISION)
    accept(office, decision)
    refused = office.post(page("undo_piece", meeting.pk), follow=True).content.decode()
    assert "Something stands on this meeting" in refused
    office.post(page("undo_piece", decision.pk))
    office.post(page("undo_piece", meeting.pk))
    assert (Meeting.objects.count(), Decision.objects.count()) == (0, 0)
    assert piece(paper, K.MEETING, 1).state == PieceState.PROPOSED


def test_two_people_accept_the_same_piece_and_one_is_told(lay: Callable[..., Any], office: Client) -> None:
    paper = lay(THREE)
    accept(office, piece(paper, K.MEETING))
    assert "was done or changed" in accept(office, piece(paper, K.MEETING)).content.decode()
    assert Meeting.objects.count() == 1


def test_a_task_goes_to_the_post_that_a_person_chooses(lay: Callable[..., Any], office: Client, hall: Hall) -> None:
    paper = lay(TASKS)
    office.post(page("accept_piece_whole", piece(paper, K.MEETING).pk))
    task = piece(paper, K.TASK)
    assert told(task)["units"][0] == "市教育局"
    said = {"becomes": "task", "text": "开展秋季返校核查", "deadline": "2026-12-31"}
    refused = office.post(page("accept_piece", task.pk), said)
    assert (refused.status_code, "Lead unit" in refused.content.decode()) == (422, True)
    office.post(page("accept_piece", task.pk), {**said, "lead_post": hall.liaison.post.pk})
    made = Task.objects.get()
    assert (made.origin_kind, made.origin_day, made.state) == ("decision", date(2026, 9, 10), TaskState.OPENED)
    office.post(page("undo_piece", task.pk))
    made.refresh_from_db()
    assert (made.state, piece(paper, K.TASK).state) == (TaskState.WITHDRAWN, PieceState.PROPOSED)


def test_a_task_of_the_past_may_be_kept_as_what_was_decided(lay: Callable[..., Any], office: Client) -> None:
    paper = lay(TASKS)
    accept(office, piece(paper, K.MEETING))
    office.post(page("accept_piece", piece(paper, K.TASK).pk), {"becomes": "decision", "text": "开展秋季返校核查"})
    assert (Decision.objects.count(), Task.objects.count()) == (1, 0)


def test_the_same_paper_is_laid_once(lay: Callable[..., Any], office: Client, hall: Hall) -> None:
    lay(THREE)
    said = {"title": "又一份", "upload": SimpleUploadedFile("总结.txt", THREE)}
    answer = office.post(page("receive_paper", hall.conference.pk), said)
    assert "very same paper" in answer.content.decode()


def test_a_pasted_text_is_read_as_a_file_is(office: Client, hall: Hall) -> None:
    office.post(page("receive_paper", hall.conference.pk), {"title": "粘贴", "pasted": TASKS.decode()})
    paper = ReceivedPaper.objects.get()
    assert paper.job_id is not None
    run_job(paper.job_id)
    assert paper.pieces.filter(kind=K.MEETING).count() == 1


@pytest.mark.parametrize("said", [{}, {"pasted": "甲", "upload": "both"}])
def test_neither_file_nor_text_or_both_are_refused(office: Client, hall: Hall, said: dict[str, str]) -> None:
    given = {"title": "空", **said}
    if "upload" in said:
        given["upload"] = SimpleUploadedFile("a.txt", "乙".encode())  # type: ignore[assignment]  # a form takes both
    answer = office.post(page("receive_paper", hall.conference.pk), given)
    assert (answer.status_code, ReceivedPaper.objects.count()) == (422, 0)


def hostile_document() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (hostile_document(), "文档类型声明"),
        (b"%PDF-1.4\n%broken", "损坏"),
        (b"MZ\x90\x00program", "格式"),
        (b"\xd0\xcf\x11\xe0old", "格式"),
    ],
)
def test_a_bad_file_ends_in_a_sentence(lay: Callable[..., Any], office: Client, content: bytes, sentence: str) -> None:
    paper = lay(content, "文件.docx")
    shown = office.get(page("paper", paper.pk)).content.decode()
    assert paper.read_at is None
    assert sentence in paper.unread_why
    assert "Read again" in shown
    office.post(page("withdraw_paper", paper.pk), {"reason": "传错了"})
    assert office.get(page("paper", paper.pk)).status_code == 404
    assert not Attachment.objects.filter(withdrawn_at=None, owner_key=str(paper.pk)).exists()


def test_a_paper_of_which_something_is_accepted_is_not_withdrawn(lay: Callable[..., Any], office: Client) -> None:
    paper = lay(THREE)
    accept(office, piece(paper, K.FIGURE))
    answer = office.post(page("withdraw_paper", paper.pk), {"reason": "传错了"})
    assert "Something of this paper is accepted" in answer.content.decode()


def test_the_office_opens_a_paper_as_it_was_laid_and_the_trail_says_so(
    lay: Callable[..., Any], office: Client, hall: Hall
) -> None:
    paper = lay(THREE)
    assert page("open_paper", paper.pk) in office.get(page("paper", paper.pk)).content.decode()
    opened = office.post(page("open_paper", paper.pk))
    assert isinstance(opened, StreamingHttpResponse)
    assert b"".join(cast("Iterable[bytes]", opened.streaming_content)) == THREE
    told_of = TrailRow.objects.filter(verb="conference.open_paper")
    assert told_of.get().subject_key == str(paper.pk)
    assert sign_in(hall.liaison).post(page("open_paper", paper.pk)).status_code == 404


def test_a_unit_and_another_county_never_see_a_paper(lay: Callable[..., Any], world: World, hall: Hall) -> None:
    paper = lay(THREE)
    clerk = world.seats[Role.COUNTY_CLERK]
    other = make_seat(Role.CONVENER, world.places[world.seats[Role.CONVENER].post.place_code], "another_convener")
    for seat in (hall.liaison, clerk, other):
        assert sign_in(seat).get(page("paper", paper.pk)).status_code == 404


def test_text_and_pieces_lie_sealed(lay: Callable[..., Any]) -> None:
    paper = lay(THREE)
    raw = ReceivedPaper.objects.filter(pk=paper.pk).extra(select={"raw": "simplified"}).values_list("raw", flat=True)
    assert b"34711" not in bytes(raw[0])


def test_the_keyboard_goes_on_to_the_next_piece(lay: Callable[..., Any], office: Client) -> None:
    paper = lay(THREE)
    answer = accept(office, piece(paper, K.MEETING))
    assert answer.redirect_chain[-1][0].endswith("?piece=2")
    assert answer.content.decode().count("autofocus") == 1


def test_a_problem_of_a_paper_comes_before_a_meeting_that_lies_ahead(
    lay: Callable[..., Any], office: Client, hall: Hall
) -> None:
    ahead = meetings.call_meeting(hall.conference, hall.office, terms=terms())
    problem = piece(lay(THREE), K.PROBLEM)
    office.post(page("accept_piece", problem.pk), {"text": "学业失教", "meeting": ahead.pk})
    item = AgendaItem.objects.get(meeting=ahead, title="学业失教")
    assert "学业失教、生活失助" in item.text
    office.post(page("undo_piece", problem.pk))
    assert not AgendaItem.objects.filter(pk=item.pk).exists()
    assert piece(problem.paper, K.PROBLEM).state == PieceState.PROPOSED


def test_a_problem_on_the_agenda_is_not_undone_and_one_noted_proposes_nothing(
    lay: Callable[..., Any], office: Client, hall: Hall
) -> None:
    ahead = meetings.call_meeting(hall.conference, hall.office, terms=terms())
    paper = lay(THREE)
    accept(office, piece(paper, K.PROBLEM, 1))
    assert not AgendaItem.objects.filter(meeting=ahead).exclude(matter_key="").exists()
    problem = piece(paper, K.PROBLEM)
    office.post(page("accept_piece", problem.pk), {"text": "学业失教", "meeting": ahead.pk})
    meetings.adopt_item(AgendaItem.objects.get(meeting=ahead, title="学业失教"), hall.office)
    refused = office.post(page("undo_piece", problem.pk), follow=True).content.decode()
    assert "It stands on the agenda" in refused


def test_an_accountability_clause_is_kept_with_its_decision_and_undone_without_it(
    lay: Callable[..., Any], office: Client
) -> None:
    paper = lay(THREE)
    accept(office, piece(paper, K.MEETING, 1))
    accept(office, piece(paper, K.DECISION))
    decision, clause = Decision.objects.get(), piece(paper, K.ACCOUNTABILITY)
    office.post(page("accept_piece", clause.pk), {"text": "严格进行责任督导和追究", "decision": decision.pk})
    assert list(decision.from_pieces.filter(kind=K.ACCOUNTABILITY)) == [clause]
    assert page("decision", decision.pk) in office.get(page("paper", paper.pk)).content.decode()
    office.post(page("undo_piece", clause.pk))
    assert Decision.objects.filter(pk=decision.pk).exists()
    assert piece(paper, K.ACCOUNTABILITY).state == PieceState.PROPOSED
