"""What the pages of a paper of the past gather: its pieces by meeting, its text with their sentences marked.

Who may do what is asked in the views.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.forms import Form

from xiangban.access.acts import permits
from xiangban.access.models import JobState
from xiangban.access.viewer import Viewer
from xiangban.conference.beside import Counted, Told, difference, reasons
from xiangban.conference.models import PaperFigure, PaperPiece, ReceivedPaper
from xiangban.conference.paper_words import KINDS
from xiangban.conference.papers.marks import Span, Stretch, in_other_script, stretches
from xiangban.conference.papers.paper import Kind
from xiangban.conference.past_forms import name_of_column
from xiangban.conference.past_pieces import plain_number, short_words
from xiangban.conference.past_rules import PIECE_MOVES, PieceKind, PieceState
from xiangban.conference.past_words import BEING_READ, PIECE_BADGES, READ, UNREAD, reason_words, remarks
from xiangban.web.badges import Badge

AT_WORK = (JobState.WAITING, JobState.RUNNING)
VERBS = {"accept": "conference.accept_piece", "decline": "conference.decline_piece", "undo": "conference.undo_piece"}


@dataclass(frozen=True)
class Line:
    """One piece on the page: words, what is uncertain, its state, and the verbs that lead on from it."""

    piece: PaperPiece
    words: str
    remarks: Sequence[str]
    badge: Badge
    may: frozenset[str]
    figure: PaperFigure | None = None
    waiting: int = 0  # pieces under a meeting that wait to be looked at


def page_of_paper(paper: ReceivedPaper, viewer: Viewer, script: str) -> dict[str, Any]:
    """Everything of one paper; `script` is "received" for the characters it came in, else simplified."""
    pieces = list(
        PaperPiece.objects.visible_to(viewer)
        .filter(paper=paper)
        .select_related("paper", "meeting", "decision", "task")
        .order_by("position")
    )
    figures = {row.piece_id: row for row in PaperFigure.objects.visible_to(viewer).filter(piece__paper=paper)}
    lines = [_line(piece, viewer, figures, pieces) for piece in pieces]
    received = script == "received"
    return {
        "paper": paper,
        "kind": KINDS[Kind(paper.kind)] if paper.kind else "",
        "badge": badge_of(paper),
        "at_work": is_at_work(paper),
        "groups": _groups(lines),
        "waiting": sum(line.piece.state == PieceState.PROPOSED for line in lines),
        "text": text_of(paper, pieces, received=received),
        "received_script": received,
        "two_scripts": paper.repaired != paper.simplified,
    }


def in_focus(groups: Sequence[tuple[Line | None, list[Line]]], asked: str) -> int | None:
    """The position of the piece whose button has the focus: the one asked for, else the first that waits."""
    lines = [line for meeting, parts in groups for line in (meeting, *parts) if line is not None]
    waiting = [line.piece.position for line in lines if line.piece.state == PieceState.PROPOSED]
    wanted = int(asked) if asked.isascii() and asked.isdigit() else 0
    return wanted if wanted in waiting else next(iter(waiting), None)


def is_at_work(paper: ReceivedPaper) -> bool:
    """Whether a job is reading it now."""
    return paper.read_at is None and paper.job is not None and paper.job.state in AT_WORK


def badge_of(paper: ReceivedPaper) -> Badge:
    """Read, being read, or not."""
    if paper.read_at is not None:
        return READ
    return BEING_READ if is_at_work(paper) else UNREAD


def text_of(paper: ReceivedPaper, pieces: Sequence[PaperPiece], *, received: bool) -> list[Stretch]:
    """The repaired text in stretches, each with the numbers of the pieces it belongs to."""
    spans = [
        Span(piece.starts, piece.ends, piece.position)
        for piece in pieces
        if piece.starts is not None and piece.ends is not None
    ]
    if received:
        return stretches(paper.repaired, in_other_script(spans, paper.simplified, paper.repaired))
    return stretches(paper.simplified, spans)


def page_of_figure(figure: PaperFigure, form: Form) -> dict[str, Any]:
    """A figure of a paper, and whatever of the register stands beside it by now."""
    return {
        "figure": figure,
        "form": form,
        "value": plain_number(figure.value),
        "beside": beside(figure),
        "at_work": figure.job is not None and figure.job.state in AT_WORK,
    }


def beside(figure: PaperFigure) -> dict[str, Any]:
    """The register's figure beside the paper's, the difference and the reasons in words; {} while none was counted."""
    if figure.compared_at is None or figure.counted_on is None or figure.counted is None:
        return {}
    piece = figure.piece
    told = Told(
        figure.label, figure.value, figure.unit, figure.as_of, figure.approximate, piece.sentence, piece.paper.level
    )
    counted = Counted(figure.counted, figure.counted_on, figure.indicator, figure.lacking)
    column = name_of_column(figure.indicator)
    return {
        "column": column,
        "counted": plain_number(Decimal(figure.counted)),
        "difference": plain_number(difference(told, counted)),
        "reasons": [reason_words(reason, told, counted, column) for reason in reasons(told, counted)],
    }


def _line(piece: PaperPiece, viewer: Viewer, figures: dict[int, PaperFigure], pieces: Sequence[PaperPiece]) -> Line:
    moves = PIECE_MOVES.verbs_from(PieceState(piece.state))
    may = frozenset(verb for verb in moves if permits(VERBS[verb], piece, viewer))
    under = [one for one in pieces if one.of_meeting_id == piece.pk and one.kind != PieceKind.TASK]
    waiting = sum(one.state == PieceState.PROPOSED for one in under)
    badge = PIECE_BADGES[PieceState(piece.state)]
    return Line(piece, short_words(piece), remarks(piece), badge, may, figures.get(piece.pk), waiting)


def _groups(lines: Sequence[Line]) -> list[tuple[Line | None, list[Line]]]:
    """Each meeting with the lines under it; what stands outside meetings comes last, under None."""
    meetings = [line for line in lines if line.piece.kind == PieceKind.MEETING]
    groups: list[tuple[Line | None, list[Line]]] = [
        (meeting, [line for line in lines if line.piece.of_meeting_id == meeting.piece.pk]) for meeting in meetings
    ]
    outside = [line for line in lines if line.piece.of_meeting_id is None and line.piece.kind != PieceKind.MEETING]
    return [*groups, (None, outside)] if outside else groups
