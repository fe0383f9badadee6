"""What can wait at a seat: children in a state or asking for a hand, as one table of conditions.

How many wait and who they are is counted in queries.py; which seat is told of what is in seats.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.roles import Facet
from xiangban.children.attention import TELLS, Attention, asks_for
from xiangban.children.codes import Enrolment, Schooling
from xiangban.children.rules import ChildState
from xiangban.web.badges import Tone
from xiangban.web.phrases import StrOrPromise


@dataclass(frozen=True)
class Waiting:
    """One kind of waiting: its heading, what to do about it, who waits, and the list that shows them all."""

    name: str
    title: StrOrPromise
    hint: StrOrPromise
    condition: Callable[[date], Q]
    address: str
    icon: str = "clock"
    tone: Tone = Tone.NOTICE
    facet: Facet = Facet.ROSTER


def _in_state(name: str, state: ChildState, title: StrOrPromise, hint: StrOrPromise, icon: str) -> Waiting:
    return Waiting(name, title, hint, lambda _today: Q(state=state), f"state={state.value}", icon)


def _asking(
    attention: Attention, title: StrOrPromise, hint: StrOrPromise, icon: str, tone: Tone = Tone.NOTICE
) -> Waiting:
    return Waiting(
        attention.value,
        title,
        hint,
        lambda today: asks_for(attention, today),
        f"attention={attention.value}",
        icon,
        tone,
        TELLS[attention],
    )


def _drafts(today: date) -> Q:
    return Q(state=ChildState.DRAFT) & ~asks_for(Attention.RETURNED, today)


def _schooling_missing(_today: date) -> Q:
    gap = Q(schooling="") | Q(enrolment="") | Q(grade="") | Q(boarding="")
    return gap & ~Q(state=ChildState.EXITED)


def _out_of_school(_today: date) -> Q:
    left = Q(enrolment__in=[Enrolment.SUSPENDED, Enrolment.DROPPED_OUT]) | Q(schooling=Schooling.DROPPED_OUT)
    return left & ~Q(state=ChildState.EXITED)


DRAFTS = Waiting(
    "drafts",
    _("Drafts to finish"),
    _("Complete the file and submit it to the township."),
    _drafts,
    f"state={ChildState.DRAFT.value}",
    "pencil",
)
RETURNED = _asking(
    Attention.RETURNED,
    _("Returned to you"),
    _("Mend what the reason names and submit again."),
    "arrow-left",
    Tone.WARNING,
)
TO_REVIEW = _in_state(
    "to_review",
    ChildState.SUBMITTED,
    _("To review"),
    _("Villages have submitted these; review them or return them with a reason."),
    "clipboard-check",
)
TO_REGISTER = _in_state(
    "to_register",
    ChildState.REVIEWED,
    _("To register"),
    _("Townships have reviewed these; put them on the register or return them with a reason."),
    "clipboard-list",
)
EXITS = _in_state(
    "exits",
    ChildState.EXIT_PROPOSED,
    _("Exits proposed"),
    _("Decide whether the child leaves the register."),
    "hourglass",
)
ALERTS = _asking(
    Attention.ALERT,
    _("Alerts"),
    _("Nobody attends a child under 8, or a child under 16 lives alone: act today (minors' law art. 21)."),
    "alert-octagon",
    Tone.DANGER,
)
UNCLAIMED = _asking(
    Attention.UNCLAIMED,
    _("To be claimed"),
    _("The village is not known yet: find out and claim."),
    "flag",
    Tone.WARNING,
)
SIXTEEN_SOON = _asking(
    Attention.SIXTEEN_SOON,
    _("Turn 16 within 60 days"),
    _("They leave the register on their birthday; see what they still need."),
    "calendar-due",
)
SIXTEEN = _asking(
    Attention.SIXTEEN,
    _("Exited at 16"),
    _("Left the register in the last 60 days; check that help goes on where it is needed."),
    "archive",
    Tone.PLAIN,
)
NOT_UPDATED = _asking(
    Attention.NOT_UPDATED,
    _("To be updated"),
    _("Nothing was recorded for more than a quarter: ask whether the facts still hold."),
    "refresh",
)
SCHOOLING_MISSING = Waiting(
    "schooling_missing",
    _("Schooling to confirm"),
    _("Schooling, enrolment, grade or boarding was not collected; open the file and record it."),
    _schooling_missing,
    "",
    "school",
    facet=Facet.SCHOOLING,
)
OUT_OF_SCHOOL = Waiting(
    "out_of_school",
    _("Suspended or dropped out"),
    _("Persuade them to come back and record the return."),
    _out_of_school,
    "",
    "alert-triangle",
    Tone.WARNING,
    Facet.SCHOOLING,
)
