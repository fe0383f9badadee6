"""The one place that moves an inspection, finding, paper, appeal, review or suggestion along its table.

Which moves there are stands in rules.py; what a move needs besides is checked by the verbs.
"""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import NotPermitted, Refused, tell
from xiangban.access.gate import ScopedModel
from xiangban.access.viewer import Viewer
from xiangban.lib.moves import MoveNotAllowed
from xiangban.supervision.models import Appeal, Finding, Inspection, Order, Review, Suggestion, SupervisionMove
from xiangban.supervision.rules import (
    APPEAL_MOVES,
    FINDING_MOVES,
    INSPECTION_MOVES,
    ORDER_MOVES,
    REVIEW_MOVES,
    SUGGESTION_MOVES,
)

Stated = Inspection | Review | Finding | Order | Appeal | Suggestion


def move(row: Stated, verb: str, by: Viewer, text: str = "") -> None:
    """Move a row one step under its lock and keep the move. Raises Refused where somebody was faster."""
    locked: Any = type(row)._base_manager.select_for_update().get(pk=row.pk)
    before = str(locked.state)
    try:
        _MOVERS[type(row)](row, verb, before)
    except MoveNotAllowed:
        words = _("This stands at “{state}” by now, so it cannot be done any more. Reload the page.")
        raise Refused(words.format(state=locked.get_state_display())) from None
    row.save(update_fields=["state"])
    made = SupervisionMove.objects.create(
        subject=row._meta.label_lower,
        key=row.pk,
        place_code=place_of(row),
        move=verb,
        state_before=before,
        state_after=row.state,
        at=timezone.now(),
        by_id=by.user_id,
        post_id=by.post_id,
        text=text,
    )
    tell(state=row.state, move=made.pk)


def _move_inspection(row: Inspection, verb: str, before: str) -> None:
    row.state = INSPECTION_MOVES.target(verb, before)


def _move_review(row: Review, verb: str, before: str) -> None:
    row.state = REVIEW_MOVES.target(verb, before)


def _move_finding(row: Finding, verb: str, before: str) -> None:
    row.state = FINDING_MOVES.target(verb, before)


def _move_order(row: Order, verb: str, before: str) -> None:
    row.state = ORDER_MOVES.target(verb, before)


def _move_appeal(row: Appeal, verb: str, before: str) -> None:
    row.state = APPEAL_MOVES.target(verb, before)


def _move_suggestion(row: Suggestion, verb: str, before: str) -> None:
    row.state = SUGGESTION_MOVES.target(verb, before)


_MOVERS: dict[type[Any], Callable[[Any, str, str], None]] = {
    Inspection: _move_inspection,
    Review: _move_review,
    Finding: _move_finding,
    Order: _move_order,
    Appeal: _move_appeal,
    Suggestion: _move_suggestion,
}


def place_of(row: Stated) -> int:
    """The place a move of this row is seen at: its own, or that of what it belongs to."""
    for owner in (row, getattr(row, "inspection", None), getattr(row, "order", None)):
        code = getattr(owner, "place_code", None)
        if isinstance(code, int):
            return code
    raise ValueError(f"{row._meta.label} lies nowhere")


def demand_level(row: ScopedModel, by: Viewer, verb: str) -> None:
    """Raises NotPermitted for a seat of another level than the one that opened it, though it may read it."""
    if by.system:
        return
    if getattr(row, "level", by.level) != by.level:
        raise NotPermitted(verb, by, row, seen=True)


def demand_own(inspection: Inspection, row: Finding | Review, by: Viewer, verb: str) -> None:
    """Raises NotPermitted for a problem or review of another inspection than the one the gate was asked for."""
    if row.inspection_id != inspection.pk:
        raise NotPermitted(verb, by, row, seen=False)
