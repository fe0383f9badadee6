"""Verbs of the sitting itself: who was there, what was said, what was decided.

What becomes of it on paper is in minutes.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell
from xiangban.access.installation import register_day
from xiangban.access.viewer import Viewer
from xiangban.conference.keeping import demand_keeper, keeps
from xiangban.conference.models import Attendance, Decision, DecisionUnit, Meeting, Statement, Task
from xiangban.conference.refusals import refuse_far
from xiangban.conference.rules import BEFORE, OF_UNITS, MeetingState, Presence
from xiangban.conference.task_rules import OriginKind
from xiangban.conference.units import stands_on, unit_of
from xiangban.territories.models import Agency
from xiangban.web.templatetags.web import chinese_date


@dataclass(frozen=True)
class Present:
    """One line of the attendance: unit or guest, who came, in which part, and for whom a substitute stands."""

    part: str
    person_name: str = ""
    office_title: str = ""
    agency: Agency | None = None
    stands_for: str = ""


@dataclass(frozen=True)
class Said:
    """What somebody said: the kind, the words, and who: a unit's speaker or a leader."""

    kind: str
    text: str
    person_name: str = ""
    office_title: str = ""
    agency: Agency | None = None


@dataclass(frozen=True)
class DecisionTerms:
    """A decision: the matter, its lead unit and cooperating units, its deadline, and when it counts as done."""

    text: str
    lead: Agency | None
    cooperating: Sequence[Agency] = ()
    deadline: date | None = None
    acceptance: str = ""


@action("conference.take_attendance")
def take_attendance(meeting: Meeting, by: Viewer, *, lines: Sequence[Present]) -> None:
    """Write down anew who attends, stands in, is excused or observes; until the minutes are issued it may change."""
    demand_keeper(meeting, by, "conference.take_attendance")
    _refuse_unless(meeting, (*BEFORE, MeetingState.HELD))
    for line in lines:
        _refuse_line(line)
    Attendance.objects.filter(meeting=meeting).delete()
    now = timezone.now()
    Attendance.objects.bulk_create(Attendance(meeting=meeting, taken_at=now, **vars(line)) for line in lines)
    tell(lines=len(lines))


@action("conference.state")
def state(meeting: Meeting, by: Viewer, *, said: Said) -> Statement:
    """Lay down what was said; a unit writes its own, and writing again takes the place of what it wrote before."""
    _refuse_unless(meeting, (*BEFORE, MeetingState.HELD))
    office = keeps(meeting, by)
    unit = said.agency if office else unit_of(meeting.conference, by, register_day())
    if not office and unit is None:
        raise Refused(_("Your unit is no member of this conference today, so it makes no statement."))
    if not office and said.kind not in OF_UNITS:
        raise Refused(_("Kind: what leaders say is written down by the conference office."), "kind")
    if unit is None and not said.person_name:
        raise Refused(_("Name: say who spoke, or choose the unit."), "person_name")
    who = {"agency": unit} if unit else {"agency": None, "person_name": said.person_name}
    words = {**vars(said), "agency": unit, "stated_at": timezone.now(), "stated_by_id": by.post_id}
    found, _new = Statement.objects.update_or_create(meeting=meeting, kind=said.kind, **who, defaults=words)
    tell(statement=found.pk, kind=said.kind)
    return found


@action("conference.decide")
def decide(meeting: Meeting, by: Viewer, *, terms: DecisionTerms) -> Decision:
    """The next decision of the meeting. Raises Refused without a lead unit, for one that is gone, for a day before."""
    demand_keeper(meeting, by, "conference.decide")
    _refuse_unless(meeting, (MeetingState.HELD,))
    _refuse_terms(meeting, terms)
    last = Decision.objects.filter(meeting=meeting).aggregate(last=Max("number"))["last"]
    decision = Decision.objects.create(
        meeting=meeting,
        number=(last or 0) + 1,
        text=terms.text,
        lead=terms.lead,
        deadline=terms.deadline,
        acceptance=terms.acceptance,
        decided_at=timezone.now(),
        decided_by_id=by.post_id,
    )
    _write_units(decision, terms)
    tell(subject=decision, meeting=meeting.pk, number=decision.number)
    return decision


@action("conference.decide")
def decide_anew(decision: Decision, by: Viewer, *, terms: DecisionTerms) -> None:
    """Change a decision while its minutes are not issued."""
    meeting = decision.meeting
    demand_keeper(meeting, by, "conference.decide")
    _refuse_unless(meeting, (MeetingState.HELD,))
    _refuse_terms(meeting, terms)
    decision.text, decision.lead = terms.text, terms.lead
    decision.deadline, decision.acceptance = terms.deadline, terms.acceptance
    decision.save(update_fields=["text", "lead", "deadline", "acceptance"])
    DecisionUnit.objects.filter(decision=decision).delete()
    _write_units(decision, terms)
    tell(number=decision.number)


@action("conference.decide")
def decide_nothing(decision: Decision, by: Viewer, *, reason: str) -> None:
    """Take out what was written down by mistake; those after it move up. Raises Refused once tasks go back to it."""
    meeting = decision.meeting
    demand_keeper(meeting, by, "conference.decide")
    _refuse_unless(meeting, (MeetingState.HELD,))
    if not reason.strip():
        raise Refused(_("Reason: write why the decision is taken out."), "reason")
    if Task.objects.from_origin(OriginKind.DECISION, decision.pk).exists():
        raise Refused(_("Tasks go back to this decision: withdraw them, or change the decision instead."))
    number = decision.number
    DecisionUnit.objects.filter(decision=decision).delete()
    Decision.objects.filter(pk=decision.pk).delete()
    for later in Decision.objects.filter(meeting=meeting, number__gt=number).order_by("number"):
        Decision.objects.filter(pk=later.pk).update(number=later.number - 1)
    tell(subject=meeting, number=number)


def _write_units(decision: Decision, terms: DecisionTerms) -> None:
    others = dict.fromkeys(unit for unit in terms.cooperating if unit != terms.lead)
    DecisionUnit.objects.bulk_create(DecisionUnit(decision=decision, agency=unit) for unit in others)


def _refuse_unless(meeting: Meeting, states: tuple[MeetingState, ...]) -> None:
    found = Meeting.objects.values_list("state", flat=True).get(pk=meeting.pk)
    if found == MeetingState.CLOSED:
        raise Refused(_("The minutes of this meeting are issued: nothing of it changes any more."))
    if found not in states:
        raise Refused(_("This can be written once the meeting is held, and not before or after."))


def _refuse_line(line: Present) -> None:
    if line.agency is None and not line.person_name:
        raise Refused(_("Attendance: a line needs a unit or a name."))
    if line.part == Presence.SUBSTITUTE and not (line.person_name and line.stands_for):
        words = _("Attendance: a substitute needs a name, and the name of the member stood in for.")
        raise Refused(words if line.agency is None else f"{line.agency.name}: {words}")


def _refuse_terms(meeting: Meeting, terms: DecisionTerms) -> None:
    day = meeting.held_on or register_day()
    if terms.lead is None:
        raise Refused(_("Lead unit: a decision without one is answered for by nobody; choose it."), "lead")
    if terms.deadline is None:
        raise Refused(_("Time limit: say until when it is to be done."), "deadline")
    refuse_far(terms.deadline, "deadline")
    if terms.deadline < day:
        words = _("Time limit: {day} lies before the meeting of {meeting}.")
        said = words.format(day=chinese_date(terms.deadline), meeting=chinese_date(day))
        raise Refused(said, "deadline")
    for unit, field in [(terms.lead, "lead"), *((unit, "cooperating") for unit in terms.cooperating)]:
        if not stands_on(unit, day):
            words = _("Unit: {unit} does not exist on {day}; choose its successor.")
            raise Refused(words.format(unit=unit.name, day=chinese_date(day)), field)
