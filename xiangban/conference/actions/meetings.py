"""Verbs of a meeting: called or changed, noticed, held, cancelled, its figures frozen; and the items of its agenda.

What is said and decided there is in sittings.py, its minutes in minutes.py.
"""

from dataclasses import dataclass
from datetime import date, time

from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell
from xiangban.access.installation import register_day
from xiangban.access.viewer import Viewer
from xiangban.conference.actions.facts import facts_of_notice
from xiangban.conference.arising import ALL_MATTERS, carried_into
from xiangban.conference.documents.notice import notice_content
from xiangban.conference.documents.wording import CARRIED
from xiangban.conference.giving import give_liaisons, give_papers
from xiangban.conference.keeping import demand_keeper, keeps
from xiangban.conference.models import AgendaItem, Conference, Meeting, MeetingFigures, MeetingMove, MeetingNotice
from xiangban.conference.numbering import numbered
from xiangban.conference.refusals import refuse_far
from xiangban.conference.rules import (
    BEFORE,
    ITEM_MOVES,
    MEETING_MOVES,
    ItemState,
    MeetingState,
    PaperKind,
    late_for_agenda,
)
from xiangban.conference.units import unit_of, units_on
from xiangban.figures.actions import freeze_summary
from xiangban.figures.models import Snapshot
from xiangban.territories.models import Agency, Territory
from xiangban.web.templatetags.web import chinese_date


@dataclass(frozen=True)
class MeetingTerms:
    """What a meeting is and when: kind, form, both titles, day, hour, place, chair, and until when items may come."""

    kind: str
    form: str
    title: str
    held_on: date
    second_title: str = ""
    begins_at: time | None = None
    place_text: str = ""
    chair_text: str = ""
    agenda_deadline: date | None = None


@dataclass(frozen=True)
class Proposal:
    """An item for the agenda; `matter_key` names the open task it arises from."""

    title: str
    text: str = ""
    reporter_text: str = ""
    matter_key: str = ""


@action("conference.call_meeting")
def call_meeting(conference: Conference, by: Viewer, *, terms: MeetingTerms) -> Meeting:
    """Announce a meeting to every unit of that day; the agenda is collected until its deadline."""
    demand_keeper(conference, by, "conference.call_meeting")
    _refuse_days(conference, terms)
    meeting = Meeting.objects.create(
        conference=conference,
        place_code=conference.place_code,
        level=conference.level,
        called_at=timezone.now(),
        called_by_id=by.post_id,
        **vars(terms),
    )
    give_papers(meeting, units_on(conference, terms.held_on), "conference.call_meeting")
    give_liaisons(conference, meeting, "conference.call_meeting")
    _propose_matters(meeting, by)
    tell(subject=meeting, on=terms.held_on.isoformat(), kind=terms.kind)
    return meeting


@action("conference.call_meeting")
def call_meeting_anew(meeting: Meeting, by: Viewer, *, terms: MeetingTerms) -> None:
    """Change what was announced; after a notice was given, another notice tells the change."""
    meeting = _locked(meeting, by, "conference.call_meeting")
    _refuse_unless(meeting, BEFORE)
    _refuse_days(meeting.conference, terms)
    for name, value in vars(terms).items():
        setattr(meeting, name, value)
    meeting.save(update_fields=list(vars(terms)))
    give_papers(meeting, units_on(meeting.conference, terms.held_on), "conference.call_meeting")
    tell(on=terms.held_on.isoformat(), kind=terms.kind)


@action("conference.propose_item")
def propose_item(meeting: Meeting, by: Viewer, *, item: Proposal, agency: Agency | None = None) -> AgendaItem:
    """A unit proposes an item until the deadline; the office that keeps the conference also later, and for a unit."""
    today, office = register_day(), keeps(meeting, by)
    _refuse_unless(meeting, BEFORE)
    unit = agency if office else unit_of(meeting.conference, by, today)
    if not office and unit is None:
        raise Refused(_("Your unit is no member of this conference today, so it proposes nothing."))
    if not office and late_for_agenda(meeting.agenda_deadline, today):
        words = _("Proposals were taken until {day}. Ask the conference office, or propose it for the next meeting.")
        raise Refused(words.format(day=chinese_date(meeting.agenda_deadline)))
    found = AgendaItem.objects.create(
        meeting=meeting, agency=unit, post_id=by.post_id, proposed_at=timezone.now(), **vars(item)
    )
    tell(subject=found, meeting=meeting.pk)
    return found


@action("conference.adopt_item")
def adopt_item(item: AgendaItem, by: Viewer) -> None:
    """The item stands on the agenda, after those adopted before it; all matters arising together come first."""
    demand_keeper(item.meeting, by, "conference.adopt_item")
    _refuse_unless(item.meeting, BEFORE)
    adopted = AgendaItem.objects.filter(meeting=item.meeting).adopted()
    if item.matter_key == ALL_MATTERS:  # a meeting begins with what became of the last one
        adopted.update(position=F("position") + 1)
        _move_item(item, "adopt", position=1, said_why="")
        return
    last = adopted.aggregate(last=Max("position"))["last"]
    _move_item(item, "adopt", position=(last or 0) + 1, said_why="")


@action("conference.decline_item")
def decline_item(item: AgendaItem, by: Viewer, *, reason: str) -> None:
    """The item does not come before this meeting; its unit reads why."""
    demand_keeper(item.meeting, by, "conference.decline_item")
    _refuse_unless(item.meeting, BEFORE)
    if not reason.strip():
        raise Refused(_("Reason: write for the unit why its item was declined."), "reason")
    _move_item(item, "decline", position=0, said_why=reason)
    rest = AgendaItem.objects.filter(meeting=item.meeting).adopted().order_by("position", "pk")
    for number, other in enumerate(rest, 1):
        AgendaItem.objects.filter(pk=other.pk).update(position=number)


@action("conference.give_notice")
def give_notice(meeting: Meeting, by: Viewer) -> MeetingNotice:
    """The notice goes out today under the unit that keeps the office, with its next number and the agenda of now."""
    meeting = _locked(meeting, by, "conference.give_notice")
    today = register_day()
    waiting = AgendaItem.objects.filter(meeting=meeting, state=ItemState.PROPOSED).count()
    if waiting:
        words = _("Proposed items not decided yet: {number}. Adopt or decline them first.")
        raise Refused(words.format(number=waiting))
    _move_meeting(meeting, "give_notice", by)
    issuer = meeting.conference.agency
    _number, printed = numbered(issuer, PaperKind.NOTICE, today.year)
    notice = MeetingNotice.objects.create(
        meeting=meeting,
        issuer=issuer,
        document_number=printed,
        issued_on=today,
        content=notice_content(facts_of_notice(meeting, today, printed)),
    )
    tell(notice=notice.pk, number=printed)
    return notice


@action("conference.hold_meeting")
def hold_meeting(meeting: Meeting, by: Viewer) -> None:
    """The meeting takes place or has taken place: from here it decides, and its minutes may be drafted."""
    meeting = _locked(meeting, by, "conference.hold_meeting")
    if meeting.held_on and meeting.held_on > register_day():
        words = _("The meeting is on {day}; it cannot be held before. Change its day if it was earlier.")
        raise Refused(words.format(day=chinese_date(meeting.held_on)))
    _move_meeting(meeting, "hold", by)


@action("conference.cancel_meeting")
def cancel_meeting(meeting: Meeting, by: Viewer, *, reason: str) -> None:
    """The meeting does not take place; every unit that read of it reads why."""
    meeting = _locked(meeting, by, "conference.cancel_meeting")
    if not reason.strip():
        raise Refused(_("Reason: write why the meeting does not take place."), "reason")
    _move_meeting(meeting, "cancel", by, reason)


@action("conference.freeze_figures")
def freeze_figures(meeting: Meeting, by: Viewer, *, day: date) -> Snapshot:
    """Freeze the summary of the conference's place for this meeting; units read it as it was frozen."""
    demand_keeper(meeting, by, "conference.freeze_figures")
    _refuse_unless(meeting, (*BEFORE, MeetingState.HELD))
    place = Territory.objects.current().get(code=meeting.place_code, level=meeting.level)
    snapshot = freeze_summary(place, by, day=day, purpose=meeting.title[:120])
    MeetingFigures.objects.create(meeting=meeting, snapshot=snapshot, laid_at=timezone.now())
    tell(snapshot=snapshot.pk, day=day.isoformat())
    return snapshot


def move_to_close(meeting: Meeting, by: Viewer) -> None:
    """Issuing the minutes ends the meeting; called inside that verb alone."""
    _move_meeting(meeting, "close", by)


def _propose_matters(meeting: Meeting, by: Viewer) -> None:
    """What became of earlier decisions is proposed by itself; the office adopts it, or declines it with a reason."""
    if carried_into(meeting, by, register_day()).anything:
        AgendaItem.objects.create(
            meeting=meeting, post_id=by.post_id, title=CARRIED, matter_key=ALL_MATTERS, proposed_at=timezone.now()
        )


def _locked(meeting: Meeting, by: Viewer, verb: str) -> Meeting:
    """The row as it stands now, held until this transaction ends."""
    demand_keeper(meeting, by, verb)
    found: Meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    return found


def _refuse_unless(meeting: Meeting, states: tuple[MeetingState, ...]) -> None:
    if Meeting.objects.values_list("state", flat=True).get(pk=meeting.pk) not in states:
        raise Refused(_("The meeting has moved on since this page was opened. Reload the page."))


def _refuse_days(conference: Conference, terms: MeetingTerms) -> None:
    refuse_far(terms.held_on, "held_on")
    if conference.ended_on is not None and terms.held_on >= conference.ended_on:
        words = _("Day: the conference ended on {day}; nothing is called in its name any more.")
        raise Refused(words.format(day=chinese_date(conference.ended_on)), "held_on")
    if terms.held_on < conference.set_up_on:
        words = _("Day: the conference was set up on {day}; it cannot have met before.")
        raise Refused(words.format(day=chinese_date(conference.set_up_on)), "held_on")
    if terms.agenda_deadline and terms.agenda_deadline > terms.held_on:
        raise Refused(_("Proposals until: this day lies after the meeting."), "agenda_deadline")


def _move_meeting(meeting: Meeting, verb: str, by: Viewer, reason: str = "") -> None:
    """The only place that writes a meeting's state; every move is a row of its own."""
    before = meeting.state
    meeting.state = MEETING_MOVES.target(verb, before)
    meeting.save(update_fields=["state"])
    MeetingMove.objects.create(
        meeting=meeting,
        move=verb,
        state_before=before,
        state_after=meeting.state,
        at=timezone.now(),
        by_id=by.user_id,
        post_id=by.post_id,
        reason=reason,
    )
    tell(state=meeting.state)


def _move_item(item: AgendaItem, verb: str, *, position: int, said_why: str) -> None:
    """The only place that writes an item's state."""
    now = AgendaItem.objects.select_for_update().get(pk=item.pk).state
    item.state = ITEM_MOVES.target(verb, now)
    item.position, item.said_why = position, said_why
    item.save(update_fields=["state", "position", "said_why"])
    tell(state=item.state)
