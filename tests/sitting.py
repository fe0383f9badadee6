"""A conference of one place with a meeting whose minutes are issued: what the pages need to be asked about.

It is entered by the product's own verbs, as the system; how they refuse is tested in conference/.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from tests.past_papers import Past, lay_past
from tests.world import LONG_AGO
from xiangban.access.viewer import Viewer, system_viewer
from xiangban.conference.actions import bodies, meetings, minutes, sittings
from xiangban.conference.models import (
    AgendaItem,
    Conference,
    Decision,
    IssuedMinutes,
    Meeting,
    MeetingNotice,
    Member,
    MemberUnit,
    Minutes,
    MinutesComment,
    MinutesPart,
    PaperFigure,
    PaperPiece,
    ReceivedPaper,
)
from xiangban.conference.rules import MeetingForm, MeetingKind, Presence, StatementKind
from xiangban.territories.models import Agency, AgencyKind, Territory

DAY = date(2026, 9, 1)


@dataclass(frozen=True)
class Sat:
    """The rows of one conference and its meeting."""

    conference: Conference
    unit: MemberUnit
    member: Member
    meeting: Meeting
    item: AgendaItem
    notice: MeetingNotice
    decision: Decision
    minutes: Minutes
    part: MinutesPart
    comment: MinutesComment
    past: Past

    @property
    def paper(self) -> ReceivedPaper:
        return self.past.paper

    @property
    def piece(self) -> PaperPiece:
        return self.past.piece

    @property
    def past_figure(self) -> PaperFigure:
        return self.past.figure


def lay_sitting(place: Territory) -> Sat:
    """Set a conference up, let it meet, decide and issue its minutes."""
    by = system_viewer("a sitting")
    bureau, school = _unit("民政局", place), _unit("教育局", place)
    founding = bodies.Founding(bureau, LONG_AGO, "民函")
    naming = bodies.Naming(f"{place.name}农村留守儿童关爱保护工作联席会议")
    conference = bodies.set_up(place, by, naming=naming, founding=founding)
    person = bodies.Person("周某某", "副局长", school)
    member = bodies.set_up_member(conference, by, person=person, part="member", since=LONG_AGO)
    terms = meetings.MeetingTerms(MeetingKind.PLENARY, MeetingForm.ON_SITE, "第一次全体会议", DAY)
    meeting = meetings.call_meeting(conference, by, terms=terms)
    item = meetings.propose_item(meeting, by, item=meetings.Proposal("控辍保学情况"), agency=school)
    meetings.adopt_item(item, by)
    notice = meetings.give_notice(meeting, by)
    meetings.freeze_figures(meeting, by, day=DAY)
    lines = [sittings.Present(Presence.ATTENDS, "周某某", "", school)]
    sittings.take_attendance(meeting, by, lines=lines)
    said = sittings.Said(StatementKind.STATEMENT, "已逐校登记", agency=school)
    sittings.state(meeting, by, said=said)
    meetings.hold_meeting(meeting, by)
    terms_of = sittings.DecisionTerms("开展排查", school, [bureau], date(2026, 12, 31), "逐校登记")
    decision = sittings.decide(meeting, by, terms=terms_of)
    unit = MemberUnit.objects.get(conference=conference, agency=school)
    past = lay_past(conference)
    return Sat(conference, unit, member, meeting, item, notice, decision, *_minutes(meeting, by), past)


def _minutes(meeting: Meeting, by: Viewer) -> tuple[Minutes, MinutesPart, MinutesComment]:
    drafted = minutes.draft_minutes(meeting, by)
    minutes.circulate_minutes(drafted, by, comments_until=timezone.localdate())
    comment = minutes.comment_minutes(drafted, by, text="请改为逐班。")
    minutes.answer_comment(comment, by, reply="已采纳。")
    minutes.issue_minutes(drafted, by)
    minutes.lay_paper(IssuedMinutes.objects.get(minutes=drafted), by, content=b"paper")
    return drafted, MinutesPart.objects.filter(minutes=drafted)[0], comment


def _unit(name: str, place: Territory) -> Agency:
    return Agency.objects.create(
        kind=AgencyKind.MEMBER_UNIT,
        name=f"{place.name}{name}",
        place_code=place.code,
        level=place.level,
        opened_on=LONG_AGO,
    )
