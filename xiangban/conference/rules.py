"""Rules of bodies, meetings, agenda, minutes and decisions: kinds, states and their moves. Pure.

Tasks are in task_rules.py, colours in clock.py.
"""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from xiangban.lib.moves import Moves


class Part(models.TextChoices):
    """What a person is in a conference (domain 1.3)."""

    GENERAL_CONVENER = "general_convener", _("chief convener")
    CONVENER = "convener", _("convener")
    DEPUTY_CONVENER = "deputy_convener", _("deputy convener")
    MEMBER = "member", _("member")
    LIAISON = "liaison", _("liaison")
    OFFICE_HEAD = "office_head", _("head of the conference office")


# Conveners come from the government and stand for no unit; members and liaisons each stand for one.
OF_A_UNIT = (Part.MEMBER, Part.LIAISON)


class MeetingKind(models.TextChoices):
    PLENARY = "plenary", _("plenary")
    LIAISON = "liaison", _("liaison meeting")
    SPECIAL = "special", _("special meeting")
    TELEVISED = "televised", _("televised meeting")


class MeetingForm(models.TextChoices):
    ON_SITE = "on_site", _("on site")
    TELEVISED = "televised", _("by television and telephone")
    VIDEO = "video", _("by video")


class MeetingState(models.TextChoices):
    ANNOUNCED = "announced", _("announced, agenda being collected")
    NOTICED = "noticed", _("notice given")
    HELD = "held", _("held, minutes to come")
    CLOSED = "closed", _("minutes issued")
    CANCELLED = "cancelled", _("cancelled")
    PAST = "past", _("from a paper of the past")


M = MeetingState
MEETING_MOVES = Moves[MeetingState](
    # A changed date or agenda is told by a second notice with a number of its own.
    ("give_notice", [M.ANNOUNCED, M.NOTICED], M.NOTICED),
    # A special meeting called by telephone is held without a notice on paper.
    ("hold", [M.ANNOUNCED, M.NOTICED], M.HELD),
    ("close", [M.HELD], M.CLOSED),
    ("cancel", [M.ANNOUNCED, M.NOTICED], M.CANCELLED),
)
BEFORE = (M.ANNOUNCED, M.NOTICED)


class ItemState(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    ADOPTED = "adopted", _("on the agenda")
    DECLINED = "declined", _("declined")


ITEM_MOVES = Moves[ItemState](
    ("adopt", [ItemState.PROPOSED, ItemState.DECLINED], ItemState.ADOPTED),
    ("decline", [ItemState.PROPOSED, ItemState.ADOPTED], ItemState.DECLINED),
)


class Presence(models.TextChoices):
    ATTENDS = "attends", _("attends")
    SUBSTITUTE = "substitute", _("attends as a substitute")
    EXCUSED = "excused", _("excused")
    OBSERVER = "observer", _("observer")


PRESENT = (Presence.ATTENDS, Presence.SUBSTITUTE)


class StatementKind(models.TextChoices):
    """What was said, in the order of a real meeting (domain 1.3)."""

    CIRCULAR = "circular", _("told the figures and the state of the work")
    EXPLANATION = "explanation", _("explained what is asked for")
    STATEMENT = "statement", _("statement of a unit")
    WRITTEN = "written", _("written statement")
    SPEECH = "speech", _("speech of a leader")


# What a unit's own seat writes; what leaders say is written down by the office.
OF_UNITS = (StatementKind.STATEMENT, StatementKind.WRITTEN)


class MinutesState(models.TextChoices):
    DRAFTED = "drafted", _("being drafted")
    CIRCULATED = "circulated", _("circulated to the units present")
    ISSUED = "issued", _("issued")


MINUTES_MOVES = Moves[MinutesState](
    ("circulate", [MinutesState.DRAFTED, MinutesState.CIRCULATED], MinutesState.CIRCULATED),
    ("issue", [MinutesState.CIRCULATED], MinutesState.ISSUED),
)


class PartKind(models.TextChoices):
    """The ordered parts of minutes (domain 4.3)."""

    LEAD = "lead", _("opening paragraph")
    POINTED_OUT = "pointed_out", _("the meeting pointed out")
    STRESSED = "stressed", _("the meeting stressed")
    DEMANDED = "demanded", _("the meeting demanded")
    DECISIONS = "decisions", _("the meeting decided")
    STUDIED = "studied", _("the meeting also studied")
    ATTENDANCE = "attendance", _("attended, excused, observed")
    IMPRINT = "imprint", _("reported, copied and sent to")


class PaperKind(models.TextChoices):
    """Papers that bear a number of the unit that keeps the office (domain 4.2)."""

    NOTICE = "notice", _("notice")
    MINUTES = "minutes", _("minutes")
    CIRCULAR = "circular", _("circular")
    LETTER = "letter", _("letter")
    ORDER = "order", _("supervision order")


class NumberStyle(models.TextChoices):
    """How the numbers of one kind of paper are written (GB/T 9704 7.2.5; issues of minutes 第×期)."""

    OF_YEAR = "of_year", _("word, year and number")
    ISSUE = "issue", _("issue and number")


def late_for_agenda(deadline: date | None, today: date) -> bool:
    """Whether a unit's proposal comes after the day until which the agenda was collected."""
    return deadline is not None and today > deadline
