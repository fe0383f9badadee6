"""Who may see and do what with papers of the past, by hand from domain 6.4.

Such a paper may name a child: it is seen by the offices of its place and those above, and given to no unit.
"""

from collections.abc import Callable

from tests.gate.cast import MET, SEATS, holds

BUREAUS = frozenset({"county_clerk", "county_head", "city_clerk", "city_head", "conference_office"})
READERS = BUREAUS | {"village_director", "township_supervisor", "convener"}  # by place, and without a page of its own

GRANTED_PAST: dict[str, frozenset[str]] = dict.fromkeys(
    (
        "conference.receive_paper",
        "conference.open_paper",
        "conference.withdraw_paper",
        "conference.accept_piece",
        "conference.decline_piece",
        "conference.undo_piece",
        "conference.compare_figure",
    ),
    BUREAUS,
)
PAST_ROWS = frozenset({"conference.receivedpaper", "conference.paperpiece", "conference.paperfigure"})


def sees_past_row(_model: str, seat: str, place: int) -> bool:
    """Whether a seat sees rows of papers of the past that lie at a place."""
    return SEATS[seat].role in READERS and holds(SEATS[seat], place)


Sees = Callable[[str, str], bool]
SEEN_PAST: dict[str, Sees] = {"past papers": lambda seat, label: sees_past_row("", seat, MET[label])}
