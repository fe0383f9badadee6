"""Reads over the pieces of papers of the past: how many wait, and which comes next. Asked through the gate."""

from collections.abc import Mapping, Sequence

from django.db.models import Count

from xiangban.access.viewer import Viewer
from xiangban.conference.models import Meeting, PaperPiece, ReceivedPaper
from xiangban.conference.past_pieces import short_words
from xiangban.conference.past_rules import PieceKind
from xiangban.conference.rules import MeetingState


def pieces_waiting(viewer: Viewer, papers: Sequence[int]) -> Mapping[int, int]:
    """For each paper how many pieces wait to be looked at."""
    rows = PaperPiece.objects.visible_to(viewer).proposed().filter(paper__in=papers).order_by()
    return dict(rows.values_list("paper_id").annotate(number=Count("pk")))


def next_piece(viewer: Viewer, piece: PaperPiece) -> int | None:
    """The position of the next piece that waits, in the order of the page; above it when none is left below."""
    rows = PaperPiece.objects.visible_to(viewer).proposed().filter(paper=piece.paper_id).order_by("position")
    below = rows.filter(position__gt=piece.position).values_list("position", flat=True).first()
    return below or rows.exclude(pk=piece.pk).values_list("position", flat=True).first()


def paper_behind(meeting: Meeting, viewer: Viewer) -> ReceivedPaper | None:
    """The paper a meeting of the past was accepted from, where the seat keeps such papers."""
    if meeting.state != MeetingState.PAST or not viewer.may("conference.receive_paper"):
        return None
    rows = ReceivedPaper.objects.visible_to(viewer).kept_by(viewer).standing().without_text()
    found: ReceivedPaper | None = rows.filter(pieces__meeting=meeting).first()
    return found


def actions_named(meeting: Meeting, viewer: Viewer) -> tuple[str, ...]:
    """The special actions accepted with a meeting of the past, by their canonical names."""
    if meeting.state != MeetingState.PAST or not viewer.may("conference.receive_paper"):
        return ()
    rows = PaperPiece.objects.visible_to(viewer).accepted().filter(of_meeting__meeting=meeting)
    return tuple(short_words(row) for row in rows.filter(kind=PieceKind.SPECIAL_ACTION).order_by("position"))
