"""The JSON of a paper read: the keys and forms that other programs rely on.

What a person sees of it is said in the command and on the pages.
"""

from collections.abc import Sequence
from typing import Any

from xiangban.conference.papers.paper import Count, Meeting, Paper, Task, WrittenDate
from xiangban.lib.papers.repair import Repaired


def as_data(paper: Paper, repaired: Repaired, simplified: str) -> dict[str, Any]:
    """One object; unknown is null or an empty list, all but repaired.traditional is simplified."""
    return {
        "doc_type": str(paper.kind),
        "doc_no": paper.number,
        **_day(paper.when),
        "units": list(paper.units),
        "people": [person.name for person in paper.people],
        "special_actions": list(paper.special_actions),
        "counts": _counts(paper.counts),
        "tasks": _tasks(paper.tasks),
        "meetings": [_meeting(meeting) for meeting in paper.meetings],
        "repaired": {"traditional": repaired.text, "simplified": simplified, "unrestored": repaired.unrestored},
    }


def _day(when: WrittenDate) -> dict[str, str | None]:
    return {"date": when.day.isoformat() if when.day else None, "date_text": when.text}


def _meeting(meeting: Meeting) -> dict[str, Any]:
    when = meeting.when
    return {
        "title": meeting.title,
        **_day(when),
        "date_parts": {"year": when.year, "month": when.month, "day": when.day_of_month},
        "date_basis": str(when.basis),
        "chair": meeting.chair,
        "speakers": [
            {"name": person.name, "post": person.post or None, "role": str(person.role)} for person in meeting.speakers
        ],
        "units": list(meeting.units),
        "attendees": meeting.attendees,
        "place": meeting.place,
        "level": meeting.level,
        "special_actions": list(meeting.special_actions),
        "counts": _counts(meeting.counts),
        "decisions": list(meeting.decisions),
        "tasks": _tasks(meeting.tasks),
    }


def _counts(counts: Sequence[Count]) -> list[dict[str, Any]]:
    return [
        {
            "label": count.label,
            "value": count.value,
            "unit": count.unit,
            "as_of": count.as_of,
            "approximate": count.approximate,
        }
        for count in counts
    ]


def _tasks(tasks: Sequence[Task]) -> list[dict[str, Any]]:
    return [
        {
            "what": task.what,
            "units": list(task.units),
            "deadline": task.deadline.isoformat() if task.deadline else None,
            "deadline_text": task.deadline_text,
        }
        for task in tasks
    ]
