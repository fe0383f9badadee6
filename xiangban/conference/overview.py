"""What the pages of a conference and of a meeting gather: rows the seat may read, named as of their day.

Who may do what with them is asked in the views.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from xiangban.access.viewer import Viewer
from xiangban.conference.arising import ALL_MATTERS, Carried, carried_into
from xiangban.conference.documents.wording import document_number
from xiangban.conference.keeping import keeps, sits_there
from xiangban.conference.models import (
    AgendaItem,
    Attendance,
    Conference,
    Decision,
    DocumentWord,
    Meeting,
    MeetingFigures,
    MeetingNotice,
    Member,
    MemberUnit,
    Minutes,
    Statement,
)
from xiangban.conference.past_queries import actions_named, paper_behind
from xiangban.conference.rules import BEFORE, ItemState, MeetingState, MinutesState, NumberStyle, PaperKind
from xiangban.conference.says import ITEM_BADGES, MEETING_BADGES, MINUTES_BADGES
from xiangban.conference.units import names_on, unit_of
from xiangban.figures.summary import SUMMARY
from xiangban.figures.tables import cells_of, numbers_of
from xiangban.web.phrases import StrOrPromise

KINDS: dict[str, StrOrPromise] = dict(PaperKind.choices)


def page_of_conference(found: Conference, viewer: Viewer, today: date) -> dict[str, Any]:
    """Names by day, units with what became of them, people in force, numbers of papers."""
    units = MemberUnit.objects.visible_to(viewer).filter(conference=found).select_related("agency")
    people = Member.objects.visible_to(viewer).filter(conference=found).select_related("agency", "post")
    return {
        "conference": found,
        "name": found.name_on(today),
        "naming": found.naming_on(today),
        "names": list(found.names.all()),
        "units": [(unit, gone_on(unit, today)) for unit in units.on(today)],
        "former": list(units.filter(until__lte=today, lead=False).exclude(agency__in=units.on(today).values("agency"))),
        "keepers": list(units.filter(lead=True).order_by("since")),
        "members": list(people.on(today).order_by("pk")),
        "former_members": list(people.filter(until__lte=today).order_by("since", "pk")),
        "words": [
            (KINDS.get(word.kind, word.kind), document_number(word.word, today.year, 1, NumberStyle(word.style)))
            for word in DocumentWord.objects.filter(issuer=found.agency)
        ],
    }


def gone_on(unit: MemberUnit, today: date) -> date | None:
    """The day its agency was closed, for a membership whose successor is still to be entered."""
    closed = unit.agency.closed_on
    return closed if closed is not None and closed <= today else None


def page_of_meeting(meeting: Meeting, viewer: Viewer, today: date) -> dict[str, Any]:
    """Everything of one meeting that this seat may read."""
    day = meeting.held_on or today
    minutes = Minutes.objects.visible_to(viewer).shown_to(viewer).filter(meeting=meeting).first()
    return {
        "meeting": meeting,
        "badge": MEETING_BADGES[MeetingState(meeting.state)],
        "conference_name": meeting.conference.name_on(meeting.held_on),
        "items": _items(meeting, viewer, day),
        "attendance": _named(Attendance.objects.visible_to(viewer).shown_to(viewer).filter(meeting=meeting), day),
        "statements": _named(Statement.objects.visible_to(viewer).shown_to(viewer).filter(meeting=meeting), day),
        "decisions": decisions_of(meeting, viewer, day),
        "figures": figures_of(meeting, viewer),
        "notices": MeetingNotice.objects.visible_to(viewer).filter(meeting=meeting),
        "minutes": minutes,
        "minutes_badge": MINUTES_BADGES[MinutesState(minutes.state)] if minutes else None,
        "past_paper": paper_behind(meeting, viewer),
        "named_actions": actions_named(meeting, viewer),
        "cancelled": meeting.moves.filter(move="cancel").first(),
        **matters_of(meeting, viewer, today),
        "may": verbs_of(meeting, viewer, today),
    }


def matters_of(meeting: Meeting, viewer: Viewer, today: date) -> dict[str, Any]:
    """What earlier decisions left, and which open tasks may still be put on the agenda by themselves."""
    carried: Carried = carried_into(meeting, viewer, today)
    offers = meeting.state in BEFORE and keeps(meeting, viewer)
    items = AgendaItem.objects.visible_to(viewer).filter(meeting=meeting)
    listed = set(items.values_list("matter_key", flat=True)) if offers else set()
    return {
        "carried": carried,
        "matters": [(one, offers and str(one.line.task.pk) not in listed) for one in carried.open],
        "own_matters": not sits_there(meeting, viewer),
        "offers_all": offers and carried.anything and ALL_MATTERS not in listed,
    }


def verbs_of(meeting: Meeting, viewer: Viewer, today: date) -> dict[str, bool]:
    """What the state allows and the seat may do; the verbs ask again."""
    own, before = keeps(meeting, viewer), meeting.state in BEFORE
    held = meeting.state == MeetingState.HELD
    allowed = {
        "call_meeting": own and before,
        "give_notice": own and before,
        "hold_meeting": own and before and meeting.held_on is not None and meeting.held_on <= today,
        "cancel_meeting": own and before,
        "adopt_item": own and before,
        "freeze_figures": own and (before or held),
        "take_attendance": own and (before or held),
        "decide": own and held,
        "draft_minutes": own and held,
    }
    speaks = own or unit_of(meeting.conference, viewer, today) is not None
    allowed["propose_item"] = before and speaks
    allowed["state"] = (before or held) and speaks
    return {verb: told and viewer.may(f"conference.{verb}") for verb, told in allowed.items()}


def _items(meeting: Meeting, viewer: Viewer, day: date) -> list[Any]:
    rows = list(AgendaItem.objects.visible_to(viewer).shown_to(viewer).filter(meeting=meeting))
    rows.sort(key=lambda item: (item.state != ItemState.ADOPTED, item.position, item.pk))
    names = names_on([item.agency_id for item in rows if item.agency_id], day)
    return [(item, ITEM_BADGES[ItemState(item.state)], names.get(item.agency_id or 0, "")) for item in rows]


def _named(rows: Any, day: date) -> Sequence[Any]:
    found = list(rows)
    names = names_on([row.agency_id for row in found if row.agency_id], day)
    return [(row, names.get(row.agency_id or 0, "")) for row in found]


def decisions_of(meeting: Meeting, viewer: Viewer, day: date) -> list[Any]:
    """Decisions with the names of their lead and cooperating units on the meeting's day."""
    rows = Decision.objects.visible_to(viewer).shown_to(viewer).filter(meeting=meeting)
    found = list(rows.prefetch_related("cooperating").order_by("number"))
    keys = {unit.agency_id for one in found for unit in one.cooperating.all()} | {one.lead_id for one in found}
    names = names_on([key for key in keys if key], day)
    return [
        (one, names.get(one.lead_id or 0, one.units_text), [names[unit.agency_id] for unit in one.cooperating.all()])
        for one in found
    ]


def figures_of(meeting: Meeting, viewer: Viewer) -> list[Any]:
    """Frozen tables of the meeting: the total and all columns, small cells hidden from a seat that only counts."""
    rows = MeetingFigures.objects.visible_to(viewer).filter(meeting=meeting).select_related("snapshot")
    found = []
    for row in rows:
        cells = cells_of(numbers_of(row.snapshot.figures["whole"]), viewer)
        found.append((row, cells[0], list(zip(SUMMARY, cells, strict=True))))
    return found


def verbs_of_minutes(minutes: Minutes, viewer: Viewer) -> dict[str, bool]:
    """What the state of the minutes allows and the seat may do; the verbs ask again."""
    own, issued = keeps(minutes.meeting, viewer), minutes.state == MinutesState.ISSUED
    circulated = minutes.state == MinutesState.CIRCULATED
    allowed = {
        "draft_minutes": own and not issued,
        "circulate_minutes": own and not issued,
        "comment_minutes": circulated,
        "answer_comment": own and circulated,
        "issue_minutes": own and circulated,
        "fetch_minutes": issued,
    }
    return {verb: told and viewer.may(f"conference.{verb}") for verb, told in allowed.items()}
