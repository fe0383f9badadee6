"""Rules of the register: states and moves, the responsible place, definitions and alerts. Pure.

Dates come in as arguments; nothing here reads a table.
"""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from xiangban.children.codes import CareReason, HukouKind
from xiangban.lib.chinese_dates import age_on
from xiangban.lib.moves import Moves
from xiangban.territories.rules import Level, level_of


class ChildState(models.TextChoices):
    DRAFT = "draft", _("draft")  # 草稿
    SUBMITTED = "submitted", _("submitted by the village")  # 村已提交
    REVIEWED = "reviewed", _("reviewed by the township")  # 乡镇已复核
    REGISTERED = "registered", _("on register")  # 在册
    EXIT_PROPOSED = "exit_proposed", _("exit proposed")  # 退出待审
    EXITED = "exited", _("exited")  # 已退出
    MERGED = "merged", _("merged into another file")  # 已合并: the same child had a second file, seen by nobody
    WITHDRAWN = "withdrawn", _("withdrawn")  # 已撤销: founded by an import that was undone, blank and seen by nobody


_OUT_OF_SIGHT = ("merged", "withdrawn")
STANDING = tuple(state for state in ChildState if state not in _OUT_OF_SIGHT)  # what a reader may ask for

S = ChildState
CHILD_MOVES = Moves[ChildState](
    ("submit", [S.DRAFT], S.SUBMITTED),
    ("review", [S.SUBMITTED], S.REVIEWED),
    ("register", [S.REVIEWED], S.REGISTERED),
    ("return", [S.SUBMITTED, S.REVIEWED], S.DRAFT),
    ("propose_exit", [S.REGISTERED], S.EXIT_PROPOSED),
    ("exit", [S.EXIT_PROPOSED], S.EXITED),
    ("refuse_exit", [S.EXIT_PROPOSED], S.REGISTERED),
    ("restore", [S.EXITED], S.REGISTERED),
    ("withdraw", [S.DRAFT, S.SUBMITTED, S.REVIEWED, S.REGISTERED], S.WITHDRAWN),
    ("merge", [S.DRAFT, S.SUBMITTED, S.REVIEWED, S.REGISTERED, S.EXITED], S.MERGED),
    # A merge taken apart: the file stands again where it stood.
    ("part_draft", [S.MERGED], S.DRAFT),
    ("part_submitted", [S.MERGED], S.SUBMITTED),
    ("part_reviewed", [S.MERGED], S.REVIEWED),
    ("part_registered", [S.MERGED], S.REGISTERED),
    ("part_exited", [S.MERGED], S.EXITED),
)
NOWHERE = -1  # the place that answers for a withdrawn or merged file: below every code, so in nobody's interval


# A closed file is read, printed and restored; what was given of it can still be taken back.
_NEEDS_OPEN_FILE = frozenset(
    {"amend", "record_schooling", "propose_handover", "receive_handover", "assign", "invite_parent", "set_photo"}
    | {"propose_merge"}
)


def fits_state(verb: str, state: str) -> bool:
    """Whether a verb beside the table of moves may be done on a file in this state."""
    return state not in (ChildState.EXITED, *_OUT_OF_SIGHT) or verb not in _NEEDS_OPEN_FILE


class PlaceBasis(models.TextChoices):
    LIVING = "living", _("village where the child lives")
    REGISTERED = "registered", _("village of the hukou")
    FOUNDED = "founded", _("place that founded the file, until the handover is received")
    UNCLAIMED = "unclaimed", _("to be claimed")  # 待认领
    CLAIMED = "claimed", _("claimed")
    RECEIVED = "received", _("received by handover")


@dataclass(frozen=True)
class ResponsiblePlace:
    """The place that answers for a child, and why."""

    code: int
    basis: PlaceBasis


def responsible_place(living: int | None, registered: int | None, at_least: int) -> ResponsiblePlace:
    """属地管理: the living village, else the hukou village, else the lowest known level, to be claimed.

    `at_least` is the place of whoever founds the file (twelve digits); it answers when nothing lower is known.
    """
    if living is not None and level_of(living) is Level.VILLAGE:
        return ResponsiblePlace(living, PlaceBasis.LIVING)
    if registered is not None and level_of(registered) is Level.VILLAGE:
        return ResponsiblePlace(registered, PlaceBasis.REGISTERED)
    known = [code for code in (living, registered, at_least) if code is not None]
    return ResponsiblePlace(max(known, key=level_of), PlaceBasis.UNCLAIMED)


def can_be_received(from_code: int, to_code: int, responsible_code: int) -> bool:
    """Whether a handover still leads somewhere: its giver answers for the child, and the receiver is another place."""
    return from_code == responsible_code != to_code


@dataclass(frozen=True)
class Definition:
    """A versioned definition (口径) of the rural left-behind child: who counts, from when, by which paper."""

    version: str
    since: date
    until: date | None
    age_below: int
    paper: str


DEFINITIONS = (Definition("2016", date(2016, 2, 4), None, 16, "国发〔2016〕13号"),)


def definition_on(day: date) -> Definition | None:
    """The definition in force on a day; None before the first."""
    return next((d for d in DEFINITIONS if d.since <= day and (d.until is None or day < d.until)), None)


@dataclass(frozen=True)
class Facts:
    """What the definition and the alerts look at; None and "" mean not collected."""

    birth_date: date | None
    hukou_kind: str
    care_reason: str
    guardianship_kind: str = ""
    lives_alone: bool | None = None


def meets_definition(facts: Facts, day: date) -> bool | None:
    """Whether a child counts as left behind on that day; None when a fact it needs is not collected."""
    definition = definition_on(day)
    if definition is None or facts.birth_date is None or not facts.hukou_kind or not facts.care_reason:
        return None
    young = age_on(facts.birth_date, day) < definition.age_below
    rural = facts.hukou_kind in (HukouKind.RURAL, HukouKind.RESIDENT, HukouKind.NONE)
    left = facts.care_reason in CareReason.values
    return young and rural and left


class Alert(models.TextChoices):
    UNATTENDED_UNDER_EIGHT = "unattended_under_eight", _("under 8 and nobody attends (minors' law art. 21)")
    ALONE_UNDER_SIXTEEN = "alone_under_sixteen", _("under 16 and living alone (minors' law art. 21)")


def alerts(facts: Facts, day: date) -> list[Alert]:
    """Hard alerts of 未成年人保护法 art. 21, from facts alone."""
    if facts.birth_date is None:
        return []
    age = age_on(facts.birth_date, day)
    nobody = facts.guardianship_kind == "nobody"
    found = [Alert.UNATTENDED_UNDER_EIGHT] if nobody and age < 8 else []
    return [*found, Alert.ALONE_UNDER_SIXTEEN] if facts.lives_alone and age < 16 else found
