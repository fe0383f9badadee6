"""Rules of the census: states of rounds, imports and returns, what becomes of a row, and why. Pure.

Which value of which agency stands is in survivorship.py; how rows are judged is in verdicts.py.
"""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from xiangban.children.rules import ChildState
from xiangban.lib.chinese_dates import AGE_OF_EXIT, age_on
from xiangban.lib.moves import Moves

ADULT = 18


class RoundState(models.TextChoices):
    OPEN = "open", _("open for rosters")
    LOCKED = "locked", _("locked")


ROUND_MOVES = Moves[RoundState](
    ("lock", [RoundState.OPEN], RoundState.LOCKED),
    ("unlock", [RoundState.LOCKED], RoundState.OPEN),
)


class ImportState(models.TextChoices):
    RECEIVED = "received", _("received")
    READY = "ready", _("read and matched, to be looked at")
    COMMITTED = "committed", _("in the register")
    UNDONE = "undone", _("taken back")
    WITHDRAWN = "withdrawn", _("withdrawn")
    FAILED = "failed", _("could not be read")


S = ImportState
IMPORT_MOVES = Moves[ImportState](
    ("prepare", [S.RECEIVED, S.READY, S.FAILED], S.READY),
    ("fail", [S.RECEIVED, S.READY, S.FAILED], S.FAILED),
    ("commit", [S.READY], S.COMMITTED),
    ("undo", [S.COMMITTED], S.UNDONE),
    ("withdraw", [S.RECEIVED, S.READY, S.FAILED], S.WITHDRAWN),
)
# An import in one of these states holds its files: the same file is not taken a second time.
STANDING = (S.RECEIVED, S.READY, S.COMMITTED)


class StartState(models.TextChoices):
    """How far the files that a round founds are at once (domain 2.7)."""

    REGISTERED = "registered", ChildState.REGISTERED.label
    SUBMITTED = "submitted", ChildState.SUBMITTED.label


MOVES_TO: dict[str, tuple[str, ...]] = {
    StartState.REGISTERED: ("submit", "review", "register"),
    StartState.SUBMITTED: ("submit",),
}


class Verdict(models.TextChoices):
    """What becomes of a row; every row that was read has exactly one."""

    LINKED = "linked", _("linked to a file")
    NEW = "new", _("founds a file")
    WAITING = "waiting", _("waits for a decision")
    REFUSED = "refused", _("refused")
    NOT_A_CHILD = "not_a_child", _("not a child")


# Rows of these verdicts reach the register; the others touch no file.
SETTLED = (Verdict.LINKED, Verdict.NEW)
IN_DOUBT = (Verdict.WAITING, Verdict.REFUSED)


class Why(models.TextChoices):
    """Why a row waits, is refused or is no child."""

    DOUBTFUL_LINK = "doubtful_link", _("it may be a child that is already here")
    NO_NAME = "no_name", _("there is no name")
    ADULT = "adult", _("by its birth date the person is 18 or older")
    AGED_OUT = "aged_out", _("16 or older on the day of the round")
    TOO_LITTLE = "too_little", _("too little to tell who it is")
    CLOSED = "closed", _("its file was closed: restore it, or it is another child")
    OUTSIDE = "outside", _("the place lies outside the territory of the import")
    HOUSEHOLD_MEMBER = "household_member", _("a member of the household, used for the family")
    BY_HAND = "by_hand", _("refused by a person")


class Decision(models.TextChoices):
    """What a person, or a corrected file, said of rows in doubt."""

    SAME = "same", _("the same child")
    NEW = "new", _("another child")
    REFUSE = "refuse", _("not to be taken over")
    CORRECTED = "corrected", _("came again, corrected")


class UndoReason(models.TextChoices):
    """Why an import is taken back; free words would travel with the job."""

    WRONG_FILE = "wrong_file", _("a wrong file was among them")
    WRONG_COLUMNS = "wrong_columns", _("columns were read as the wrong facts")
    WRONG_LINKS = "wrong_links", _("different children were taken for one")
    NEWER_FILE = "newer_file", _("the agency sent a newer file")
    OTHER = "other", _("for another reason, told to the head")


class Change(models.TextChoices):
    """What an import means for one file, as the preview counts it."""

    NEW = "new", _("new file")
    CHANGED = "changed", _("facts are added or replaced")
    UNCHANGED = "unchanged", _("nothing changes")
    CONFLICT = "conflict", _("says otherwise and does not stand")
    GONE = "gone", _("on register and in no roster")


def refusal_by_age(born: date | None, reference: date) -> str:
    """Why nobody of this age founds a file on the day of the round; "" when the age allows it or is not known."""
    if born is None or born > reference:
        return ""
    age = age_on(born, reference)
    if age >= ADULT:
        return Why.ADULT
    return Why.AGED_OUT if age >= AGE_OF_EXIT else ""
