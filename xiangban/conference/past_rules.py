"""Rules of papers of the past: kinds of pieces, their states and moves, what a title says of a meeting. Pure.

What is found in a paper is papers/'s matter; what becomes of a piece is actions/pieces.py's.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xiangban.conference.papers.titles import is_of_liaisons, is_special, is_televised
from xiangban.conference.rules import MeetingForm, MeetingKind
from xiangban.lib.moves import Moves

MOST_PIECES = 400  # of one paper; a longer one is cut up
LONGEST_KEPT = 300_000  # characters that a page can still show beside its pieces


class PieceKind(models.TextChoices):
    MEETING = "meeting", _("Meeting")
    DECISION = "decision", _("Decision")
    TASK = "task", _("Task")
    FIGURE = "figure", _("Figure")
    PERSON = "person", _("Person")
    UNIT = "unit", _("Unit")
    STATEMENT = "statement", _("Statement")
    DEMAND = "demand", _("Demand")
    SPECIAL_ACTION = "special_action", _("Special action")
    PROBLEM = "problem", _("Problem")
    ACCOUNTABILITY = "accountability", _("Accountability clause")


K = PieceKind
# What is written down at a meeting: it waits until the meeting itself is accepted.
OF_A_MEETING = (K.DECISION, K.TASK, K.PERSON, K.UNIT, K.STATEMENT, K.DEMAND)
# What nobody can accept without saying more than the paper says.
NEEDS_WORDS = (K.TASK,)


class PieceState(models.TextChoices):
    PROPOSED = "proposed", _("to be looked at")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("not taken over")


PIECE_MOVES = Moves[PieceState](
    ("accept", [PieceState.PROPOSED, PieceState.DECLINED], PieceState.ACCEPTED),
    ("decline", [PieceState.PROPOSED], PieceState.DECLINED),
    ("undo", [PieceState.ACCEPTED, PieceState.DECLINED], PieceState.PROPOSED),
)


class Becomes(models.TextChoices):
    """What a task in a paper of the past is accepted as."""

    TASK = "task", _("an open task: the post that leads receives it today")
    DECISION = "decision", _("a decision of that meeting: nobody receives anything")


def kind_of_meeting(title: str) -> MeetingKind:
    """The kind as the first name of a meeting says it; a person corrects it."""
    if is_of_liaisons(title):
        return MeetingKind.LIAISON
    return MeetingKind.SPECIAL if is_special(title) else MeetingKind.PLENARY


def form_of_meeting(title: str) -> MeetingForm:
    """By television and telephone where the title says so."""
    return MeetingForm.TELEVISED if is_televised(title) else MeetingForm.ON_SITE
