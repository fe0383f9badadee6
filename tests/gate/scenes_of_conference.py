"""Scenes of conferences: a body set up, a meeting from its call to issued minutes, a unit that proposes and comments.

Each scene calls a meeting of its own place's conference and brings it as far as the verb needs, as the system.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.gate.cast import SEATS
from tests.gate.scenes import performs, send
from tests.gate.stage import BUILDER, Stage
from tests.sitting import Sat
from tests.world import LONG_AGO
from xiangban.access.models import GivenSight
from xiangban.access.viewer import system_viewer
from xiangban.conference.actions import bodies, meetings, minutes, sittings
from xiangban.conference.models import AgendaItem, Conference, Meeting, Minutes
from xiangban.conference.rules import ItemState, MeetingForm, MeetingKind, Presence

BY = system_viewer(BUILDER)


@performs("conference.set_up")
def _set_up(stage: Stage, seat: str) -> Any:
    conference = _of(stage, seat).conference
    return send(
        stage, seat, "conference:set_up_word", {"pk": conference.pk}, kind="letter", word="民函", style="of_year"
    )


@performs("conference.call_meeting")
def _call_meeting(stage: Stage, seat: str) -> Any:
    words = {"kind": "plenary", "form": "on_site", "title": "第二次全体会议", "held_on": _today()}
    return send(stage, seat, "conference:call_meeting", {"pk": _of(stage, seat).conference.pk}, **words)


@performs("conference.give_notice")
def _give_notice(stage: Stage, seat: str) -> Any:
    meeting = _called(stage, seat)
    for item in AgendaItem.objects.filter(meeting=meeting, state=ItemState.PROPOSED):
        meetings.adopt_item(item, BY)
    return send(stage, seat, "conference:give_notice", {"pk": meeting.pk})


@performs("conference.hold_meeting")
def _hold_meeting(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "conference:hold_meeting", {"pk": _called(stage, seat).pk})


@performs("conference.cancel_meeting")
def _cancel_meeting(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "conference:cancel_meeting", {"pk": _called(stage, seat).pk}, reason="与其他会议合并")


@performs("conference.freeze_figures")
def _freeze_figures(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "conference:freeze_figures", {"pk": _called(stage, seat).pk}, day="2026-09-01")


@performs("conference.propose_item")
def _propose_item(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "conference:propose_item", {"pk": _called(stage, seat).pk}, title="控辍保学情况")


@performs("conference.adopt_item")
def _adopt_item(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "conference:adopt_item", {"pk": _item(stage, seat).pk})


@performs("conference.decline_item")
def _decline_item(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "conference:decline_item", {"pk": _item(stage, seat).pk}, reason="下次会议再议")


@performs("conference.take_attendance")
def _take_attendance(stage: Stage, seat: str) -> Any:
    words = {"part-0": "attends", "person_name-0": "林某某"}
    return send(stage, seat, "conference:take_attendance", {"pk": _called(stage, seat).pk}, **words)


@performs("conference.state")
def _state(stage: Stage, seat: str) -> Any:
    words = {"kind": "statement", "person_name": "林某某", "text": "已逐校登记。"}
    return send(stage, seat, "conference:state", {"pk": _called(stage, seat).pk}, **words)


@performs("conference.decide")
def _decide(stage: Stage, seat: str) -> Any:
    meeting = _held(stage, seat)
    words = {"text": "开展排查", "lead": meeting.conference.agency_id, "deadline": _today(30)}
    return send(stage, seat, "conference:decide", {"pk": meeting.pk}, **words)


@performs("conference.draft_minutes")
def _draft_minutes(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "conference:draft_minutes", {"pk": _held(stage, seat).pk})


@performs("conference.circulate_minutes")
def _circulate_minutes(stage: Stage, seat: str) -> Any:
    drafted = minutes.draft_minutes(_held(stage, seat), BY)
    return send(stage, seat, "conference:circulate_minutes", {"pk": drafted.pk}, comments_until=_today())


@performs("conference.comment_minutes")
def _comment_minutes(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "conference:comment_minutes", {"pk": _circulated(stage, seat).pk}, text="请改为逐班。")


@performs("conference.answer_comment")
def _answer_comment(stage: Stage, seat: str) -> Any:
    comment = minutes.comment_minutes(_circulated(stage, seat), BY, text="请改为逐班。")
    return send(stage, seat, "conference:answer_comment", {"pk": comment.pk}, reply="已采纳。")


@performs("conference.issue_minutes")
def _issue_minutes(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "conference:issue_minutes", {"pk": _circulated(stage, seat).pk})


@performs("conference.fetch_minutes")
def _fetch_minutes(stage: Stage, seat: str) -> Any:
    sat = _of(stage, seat)
    _admit(stage, seat, sat.conference, sat.meeting)
    return send(stage, seat, "conference:fetch_minutes", {"pk": sat.minutes.pk})


def _of(stage: Stage, seat: str) -> Sat:
    """The conference of the seat's own place, else any."""
    place = SEATS[seat].place
    found = [sat for sat in stage.met.values() if sat.conference.place_code == place]
    return found[0] if found else next(iter(stage.met.values()))


def _admit(stage: Stage, seat: str, conference: Conference, meeting: Meeting) -> None:
    """Enter the seat's post as liaison of the first unit, or its own agency as a unit, so that it reads and speaks."""
    post, unit = stage.seats[seat].post, stage.met[_label(stage, conference)].unit.agency
    if post.agency is None:
        person = bodies.Person("周某某", "", unit, post)
        bodies.set_up_member(conference, BY, person=person, part="liaison", since=LONG_AGO)
        _give(meeting, post=post)
    else:
        bodies.set_up_unit(conference, BY, agency=post.agency, since=LONG_AGO)
        _give(meeting, agency=post.agency)


def _give(row: Meeting, **to: Any) -> None:
    GivenSight.objects.create(
        **to,
        model=row.sight_label(),
        key=str(row.pk),
        field_set="papers",
        purpose="conference_papers",
        since=timezone.now() - timedelta(minutes=1),
        given_by="conference.call_meeting",
    )


def _label(stage: Stage, conference: Conference) -> str:
    return next(label for label, sat in stage.met.items() if sat.conference == conference)


def _called(stage: Stage, seat: str) -> Meeting:
    """A meeting of today, announced, which the seat may read."""
    conference = _of(stage, seat).conference
    terms = meetings.MeetingTerms(MeetingKind.SPECIAL, MeetingForm.ON_SITE, "专题会议", timezone.localdate())
    meeting = meetings.call_meeting(conference, BY, terms=terms)
    _admit(stage, seat, conference, meeting)
    return meeting


def _item(stage: Stage, seat: str) -> AgendaItem:
    return meetings.propose_item(_called(stage, seat), BY, item=meetings.Proposal("户口登记情况"))


def _held(stage: Stage, seat: str) -> Meeting:
    """A meeting of today that is held; every unit is written down as present."""
    meeting = _called(stage, seat)
    units = [unit.agency for unit in meeting.conference.units.all()]
    lines = [sittings.Present(Presence.ATTENDS, agency=agency) for agency in units]
    sittings.take_attendance(meeting, BY, lines=lines)
    meetings.hold_meeting(meeting, BY)
    meeting.refresh_from_db()
    return meeting


def _circulated(stage: Stage, seat: str) -> Minutes:
    drafted = minutes.draft_minutes(_held(stage, seat), BY)
    minutes.circulate_minutes(drafted, BY, comments_until=timezone.localdate())
    return drafted


def _today(after: int = 0) -> str:
    return (timezone.localdate() + timedelta(days=after)).isoformat()
