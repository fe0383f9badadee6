"""Which children ask for a hand today: conditions of the list and of everybody's day, worked out in the query.

What the calendar decides is a question, never a stored state; the law's alerts on one child stand in rules.py.
"""

from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xiangban.access.roles import Facet
from xiangban.children.codes import ExitReason, GuardianshipKind, YesNo
from xiangban.children.models import ChildMove, FactChange
from xiangban.children.rules import ChildState, PlaceBasis

SIXTEEN_SOON_DAYS = 60
EXITS_SHOWN_DAYS = 60
UPDATE_MONTHS = 3  # national: 动态更新; Chongqing: every quarter
ON_REGISTER = (ChildState.REGISTERED, ChildState.EXIT_PROPOSED)


class Attention(models.TextChoices):
    ALERT = "alert", _("has an alert")
    UNCLAIMED = "unclaimed", _("to be claimed")  # 待认领
    RETURNED = "returned", _("returned with a reason")
    SIXTEEN_SOON = "sixteen_soon", _("turns 16 within 60 days")
    SIXTEEN = "sixteen", _("exited at 16 in the last 60 days")
    NOT_UPDATED = "not_updated", _("to be updated")  # 待更新


# The block of the file that tells what the condition tells; whoever may not read it cannot filter by it.
TELLS = dict.fromkeys(Attention, Facet.ROSTER) | {Attention.ALERT: Facet.CARE}


def asks_for(attention: Attention, today: date) -> Q:
    """The condition of the children that ask for this on that day."""
    return {
        Attention.ALERT: _alert,
        Attention.UNCLAIMED: _unclaimed,
        Attention.RETURNED: _returned,
        Attention.SIXTEEN_SOON: _sixteen_soon,
        Attention.SIXTEEN: _exited_at_sixteen,
        Attention.NOT_UPDATED: _not_updated,
    }[attention](today)


def years_before(day: date, years: int) -> date:
    """Born after this day, a child is younger than so many years on `day` (full years, as age_on counts)."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def younger_than(years: int, day: date) -> Q:
    """Children under that age on the day; a birth date that is not collected is never young."""
    return Q(birth_date__gt=years_before(day, years))


def _alert(today: date) -> Q:
    unattended = Q(guardianship_kind=GuardianshipKind.NOBODY) & younger_than(8, today)
    alone = Q(lives_alone=YesNo.YES) & younger_than(16, today)
    return Q(state__in=ON_REGISTER) & (unattended | alone)


def _unclaimed(_today: date) -> Q:
    return Q(responsible_basis=PlaceBasis.UNCLAIMED) & ~Q(state=ChildState.EXITED)


def _returned(_today: date) -> Q:
    # A submitted draft is no draft any more, so a draft that was ever returned waits since its last return.
    return Q(Exists(ChildMove._base_manager.filter(child=OuterRef("pk"), move="return")), state=ChildState.DRAFT)


def _sixteen_soon(today: date) -> Q:
    by_then = ~younger_than(16, today + timedelta(days=SIXTEEN_SOON_DAYS))
    return Q(state__in=ON_REGISTER) & younger_than(16, today) & by_then


def _exited_at_sixteen(today: date) -> Q:
    since = today - timedelta(days=EXITS_SHOWN_DAYS)
    return Q(state=ChildState.EXITED, exit_reason=ExitReason.SIXTEEN, exit_on__gt=since)


def _not_updated(today: date) -> Q:
    month = today.month - UPDATE_MONTHS
    year, month = (today.year, month) if month > 0 else (today.year - 1, month + 12)
    since = timezone.make_aware(datetime.combine(date(year, month, min(today.day, 28)), time.min))
    recent = FactChange._base_manager.filter(child=OuterRef("pk"), recorded_at__gte=since)
    return Q(~Exists(recent), state__in=ON_REGISTER)
