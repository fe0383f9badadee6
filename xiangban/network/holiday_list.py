"""The national holidays and moved days as the library of holidays knows them, as rows for the calendar.

Only commands import this module: the web process never loads the library.
"""

from chinese_calendar.constants import Holiday, holidays, workdays

from xiangban.access.viewer import Viewer
from xiangban.network.actions.calendar import CalendarEntry, edit_calendar
from xiangban.network.models import CalendarYear

_NAMES = {holiday.value: holiday.chinese for holiday in Holiday}


def known_years() -> list[int]:
    """Years whose notice the library holds."""
    return sorted({day.year for day in holidays})


def entries_of(year: int) -> list[CalendarEntry]:
    """Every day of rest and every moved working day of one year, each with its holiday's name."""
    resting = [CalendarEntry(day, day, False, _NAMES[name]) for day, name in holidays.items() if day.year == year]
    working = [CalendarEntry(day, day, True, _NAMES[name]) for day, name in workdays.items() if day.year == year]
    return sorted([*resting, *working], key=lambda entry: entry.first)


def seed_calendar(by: Viewer) -> list[int]:
    """Write every year that is not in the table yet and return these; years edited by hand stay as they are."""
    present = set(CalendarYear.objects.values_list("year", flat=True))
    missing = [year for year in known_years() if year not in present]
    if missing:
        entries = [entry for year in missing for entry in entries_of(year)]
        edit_calendar(None, by, entries=entries, complete=True)
    return missing
