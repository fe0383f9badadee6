"""Who may see and do what with special actions, by hand from domain 1.9 and 6.4.

An action is read by every office inside its place and run by the office of that place alone; figures of a place are
read by those who read its papers, a child's row by who sees the child.
"""

from collections.abc import Callable

from tests.gate.cast import SEATS, SeatAt, holds
from tests.gate.cast_of_supervision import CAMPAIGNED, GIVEN_CAMPAIGNS

VILLAGE, TOWNSHIP = frozenset({"village_director"}), frozenset({"township_supervisor"})
COUNTY = frozenset({"county_clerk", "county_head"})
BUREAUS = COUNTY | {"city_clerk", "city_head", "conference_office"}
UNITS = frozenset({"liaison", "hospital", "police", "court"})
READERS = VILLAGE | TOWNSHIP | BUREAUS | {"convener"}  # by place; a unit reads what it was given

GRANTED_CAMPAIGNS: dict[str, frozenset[str]] = {
    "campaigns.see": READERS | UNITS | {"school"},
    "campaigns.fill": TOWNSHIP | BUREAUS | UNITS,
    "campaigns.add_child": VILLAGE | TOWNSHIP | COUNTY,  # who keeps the files
    **dict.fromkeys(("campaigns.open", "campaigns.begin", "campaigns.close", "campaigns.set_target"), BUREAUS),
}
CAMPAIGN_ROWS = frozenset(
    {
        "campaigns.campaign",
        "campaigns.campaignmove",
        "campaigns.campaignstage",
        "campaigns.campaigntask",
        "campaigns.campaignindicator",
    }
)
# Figures of a place: no county reads another's, and no unit those it has not filled in itself.
FIGURE_ROWS = frozenset(
    {
        "campaigns.targetnumber",
        "campaigns.curvestep",
        "campaigns.filledfigure",
        "campaigns.closingfigures",
    }
)


def sees_campaign(seat: str, label: str) -> bool:
    """The offices of the place, of those above it and of all inside it; a unit as it was given."""
    who, place = SEATS[seat], CAMPAIGNED[label]
    by_place = who.role in READERS and (holds(who, place) or holds(SeatAt("", place), who.place))
    return by_place or (seat, label) in GIVEN_CAMPAIGNS


def sees_campaign_row(model: str, seat: str, place: int) -> bool:
    """Whether a seat sees rows of this table that lie at a place."""
    if model in FIGURE_ROWS:
        return SEATS[seat].role in READERS and holds(SEATS[seat], place)
    return any(sees_campaign(seat, label) for label, lies in CAMPAIGNED.items() if lies == place)


def _takes_part(seat: str, label: str) -> bool:
    return sees_campaign(seat, label) and holds(SeatAt("", CAMPAIGNED[label]), SEATS[seat].place)


Sees = Callable[[str, str], bool]
SEEN_CAMPAIGNS: dict[str, Sees] = {"special action": sees_campaign}
MAY_CAMPAIGNS: dict[str, Sees] = {
    "runs it": lambda seat, label: SEATS[seat].place == CAMPAIGNED[label],
    # A unit fills in the figures of the task it leads; the liaison of the stage reads the action and leads none of it.
    # Those above the action's place read its figures and write none.
    "fills in": lambda seat, label: SEATS[seat].role in READERS and _takes_part(seat, label),
    "takes part in it": _takes_part,
    "action in reach": lambda seat, label: holds(SEATS[seat], CAMPAIGNED[label]),
}
