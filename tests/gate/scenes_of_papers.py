"""Scenes of papers of the past: laid, opened, withdrawn, a piece accepted, declined, taken back, a figure compared."""

from typing import Any

from tests.gate.cast import SEATS
from tests.gate.scenes import performs, send
from tests.gate.stage import BUILDER, Stage
from tests.past_papers import Past
from tests.sitting import Sat
from xiangban.access.viewer import system_viewer
from xiangban.conference.actions.pieces import decline_piece, undo_piece

BY = system_viewer(BUILDER)


@performs("conference.receive_paper")
def _receive(stage: Stage, seat: str) -> Any:
    words = {"title": "另一份材料", "pasted": "12日，联席会议召开。"}
    return send(stage, seat, "conference:receive_paper", {"pk": _of(stage, seat).conference.pk}, **words)


@performs("conference.open_paper")
def _open(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "conference:open_paper", {"pk": _past(stage, seat).paper.pk})


@performs("conference.withdraw_paper")
def _withdraw(stage: Stage, seat: str) -> Any:
    past = _past(stage, seat)
    undo_piece(past.figure.piece, BY)
    return send(stage, seat, "conference:withdraw_paper", {"pk": past.paper.pk}, reason="传错了")


@performs("conference.accept_piece")
def _accept(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "conference:accept_piece_as_read", {"pk": _past(stage, seat).piece.pk})


@performs("conference.decline_piece")
def _decline(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "conference:decline_piece", {"pk": _past(stage, seat).piece.pk})


@performs("conference.undo_piece")
def _undo(stage: Stage, seat: str) -> Any:
    piece = _past(stage, seat).piece
    decline_piece(piece, BY)
    return send(stage, seat, "conference:undo_piece", {"pk": piece.pk})


@performs("conference.compare_figure")
def _compare(stage: Stage, seat: str) -> Any:
    words = {"indicator": "summary.01@2016", "day": "2026-09-01"}
    return send(stage, seat, "conference:compare_figure", {"pk": _past(stage, seat).figure.pk}, **words)


def _past(stage: Stage, seat: str) -> Past:
    return _of(stage, seat).past


def _of(stage: Stage, seat: str) -> Sat:
    """The conference of the seat's own place, else any."""
    place = SEATS[seat].place
    found = [sat for sat in stage.met.values() if sat.conference.place_code == place]
    return found[0] if found else next(iter(stage.met.values()))
