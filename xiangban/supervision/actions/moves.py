"""The one place that moves an inspection, finding, paper, appeal, review or suggestion along its table.

Which moves there are stands in rules.py; what a move needs besides is checked by the verbs.
"""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import NotPermitted, Refused, tell
from xiangban.access.gate import ScopedModel
from xiangban.access.viewer import Viewer
from xiangban.lib.moves import MoveNotAllowed, Moves
from xiangban.supervision.models import SupervisionMove

Stated = Any  # a row with `state` and the table of its states


def move(row: Stated, table: Moves[Any], verb: str, by: Viewer, text: str = "") -> None:
    """Move a row one step under its lock and keep the move. Raises Refused where somebody was faster."""
    before = _move_row(row, table, verb)
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


def _move_row(row: Stated, table: Moves[Any], verb: str) -> str:
    model: type[models.Model] = type(row)
    locked: Stated = model._base_manager.select_for_update().get(pk=row.pk)
    try:
        row.state = table.target(verb, locked.state)
    except MoveNotAllowed:
        words = _("This stands at “{state}” by now, so it cannot be done any more. Reload the page.")
        raise Refused(words.format(state=locked.get_state_display())) from None
    row.save(update_fields=["state"])
    return str(locked.state)


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
