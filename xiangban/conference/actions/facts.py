"""What a notice and minutes are drawn up from: one meeting's rows, with every unit named as on the paper's own day.

The wording is in documents/.
"""

from collections.abc import Iterable
from datetime import date

from xiangban.access.viewer import system_viewer
from xiangban.children.rules import definition_on
from xiangban.conference.arising import ALL_MATTERS, Carried, carried_into
from xiangban.conference.documents.drafting import (
    DraftCarried,
    DraftDecision,
    DraftFigure,
    DraftStatement,
    MinutesFacts,
)
from xiangban.conference.documents.notice import NoticeFacts
from xiangban.conference.documents.wording import government_of, matter, substitute, titled_under
from xiangban.conference.models import AgendaItem, Attendance, Decision, Meeting, MeetingFigures, Statement
from xiangban.conference.rules import PRESENT, MeetingForm, MeetingKind, Presence, StatementKind
from xiangban.conference.task_rules import TaskState
from xiangban.conference.units import name_on, names_on, units_on
from xiangban.territories.models import Territory

PAPERS = system_viewer("what became of earlier decisions")  # a paper tells all of them, whoever draws it up


def facts_of_notice(meeting: Meeting, today: date, number: str) -> NoticeFacts:
    """What the notice of this meeting tells, with the names of the day it goes out."""
    assert meeting.held_on is not None  # noqa: S101  only a meeting of a paper of the past has no day
    units = units_on(meeting.conference, today)
    names = names_on([unit.pk for unit in units], today)
    items = AgendaItem.objects.filter(meeting=meeting).adopted().select_related("agency").order_by("position")
    return NoticeFacts(
        issuer=name_on(meeting.conference.agency, today),
        title=conference_title(meeting),
        kind=MeetingKind(meeting.kind),
        form=MeetingForm(meeting.form),
        held_on=meeting.held_on,
        begins_at=meeting.begins_at,
        place=meeting.place_text,
        units=[names[unit.pk] for unit in units],
        items=[(item.title, item.reporter_text or (item.agency.name if item.agency else "")) for item in items],
        issued_on=today,
        number=number,
        carried=_open_matters(carried_into(meeting, PAPERS, today)) if _tells_all(items) else (),
    )


def conference_title(meeting: Meeting) -> str:
    """The meeting's title with the conference's name of its day before it, unless the title says it itself."""
    return titled_under(meeting.conference.name_on(meeting.held_on), meeting.full_title)


def facts_of_minutes(meeting: Meeting) -> MinutesFacts:
    """What the minutes are drafted from, with the names of the meeting's day."""
    day = meeting.held_on
    assert day is not None  # noqa: S101  only a meeting of a paper of the past has no day
    items = list(AgendaItem.objects.filter(meeting=meeting).adopted().order_by("position"))
    groups = {part: _present(meeting, parts, day) for part, parts in GROUPS.items()}
    units = units_on(meeting.conference, day)
    names = names_on([unit.pk for unit in units], day)
    return MinutesFacts(
        day=day,
        title=conference_title(meeting),
        place=meeting.place_text,
        chair=meeting.chair_text,
        government=_government(meeting),
        items=[item.title for item in items if not item.matter_key],
        matters=[item.title for item in items if item.matter_key not in ("", ALL_MATTERS)],
        carried=_carried(meeting, day) if _tells_all(items) else None,
        statements=_statements(meeting, day),
        figures=_figures(meeting),
        decisions=_decisions(meeting, day),
        units=[names[unit.pk] for unit in units],
        **groups,
    )


def _tells_all(items: Iterable[AgendaItem]) -> bool:
    """Whether the agenda has the item under which all matters arising are told."""
    return any(item.matter_key == ALL_MATTERS for item in items)


def _carried(meeting: Meeting, day: date) -> DraftCarried:
    found = carried_into(meeting, PAPERS, day)
    closed = {
        state: [line.task.title for line in found.closed if line.task.state == state]
        for state in (TaskState.STRUCK_OFF, TaskState.WITHDRAWN)
    }
    return DraftCarried(found.since, closed[TaskState.STRUCK_OFF], closed[TaskState.WITHDRAWN], _open_matters(found))


def _open_matters(found: Carried) -> list[str]:
    return [matter(one.line.task.title, one.line.lead, one.age) for one in found.open]


GROUPS: dict[str, tuple[Presence, ...]] = {
    "attended": PRESENT,
    "excused": (Presence.EXCUSED,),
    "observed": (Presence.OBSERVER,),
}


def _present(meeting: Meeting, parts: tuple[Presence, ...], day: date) -> list[str]:
    """People as papers list them: unit and name, the substitute marked."""
    rows = Attendance.objects.filter(meeting=meeting, part__in=parts).order_by("pk")
    lines = sorted(rows, key=lambda line: line.agency_id is not None)  # leaders stand before the units
    names = names_on([line.agency_id for line in lines if line.agency_id], day)
    return [said for line in lines if (said := _person(line, names.get(line.agency_id or 0, "")))]


def _person(line: Attendance, unit: str) -> str:
    who = f"{unit}{line.office_title if not unit else ''}{line.person_name}"
    return substitute(who, line.stands_for) if line.part == Presence.SUBSTITUTE else who


def _statements(meeting: Meeting, day: date) -> list[DraftStatement]:
    rows = list(Statement.objects.filter(meeting=meeting).order_by("pk"))
    names = names_on([row.agency_id for row in rows if row.agency_id], day)
    return [
        DraftStatement(
            StatementKind(row.kind), names.get(row.agency_id or 0) or f"{row.office_title}{row.person_name}", row.text
        )
        for row in rows
    ]


def _figures(meeting: Meeting) -> list[DraftFigure]:
    rows = MeetingFigures.objects.filter(meeting=meeting).select_related("snapshot").order_by("pk")
    frozen = [row.snapshot for row in rows]
    return [
        DraftFigure(one.place_name, one.reference_day, one.children, _definition(one.reference_day)) for one in frozen
    ]


def _definition(day: date) -> str:
    found = definition_on(day)
    return found.paper if found else ""


def _decisions(meeting: Meeting, day: date) -> list[DraftDecision]:
    rows = list(Decision.objects.filter(meeting=meeting).prefetch_related("cooperating").order_by("number"))
    keys = {key for row in rows for key in [row.lead_id, *(unit.agency_id for unit in row.cooperating.all())] if key}
    names = names_on(keys, day)
    return [
        DraftDecision(
            row.text,
            names.get(row.lead_id or 0, row.units_text),
            [names[unit.agency_id] for unit in row.cooperating.all()],
            row.deadline,
            row.acceptance,
        )
        for row in rows
    ]


def _government(meeting: Meeting) -> str:
    place = Territory.objects.filter(code=meeting.place_code, level=meeting.level).order_by("-valid_from").first()
    return government_of(place.name) if place else ""
