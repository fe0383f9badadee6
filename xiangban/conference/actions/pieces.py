"""Verbs of a piece of a paper of the past: accepted as it is or corrected, not taken over, taken back.

What an accepted piece becomes, and what may be taken away again, is written in becoming.py.
"""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell
from xiangban.access.viewer import Viewer
from xiangban.conference.actions.becoming import become, take_away
from xiangban.conference.keeping import demand_keeper
from xiangban.conference.models import PaperPiece
from xiangban.conference.past_pieces import as_read
from xiangban.conference.past_rules import NEEDS_WORDS, OF_A_MEETING, PIECE_MOVES, PieceKind, PieceState


@action("conference.accept_piece")
def accept_piece(piece: PaperPiece, by: Viewer, *, values: Mapping[str, Any]) -> None:
    """Take a piece over with these values: it becomes a meeting of the past, a decision, a figure, or is noted.

    Raises Refused while its meeting is not accepted, MoveNotAllowed when another person was faster.
    """
    demand_keeper(piece.paper.conference, by, "conference.accept_piece")
    held = _held(piece)
    _move(held, "accept", by)
    if held.kind in OF_A_MEETING and held.of_meeting is not None and held.of_meeting.meeting_id is None:
        raise Refused(_("Accept the meeting first: this belongs to it."))
    become(held, by, values)
    held.taken = json.dumps({name: _plain(value) for name, value in values.items()}, ensure_ascii=False)
    held.save()
    tell(kind=held.kind, paper=held.paper_id)


@action("conference.accept_piece")
def accept_whole(piece: PaperPiece, by: Viewer) -> int:
    """Accept a meeting and all that stands under it as it was read, but for tasks, which need a post; how many."""
    if piece.kind != PieceKind.MEETING:
        raise Refused(_("Only a meeting has pieces under it."))
    if _held(piece).state == PieceState.PROPOSED:
        accept_piece(piece, by, values=as_read(piece))
    parts = PaperPiece.objects.filter(of_meeting=piece).proposed().exclude(kind__in=NEEDS_WORDS)
    found = list(parts.select_related("paper__conference"))
    for part in found:
        accept_piece(part, by, values=as_read(part))
    tell(parts=len(found))
    return 1 + len(found)


@action("conference.decline_piece")
def decline_piece(piece: PaperPiece, by: Viewer) -> None:
    """Not taken over: it stays in the paper and nothing comes of it."""
    demand_keeper(piece.paper.conference, by, "conference.decline_piece")
    held = _held(piece)
    _move(held, "decline", by)
    held.save()


@action("conference.undo_piece")
def undo_piece(piece: PaperPiece, by: Viewer) -> None:
    """Back to the proposal, with what came of it, while nothing stands on that. Raises Refused."""
    demand_keeper(piece.paper.conference, by, "conference.undo_piece")
    held = _held(piece)
    before = held.state
    _move(held, "undo", by)
    held.taken = ""
    if before == PieceState.ACCEPTED:
        take_away(held, by)
    held.save()
    tell(kind=held.kind, paper=held.paper_id, was=before)


def _held(piece: PaperPiece) -> PaperPiece:
    rows = PaperPiece.objects.select_for_update(of=("self",)).select_related("of_meeting", "paper__conference")
    found: PaperPiece = rows.get(pk=piece.pk)
    if found.paper.withdrawn_at is not None:
        raise Refused(_("This paper was withdrawn."))
    return found


def _move(piece: PaperPiece, verb: str, by: Viewer) -> None:
    """The only place that writes a piece's state; the caller saves the row it holds."""
    piece.state = PIECE_MOVES.target(verb, PieceState(piece.state))
    piece.decided_at, piece.decided_by_id = timezone.now(), by.post_id


def _plain(value: object) -> object:
    """A value as JSON keeps it: days and numbers as text, rows by their keys."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, date | Decimal):
        return str(value)
    if isinstance(value, list | tuple | models.QuerySet):
        return [_plain(one) for one in value]
    return value
