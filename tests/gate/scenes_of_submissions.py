"""Scenes of a round that goes up level by level: places handed in, judged from above, children explained."""

from typing import Any

from tests.gate.cast import SEATS
from tests.gate.scenes import WHY, performs, send
from tests.gate.stage import Stage
from xiangban.access.viewer import system_viewer
from xiangban.census.actions.submissions import submit_place
from xiangban.census.submitting import Statement
from xiangban.territories.models import Territory

BY = system_viewer("a scene")


@performs("census.submit_place")
def _submit_place(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "census:submit_place", _at(stage, SEATS[seat].place), statement="swept", **WHY)


@performs("census.accept_place")
def _accept_place(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "census:accept_place", _at(stage, _handed_in_below(stage, seat)))


@performs("census.return_place")
def _return_place(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "census:return_place", _at(stage, _handed_in_below(stage, seat)), **WHY)


@performs("census.reopen_place")
def _reopen_place(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "census:reopen_place", _at(stage, _handed_in_below(stage, seat)), **WHY)


@performs("census.explain")
def _explain(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "census:explain", _at(stage, SEATS[seat].place), rest="parent_back")


def _at(stage: Stage, code: int) -> dict[str, int]:
    return {"pk": stage.swept["round of the city"].round.pk, "code": code}


def _handed_in_below(stage: Stage, seat: str) -> int:
    """A place right below the seat's own, handed in; of a village itself."""
    home = Territory.objects.current().get(code=SEATS[seat].place)
    places = Territory.objects.current().inside(home.interval).filter(level=home.level + 1).order_by("code")
    below = places.first() or home
    sweep = stage.swept["round of the city"].round
    submit_place(below, BY, sweep=sweep, statement=Statement.SWEPT, reason="入户核实")
    return below.code
