"""A conference of the invented city: three units, a liaison's seat at one of them, and short ways to its verbs."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from tests.world import CITY, LONG_AGO, World, as_viewer, make_seat
from xiangban.access.models import Seat
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer
from xiangban.conference.actions import bodies, meetings, sittings
from xiangban.conference.models import Conference, Decision, Meeting
from xiangban.conference.rules import MeetingForm, MeetingKind, Presence
from xiangban.territories.models import Agency, AgencyKind
from xiangban.territories.rules import Level

NAME = "溪宁市农村留守儿童关爱保护工作联席会议"


@dataclass
class Hall:
    """Who and what the tests of conferences name."""

    world: World
    civil_affairs: Agency = field(init=False)
    education: Agency = field(init=False)
    police: Agency = field(init=False)
    conference: Conference = field(init=False)
    liaison: Seat = field(init=False)  # of the education bureau

    @property
    def office(self) -> Viewer:
        return self.world.viewer(Role.CONFERENCE_OFFICE)

    @property
    def unit(self) -> Viewer:
        return as_viewer(self.liaison)

    def call(self, **other: Any) -> Meeting:
        """A plenary of today, proposals until today."""
        return meetings.call_meeting(self.conference, self.office, terms=terms(**other))

    def held(self) -> Meeting:
        """A meeting of today that is held, education present."""
        meeting = self.call()
        line = sittings.Present(Presence.ATTENDS, "周明", "", self.education)
        sittings.take_attendance(meeting, self.office, lines=[line])
        meetings.hold_meeting(meeting, self.office)
        meeting.refresh_from_db()
        return meeting

    def decided(self, meeting: Meeting, **other: Any) -> Decision:
        """A decision led by education, done in a month."""
        return sittings.decide(meeting, self.office, terms=decision(self, **other))


def decision(hall: Hall, **other: Any) -> sittings.DecisionTerms:
    said = {
        "text": "开展控辍保学排查",
        "lead": hall.education,
        "cooperating": [hall.police],
        "deadline": timezone.localdate() + timedelta(days=30),
        "acceptance": "逐校登记",
    }
    return sittings.DecisionTerms(**{**said, **other})


def terms(**other: Any) -> meetings.MeetingTerms:
    today = timezone.localdate()
    said = {
        "kind": MeetingKind.PLENARY,
        "form": MeetingForm.ON_SITE,
        "title": "第一次全体会议",
        "held_on": today,
        "begins_at": time(9, 0),
        "place_text": "市民政局三楼会议室",
        "chair_text": "市民政局局长林某某",
        "agenda_deadline": today,
    }
    return meetings.MeetingTerms(**{**said, **other})


def build_hall(world: World, since: date = LONG_AGO) -> Hall:
    """The city's conference with three units; the liaison's post belongs to the education bureau."""
    hall = Hall(world)
    hall.civil_affairs = unit("溪宁市民政局", "civil_affairs")
    hall.education = unit("溪宁市教育局", "education")
    hall.police = unit("溪宁市公安局", "police")
    hall.liaison = make_seat(Role.LIAISON, world.places[CITY], "liaison_of_education", hall.education)
    founding = bodies.Founding(hall.civil_affairs, since, "溪民函")
    place = world.places[CITY]
    naming = bodies.Naming(NAME, "国办函〔2016〕30号")
    hall.conference = bodies.set_up(place, hall.office, naming=naming, founding=founding)
    return hall


def unit(name: str, kind: str, place: int = CITY, level: Level = Level.CITY) -> Agency:
    """A member-unit agency of long ago."""
    return Agency.objects.create(
        kind=AgencyKind.MEMBER_UNIT, unit_kind=kind, name=name, place_code=place, level=level, opened_on=LONG_AGO
    )
