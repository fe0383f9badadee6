"""The working-day calendar as a year of twelve months, and the form that edits it.

Counting with it is in calendar.py and lib/workdays.py.
"""

import calendar as months
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from xiangban.access.acts import Refused
from xiangban.access.pages import SignedInRequest, page
from xiangban.lib.workdays import FRIDAY
from xiangban.network.actions.calendar import edit_calendar as edit
from xiangban.network.forms import CalendarForm
from xiangban.network.models import CalendarDay, CalendarYear
from xiangban.network.views.doors import may_here, open_door, show_refusal

WEEK = months.Calendar(firstweekday=0)
WEEKDAYS = [
    pgettext_lazy("weekday", "Mo"),
    pgettext_lazy("weekday", "Tu"),
    pgettext_lazy("weekday", "We"),
    pgettext_lazy("weekday", "Th"),
    pgettext_lazy("weekday", "Fr"),
    pgettext_lazy("weekday", "Sa"),
    pgettext_lazy("weekday", "Su"),
]


@dataclass(frozen=True)
class DayCell:
    """One square of the year: a day of this month, whether it works, and the holiday it belongs to."""

    day: date
    working: bool
    moved: bool
    name: str


@require_GET
@page("network.see")
def calendar(request: SignedInRequest) -> HttpResponse:
    """One year, its holidays and moved days; a year not entered completely says so."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else timezone.localdate().year
    if not MINYEAR < year < MAXYEAR:
        raise Http404
    return _show(request, year, CalendarForm())


@require_POST
@page("network.see")
def edit_calendar(request: SignedInRequest) -> HttpResponse:
    """Write one entry of the national notice into the calendar."""
    open_door(request, "network.edit_calendar", None)
    form = CalendarForm(request.POST)
    if form.is_valid():
        entry = form.entry()
        complete = True if form.cleaned_data["complete"] else None
        try:
            edit(None, request.viewer, entries=[entry], complete=complete)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("The calendar of {year} has changed.").format(year=entry.first.year))
            return redirect(f"{reverse('network:calendar')}?year={entry.first.year}")
    return _show(request, timezone.localdate().year, form, status=422)


def _show(request: SignedInRequest, year: int, form: CalendarForm, status: int = 200) -> HttpResponse:
    days = {row.day: row for row in CalendarDay.objects.filter(day__year=year)}
    known = CalendarYear.objects.filter(year=year, complete=True).exists()
    context = {
        "year": year,
        "known": known,
        "earlier": year - 1,
        "later": year + 1,
        "months": [(date(year, month, 1), _weeks(year, month, days)) for month in range(1, 13)],
        "weekdays": WEEKDAYS,
        "holidays": _holidays(days),
        "may_edit": may_here(request.viewer, "network.edit_calendar", None),
        "form": form,
    }
    return render(request, "network/calendar.html", context, status=status)


def _weeks(year: int, month: int, days: dict[date, CalendarDay]) -> list[list[DayCell | None]]:
    return [
        [_cell(day, days.get(day)) if day.month == month else None for day in week]
        for week in WEEK.monthdatescalendar(year, month)
    ]


def _cell(day: date, row: CalendarDay | None) -> DayCell:
    by_weekday = day.isoweekday() <= FRIDAY
    working = by_weekday if row is None else row.working
    return DayCell(day, working, working != by_weekday, row.name if row else "")


def _holidays(days: dict[date, CalendarDay]) -> list[tuple[str, list[date], list[date]]]:
    """Holiday by holiday: its days of rest and the working days moved for it."""
    found: dict[str, tuple[list[date], list[date]]] = {}
    for day in sorted(days):
        rest, work = found.setdefault(days[day].name, ([], []))
        (work if days[day].working else rest).append(day)
    return [(name, rest, work) for name, (rest, work) in found.items()]
