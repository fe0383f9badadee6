"""A meeting from its announcement to issued minutes: what units read, what is refused, what a paper says."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.world import CITY, World, as_viewer
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.jobs import run_job
from xiangban.access.models import Seat
from xiangban.access.roles import Role
from xiangban.conference.actions import bodies, meetings, minutes, sittings
from xiangban.conference.documents.minutes_paper import document_of, masthead_size
from xiangban.conference.models import (
    AgendaItem,
    Attendance,
    Conference,
    Decision,
    IssuedMinutes,
    Meeting,
    Member,
    MemberUnit,
    Minutes,
    MinutesPart,
)
from xiangban.conference.rules import MeetingState, MinutesState, PartKind, Presence
from xiangban.conference.tests.stage import NAME, Hall, build_hall, decision, terms
from xiangban.conference.units import units_on

AsSeat = Callable[[Seat], Client]


@pytest.fixture
def hall(world: World) -> Hall:
    return build_hall(world)


def test_every_member_unit_open_today_is_a_member_at_once(hall: Hall) -> None:
    names = [unit.name for unit in units_on(hall.conference, timezone.localdate())]
    assert names == ["溪宁市民政局", "溪宁市教育局", "溪宁市公安局"]


def test_a_paper_bears_the_name_its_conference_had_on_its_day(hall: Hall) -> None:
    new = bodies.Naming("溪宁市未成年人保护工作协调机制", "", "妇女儿童工作委员会")
    bodies.set_up_name(hall.conference, hall.office, naming=new, since=date(2023, 11, 1))
    hall.conference.refresh_from_db()
    assert hall.conference.name_on(date(2022, 1, 1)) == NAME
    assert hall.conference.name_on(date(2024, 1, 1)) == new.name
    with pytest.raises(Refused):
        bodies.set_up_name(hall.conference, hall.office, naming=new, since=date(2023, 1, 1))


def test_a_merged_unit_is_no_member_any_more_and_its_successor_only_once_entered(hall: Hall) -> None:
    hall.police.closed_on = timezone.localdate()
    hall.police.save()
    assert hall.police not in units_on(hall.conference, timezone.localdate())
    assert hall.police in units_on(hall.conference, date(2022, 1, 1))
    assert MemberUnit.objects.filter(conference=hall.conference).count() == 3


def test_a_new_liaison_takes_the_place_of_the_one_before(hall: Hall) -> None:
    today = timezone.localdate()
    for name in ("周明", "吴敏"):
        person = bodies.Person(name, "副科长", hall.education)
        bodies.set_up_member(hall.conference, hall.office, person=person, part="liaison", since=today)
    assert [one.person_name for one in Member.objects.on(today)] == ["吴敏"]


def test_who_gives_a_liaison_s_part_up_reads_no_meeting_to_come_any_more(hall: Hall) -> None:
    today, seat = timezone.localdate(), hall.world.seats[Role.LIAISON]
    person = bodies.Person("周明", "副科长", hall.education, seat.post)
    member = bodies.set_up_member(hall.conference, hall.office, person=person, part="liaison", since=today)
    meeting = hall.call()
    assert list(Meeting.objects.visible_to(as_viewer(seat))) == [meeting]
    bodies.set_up_leaving(member, hall.office, until=today)
    assert not Meeting.objects.visible_to(as_viewer(seat)).exists()


def test_whom_a_successor_follows_as_liaison_reads_no_meeting_to_come_any_more(hall: Hall) -> None:
    today, seat = timezone.localdate(), hall.world.seats[Role.LIAISON]
    meeting = hall.call()
    for name, post in (("周明", seat.post), ("周明", seat.post), ("吴敏", None)):
        assert name == "周明" or list(Meeting.objects.visible_to(as_viewer(seat))) == [meeting]
        person = bodies.Person(name, "副科长", hall.education, post)
        bodies.set_up_member(hall.conference, hall.office, person=person, part="liaison", since=today)
    assert not Meeting.objects.visible_to(as_viewer(seat)).exists()


def test_a_place_has_one_conference_and_a_city_does_not_write_a_county_s(hall: Hall) -> None:
    naming, founding = bodies.Naming(NAME), bodies.Founding(hall.civil_affairs, timezone.localdate(), "溪民函")
    with pytest.raises(Refused):
        bodies.set_up(hall.world.places[CITY], hall.office, naming=naming, founding=founding)
    with pytest.raises(NotPermitted):
        meetings.call_meeting(hall.conference, hall.world.viewer(Role.COUNTY_CLERK), terms=terms())


def test_a_unit_reads_the_meeting_and_another_county_s_clerk_does_not(hall: Hall, as_seat: AsSeat) -> None:
    page = reverse("conference:meeting", args=[hall.call().pk])
    assert as_seat(hall.liaison).get(page).status_code == 200
    assert as_seat(hall.world.li).get(page).status_code == 404
    assert as_seat(hall.world.seats[Role.PARENT]).get(page).status_code == 404


def test_a_late_proposal_of_a_unit_is_refused_and_the_office_may_still_enter_one(hall: Hall) -> None:
    today = timezone.localdate()
    meeting = hall.call(held_on=today + timedelta(days=3), agenda_deadline=today - timedelta(days=1))
    with pytest.raises(Refused, match="1"):
        meetings.propose_item(meeting, hall.unit, item=meetings.Proposal("控辍保学情况"))
    item = meetings.propose_item(meeting, hall.office, item=meetings.Proposal("控辍保学情况"), agency=hall.education)
    assert item.agency == hall.education


def test_a_line_of_the_attendance_that_says_too_much_is_named_and_nothing_is_written(
    hall: Hall, as_seat: AsSeat
) -> None:
    page = reverse("conference:take_attendance", args=[hall.call().pk])
    said = {"part-0": "attends", "part-1": "attends", "person_name-1": "周" * 41}
    answer = as_seat(hall.world.seats[Role.CONFERENCE_OFFICE]).post(page, said)
    assert answer.status_code == 422
    assert "溪宁市教育局“姓名”" in answer.content.decode()
    assert not Attendance.objects.exists()


def test_a_unit_reads_its_own_proposal_and_no_other_unit_s_until_it_is_adopted(hall: Hall) -> None:
    meeting = hall.call()
    own = meetings.propose_item(meeting, hall.unit, item=meetings.Proposal("控辍保学情况"))
    others = meetings.propose_item(meeting, hall.office, item=meetings.Proposal("户口登记"), agency=hall.police)
    assert set(AgendaItem.objects.visible_to(hall.unit).shown_to(hall.unit)) == {own}
    meetings.adopt_item(others, hall.office)
    assert set(AgendaItem.objects.visible_to(hall.unit).shown_to(hall.unit)) == {own, others}
    with pytest.raises(Refused):
        meetings.decline_item(own, hall.office, reason=" ")


def test_a_notice_waits_for_the_agenda_and_bears_number_and_names_of_its_day(hall: Hall) -> None:
    meeting = hall.call()
    item = meetings.propose_item(meeting, hall.unit, item=meetings.Proposal("控辍保学情况"))
    with pytest.raises(Refused):
        meetings.give_notice(meeting, hall.office)
    meetings.adopt_item(item, hall.office)
    first, second = (meetings.give_notice(meeting, hall.office) for _ in range(2))
    year = timezone.localdate().year
    assert [first.document_number, second.document_number] == [f"溪民函〔{year}〕1号", f"溪民函〔{year}〕2号"]
    said = "".join(first.content["paragraphs"])
    assert "控辍保学情况（溪宁市教育局）" in said
    assert "市民政局三楼会议室" in said
    assert first.content["issuer"] == "溪宁市民政局"


def test_a_meeting_is_not_held_before_its_day(hall: Hall) -> None:
    meeting = hall.call(held_on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(Refused):
        meetings.hold_meeting(meeting, hall.office)


def test_a_substitute_needs_a_name_and_whom_he_stands_for(hall: Hall) -> None:
    line = sittings.Present(Presence.SUBSTITUTE, "周明", "", hall.education)
    with pytest.raises(Refused):
        sittings.take_attendance(hall.call(), hall.office, lines=[line])


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"lead": None}, "lead"),
        ({"deadline": None}, "deadline"),
        ({"deadline": date(2020, 1, 2)}, "deadline"),
    ],
)
def test_a_decision_without_lead_or_with_a_day_before_the_meeting_is_refused(
    hall: Hall, other: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        hall.decided(hall.held(), **other)
    assert refused.value.field == field


def test_a_decision_for_a_unit_that_is_gone_is_refused(hall: Hall) -> None:
    meeting = hall.held()
    hall.education.closed_on = timezone.localdate() - timedelta(days=1)
    hall.education.save()
    with pytest.raises(Refused, match="溪宁市教育局"):
        hall.decided(meeting)


def test_a_decision_written_by_mistake_is_taken_out_and_those_after_it_move_up(hall: Hall) -> None:
    meeting = hall.held()
    first, second = hall.decided(meeting), hall.decided(meeting, text="完善台账")
    sittings.decide_nothing(first, hall.office, reason="重复登记")
    second.refresh_from_db()
    assert second.number == 1
    assert Decision.objects.count() == 1


def test_a_unit_that_leaves_reads_the_conference_until_the_day_it_leaves(hall: Hall) -> None:
    unit = MemberUnit.objects.get(conference=hall.conference, agency=hall.education)
    today = timezone.localdate()
    bodies.set_up_end(unit, hall.office, until=today + timedelta(days=30))
    assert Conference.objects.visible_to(hall.unit).exists()
    MemberUnit.objects.filter(pk=unit.pk).update(until=None)
    unit.refresh_from_db()
    bodies.set_up_end(unit, hall.office, until=today)
    assert not Conference.objects.visible_to(hall.unit).exists()


def test_a_conference_with_a_meeting_to_come_does_not_end(hall: Hall) -> None:
    meeting = hall.call()
    with pytest.raises(Refused):
        bodies.set_up_ending(hall.conference, hall.office, until=timezone.localdate())
    meetings.cancel_meeting(meeting, hall.office, reason="机构撤并")
    bodies.set_up_ending(hall.conference, hall.office, until=timezone.localdate())
    with pytest.raises(Refused):
        hall.call()


def test_decisions_wait_until_the_meeting_is_held(hall: Hall) -> None:
    with pytest.raises(Refused):
        hall.decided(hall.call())


def issued(hall: Hall) -> Minutes:
    meeting = hall.held()
    hall.decided(meeting)
    drafted = minutes.draft_minutes(meeting, hall.office)
    minutes.circulate_minutes(drafted, hall.office, comments_until=timezone.localdate())
    minutes.issue_minutes(drafted, hall.office)
    drafted.refresh_from_db()
    return drafted


def test_minutes_say_who_presided_what_was_decided_and_who_was_there(hall: Hall) -> None:
    meeting = hall.held()
    hall.decided(meeting)
    drafted = minutes.draft_minutes(meeting, hall.office)
    texts = {part.kind: part.text for part in drafted.parts.all()}
    assert "市民政局局长林某某在市民政局三楼会议室主持召开" + NAME + "第一次全体会议" in texts[PartKind.LEAD]
    assert "（一）开展控辍保学排查。由溪宁市教育局牵头，溪宁市公安局配合" in texts[PartKind.DECISIONS]
    assert texts[PartKind.ATTENDANCE] == "出席：溪宁市教育局周明。"


def test_what_a_person_wrote_stays_when_the_minutes_are_drafted_anew(hall: Hall) -> None:
    meeting = hall.held()
    drafted = minutes.draft_minutes(meeting, hall.office)
    part = MinutesPart.objects.get(minutes=drafted, kind=PartKind.DECISIONS)
    minutes.draft_minutes_part(part, hall.office, text="会议议定一项。")
    hall.decided(meeting)
    minutes.draft_minutes(meeting, hall.office)
    part.refresh_from_db()
    assert part.text == "会议议定一项。"
    assert part.draft_has_changed
    minutes.draft_minutes_part(part, hall.office, text=part.drafted_text)
    assert not part.edited


def test_a_draft_is_read_by_the_office_alone_circulated_by_the_units_present(hall: Hall) -> None:
    drafted = minutes.draft_minutes(hall.held(), hall.office)
    assert not Minutes.objects.visible_to(hall.unit).shown_to(hall.unit).exists()
    minutes.circulate_minutes(drafted, hall.office, comments_until=timezone.localdate())
    assert Minutes.objects.visible_to(hall.unit).shown_to(hall.unit).get() == drafted


def test_minutes_with_an_unanswered_comment_are_not_issued(hall: Hall) -> None:
    drafted = minutes.draft_minutes(hall.held(), hall.office)
    minutes.circulate_minutes(drafted, hall.office, comments_until=timezone.localdate())
    comment = minutes.comment_minutes(drafted, hall.unit, text="“逐校”改为“逐班”。")
    assert comment.agency == hall.education
    with pytest.raises(Refused):
        minutes.issue_minutes(drafted, hall.office)
    minutes.answer_comment(comment, hall.office, reply="已采纳。")
    assert minutes.issue_minutes(drafted, hall.office).document_number == "第1期"


def test_a_unit_does_not_write_down_what_a_leader_said(hall: Hall) -> None:
    said = sittings.Said("speech", "各单位要落实责任", "林某某", "局长")
    with pytest.raises(Refused):
        sittings.state(hall.call(), hall.unit, said=said)


def test_of_two_people_who_issue_the_same_minutes_one_is_told(hall: Hall, as_seat: AsSeat) -> None:
    drafted = minutes.draft_minutes(hall.held(), hall.office)
    minutes.circulate_minutes(drafted, hall.office, comments_until=timezone.localdate())
    browser = as_seat(hall.world.seats[Role.CONFERENCE_OFFICE])
    address = reverse("conference:issue_minutes", args=[drafted.pk])
    browser.post(address)
    answer = browser.post(address, follow=True, headers={"accept-language": "en"})
    assert IssuedMinutes.objects.count() == 1
    assert "notice-error" in answer.content.decode()


def test_after_issue_nothing_changes(hall: Hall) -> None:
    found = issued(hall)
    meeting = Meeting.objects.get(pk=found.meeting_id)
    assert (found.state, meeting.state) == (MinutesState.ISSUED, MeetingState.CLOSED)
    part = MinutesPart.objects.filter(minutes=found).first()
    assert part is not None
    for change in (
        lambda: minutes.draft_minutes_part(part, hall.office, text="另写"),
        lambda: minutes.draft_minutes(meeting, hall.office),
        lambda: hall.decided(meeting),
        lambda: sittings.decide_anew(Decision.objects.get(), hall.office, terms=decision(hall)),
        lambda: sittings.take_attendance(meeting, hall.office, lines=[]),
    ):
        with pytest.raises(Refused):
            change()


def test_the_job_writes_the_paper_and_a_unit_fetches_it(hall: Hall, as_seat: AsSeat) -> None:
    found = issued(hall)
    address = reverse("conference:fetch_minutes", args=[found.pk])
    assert as_seat(hall.liaison).post(address).status_code == 404
    assert found.issue.job is not None
    run_job(found.issue.job.pk)
    answer = as_seat(hall.liaison).post(address)
    paper = Document(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]  # a file is streamed
    assert any("开展控辍保学排查" in line.text for line in paper.paragraphs)


def test_the_database_itself_changes_no_issued_paper(hall: Hall) -> None:
    found = issued(hall)
    with pytest.raises(DatabaseError), transaction.atomic():
        IssuedMinutes.objects.filter(minutes=found).update(document_number="第9期")
    with pytest.raises(DatabaseError), transaction.atomic():
        IssuedMinutes.objects.filter(minutes=found).delete()


def test_a_letter_s_head_bears_the_name_alone(hall: Hall) -> None:
    assert meetings.give_notice(hall.call(), hall.office).content["masthead"] == "溪宁市民政局"
    bodies.set_up_word(hall.conference, hall.office, kind="notice", word="溪民发", style="of_year")
    assert meetings.give_notice(hall.call(), hall.office).content["masthead"] == "溪宁市民政局文件"


def test_the_paper_has_the_layout_of_the_standard_and_no_seal(hall: Hall) -> None:
    content = issued(hall).issue.content
    paper = Document(BytesIO(document_of(content)))
    section = paper.sections[0]
    sizes = [round(length.mm) for length in (section.top_margin, section.left_margin, section.page_width) if length]
    assert sizes == [37, 28, 210]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.text, odd.alignment) == ("—  —", WD_ALIGN_PARAGRAPH.RIGHT)
    assert (even.text, even.alignment) == ("—  —", WD_ALIGN_PARAGRAPH.LEFT)
    assert paper.settings.odd_and_even_pages_header_footer
    text = "\n".join(line.text for line in paper.paragraphs)
    assert text.startswith(f"{NAME}纪要\n第1期\n")
    assert "盖章" not in text


@pytest.mark.parametrize(("signs", "size"), [(0, 34), (13, 34), (16, 27), (17, 34), (28, 31), (30, 29)])
def test_a_long_masthead_fills_its_lines_evenly(signs: int, size: int) -> None:
    assert masthead_size(signs) == size


def test_the_office_walks_all_pages_of_a_meeting(hall: Hall, as_seat: AsSeat) -> None:
    found = issued(hall)
    browser = as_seat(hall.world.seats[Role.CONFERENCE_OFFICE])
    decided = Decision.objects.get()
    for name, key in [
        ("overview", None),
        ("meeting_list", None),
        ("conference", hall.conference.pk),
        ("meeting", found.meeting_id),
        ("decision", decided.pk),
        ("minutes", found.pk),
        ("minutes_paper", found.pk),
        ("set_up_name", hall.conference.pk),
        ("set_up_unit", hall.conference.pk),
        ("set_up_member", hall.conference.pk),
        ("set_up_word", hall.conference.pk),
        ("call_meeting", hall.conference.pk),
    ]:
        answer = browser.get(reverse(f"conference:{name}", args=[key] if key else []))
        assert answer.status_code == 200, name
    assert as_viewer(hall.liaison).may("conference.fetch_minutes")
