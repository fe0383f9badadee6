"""Special actions and what is supervised: where each lies and whom it concerns, written by hand."""

from dataclasses import dataclass

from tests.gate.cast import CITY, COUNTY, FOREIGN_TOWNSHIP, OTHER_COUNTY, TOWNSHIP

# Special actions, by the place that runs them; a liaison's post was given the county's.
CAMPAIGNED: dict[str, int] = {
    "action of the city": CITY,
    "action of the county": COUNTY,
    "action of the other county": OTHER_COUNTY,
}
GIVEN_CAMPAIGNS = frozenset({("liaison", "action of the county")})


@dataclass(frozen=True)
class SupervisedAt:
    """An inspection with its problem, paper and suggestion: the office's place and level, the unit and its place."""

    place: int
    level: int
    agency: str
    agency_place: int
    unit: str = ""  # the seat that speaks for the unit


SUPERVISED: dict[str, SupervisedAt] = {
    "supervised by the city": SupervisedAt(CITY, 2, "county unit", COUNTY),
    "supervised by the county": SupervisedAt(COUNTY, 3, "school", TOWNSHIP, unit="school"),
    "supervised by the other county": SupervisedAt(OTHER_COUNTY, 3, "foreign school", FOREIGN_TOWNSHIP),
}
