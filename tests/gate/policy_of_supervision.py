"""Who may see and do what in supervision, by hand from domain 1.10 and 6.4 (Order 733).

An inspection is the office's that opened it; a problem and a paper are also read where the unit lies, and by the unit.
"""

from collections.abc import Callable

from tests.gate.cast import SEATS, WIDTHS, holds
from tests.gate.cast_of_supervision import SUPERVISED

TOWNSHIP = frozenset({"township_supervisor"})
BUREAUS = frozenset({"county_clerk", "county_head", "city_clerk", "city_head", "conference_office"})
UNITS = frozenset({"liaison", "school", "hospital", "police", "court"})
BY_PLACE = TOWNSHIP | BUREAUS | {"village_director", "convener"}

GRANTED_SUPERVISION: dict[str, frozenset[str]] = {
    "supervision.see": TOWNSHIP | BUREAUS | UNITS | {"convener"},
    **dict.fromkeys(
        (
            "supervision.ask_review",
            "supervision.report_rectification",
            "supervision.receive_order",
            "supervision.answer_order",
            "supervision.appeal_order",
        ),
        TOWNSHIP | BUREAUS | UNITS,
    ),
    **dict.fromkeys(
        (
            "supervision.open_inspection",
            "supervision.draw_sample",
            "supervision.begin_inspection",
            "supervision.conclude_inspection",
            "supervision.close_inspection",
            "supervision.answer_review",
            "supervision.add_finding",
            "supervision.order_rectification",
            "supervision.return_rectification",
            "supervision.strike_off_finding",
            "supervision.issue_order",
            "supervision.return_answer",
            "supervision.accept_answer",
            "supervision.suspend_order",
            "supervision.resume_order",
            "supervision.withdraw_order",
            "supervision.decide_appeal",
            "supervision.suggest_accountability",
            "supervision.send_suggestion",
            "supervision.record_result",
            "supervision.withdraw_suggestion",
        ),
        BUREAUS,
    ),
}
INSPECTION_ROWS = frozenset(
    {
        "supervision.inspection",
        "supervision.inspectedunit",
        "supervision.sample",
        "supervision.sampledplace",
        "supervision.review",
    }
)
UNIT_ROWS = frozenset({"supervision.finding", "supervision.order", "supervision.appeal"})
# The history of any of them lies where its row lies; a unit reads it on the page of the row it was given.
OFFICE_ROWS = frozenset({"supervision.suggestion", "supervision.supervisionmove"})


def _speaks_for_unit(seat: str, label: str) -> bool:
    return seat == SUPERVISED[label].unit


def _reads(seat: str, place: int) -> bool:
    return SEATS[seat].role in BY_PLACE and holds(SEATS[seat], place)


def sees_inspection(seat: str, label: str) -> bool:
    """The offices of its place and above; the units it was begun at."""
    return _reads(seat, SUPERVISED[label].place) or _speaks_for_unit(seat, label)


def sees_sheet(seat: str, label: str) -> bool:
    """Offices alone: where the inspectors go is not told to the unit they visit."""
    return _reads(seat, SUPERVISED[label].place)


def sees_unit_paper(seat: str, label: str) -> bool:
    """Problems and papers: the offices of the unit's place and above; the unit."""
    return _reads(seat, SUPERVISED[label].agency_place) or _speaks_for_unit(seat, label)


def sees_suggestion(seat: str, label: str) -> bool:
    """Offices alone: a suggestion is not the unit's to read before the body that decides has spoken."""
    return _reads(seat, SUPERVISED[label].place)


def sees_supervision_row(model: str, seat: str, place: int) -> bool:
    """Whether a seat sees rows of this table that lie at a place."""
    if model in INSPECTION_ROWS:
        return any(sees_inspection(seat, label) for label, at in SUPERVISED.items() if at.place == place)
    if model in UNIT_ROWS:
        return any(sees_unit_paper(seat, label) for label, at in SUPERVISED.items() if at.agency_place == place)
    return _reads(seat, place)


def supervises(seat: str, label: str) -> bool:
    """The level that opened it, inside whose place it lies."""
    who, at = SEATS[seat], SUPERVISED[label]
    return _level(who.place) == at.level and holds(who, at.place)


def _level(place: int) -> int:
    return 1 + next(step for step, width in enumerate(WIDTHS) if place % width == 0)


Sees = Callable[[str, str], bool]
SEEN_SUPERVISION: dict[str, Sees] = {
    "inspection": sees_inspection,
    "sheet to take along": sees_sheet,
    "unit's paper": sees_unit_paper,
    "suggestion": sees_suggestion,
}
MAY_SUPERVISION: dict[str, Sees] = {
    "supervises": supervises,
    "is the unit": _speaks_for_unit,
    # What the verb asks inside, after its words: the gate alone lets through whoever has it in reach.
    "inspection in reach": lambda seat, label: holds(SEATS[seat], SUPERVISED[label].place),
    "paper in reach": lambda seat, label: holds(SEATS[seat], SUPERVISED[label].agency_place),
}
