"""Texts for the group chat: what a unit owes, the decisions of a meeting, its notice; plain lines, no child's name.

The official papers are in documents/.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from xiangban.conference.models import Decision, Meeting
from xiangban.conference.queries import TaskLine
from xiangban.conference.units import names_on
from xiangban.web.templatetags.web import chinese_date


def owed_text(unit: str, lines: Sequence[TaskLine], today: date) -> str:
    """What a unit owes as of a day: each task with its deadline and colour."""
    head = _("{unit}: open tasks as of {day}").format(unit=unit, day=chinese_date(today))
    if not lines:
        return f"{head}\n" + _("Nothing is open.")
    return "\n".join([head, *(_line(number, line) for number, line in enumerate(lines, start=1))])


def decisions_text(meeting: Meeting, decisions: Sequence[Decision], today: date) -> str:
    """The decisions of a meeting with lead unit and deadline; units bear the names of the meeting's day."""
    day = meeting.held_on or today
    names = names_on([one.lead_id for one in decisions if one.lead_id], day)
    head = _("{meeting}, {day}: decisions").format(meeting=meeting.full_title, day=chinese_date(meeting.held_on))
    rows = []
    for one in decisions:
        lead = names.get(one.lead_id or 0, one.units_text)
        words = _("{number}. {text} Lead: {lead}; by {deadline}.")
        until = chinese_date(one.deadline) or one.deadline_text
        rows.append(words.format(number=one.number, text=one.text, lead=lead, deadline=until))
    return "\n".join([head, *rows])


def notice_text(meeting: Meeting) -> str:
    """When and where a meeting is, and until when items may be proposed."""
    parts = [
        _("Notice: {meeting}").format(meeting=meeting.full_title),
        _("Time: {day} {hour}")
        .format(day=chinese_date(meeting.held_on), hour=f"{meeting.begins_at:%H:%M}" if meeting.begins_at else "")
        .rstrip(),
    ]
    if meeting.place_text:
        parts.append(_("Place: {place}").format(place=meeting.place_text))
    if meeting.agenda_deadline:
        parts.append(_("Items for the agenda until {day}.").format(day=chinese_date(meeting.agenda_deadline)))
    return "\n".join(parts)


def _line(number: int, line: TaskLine) -> str:
    until = chinese_date(line.task.deadline)
    words = _("{number}. {task} By {deadline}.").format(number=number, task=line.task.title, deadline=until)
    return f"{words} [{line.clock.badge.word}]" if line.clock else f"{words} [{line.task.get_state_display()}]"
