"""Who and what the gate is asked about: seats, children, handovers and where they lie, written by hand.

They are put into the database by stage.py; nothing of the product is imported.
"""

from dataclasses import dataclass

PROVINCE = 990000000000
CITY, OTHER_CITY = 990100000000, 990200000000
COUNTY, OTHER_COUNTY, FAR_COUNTY = 990101000000, 990102000000, 990201000000
TOWNSHIP, SIBLING_TOWNSHIP, FOREIGN_TOWNSHIP, FAR_TOWNSHIP = 990101001000, 990101002000, 990102001000, 990201001000
VILLAGE, SIBLING_VILLAGE, COUSIN_VILLAGE = 990101001001, 990101001002, 990101002001
FOREIGN_VILLAGE, FAR_VILLAGE = 990102001001, 990201001001

PLACES: dict[str, int] = {
    "province": PROVINCE,
    "city": CITY,
    "other city": OTHER_CITY,
    "county": COUNTY,
    "other county": OTHER_COUNTY,
    "township": TOWNSHIP,
    "sibling township": SIBLING_TOWNSHIP,
    "foreign township": FOREIGN_TOWNSHIP,
    "village": VILLAGE,
    "sibling village": SIBLING_VILLAGE,
    "cousin village": COUSIN_VILLAGE,
    "foreign village": FOREIGN_VILLAGE,
    "far village": FAR_VILLAGE,
}
# A code with trailing zeros is the place and all below it; the widths of the five levels.
WIDTHS = (10**10, 10**8, 10**6, 10**3, 1)


@dataclass(frozen=True)
class SeatAt:
    """A seat: its role, its place (0 is everywhere), the post it holds if that is somebody else's too."""

    role: str
    place: int
    post: str = ""


SEATS: dict[str, SeatAt] = {
    "village_director": SeatAt("village_director", VILLAGE),
    "township_supervisor": SeatAt("township_supervisor", TOWNSHIP),
    "county_clerk": SeatAt("county_clerk", COUNTY),
    "county_head": SeatAt("county_head", COUNTY),
    "city_clerk": SeatAt("city_clerk", CITY),
    "city_head": SeatAt("city_head", CITY),
    "conference_office": SeatAt("conference_office", CITY),
    "liaison": SeatAt("liaison", COUNTY),
    "convener": SeatAt("convener", CITY),
    "school": SeatAt("school", TOWNSHIP),
    "hospital": SeatAt("hospital", COUNTY),
    "police": SeatAt("police", COUNTY),
    "court": SeatAt("court", COUNTY),
    "social_worker": SeatAt("social_worker", COUNTY),
    "parent": SeatAt("parent", VILLAGE),
    "system_administrator": SeatAt("system_administrator", CITY),
    "security_administrator": SeatAt("security_administrator", CITY),
    "audit_administrator": SeatAt("audit_administrator", CITY),
    "stand_in": SeatAt("township_supervisor", TOWNSHIP, post="township_supervisor"),
    "li": SeatAt("county_clerk", OTHER_COUNTY),
}


@dataclass(frozen=True)
class ChildAt:
    """A child: the place that answers, the rare characters of the name, whether the school is the cast's own."""

    place: int
    name: str  # surname, middle and last character stand nowhere else in the house: each is a token
    pupil: bool = False
    school: bool = False


# Who lies where, seen from the seats above: in the own village, beside it, above it, in other counties and cities.
CHILDREN: dict[str, ChildAt] = {
    "ming": ChildAt(VILLAGE, "㐂㐄㐆", pupil=True, school=True),
    "hong": ChildAt(SIBLING_VILLAGE, "㐊㐌㐎"),
    "tao": ChildAt(COUSIN_VILLAGE, "㐐㐒㐔"),
    "shan": ChildAt(TOWNSHIP, "㐖㐘㐜"),
    "he": ChildAt(COUNTY, "㐞㐠㐢"),
    "chu": ChildAt(VILLAGE, "㐤㐦㐨"),  # a handover to the other county waits for receipt
    "wan": ChildAt(FOREIGN_VILLAGE, "㐪㐬㐮"),  # a handover to the village waits for receipt
    "lan": ChildAt(FOREIGN_VILLAGE, "㐰㐲㐴", school=True),
    "yuan": ChildAt(FAR_VILLAGE, "㐶㐸㐺"),
}


@dataclass(frozen=True)
class HandoverAt:
    """A handover that waits for receipt: whose, and to which village."""

    child: str
    to: int


HANDOVERS: dict[str, HandoverAt] = {
    "leaving": HandoverAt("chu", FOREIGN_VILLAGE),
    "arriving": HandoverAt("wan", VILLAGE),
}

# Emergency looks that wait for review, by the child that was looked at; the sight they gave is over.
LOOKS: dict[str, str] = {"look at hong": "hong", "look at lan": "lan", "look at yuan": "yuan"}

# What was given one by one: seat and child, and the field set. The receiving side of a handover reads the file.
GIVEN: dict[tuple[str, str], str] = {
    ("social_worker", "ming"): "contact_only",
    ("parent", "ming"): "own_child",
    ("hospital", "lan"): "health_only",
    # A task, a report of harm, a case by request, a leader's instruction: one child each, and of it what is needed.
    ("liaison", "tao"): "schooling_only",
    ("police", "hong"): "emergency_file",
    ("police", "wan"): "emergency_file",
    ("court", "hong"): "contact_only",
    ("conference_office", "he"): "contact_only",
    ("convener", "shan"): "schooling_only",
    ("village_director", "wan"): "village_file",
    ("township_supervisor", "wan"): "township_file",
    ("stand_in", "wan"): "township_file",
    ("county_clerk", "wan"): "county_file",
    ("county_head", "wan"): "county_file",
    ("li", "chu"): "county_file",
}

AGENCIES: dict[str, int] = {
    "school": TOWNSHIP,
    "village committee": VILLAGE,
    "county unit": COUNTY,
    "foreign school": FOREIGN_TOWNSHIP,
    "far school": FAR_TOWNSHIP,
}

# Jobs and exports, each with the seat that started or asked for it.
JOBS: dict[str, str] = {"job of the county": "county_clerk", "job of the city": "city_head"}
EXPORTS: dict[str, str] = {
    "list of the county": "county_clerk",
    "list of the city": "city_clerk",
    "list of li": "li",
}

# Tables frozen, and summaries received from below, each of one place.
FROZEN: dict[str, int] = {"frozen city": CITY, "frozen county": COUNTY, "frozen other county": OTHER_COUNTY}
RECEIVED: dict[str, int] = {"sent to the county": COUNTY, "sent by the other county": OTHER_COUNTY}

# Rounds of the census with an import each, by place and the child whose row waits there.
SWEPT: dict[str, int] = {
    "round of the city": CITY,
    "round of the county": COUNTY,
    "round of the other county": OTHER_COUNTY,
    # No office of a township receives rosters; what lies there is still read by it and taken in by the county alone.
    "round of the township": TOWNSHIP,
}
WAITING: dict[str, str] = {
    "round of the city": "hong",
    "round of the county": "ming",
    "round of the other county": "lan",
    "round of the township": "shan",
}

# Conferences with a meeting each, by place; a unit's seat reads the meeting it was given.
MET: dict[str, int] = {
    "conference of the city": CITY,
    "conference of the county": COUNTY,
    "conference of the other county": OTHER_COUNTY,
}
GIVEN_PAPERS = frozenset({("liaison", "conference of the county")})


@dataclass(frozen=True)
class TaskAt:
    """A task: where it lies, the level that opened it, and the seat whose post does it."""

    place: int
    level: int
    lead: str


TASKED: dict[str, TaskAt] = {
    "task of the police": TaskAt(COUNTY, 3, "police"),
    "task of the city": TaskAt(CITY, 2, "city_clerk"),
    "task of a township": TaskAt(VILLAGE, 4, "village_director"),
    "task of the other county": TaskAt(OTHER_COUNTY, 3, "li"),
}
# Instructions, work points and duties, by the place that sets them out.
SET_OUT: dict[str, int] = {
    "set out by the city": CITY,
    "set out by the county": COUNTY,
    "set out by the other county": OTHER_COUNTY,
}

# Posts and seats that stand for all where a route names one: below, above, foreign and an administrator's.
SAMPLE_SEATS = ("village_director", "township_supervisor", "county_head", "city_head", "li", "system_administrator")
SAMPLE_PLACES = ("province", "city", "county", "other county", "township", "village", "cousin village", "far village")


def holds(seat: SeatAt, place: int) -> bool:
    """Whether a place is the seat's own or lies below it."""
    width = next(width for width in WIDTHS if seat.place % width == 0)
    return seat.place <= place < seat.place + width


def relation(seat: str, place: int) -> str:
    """How a place lies to a seat, for messages: own, below, above, sibling (same county) or foreign."""
    own = SEATS[seat].place
    if own == place:
        return "own"
    if holds(SEATS[seat], place):
        return "below"
    if holds(SeatAt("", place), own):
        return "above"
    return "sibling" if own // 10**6 == place // 10**6 else "foreign"


# --- Tokens: what betrays a child ---------------------------------------------------------------------------------
@dataclass(frozen=True)
class Token:
    """A text that stands nowhere else in the house, the block that may show it, whether an open file must show it.

    What is sealed stands on no page: it is revealed one by one with a reason, and printed on the registration form.
    """

    text: str
    block: str
    must: bool = False
    sealed: bool = False


def tokens(child: str) -> tuple[Token, ...]:
    """What betrays this child on a page."""
    name, word = CHILDREN[child].name, f"ZQ{child.upper()}"
    return (
        Token(name[0], "roster"),
        Token(name[2], "roster"),
        Token(name[1], "name", must=True),
        Token(f"{word}CLASS", "schooling", must=True),
        Token(f"{word}CARE", "care", must=True),
        Token(f"{word}NOTES", "care"),
        Token(f"{word}KIN", "family", must=True),
        Token(f"{word}ILL", "health"),
        Token(number_of(child)[-6:], "identity", sealed=True),
        Token(phone_of(child), "contact", sealed=True),
        Token(f"{word}DOOR", "contact", sealed=True),
    )


def number_of(child: str) -> str:
    """An invented identity number with a right check digit: born on 2016-05-01, code 990101."""
    body = f"99010120160501{list(CHILDREN).index(child) * 2 + 711}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]


def phone_of(child: str) -> str:
    """An invented mobile number."""
    return f"1990099{list(CHILDREN).index(child) + 3171}"
