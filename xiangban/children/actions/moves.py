"""The moves of a file through the register, along CHILD_MOVES; `_move` alone assigns the state.

What is checked before a file may be submitted or registered stands in checks.py.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell, tell_changes
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.children.actions.checks import refuse_incomplete, refuse_over_age
from xiangban.children.actions.given import end_given
from xiangban.children.actions.handovers import end_waiting
from xiangban.children.actions.refusals import need
from xiangban.children.attention import years_before
from xiangban.children.codes import ExitReason
from xiangban.children.gaps import gaps_of
from xiangban.children.models import Child, ChildMove
from xiangban.children.rules import CHILD_MOVES, ChildState
from xiangban.lib.chinese_dates import AGE_OF_EXIT, sixteenth_birthday
from xiangban.lib.moves import MoveNotAllowed
from xiangban.territories.models import Territory


@dataclass(frozen=True)
class _Leaving:
    reason: str = ""
    on: date | None = None


_STAYS = _Leaving()


@action("children.submit", facet=Facet.FILE)
def submit_child(child: Child, by: Viewer) -> None:
    """The village submits a complete draft to the township."""
    child.refresh_from_db()
    refuse_incomplete(child)
    _move(child, "submit", by)
    _tell_gaps(child)


@action("children.review", facet=Facet.FILE)
def review_child(child: Child, by: Viewer) -> None:
    """The township, owner of the ledger, has reviewed the file."""
    _move(child, "review", by)
    _tell_gaps(child)


@action("children.register", facet=Facet.FILE)
def register_child(child: Child, by: Viewer) -> None:
    """The county puts the child on the register."""
    child.refresh_from_db()
    refuse_over_age(child.birth_date, timezone.localdate())
    _move(child, "register", by)
    _tell_gaps(child)


@action("children.return", facet=Facet.FILE)
def return_child(child: Child, by: Viewer, *, reason: str) -> None:
    """Send a file back to the village as a draft, with the reason."""
    _move(child, "return", by, reason=need(reason, "reason"))


@action("children.propose_exit", facet=Facet.FILE)
def propose_exit(child: Child, by: Viewer, *, exit_reason: ExitReason, exit_on: date, reason: str = "") -> None:
    """Propose that a child leaves the register, by a coded reason and from a date; `reason` says more."""
    if exit_reason is ExitReason.OTHER:
        need(reason, "reason")
    if exit_on > timezone.localdate():
        raise Refused(_("Date of exit: {value} lies ahead. Give the day it happened.").format(value=exit_on), "exit_on")
    _move(child, "propose_exit", by, reason=reason.strip(), leaving=_Leaving(exit_reason, exit_on))


@action("children.exit", facet=Facet.FILE)
def exit_child(child: Child, by: Viewer) -> None:
    """The county confirms the exit for the reason that was proposed."""
    child.refresh_from_db()
    _leave(child, by, _Leaving(child.exit_reason, child.exit_on))


@action("children.refuse_exit", facet=Facet.FILE)
def refuse_exit(child: Child, by: Viewer, *, reason: str) -> None:
    """The county keeps the child on the register, with the reason."""
    _move(child, "refuse_exit", by, reason=need(reason, "reason"))


@action("children.restore", facet=Facet.FILE)
def restore_child(child: Child, by: Viewer, *, reason: str) -> None:
    """The county puts an exited child back on the register, with the reason."""
    child.refresh_from_db()
    refuse_over_age(child.birth_date, timezone.localdate())
    _move(child, "restore", by, reason=need(reason, "reason"))


@action("children.exit")
def exit_at_sixteen(place: Territory | None, by: Viewer, *, day: date) -> list[int]:
    """Exit every child on the register whose 16th birthday is not after `day`; returns their keys.

    Run by the system; the place is None for the whole register.
    """
    born_by = years_before(day, AGE_OF_EXIT)
    children = Child.objects.visible_to(by).on_register().born_on_or_before(born_by).order_by("pk")
    if place is not None:
        interval = place.interval
        children = children.filter(responsible_code__gte=interval.low, responsible_code__lt=interval.high)
    left = list(children)
    for child in left:
        _leave_at_sixteen(child, by)
    tell_changes([{"child": child.pk, "move": "exit", "on": str(child.exit_on)} for child in left], len(left))
    return [child.pk for child in left]


def move_aside(child: Child, verb: str, by: Viewer, reason: str) -> None:
    """Merge a file into another, or take it out again; why and when it had left the register stays as it is."""
    child.refresh_from_db()
    _move(child, verb, by, reason=reason, leaving=_Leaving(child.exit_reason, child.exit_on))


def _tell_gaps(child: Child) -> None:
    """The trail keeps what was known to be missing when the file went a step further."""
    if gaps := gaps_of(child):
        tell(not_collected=[gap.name for gap in gaps])


def _leave_at_sixteen(child: Child, by: Viewer) -> None:
    leaving = _Leaving(ExitReason.SIXTEEN, child.birth_date and sixteenth_birthday(child.birth_date))
    if child.state == ChildState.REGISTERED:
        _move(child, "propose_exit", by, leaving=leaving)
    _leave(child, by, leaving)


def _leave(child: Child, by: Viewer, leaving: _Leaving) -> None:
    """An exit ends the handover that waits and what was given of the file for work."""
    _move(child, "exit", by, leaving=leaving)
    end_waiting(child, by, _("The child has left the register."))
    end_given(child)


def _move(child: Child, verb: str, by: Viewer, *, reason: str = "", leaving: _Leaving = _STAYS) -> None:
    """Move a file one step: the only code that assigns the state, with its immutable row. Raises Refused."""
    child.refresh_from_db()
    before = child.state
    try:
        after = CHILD_MOVES.target(verb, before)
    except MoveNotAllowed:
        raise Refused(_say_where_it_stands(child)) from None
    child.state = after
    child.exit_reason, child.exit_on = leaving.reason, leaving.on
    child.save(update_fields=["state", "exit_reason", "exit_on"])
    ChildMove.objects.create(
        child=child,
        move=verb,
        state_before=before,
        state_after=after,
        at=timezone.now(),
        by_id=by.user_id,
        post_id=by.post_id,
        exit_reason=leaving.reason,
        reason=reason,
    )


def _say_where_it_stands(child: Child) -> str:
    sentence = _("The file now stands at “{state}”, so this step is done already or is not its next. Reload the page.")
    return sentence.format(state=ChildState(child.state).label)
