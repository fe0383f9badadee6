"""Rules of going up level by level: how far a place is in a round, what it says, who judges it. Pure.

What is written when it moves is in actions/submissions.py; how complete a place is, in completeness.py.
"""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from xiangban.lib.moves import Moves
from xiangban.territories.rules import Level
from xiangban.web.phrases import StrOrPromise


class SubmissionState(models.TextChoices):
    """How far a place is in a round; a place of which nothing was written is being swept."""

    SWEEPING = "sweeping", _("being swept")
    SUBMITTED = "submitted", _("submitted to the level above")
    ACCEPTED = "accepted", _("accepted by the level above")
    RETURNED = "returned", _("sent back to be swept again")


S = SubmissionState
SUBMISSION_MOVES = Moves[SubmissionState](
    ("submit_place", [S.SWEEPING, S.RETURNED], S.SUBMITTED),
    ("accept_place", [S.SUBMITTED], S.ACCEPTED),
    ("return_place", [S.SUBMITTED], S.RETURNED),
    ("reopen_place", [S.SUBMITTED, S.ACCEPTED], S.SWEEPING),
)
OWING = (S.SWEEPING, S.RETURNED)  # nothing has come from such a place
HANDED_IN = (S.SUBMITTED, S.ACCEPTED)

MOVE_WORDS: Mapping[str, StrOrPromise] = {
    "submit_place": _("submitted the place"),
    "accept_place": _("accepted the place"),
    "return_place": _("sent the place back"),
    "reopen_place": _("opened the place again"),
}


class Statement(models.TextChoices):
    """What a place says with its submission; that there is nobody is said aloud, never by silence (零报告)."""

    SWEPT = "swept", _("Every household was visited; all rural left-behind children here are on the list.")
    NOBODY = "nobody", _("Every household was visited; there is no rural left-behind child here.")


def judges(level_of_seat: int, place: int, top: int) -> bool:
    """Whether a seat of this level judges a place that lies in its own: the place above does, the top one itself.

    Levels count downwards from the province; 0 is the system.
    """
    return level_of_seat < place or (place == top and level_of_seat <= place)


def goes_up(place: int, top: int) -> bool:
    """Whether there is a level above in this round that accepts the place."""
    return place > top


def offered(state: SubmissionState, place: int, top: int, level_of_seat: int) -> tuple[str, ...]:
    """The verbs that lead on from a state for a seat that has the place in its own, in the order of the table."""
    verbs = SUBMISSION_MOVES.verbs_from(state)
    if not judges(level_of_seat, place, top):
        return tuple(verb for verb in verbs if verb == "submit_place")
    judged_above = goes_up(place, top)
    # What waits above is accepted or sent back; the territory of the round itself is opened again by its own seat.
    fits = {"submit_place": True, "accept_place": judged_above, "return_place": judged_above}
    return tuple(verb for verb in verbs if fits.get(verb, state is S.ACCEPTED or not judged_above))


# From this level upwards a round is not submitted while children are gone without a reason.
ANSWERS_FOR_THE_GONE = Level.COUNTY
