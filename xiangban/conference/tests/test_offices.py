"""The office of a conference passes to another unit, the coordinating body changes: old papers stay as they were."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.world import CITY, World, as_viewer, make_seat
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.models import Post, Seat
from xiangban.access.roles import Role
from xiangban.conference.actions import bodies, meetings, minutes
from xiangban.conference.models import IssuedMinutes, Meeting, MeetingNotice, MemberUnit
from xiangban.conference.rules import PaperKind
from xiangban.conference.tests.stage import NAME, Hall, build_hall, unit

AsSeat = Callable[[Seat], Client]
NEW = "溪宁市农村留守儿童和困境儿童关爱保护工作协调机制"
BASIS, BODY = "未成年人保护法第九条", "市人民政府妇女儿童工作委员会"


@pytest.fixture
def hall(world: World) -> Hall:
    return build_hall(world)


def keeper_of(hall: Hall) -> Seat:
    """A seat of the committee's office, which takes the conference over."""
    committee = unit("溪宁市妇儿工委办公室", "women_and_children_office")
    bodies.set_up_unit(hall.conference, hall.office, agency=committee, since=timezone.localdate() - timedelta(days=9))
    return make_seat(Role.CONFERENCE_OFFICE, hall.world.places[CITY], "keeper_of_committee", committee)


def pass_on(hall: Hall, seat: Seat) -> None:
    """From today on the committee coordinates, and its office keeps the papers."""
    assert seat.post.agency is not None
    naming = bodies.Naming(NEW, BASIS, BODY)
    clerk, today = hall.world.viewer(Role.CITY_CLERK), timezone.localdate()
    bodies.set_up_name(hall.conference, clerk, naming=naming, since=today, agency=seat.post.agency)
    hall.conference.refresh_from_db()


def issued(hall: Hall, meeting: Meeting) -> IssuedMinutes:
    """Minutes of a held meeting, issued by the bureau."""
    drafted = minutes.draft_minutes(meeting, hall.office)
    minutes.circulate_minutes(drafted, hall.office, comments_until=timezone.localdate())
    return minutes.issue_minutes(drafted, hall.office)


def test_old_papers_keep_their_names_and_new_ones_go_out_under_the_unit_that_took_over(hall: Hall) -> None:
    seat = keeper_of(hall)
    Meeting.objects.filter(pk=(old := hall.held()).pk).update(held_on=timezone.localdate() - timedelta(days=5))
    old.refresh_from_db()
    before = issued(hall, old)
    pass_on(hall, seat)
    before.refresh_from_db()
    assert (before.issuer, before.content["editor"]) == (hall.civil_affairs, f"{NAME}办公室")
    new = as_viewer(seat)
    bodies.set_up_word(hall.conference, new, kind=PaperKind.NOTICE, word="溪妇儿办函", style="of_year")
    meeting = hall.call()
    notice: MeetingNotice = meetings.give_notice(meeting, new)
    assert notice.issuer == seat.post.agency
    assert notice.document_number.startswith("溪妇儿办函〔")
    assert NEW in notice.content["title"]
    naming = hall.conference.naming_on(timezone.localdate())
    assert naming is not None
    assert (naming.legal_basis, naming.coordinating_body) == (BASIS, BODY)
    then = hall.conference.naming_on(timezone.localdate() - timedelta(days=1))
    assert then is not None
    assert (then.name, then.legal_basis) == (NAME, "国办函〔2016〕30号")


def test_who_kept_the_office_from_when_until_when_stays_on_its_page(hall: Hall, as_seat: AsSeat) -> None:
    seat = keeper_of(hall)
    pass_on(hall, seat)
    kept = MemberUnit.objects.filter(conference=hall.conference, lead=True).order_by("since")
    today = timezone.localdate()
    assert [(row.agency, row.until) for row in kept] == [(hall.civil_affairs, today), (seat.post.agency, None)]
    assert MemberUnit.objects.filter(agency=hall.civil_affairs, until=None, lead=False).count() == 1
    page = as_seat(seat).get(reverse("conference:conference", args=[hall.conference.pk])).content.decode()
    assert page.index("曾经设立办公室的单位") < page.index("溪宁市妇儿工委办公室：")


def test_the_bureau_that_kept_the_office_reads_its_papers_and_writes_none_any_more(hall: Hall, as_seat: AsSeat) -> None:
    meeting, seat = hall.call(), keeper_of(hall)
    clerk = hall.world.seats[Role.CITY_CLERK]
    meetings.cancel_meeting(hall.call(), as_viewer(clerk), reason="改期")
    pass_on(hall, seat)
    with pytest.raises(NotPermitted):
        meetings.give_notice(meeting, as_viewer(clerk))
    client = as_seat(clerk)
    shown = client.get(reverse("conference:meeting", args=[meeting.pk]))
    assert shown.status_code == 200
    assert reverse("conference:call_meeting_anew", args=[meeting.pk]) not in shown.content.decode()
    assert client.get(reverse("conference:call_meeting_anew", args=[meeting.pk])).status_code == 404
    assert reverse("conference:set_up") not in client.get(reverse("conference:overview")).content.decode()
    assert as_seat(seat).get(reverse("conference:call_meeting_anew", args=[meeting.pk])).status_code == 200


def test_the_page_tells_who_had_a_part_before_and_from_when_until_when(hall: Hall, as_seat: AsSeat) -> None:
    today = timezone.localdate()
    for name, since in (("周明", today - timedelta(days=30)), ("吴敏", today)):
        person = bodies.Person(name, "副局长", hall.education)
        bodies.set_up_member(hall.conference, hall.office, person=person, part="member", since=since)
    page = reverse("conference:conference", args=[hall.conference.pk])
    shown = as_seat(hall.world.seats[Role.CONFERENCE_OFFICE]).get(page).content.decode()
    assert shown.index("吴敏") < shown.index("曾任人员") < shown.index("周明")


def test_the_page_passes_the_office_on(hall: Hall, as_seat: AsSeat) -> None:
    seat, clerk = keeper_of(hall), as_seat(hall.world.seats[Role.CITY_CLERK])
    page = reverse("conference:set_up_name", args=[hall.conference.pk])
    assert f'<option value="{hall.civil_affairs.pk}" selected>' in clerk.get(page).content.decode()
    said = {"name": NEW, "coordinating_body": BODY, "since": timezone.localdate().isoformat()}
    assert clerk.post(page, {**said, "agency": seat.post.agency_id}).status_code == 302
    hall.conference.refresh_from_db()
    assert hall.conference.agency == seat.post.agency


def test_the_office_goes_to_no_unit_that_nobody_keeps_papers_for_nor_ahead_of_its_day(hall: Hall) -> None:
    clerk, today = hall.world.viewer(Role.CITY_CLERK), timezone.localdate()
    ahead: dict[str, Any] = {"naming": bodies.Naming(NEW), "since": today + timedelta(days=1), "agency": hall.police}
    with pytest.raises(Refused):
        bodies.set_up_name(hall.conference, clerk, **ahead)
    Post.objects.filter(role=Role.CONFERENCE_OFFICE).update(closed_on=date(2026, 1, 1))
    with pytest.raises(Refused):
        bodies.set_up_name(hall.conference, clerk, **{**ahead, "since": today})
