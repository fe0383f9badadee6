"""What states, colours and verbs of tasks are called where people read them: badges, sentences of the clock, buttons.

The colours themselves are worked out in clock.py.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from xiangban.conference.clock import RULE, Clock, Colour, clock_of
from xiangban.conference.task_rules import RUNNING, ExtensionState, TaskState
from xiangban.network.calendar import work_calendar
from xiangban.web.badges import Badge, Tone
from xiangban.web.templatetags.web import chinese_date

STATE_BADGES = {
    TaskState.OPENED: Badge(TaskState.OPENED.label, Tone.NOTICE, "mail"),
    TaskState.RECEIVED: Badge(TaskState.RECEIVED.label, Tone.NOTICE, "circle-check"),
    TaskState.UNDER_WAY: Badge(TaskState.UNDER_WAY.label, Tone.NOTICE, "hourglass"),
    TaskState.REPORTED: Badge(TaskState.REPORTED.label, Tone.WARNING, "flag"),
    TaskState.VERIFIED: Badge(TaskState.VERIFIED.label, Tone.GOOD, "eye"),
    TaskState.STRUCK_OFF: Badge(TaskState.STRUCK_OFF.label, Tone.GOOD),
    TaskState.WITHDRAWN: Badge(TaskState.WITHDRAWN.label, Tone.PLAIN, "circle-x"),
}
EXTENSION_BADGES = {
    ExtensionState.ASKED: Badge(ExtensionState.ASKED.label, Tone.WARNING, "hourglass"),
    ExtensionState.GRANTED: Badge(ExtensionState.GRANTED.label, Tone.GOOD),
    ExtensionState.REFUSED: Badge(ExtensionState.REFUSED.label, Tone.PLAIN, "circle-x"),
    ExtensionState.LAPSED: Badge(ExtensionState.LAPSED.label, Tone.PLAIN),
}
COLOUR_TONES = {Colour.GREEN: Tone.GOOD, Colour.YELLOW: Tone.WARNING, Colour.RED: Tone.DANGER}
# How the rules named in data/colours.txt are called.
RULE_WORDS = {"deadlines_1": gettext_lazy("house rule on deadlines, no. 1")}
MOVE_WORDS: dict[str, Promise] = {
    "receive": pgettext_lazy("task", "received"),
    "report_progress": gettext_lazy("reported progress"),
    "report_done": gettext_lazy("reported it done"),
    "return": gettext_lazy("returned it"),
    "verify": gettext_lazy("verified it"),
    "strike_off": gettext_lazy("struck it off"),
    "withdraw": gettext_lazy("withdrew it"),
}


@dataclass(frozen=True)
class ClockShown:
    """A colour as people read it: the badge, and in sentences the rule behind it and the day it will change."""

    badge: Badge
    changes: str
    rule: str
    assumed: bool


@dataclass(frozen=True)
class VerbShown:
    """A verb offered on a task: its word, whether it asks for more on a page of its own, and how heavy it is."""

    name: str
    word: Promise
    icon: str
    asks: bool = True
    primary: bool = False
    danger: bool = False


VERBS_SHOWN = {
    verb.name: verb
    for verb in (
        VerbShown("receive_task", pgettext_lazy("task", "Receive"), "circle-check", asks=False, primary=True),
        VerbShown("report_progress", gettext_lazy("Report progress"), "pencil"),
        VerbShown("report_done", gettext_lazy("Report done"), "flag", primary=True),
        VerbShown("break_down_task", gettext_lazy("Break down"), "sitemap"),
        VerbShown("ask_extension", gettext_lazy("Ask for an extension"), "calendar-event"),
        VerbShown("verify_task", gettext_lazy("Verify"), "eye", asks=False, primary=True),
        VerbShown("strike_off_task", gettext_lazy("Strike off"), "circle-check", asks=False, primary=True),
        VerbShown("return_task", gettext_lazy("Return"), "arrow-left"),
        VerbShown("withdraw_task", gettext_lazy("Withdraw"), "circle-x", danger=True),
    )
}


def show_clock(deadline: date, state: str, today: date) -> ClockShown | None:
    """The clock of a task as shown on every page and in every letter; None where it does not run."""
    if state not in RUNNING:
        return None
    clock = clock_of(deadline, today, work_calendar())
    badge = Badge(say_left(clock), COLOUR_TONES[clock.colour], "clock")
    return ClockShown(badge, say_change(clock), say_rule(), clock.assumed)


def say_left(clock: Clock) -> str:
    """Colour and working days, in one short line."""
    if clock.colour is Colour.RED:
        over = ngettext("overdue by {number} working day", "overdue by {number} working days", -clock.left)
        return over.format(number=-clock.left) if clock.left else str(clock.colour.label)
    if clock.left == 0:
        return _("{colour} · today").format(colour=clock.colour.label)
    left = ngettext("{number} working day left", "{number} working days left", clock.left)
    return f"{clock.colour.label} · {left.format(number=clock.left)}"


def say_change(clock: Clock) -> str:
    """When the colour will change, and to which; "" when it is red and stays so."""
    if clock.changes_on is None or clock.changes_to is None:
        return ""
    words = _("From {day}: {colour}.")
    return words.format(day=chinese_date(clock.changes_on), colour=clock.changes_to.label)


def say_rule() -> str:
    """The rule behind the colours, with its name."""
    words = _("“Due soon” from {days} working days before the deadline, “overdue” from the day after it ({rule}).")
    return words.format(days=RULE.yellow, rule=RULE_WORDS[RULE.named])
