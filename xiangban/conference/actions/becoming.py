"""What an accepted piece of a paper becomes, kind by kind, and how it goes away again.

Called by the verbs in pieces.py alone.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused
from xiangban.access.installation import register_day
from xiangban.access.viewer import Viewer
from xiangban.conference.actions.meetings import Proposal, propose_item
from xiangban.conference.actions.tasks import Origin, TaskTerms, open_task, withdraw_task
from xiangban.conference.models import (
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    PaperFigure,
    PaperPiece,
    Statement,
    Task,
)
from xiangban.conference.past_pieces import likely_decision
from xiangban.conference.past_rules import OF_A_MEETING, Becomes, PieceKind
from xiangban.conference.refusals import need, refuse_far
from xiangban.conference.rules import ItemState, MeetingState, Presence, StatementKind
from xiangban.conference.task_rules import OriginKind, TaskState
from xiangban.territories.models import Territory
from xiangban.web.templatetags.web import chinese_date

Values = Mapping[str, Any]


def become(piece: PaperPiece, by: Viewer, values: Values) -> None:
    """Write what this piece becomes; a kind without a table of its own is noted on the piece and no more."""
    if piece.kind == PieceKind.MEETING:
        piece.meeting = _meeting(piece, by, values)
    elif piece.kind == PieceKind.FIGURE:
        _keep_figure(piece, values)
    elif piece.kind == PieceKind.TASK:
        _become_task(piece, by, values)
    elif piece.kind == PieceKind.PROBLEM:
        _propose(piece, by, values)
    elif piece.kind == PieceKind.ACCOUNTABILITY:
        need(str(values["text"]), "text")
        piece.decision = values.get("decision") or likely_decision(piece, by)
    elif piece.kind in OF_A_MEETING and piece.of_meeting is not None and piece.of_meeting.meeting is not None:
        AT_A_MEETING[PieceKind(piece.kind)](piece, piece.of_meeting.meeting, by, values)
    else:
        need(str(values.get("text") or values.get("person_name") or ""), "text")


def take_away(piece: PaperPiece, by: Viewer) -> None:
    """Take away what came of an accepted piece. Raises Refused while something stands on it."""
    if piece.kind == PieceKind.TASK:
        _take_back(piece, by)
        return
    if piece.kind == PieceKind.ACCOUNTABILITY:  # the decision is another piece's
        piece.decision = None
        return
    if piece.kind == PieceKind.PROBLEM:
        _take_off_agenda(piece)
        return
    made = (piece.statement, piece.attendance, piece.decision, piece.meeting)
    for row in made:
        if row is not None:
            _refuse_standing(piece, row)
    PaperFigure.objects.filter(piece=piece).delete()
    piece.statement = piece.attendance = piece.decision = piece.meeting = None
    piece.save()
    for row in made:
        if row is not None:
            row.delete()


def _meeting(piece: PaperPiece, by: Viewer, values: Values) -> Meeting:
    conference = piece.paper.conference
    title = need(values["title"], "title")
    _refuse_day(values["held_on"])
    same = Meeting.objects.filter(conference=conference, title=title, second_title=values["second_title"])
    if same.filter(held_on=values["held_on"], date_text=values["date_text"], state=MeetingState.PAST).exists():
        raise Refused(_("A meeting of this title and day was accepted already, perhaps from another paper."), "title")
    return Meeting.objects.create(
        conference=conference,
        place_code=conference.place_code,
        level=conference.level,
        state=MeetingState.PAST,
        called_at=timezone.now(),
        called_by_id=by.post_id,
        **{**values, "title": title},
    )


def _refuse_day(day: date | None) -> None:
    if day is None:
        return
    refuse_far(day, "held_on")
    if day > register_day():
        words = _("Day: {day} lies ahead; a meeting of the past was held already.")
        raise Refused(words.format(day=chinese_date(day)), "held_on")


def _attend(piece: PaperPiece, meeting: Meeting, _by: Viewer, values: Values) -> None:
    unit = values.get("agency")
    piece.attendance = Attendance.objects.create(
        meeting=meeting,
        agency=unit,
        person_name=values.get("person_name", ""),
        office_title=(values.get("office_title") or ("" if unit else values.get("text", "")))[:80],
        part=Presence.ATTENDS,
        taken_at=timezone.now(),
    )


def _state(piece: PaperPiece, meeting: Meeting, by: Viewer, values: Values) -> None:
    kind = StatementKind.STATEMENT if piece.kind == PieceKind.STATEMENT else StatementKind.SPEECH
    piece.statement = Statement.objects.create(
        meeting=meeting,
        kind=kind,
        agency=values.get("agency"),
        person_name=values["person_name"],
        office_title=values["office_title"],
        text=need(values["text"], "text"),
        stated_at=timezone.now(),
        stated_by_id=by.post_id,
    )


def _decide(piece: PaperPiece, meeting: Meeting, by: Viewer, values: Values) -> None:
    Meeting.objects.select_for_update().get(pk=meeting.pk)  # so that two decisions never take one number
    last = Decision.objects.filter(meeting=meeting).aggregate(last=Max("number"))["last"]
    piece.decision = Decision.objects.create(
        meeting=meeting,
        number=(last or 0) + 1,
        text=need(values["text"], "text"),
        lead=values.get("lead"),
        deadline=values.get("deadline"),
        # A decision of the past may name nobody; that it does not is then said.
        units_text=values.get("units_text") or ("" if values.get("lead") else _("no unit named in the paper")),
        deadline_text=values.get("deadline_text", ""),
        decided_at=timezone.now(),
        decided_by_id=by.post_id,
    )


AT_A_MEETING: dict[PieceKind, Callable[[PaperPiece, Meeting, Viewer, Values], None]] = {
    PieceKind.DECISION: _decide,
    PieceKind.PERSON: _attend,
    PieceKind.UNIT: _attend,
    PieceKind.STATEMENT: _state,
    PieceKind.DEMAND: _state,
}


def _propose(piece: PaperPiece, by: Viewer, values: Values) -> None:
    """A problem named in a paper comes before the meeting chosen, as a proposal of the office; else it is noted."""
    text = need(str(values["text"]), "text")
    piece.meeting = values.get("meeting")
    if piece.meeting is not None:
        item = Proposal(text[:160], piece.sentence if piece.sentence != text[:160] else "", matter_key=_key(piece))
        propose_item(piece.meeting, by, item=item)


def _take_off_agenda(piece: PaperPiece) -> None:
    """The proposal goes while nobody decided on it; an item on the agenda stays until it is taken off there."""
    items = AgendaItem.objects.filter(meeting=piece.meeting, matter_key=_key(piece))
    if items.adopted().exists():
        raise Refused(_("It stands on the agenda of a meeting by now: decline it there first."))
    items.filter(state=ItemState.PROPOSED).delete()
    piece.meeting = None


def _key(piece: PaperPiece) -> str:
    """How an item of the agenda names the piece it arises from."""
    return f"piece-{piece.pk}"


def _keep_figure(piece: PaperPiece, values: Values) -> None:
    names = ("label", "value", "unit", "as_of", "approximate")
    if values["value"] is None:
        raise Refused(_("Value: write a number."), "value")
    PaperFigure.objects.create(piece=piece, **{name: values[name] for name in names})


def _become_task(piece: PaperPiece, by: Viewer, values: Values) -> None:
    """A task of a paper goes back to a decision: the one chosen, or the task's own words written down as one."""
    piece.decision = values.get("decision") or piece.decision
    if piece.decision is None:
        meeting = piece.of_meeting.meeting if piece.of_meeting is not None else values.get("meeting")
        if meeting is None:
            raise Refused(_("Choose the meeting that decided this: accept it from this paper first."), "meeting")
        _decide(piece, meeting, by, values)
    if values["becomes"] == Becomes.TASK and piece.decision is not None:
        piece.task = _open(piece, piece.decision, by, values)


def _open(piece: PaperPiece, decision: Decision, by: Viewer, values: Values) -> Task:
    if values.get("deadline") is None:
        raise Refused(
            _("Deadline: a task needs one; the paper of the past may name none that still lies ahead."), "deadline"
        )
    conference = piece.paper.conference
    place = Territory.objects.current().get(code=conference.place_code, level=conference.level)
    terms = TaskTerms(
        values["text"][:200],
        values.get("lead_post"),
        values["deadline"],
        tuple(values.get("cooperating_posts") or ()),
        details=values["text"] if len(values["text"]) > 200 else "",
        conference=conference,
    )
    return open_task(
        place, by, origin=Origin(OriginKind.DECISION, str(decision.pk), decision.meeting.held_on), terms=terms
    )


def _take_back(piece: PaperPiece, by: Viewer) -> None:
    """The task is withdrawn while nobody received it; the decision goes only if it was this piece's alone."""
    task, decision = piece.task, piece.decision
    if task is not None and task.state == TaskState.OPENED:
        withdraw_task(task, by, reason=_("The acceptance from a paper of the past was undone."))
    elif task is not None and task.state != TaskState.WITHDRAWN:
        raise Refused(_("The task was received by its post already: withdraw it on its own page first."))
    piece.task = None
    if decision is None or Task.objects.from_origin(OriginKind.DECISION, decision.pk).exists():
        return
    piece.decision = None
    piece.save()
    if not decision.from_pieces.exists():
        decision.delete()


def _refuse_standing(piece: PaperPiece, row: Meeting | Decision | Statement | Attendance) -> None:
    if isinstance(row, Meeting) and (_has_parts(row) or row.from_pieces.exclude(pk=piece.pk).exists()):
        raise Refused(_("Something stands on this meeting: undo what was accepted under it first."))
    if isinstance(row, Decision):
        tasks = Task.objects.from_origin(OriginKind.DECISION, row.pk)
        if tasks.exists() or row.from_pieces.exclude(pk=piece.pk).exists():
            raise Refused(_("Tasks go back to this decision: it stays."))


def _has_parts(meeting: Meeting) -> bool:
    parts = (meeting.decisions, meeting.attendance, meeting.statements, meeting.figures, meeting.items)
    return any(rows.exists() for rows in parts)
