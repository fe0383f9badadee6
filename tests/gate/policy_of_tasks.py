"""Who may see and do what with tasks and with what a place sets out, by hand from domain 1.9 and 6.4.

A task is done by whoever it is given to and verified by the level that opened it; what a place sets out is read by
every office inside it and written by its own office alone.
"""

from collections.abc import Callable

from tests.gate.cast import PLACES, SEATS, SET_OUT, TASKED, WIDTHS, SeatAt, holds

VILLAGE, TOWNSHIP = frozenset({"village_director"}), frozenset({"township_supervisor"})
BUREAUS = frozenset({"county_clerk", "county_head", "city_clerk", "city_head", "conference_office"})
UNITS = frozenset({"liaison", "school", "hospital", "police", "court", "social_worker"})
DOERS = VILLAGE | TOWNSHIP | BUREAUS | UNITS
JUDGES = TOWNSHIP | BUREAUS
READERS = VILLAGE | TOWNSHIP | BUREAUS | {"convener"}  # by place; a unit reads what it was given

GRANTED_TASKS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            "conference.receive_task",
            "conference.report_progress",
            "conference.report_done",
            "conference.ask_extension",
        ),
        DOERS,
    ),
    **dict.fromkeys(
        (
            "conference.break_down_task",
            "conference.answer_extension",
            "conference.verify_task",
            "conference.return_task",
            "conference.strike_off_task",
            "conference.withdraw_task",
        ),
        JUDGES,
    ),
    "conference.open_task": BUREAUS,
    "conference.edit_work_points": BUREAUS,
    "conference.edit_duties": BUREAUS,
    "conference.record_instruction": BUREAUS | {"convener"},
    "conference.open_evidence": DOERS | {"convener"},
    "conference.keep_feed": DOERS | {"convener"},
}
TASK_ROWS = frozenset(
    {
        "conference.task",
        "conference.taskpost",
        "conference.tasktarget",
        "conference.taskmove",
        "conference.taskprogress",
        "conference.extension",
    }
)
# Written instructions are the office's own; plans and duties are told to everybody below who has work from them.
INSTRUCTION_ROWS = frozenset({"conference.instruction"})
SET_OUT_ROWS = frozenset(
    {"conference.workplan", "conference.workpoint", "conference.workpointunit", "conference.listedduty"}
)


def does_task(seat: str, label: str) -> bool:
    """Whether the task lies with this seat's post."""
    return (SEATS[seat].post or seat) == TASKED[label].lead


def sees_task(seat: str, label: str) -> bool:
    """By place, or because it was given."""
    by_place = SEATS[seat].role in READERS and holds(SEATS[seat], TASKED[label].place)
    return by_place or does_task(seat, label)


def owns_task(seat: str, label: str) -> bool:
    """Whether it was opened at the seat's level, inside the seat's place."""
    who = SEATS[seat]
    return _level(who.place) == TASKED[label].level and holds(who, TASKED[label].place)


def sees_set_out(seat: str, label: str) -> bool:
    """The offices of the place, of those above it, and of all inside it."""
    who, place = SEATS[seat], SET_OUT[label]
    return who.role in READERS and (holds(who, place) or holds(SeatAt("", place), who.place))


def sees_instruction(seat: str, label: str) -> bool:
    """The offices of the place and of those above it."""
    return SEATS[seat].role in READERS and holds(SEATS[seat], SET_OUT[label])


def sets_out(seat: str, label: str) -> bool:
    """The office of the very place."""
    return SEATS[seat].place == SET_OUT[label]


def sees_row_of(model: str, seat: str, place: int) -> bool:
    """Whether a seat sees rows of this table that lie at a place."""
    if model in TASK_ROWS:
        return any(sees_task(seat, label) for label, lies in TASKED.items() if lies.place == place)
    rule = sees_instruction if model in INSTRUCTION_ROWS else sees_set_out
    return any(rule(seat, label) for label, lies in SET_OUT.items() if lies == place)


def _level(place: int) -> int:
    return 1 + next(step for step, width in enumerate(WIDTHS) if place % width == 0)


Sees = Callable[[str, str], bool]
SEEN_TASKS: dict[str, Sees] = {"task": sees_task, "set out": sees_set_out, "instruction": sees_instruction}
MAY_TASKS: dict[str, Sees] = {
    "does": does_task,
    "owns": owns_task,
    "sets out": sets_out,
    "own place": lambda seat, label: SEATS[seat].place == PLACES[label],
    "set out in reach": lambda seat, label: holds(SEATS[seat], SET_OUT[label]),
}
