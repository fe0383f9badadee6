"""What tasks go back to: the row behind kind and key where this room has it, its words, its page, its day.

Rooms above name the origins of their own in above.py when they start.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from xiangban.access.viewer import Viewer
from xiangban.conference.above import offers_above, reader_above
from xiangban.conference.actions.tasks import Origin
from xiangban.conference.models import Conference, Decision, Instruction, Task, WorkPoint
from xiangban.conference.models.bodies import of_keeping_unit
from xiangban.conference.parties import sets_out
from xiangban.conference.task_rules import OriginKind

OFFERED_MOST = 60


@dataclass(frozen=True)
class OriginShown:
    """An origin as it is read: kind, words, and the address of its page ("" where the reader has none)."""

    kind: str
    words: str
    address: str = ""


@dataclass(frozen=True)
class Offered:
    """An origin from which a seat may open tasks, with what the form begins with."""

    value: str
    words: str
    origin: Origin
    title: str
    deadline: date | None = None
    conference: Conference | None = None


Reader = Callable[[str, Viewer], tuple[str, str] | None]


def show_origin(task: Task, viewer: Viewer) -> OriginShown:
    """The origin of a task as this reader may read it."""
    kind = OriginKind(task.origin_kind)
    read: Reader = READERS.get(kind) or reader_above(kind) or _nothing
    found = read(task.origin_key, viewer)
    words, address = found or ("", "")
    return OriginShown(str(kind.label), words, address)


def offered_origins(viewer: Viewer) -> list[Offered]:
    """Decisions of the conference the seat keeps, its place's instructions and work points, and what rooms above offer,
    newest first.
    """
    above = [one for offers in offers_above() for one in offers(viewer)]
    return [*_decisions(viewer), *_instructions(viewer), *_points(viewer), *above]


def _decisions(viewer: Viewer) -> list[Offered]:
    rows = Decision.objects.visible_to(viewer).shown_to(viewer).select_related("meeting__conference")
    kept = of_keeping_unit(viewer, "meeting__conference__")
    rows = rows.filter(kept, meeting__place_code=viewer.interval.low, meeting__level=viewer.level).order_by("-pk")
    return [
        Offered(
            f"{OriginKind.DECISION}-{row.pk}",
            _("Decision {number}: {text} ({meeting})").format(
                number=row.number, meeting=row.meeting.title, text=row.text[:60]
            ),
            Origin(OriginKind.DECISION, str(row.pk), row.meeting.held_on),
            row.text[:200],
            row.deadline,
            row.meeting.conference,
        )
        for row in rows[:OFFERED_MOST]
    ]


def _instructions(viewer: Viewer) -> list[Offered]:
    rows = Instruction.objects.visible_to(viewer).filter(place_code=viewer.interval.low, level=viewer.level)
    return [
        Offered(
            f"{OriginKind.INSTRUCTION}-{row.pk}",
            _("Instruction of {leader}: {text}").format(leader=row.leader, text=row.text[:60]),
            Origin(OriginKind.INSTRUCTION, str(row.pk), row.given_on),
            row.text[:200],
        )
        for row in rows[:OFFERED_MOST]
    ]


def _points(viewer: Viewer) -> list[Offered]:
    rows = (
        WorkPoint.objects.visible_to(viewer).filter(struck_out_at=None).select_related("plan").order_by("-plan", "pk")
    )
    return [
        Offered(
            f"{OriginKind.WORK_POINT}-{row.pk}",
            _("Work point {number}: {text}").format(number=row.number, text=row.text[:60]),
            Origin(OriginKind.WORK_POINT, str(row.pk), row.plan.adopted_on),
            row.text[:200],
            row.deadline,
        )
        for row in rows.order_by("-plan", "pk")[: OFFERED_MOST * 2]
        if sets_out(row.plan, viewer)
    ]


def _read_decision(key: str, viewer: Viewer) -> tuple[str, str] | None:
    rows = Decision.objects.select_related("meeting")
    row = rows.visible_to(viewer).shown_to(viewer).filter(pk=key).first()
    address = reverse("conference:decision", args=[row.pk]) if row else ""
    # Who was given a task further down reads the words it goes back to once they are issued, not the meeting's papers.
    row = row or rows.told().filter(pk=key).first()
    if row is None:
        return None
    words = _("Decision {number}: {text} ({meeting})")
    said = words.format(number=row.number, meeting=row.meeting.full_title, text=row.text)
    return said, address


def _read_instruction(key: str, viewer: Viewer) -> tuple[str, str] | None:
    row = Instruction.objects.visible_to(viewer).filter(pk=key).first()
    if row is None:
        return None
    words = _("Instruction of {leader}: {text}").format(leader=row.leader, text=row.text)
    return words, reverse("conference:instruction", args=[row.pk])


def _read_point(key: str, viewer: Viewer) -> tuple[str, str] | None:
    row = WorkPoint.objects.visible_to(viewer).filter(pk=key).first()
    if row is None:
        return None
    words = _("Work point {number}: {text}").format(number=row.number, text=row.text)
    return words, reverse("conference:work_plan", args=[row.plan_id])


def _nothing(_key: str, _viewer: Viewer) -> None:
    return None


READERS: dict[OriginKind, Reader] = {
    OriginKind.DECISION: _read_decision,
    OriginKind.INSTRUCTION: _read_instruction,
    OriginKind.WORK_POINT: _read_point,
}
