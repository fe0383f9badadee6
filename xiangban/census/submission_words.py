"""Words and badges for places in a round: how far they are, and each move as a line of its story.

Which moves there are is in submitting.py.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xiangban.census.completeness import PlaceLine
from xiangban.census.models import SubmissionMove
from xiangban.census.submitting import HANDED_IN, MOVE_WORDS, Statement, SubmissionState
from xiangban.web.badges import Badge, Tone
from xiangban.web.phrases import StrOrPromise

SUBMISSION_BADGES = {
    SubmissionState.SWEEPING: Badge(SubmissionState.SWEEPING.label, Tone.PLAIN, "hourglass"),
    SubmissionState.SUBMITTED: Badge(SubmissionState.SUBMITTED.label, Tone.NOTICE, "eye-check"),
    SubmissionState.ACCEPTED: Badge(SubmissionState.ACCEPTED.label, Tone.GOOD),
    SubmissionState.RETURNED: Badge(SubmissionState.RETURNED.label, Tone.WARNING, "arrow-left"),
}
LATE = Badge(_("overdue"), Tone.DANGER, "clock")
JUDGING: dict[str, StrOrPromise] = {
    "return_place": _("Send {place} back"),
    "reopen_place": _("Open {place} again"),
}


@dataclass(frozen=True)
class ToldMove:
    """A move in words: what, when, from which post, what was stated, why, who owed, how many files."""

    word: StrOrPromise
    at: datetime
    post: str
    statement: StrOrPromise
    reason: str
    missing: str = ""
    files: int | None = None  # on register when it was submitted


def say_moves(moves: Iterable[SubmissionMove]) -> list[ToldMove]:
    """The moves of a place as they are told, in the order they come."""
    return [
        ToldMove(
            MOVE_WORDS[move.move],
            move.at,
            move.post.title if move.post else "",
            Statement(move.statement).label if move.statement else "",
            move.reason,
            gettext(", ").join(move.missing),
            move.figures.get("files"),
        )
        for move in moves
    ]


def amended_from(own: PlaceLine, moves: Sequence[ToldMove]) -> int | None:
    """With how many files a place was submitted, where another number stands there now; else None."""
    submitted_with = next((move.files for move in moves if move.files is not None), None)
    return submitted_with if own.state in HANDED_IN and submitted_with != own.figures.files else None
