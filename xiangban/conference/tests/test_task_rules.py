"""States of a task, its clock and its measure: asked without a database."""

from datetime import date, timedelta

import pytest

from xiangban.access.roles import Role
from xiangban.conference.clock import RULE, Clock, Colour, clock_of, green_from, read_rule
from xiangban.conference.task_rules import (
    OPEN,
    RUNNING,
    TASK_MOVES,
    Measure,
    TaskState,
    fields_for,
    is_late,
)
from xiangban.lib.moves import MoveNotAllowed
from xiangban.lib.workdays import WorkCalendar

# The autumn of an invented calendar: 1 to 8 October rest, Sunday 27 September and Saturday 10 October work.
REST = {date(2026, 10, day): False for day in range(1, 9)}
CALENDAR = WorkCalendar({**REST, date(2026, 9, 27): True, date(2026, 10, 10): True}, frozenset({2026}))
PLAIN = WorkCalendar({}, frozenset({2026, 2027}))


def test_a_task_is_struck_off_only_after_somebody_verified_it() -> None:
    for state in TaskState:
        if state is not TaskState.VERIFIED:
            with pytest.raises(MoveNotAllowed):
                TASK_MOVES.target("strike_off", state)
    assert TASK_MOVES.target("strike_off", TaskState.VERIFIED) is TaskState.STRUCK_OFF


def test_what_is_returned_runs_again_and_what_is_closed_stays_closed() -> None:
    assert TASK_MOVES.target("return", TaskState.REPORTED) in RUNNING
    assert [TASK_MOVES.verbs_from(state) for state in TaskState if state not in OPEN] == [(), ()]


def test_nobody_reports_what_was_not_received() -> None:
    assert TASK_MOVES.verbs_from(TaskState.OPENED) == ("receive", "withdraw")


def test_a_deadline_is_red_from_the_day_after_it() -> None:
    deadline = date(2026, 9, 16)
    assert clock_of(deadline, deadline, PLAIN).colour is Colour.YELLOW
    late = clock_of(deadline, deadline + timedelta(days=1), PLAIN)
    assert (late.colour, late.left, late.changes_on) == (Colour.RED, -1, None)


def test_a_deadline_turns_yellow_on_the_day_that_was_foretold() -> None:
    deadline = date(2026, 9, 16)
    green = clock_of(deadline, date(2026, 9, 1), PLAIN)
    assert (green.colour, green.changes_to) == (Colour.GREEN, Colour.YELLOW)
    assert green.changes_on is not None
    assert clock_of(deadline, green.changes_on - timedelta(days=1), PLAIN).colour is Colour.GREEN
    assert clock_of(deadline, green.changes_on, PLAIN) == Clock(
        Colour.YELLOW, 5, deadline + timedelta(days=1), Colour.RED, assumed=False
    )


@pytest.mark.parametrize("calendar", [PLAIN, CALENDAR])
def test_the_cut_off_day_of_the_query_and_the_page_agree_on_every_pair_of_days(calendar: WorkCalendar) -> None:
    first = date(2026, 9, 1)
    for ahead in range(60):
        today = first + timedelta(days=ahead)
        green = green_from(today, calendar)
        for left in range(-3, 40):
            deadline = today + timedelta(days=left)
            said = Colour.RED if deadline < today else Colour.YELLOW if deadline < green else Colour.GREEN
            clock = clock_of(deadline, today, calendar)
            assert clock.colour is said, (today, deadline)
            if clock.changes_on is not None:
                assert clock_of(deadline, clock.changes_on, calendar).colour is clock.changes_to
                assert clock_of(deadline, clock.changes_on - timedelta(days=1), calendar).colour is clock.colour


def test_moved_days_of_the_holidays_count_as_they_are_worked() -> None:
    # Six working days without the holidays: 28, 29, 30 September, then 9, 10 (worked) and 12 October.
    before = clock_of(date(2026, 10, 12), date(2026, 9, 27), CALENDAR)
    assert (before.colour, before.left) == (Colour.GREEN, 6)
    assert before.changes_on == date(2026, 9, 28)
    assert clock_of(date(2026, 10, 12), date(2026, 9, 27), PLAIN).left == 11


def test_a_year_whose_holidays_are_not_announced_says_so() -> None:
    assert clock_of(date(2027, 1, 20), date(2026, 12, 20), CALENDAR).assumed
    assert not clock_of(date(2026, 11, 20), date(2026, 11, 2), CALENDAR).assumed


def test_the_table_of_colours_names_its_rule() -> None:
    assert RULE.named
    assert RULE.yellow == 5
    with pytest.raises(ValueError, match="yellow"):
        read_rule("# nothing\n")


def test_a_measure_is_a_number_with_its_unit_or_nothing() -> None:
    assert Measure().is_whole
    assert Measure(120, "份").is_whole
    assert not Measure(120, " ").is_whole
    assert not Measure(None, "份").is_whole


def test_a_liaison_of_education_reads_schooling_and_the_police_the_contact() -> None:
    assert fields_for(Role.LIAISON, "education") == "schooling_only"
    assert fields_for(Role.LIAISON, "health") == "health_only"
    assert fields_for(Role.LIAISON, "women_federation") == "contact_only"
    assert fields_for(Role.POLICE, "") == "contact_only"
    assert fields_for(Role.CONFERENCE_OFFICE, "civil_affairs") == ""


def test_a_task_reported_in_time_is_not_late_however_long_its_checking_takes() -> None:
    deadline = date(2026, 9, 16)
    assert not is_late(deadline, deadline, date(2026, 12, 1), TaskState.REPORTED)
    assert is_late(date(2026, 9, 17), deadline, date(2026, 9, 17), TaskState.REPORTED)
    assert is_late(None, deadline, date(2026, 9, 17), TaskState.UNDER_WAY)
