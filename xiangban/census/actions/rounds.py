"""Verbs of a round: opened, locked against late rosters, unlocked again.

Rosters are received in imports.py.
"""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell
from xiangban.access.viewer import Viewer
from xiangban.census.models import CensusRound
from xiangban.census.rules import ROUND_MOVES, StartState
from xiangban.children.rules import definition_on
from xiangban.territories.models import Territory


@action("census.open_round")
def open_round(
    place: Territory,
    by: Viewer,
    *,
    name: str,
    days: tuple[date, date],
    start_state: str = StartState.REGISTERED,
) -> CensusRound:
    """Open a sweep under the definition in force; `days` are reference date and deadline. Raises Refused."""
    reference_date, deadline = days
    definition = definition_on(reference_date)
    if definition is None:
        words = _("Reference date: {day} lies before the first definition of a left-behind child.")
        raise Refused(words.format(day=reference_date), "reference_date")
    if deadline < reference_date:
        raise Refused(_("Deadline: {day} lies before the reference date.").format(day=deadline), "deadline")
    if CensusRound.objects.filter(name=name, place_code=place.code, level=place.level).exists():
        raise Refused(_("Name: {place} has a round “{name}” already.").format(place=place.name, name=name), "name")
    sweep = CensusRound.objects.create(
        name=name,
        reference_date=reference_date,
        definition_version=definition.version,
        place_code=place.code,
        level=place.level,
        deadline=deadline,
        start_state=start_state,
        opened_at=timezone.now(),
        opened_by_id=by.post_id,
    )
    tell(subject=sweep, place=place.code, on=reference_date.isoformat())
    return sweep


@action("census.lock_round")
def lock_round(sweep: CensusRound, by: Viewer) -> None:
    """No further roster is taken and none is taken back; corrections are amendments from here on."""
    _move_round(sweep, "lock")


@action("census.unlock_round")
def unlock_round(sweep: CensusRound, by: Viewer, *, reason: str) -> None:
    """Open a locked round again, with a reason that stands in the trail."""
    _move_round(sweep, "unlock")


def _move_round(sweep: CensusRound, verb: str) -> None:
    """The only place that writes a round's state."""
    sweep.state = ROUND_MOVES.target(verb, CensusRound.objects.select_for_update().get(pk=sweep.pk).state)
    sweep.save(update_fields=["state"])
    tell(state=sweep.state)
