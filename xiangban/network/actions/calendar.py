"""Edit the working-day calendar, by hand or from the national list of holidays.

Counting with it is in lib/workdays.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell, tell_changes
from xiangban.access.viewer import Viewer
from xiangban.network.calendar import forget_calendar
from xiangban.network.models import CalendarDay, CalendarYear
from xiangban.web.templatetags.web import chinese_date

LONGEST_SPAN = 31  # days in one entry: no national holiday comes near it


@dataclass(frozen=True)
class CalendarEntry:
    """Days that work or rest under a name; `working` None lets them follow the weekday again."""

    first: date
    last: date
    working: bool | None
    name: str = ""

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]


@action("network.edit_calendar")
def edit_calendar(
    year: CalendarYear | None, by: Viewer, *, entries: Sequence[CalendarEntry], complete: bool | None = None
) -> None:
    """Write days of one year's notice; `complete` says whether the whole notice now stands in the table."""
    for entry in entries:
        _demand_sound(entry)
    rows = [
        CalendarDay(day=day, working=entry.working, name=entry.name)
        for entry in entries
        if entry.working is not None
        for day in entry.days
    ]
    CalendarDay.objects.filter(day__in=[day for entry in entries for day in entry.days]).delete()
    CalendarDay.objects.bulk_create(rows, batch_size=500)
    years = {day.year for entry in entries for day in entry.days} | ({year.year} if year else set())
    _touch(years, complete)
    told = [{"day": row.day.isoformat(), "working": row.working, "name": row.name} for row in rows]
    tell_changes(told, len(told))
    tell(years=sorted(years))
    transaction.on_commit(forget_calendar)


def _touch(years: set[int], complete: bool | None) -> None:
    now = timezone.now()
    for number in years:
        row, _made = CalendarYear.objects.get_or_create(year=number, defaults={"edited_at": now})
        row.edited_at = now
        row.complete = row.complete if complete is None else complete
        row.save()


def _demand_sound(entry: CalendarEntry) -> None:
    if entry.last < entry.first:
        raise Refused(
            _("The last day lies before the first; give {day} or later.").format(day=chinese_date(entry.first)), "last"
        )
    if len(entry.days) > LONGEST_SPAN:
        raise Refused(_("At most {number} days in one entry.").format(number=LONGEST_SPAN), "last")
