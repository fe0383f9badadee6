"""The attendance as one table: a line for each unit with its member's name laid ready, and lines for guests.

Writing it down is a verb of actions/sittings.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from xiangban.access.acts import Refused
from xiangban.access.installation import register_day
from xiangban.access.viewer import Viewer
from xiangban.conference.actions.sittings import Present
from xiangban.conference.forms import PresenceForm
from xiangban.conference.models import Attendance, Meeting, Member
from xiangban.conference.rules import MeetingKind, Part
from xiangban.conference.units import names_on, units_on
from xiangban.territories.models import Agency

GUESTS = 5
FIELDS = ("part", "person_name", "office_title", "stands_for")


@dataclass(frozen=True)
class Line:
    """One line of the table: its number, the unit (None for a guest), and what stands in its four fields."""

    number: int
    unit: str
    values: Mapping[str, str]


def lines_of_attendance(meeting: Meeting, viewer: Viewer, said: Mapping[str, str] | None) -> list[Line]:
    """What was sent, else what was written down, else each unit's own member or liaison without a mark."""
    units = _units(meeting)
    names = names_on([unit.pk for unit in units], _day(meeting))
    if said is not None:
        values = [_sent(said, number) for number in range(len(units) + GUESTS)]
    else:
        taken = list(Attendance.objects.visible_to(viewer).filter(meeting=meeting))
        by_unit = {row.agency_id: _written(row) for row in taken if row.agency_id}
        ready = _people(meeting, viewer)
        values = [by_unit.get(unit.pk, ready.get(unit.pk, {})) for unit in units]
        guests = [_written(row) for row in taken if not row.agency_id][:GUESTS]
        values += guests + [{}] * (GUESTS - len(guests))
    heads = [*(names[unit.pk] for unit in units), *([""] * GUESTS)]
    return [Line(number, unit, value) for number, (unit, value) in enumerate(zip(heads, values, strict=True))]


def read_lines(meeting: Meeting, said: Mapping[str, str]) -> list[Present]:
    """The lines that have a mark; units without one were not looked at and are not written down.

    Raises Refused for a line that says too much in a field, with the name it stands under.
    """
    agencies: list[Agency | None] = [*_units(meeting), *([None] * GUESTS)]
    found = []
    for number, agency in enumerate(agencies):
        form = PresenceForm(_sent(said, number))
        if not form.is_valid():
            raise Refused(_say_fault(agency, form))
        if form.cleaned_data["part"]:
            found.append(Present(agency=agency, **form.cleaned_data))
    return found


def _say_fault(agency: Agency | None, form: PresenceForm) -> str:
    field, faults = next(iter(form.errors.items()))
    who = agency.name if agency else form.data["person_name"][:20] or _("A guest")
    return _("{who}, “{field}”: {fault}").format(who=who, field=form.fields[field].label, fault=faults[0])


def _sent(said: Mapping[str, str], number: int) -> dict[str, str]:
    return {field: said.get(f"{field}-{number}", "").strip() for field in FIELDS}


def _written(row: Attendance) -> dict[str, str]:
    return {field: getattr(row, field) for field in FIELDS}


def _people(meeting: Meeting, viewer: Viewer) -> dict[int, dict[str, str]]:
    """Who is expected for each unit: liaisons at a liaison meeting, else members."""
    part = Part.LIAISON if meeting.kind == MeetingKind.LIAISON else Part.MEMBER
    rows = Member.objects.visible_to(viewer).filter(conference=meeting.conference, part=part)
    return {
        row.agency_id: {"person_name": row.person_name, "office_title": row.office_title}
        for row in rows.on(_day(meeting))
        if row.agency_id
    }


def _units(meeting: Meeting) -> list[Agency]:
    return units_on(meeting.conference, _day(meeting))


def _day(meeting: Meeting) -> date:
    return meeting.held_on or register_day()
