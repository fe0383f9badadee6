"""Rules of tasks: origins, evidence, states and their moves, and what an opening must say. Pure.

Colours and the clock are in clock.py, meetings in rules.py.
"""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xiangban.access.roles import Role
from xiangban.lib.moves import Moves


class TaskState(models.TextChoices):
    OPENED = "opened", pgettext_lazy("task", "waiting for receipt")  # 待签收
    RECEIVED = "received", pgettext_lazy("task", "received")  # 已签收
    UNDER_WAY = "under_way", _("under way")  # 办理中
    REPORTED = "reported", _("reported done")  # 已报完成
    VERIFIED = "verified", _("verified")  # 已核实
    STRUCK_OFF = "struck_off", _("struck off")  # 已销号
    WITHDRAWN = "withdrawn", pgettext_lazy("task", "withdrawn")  # 已撤回


T = TaskState
TASK_MOVES = Moves[TaskState](
    ("receive", [T.OPENED], T.RECEIVED),
    ("report_progress", [T.RECEIVED, T.UNDER_WAY], T.UNDER_WAY),
    ("report_done", [T.RECEIVED, T.UNDER_WAY], T.REPORTED),
    ("return", [T.REPORTED, T.VERIFIED], T.UNDER_WAY),
    ("verify", [T.REPORTED], T.VERIFIED),
    ("strike_off", [T.VERIFIED], T.STRUCK_OFF),
    ("withdraw", [T.OPENED, T.RECEIVED, T.UNDER_WAY, T.REPORTED, T.VERIFIED], T.WITHDRAWN),
)
RUNNING = (T.OPENED, T.RECEIVED, T.UNDER_WAY)  # the clock counts against the doer
CLOSED = (T.STRUCK_OFF, T.WITHDRAWN)
OPEN = tuple(state for state in T if state not in CLOSED)


class ExtensionState(models.TextChoices):
    ASKED = "asked", _("waiting for an answer")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", pgettext_lazy("extension", "refused")
    LAPSED = "lapsed", _("ended with the task")


EXTENSION_MOVES = Moves[ExtensionState](
    ("grant", [ExtensionState.ASKED], ExtensionState.GRANTED),
    ("refuse", [ExtensionState.ASKED], ExtensionState.REFUSED),
    ("lapse", [ExtensionState.ASKED], ExtensionState.LAPSED),
)


class OriginKind(models.TextChoices):
    """What a task goes back to; the row itself is known by its key alone, since it may lie in a room above."""

    DECISION = "decision", pgettext_lazy("task", "decision")
    INSTRUCTION = "instruction", _("written instruction")
    WORK_POINT = "work_point", _("work point")
    CAMPAIGN_TASK = "campaign_task", _("task of a special action")
    INSPECTION = "inspection", _("inspection")


class TaskPart(models.TextChoices):
    LEAD = "lead", _("leads")
    COOPERATES = "cooperates", _("cooperates")


class EvidenceKind(models.TextChoices):
    """What shows that a task is done; fixed when it is opened."""

    STATEMENT = "statement", _("written account")
    ATTACHMENT = "attachment", _("paper or picture, attached")
    FILES = "files", _("files of the target children, brought up to date")


R = Role
# Who does tasks of others; who opens them sits in the office of a conference or in the bureau that keeps it.
DOERS = (
    R.VILLAGE_DIRECTOR,
    R.TOWNSHIP_SUPERVISOR,
    R.COUNTY_CLERK,
    R.COUNTY_HEAD,
    R.CITY_CLERK,
    R.CITY_HEAD,
    R.CONFERENCE_OFFICE,
    R.LIAISON,
    R.SCHOOL,
    R.HOSPITAL,
    R.POLICE,
    R.COURT,
    R.SOCIAL_WORKER,
)
# Units that see no child by their own place get the children of their list, and of each the field they need (6.4).
FIELDS_OF_UNIT_KIND = {"education": "schooling_only", "health": "health_only"}
FIELDS_OF_ROLE = {
    R.SCHOOL: "schooling_only",
    R.HOSPITAL: "health_only",
    R.LIAISON: "contact_only",
    R.POLICE: "contact_only",
    R.COURT: "contact_only",
    R.SOCIAL_WORKER: "contact_only",
}
MOST_CHILDREN = 2_000  # of one list: a longer one is broken down by place


@dataclass(frozen=True)
class Measure:
    """What is to be reached, counted: 120 agreements signed; both parts or none."""

    number: int | None = None
    unit: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether number and unit stand together, or neither does."""
        return (self.number is None) == (not self.unit.strip())


NO_MEASURE = Measure()


def fields_for(role: Role, unit_kind: str) -> str:
    """The field set of a target child that a post of this role and unit is given; "" where it is given none."""
    usual = FIELDS_OF_ROLE.get(role, "")
    return FIELDS_OF_UNIT_KIND.get(unit_kind, usual) if role is R.LIAISON else usual


def is_late(reported_on: date | None, deadline: date, today: date, state: str) -> bool:
    """Whether a task came or comes after its deadline: by the day it was reported, else by today while it runs."""
    if reported_on is not None:
        return reported_on > deadline
    return state in RUNNING and today > deadline
