"""Who may see and do what, written by hand from domain 6.4 and the law behind it; nothing of the product is imported.

What is asked for each route stands in routes.py, who lies where in cast.py; the tests compare them with the product.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.gate.cast import (
    AGENCIES,
    CHILDREN,
    EXPORTS,
    FROZEN,
    GIVEN,
    GIVEN_PAPERS,
    HANDOVERS,
    JOBS,
    LOOKS,
    MET,
    PLACES,
    RECEIVED,
    SEATS,
    SWEPT,
    SeatAt,
    holds,
)
from tests.gate.cast_of_merges import MERGES
from tests.gate.grants import (
    ADMINISTRATORS,
    CITY,
    FILE_KEEPERS,
    GRANTED,
    HEADS,
    OFFICES,
    ONLY_COUNT,
    SCHOOL,
    SECURITY,
)
from tests.gate.policy_of_campaigns import MAY_CAMPAIGNS, SEEN_CAMPAIGNS
from tests.gate.policy_of_past import SEEN_PAST
from tests.gate.policy_of_supervision import MAY_SUPERVISION, SEEN_SUPERVISION
from tests.gate.policy_of_tasks import MAY_TASKS, SEEN_TASKS

# --- May see ------------------------------------------------------------------------------------------------------
# Blocks of a child's file; what a token of the block looks like is said in cast.py.
CORE = frozenset({"roster", "name", "file", "identity", "contact", "family", "care", "schooling", "history"})
BLOCKS: dict[str, frozenset[str]] = {
    "village_director": CORE | {"own_health", "psychology_flag"},
    "township_supervisor": CORE | {"health", "psychology_flag"},
    "county_clerk": CORE | {"health", "psychology_flag", "psychology"},
    "county_head": CORE | {"health", "psychology_flag", "psychology"},
    "city_clerk": frozenset({"roster"}),
    "city_head": frozenset({"roster"}),
    "school": frozenset({"roster", "name", "file", "schooling"}),
}
GIVEN_BLOCKS: dict[str, frozenset[str]] = {
    "contact_only": frozenset({"roster", "name", "file", "contact"}),
    "schooling_only": frozenset({"roster", "name", "file", "schooling"}),
    "emergency_file": CORE | {"health"},
    "own_child": CORE | {"health"},
    "health_only": frozenset({"roster", "name", "file", "health"}),
    "village_file": CORE | {"own_health", "psychology_flag"},
    "township_file": CORE | {"health", "psychology_flag"},
    "county_file": CORE | {"health", "psychology_flag", "psychology"},
}
# Rows about a child: the block of the file that must be in sight for them.
ROWS: dict[str, str] = {
    "children.child": "roster",
    "children.namekey": "roster",
    "children.breakglass": "roster",  # the heads who review a look see the list, not always the file
    "children.childmove": "file",
    "children.factchange": "file",
    "children.handover": "file",
    "children.person": "family",
    "children.kin": "family",
    "figures.snapshotchild": "roster",
    "census.explanation": "roster",
    "campaigns.listedchild": "roster",
    "supervision.sampledchild": "roster",
}
# Rows about a place and not about one child: who keeps the lists of that place sees them.
PLACE_ROWS: dict[str, str] = {
    "children.merge": "roster",
    "figures.snapshot": "roster",
    "figures.receivedsummary": "roster",
    "census.submission": "roster",
    "census.submissionmove": "roster",
    "census.import": "roster",
    "census.importmove": "roster",
    "census.importfile": "roster",
    "census.columnmapping": "roster",
    "census.censusrecord": "roster",
    "census.match": "roster",
    "census.settlement": "roster",
    "census.remembered": "roster",
    "census.schoolnaming": "roster",
}
# Rows of a conference: the offices of its place see them, and the units that were given it.
PAPER_ROWS = frozenset(
    {
        "conference.conference",
        "conference.conferencename",
        "conference.memberunit",
        "conference.member",
        "conference.meeting",
        "conference.meetingmove",
        "conference.agendaitem",
        "conference.meetingnotice",
        "conference.attendance",
        "conference.statement",
        "conference.meetingfigures",
        "conference.decision",
        "conference.decisionunit",
        "conference.minutes",
        "conference.minutesmove",
        "conference.minutespart",
        "conference.minutescomment",
        "conference.issuedminutes",
    }
)
ALL_BLOCKS = frozenset().union(*BLOCKS.values(), *GIVEN_BLOCKS.values())


def blocks(seat: str, child: str) -> frozenset[str]:
    """Which blocks of this child the seat sees: by place, as a school its pupil, or as given."""
    return own_blocks(seat, child) | GIVEN_BLOCKS.get(GIVEN.get((seat, child), ""), frozenset())


def own_blocks(seat: str, child: str) -> frozenset[str]:
    """Blocks seen without anything having been given."""
    who, lies = SEATS[seat], CHILDREN[child]
    reached = lies.pupil if who.role in SCHOOL else holds(who, lies.place)
    return BLOCKS.get(who.role, frozenset()) if reached else frozenset()


def sees_place_rows(seat: str, block: str, place: int) -> bool:
    """Whether a seat sees rows of a place: the block is its role's, the place its own or below; a school has pupils."""
    role = SEATS[seat].role
    return role != "school" and block in BLOCKS.get(role, frozenset()) and holds(SEATS[seat], place)


def sees_papers(seat: str, place: int) -> bool:
    """Whether a seat reads the papers of the conference of a place: by its own place, or as they were given."""
    given = any((seat, label) in GIVEN_PAPERS for label, met_at in MET.items() if met_at == place)
    return given or (SEATS[seat].role in OFFICES and holds(SEATS[seat], place))


def _papers(seat: str, label: str) -> bool:
    return sees_papers(seat, MET[label])


def _keeps(seat: str, label: str) -> bool:
    """A conference is kept by the offices of its very place: a city reads a county's papers and writes none."""
    return SEATS[seat].role in OFFICES and SEATS[seat].place == MET[label]


def counted(seat: str) -> frozenset[str]:
    """The children a seat may count, if it counts at all."""
    who = SEATS[seat]
    counts = who.role in GRANTED["children.count"]
    return frozenset(label for label, lies in CHILDREN.items() if counts and holds(who, lies.place))


def _answers_for(seat: str, child: str) -> bool:
    return "file" in own_blocks(seat, child)


def _receives(seat: str, handover: str) -> bool:
    return holds(SEATS[seat], HANDOVERS[handover].to)


def _takes_part(seat: str, handover: str) -> bool:
    return _receives(seat, handover) or _answers_for(seat, HANDOVERS[handover].child)


def _sees_child(block: str) -> Callable[[str, str], bool]:
    return lambda seat, child: block in blocks(seat, child)


def _inside(places: dict[str, int]) -> Callable[[str, str], bool]:
    return lambda seat, label: SEATS[seat].role in ADMINISTRATORS or holds(SEATS[seat], places[label])


def _reads_sheet(seat: str, post: str) -> bool:
    """The sheet of a post: its own holders, and who hands posts over inside the own place and sees children."""
    who = SEATS[seat]
    same = (SEATS[post].post or post) == (who.post or seat)
    return same or (who.role in GRANTED["seats.hand_over"] - SECURITY and holds(who, SEATS[post].place))


def _sees_job(seat: str, job: str) -> bool:
    """Whoever started it, and the system administrator."""
    return seat == JOBS[job] or SEATS[seat].role in GRANTED["jobs.see_all"]


def _sees_export(seat: str, export: str) -> bool:
    """Whoever asked for it, and a head in whose place it was asked."""
    who, asked = SEATS[seat], SEATS[EXPORTS[export]]
    return seat == EXPORTS[export] or (who.role in HEADS and holds(who, asked.place))


def _counts(places: dict[str, int]) -> Callable[[str, str], bool]:
    """Places the seat has figures of: who keeps lists those below too, who only counts the own one alone."""

    def counts(seat: str, label: str) -> bool:
        who = SEATS[seat]
        below = who.role in FILE_KEEPERS | CITY and holds(who, places[label])
        return below or (who.role in ONLY_COUNT and who.place == places[label])

    return counts


def _lists(places: dict[str, int]) -> Callable[[str, str], bool]:
    return lambda seat, label: SEATS[seat].role in FILE_KEEPERS | CITY and holds(SEATS[seat], places[label])


def _takes_part_in(seat: str, sweep: str) -> bool:
    """Rounds of the own place, of those below it, and of the place above that takes it in."""
    place = SWEPT[sweep]
    return holds(SEATS[seat], place) or holds(SeatAt("", place), SEATS[seat].place)


Sees = Callable[[str, str], bool]
SEEN: dict[str, Sees] = {
    "anything": lambda _seat, _label: True,
    "roster": _sees_child("roster"),
    "file": _sees_child("file"),
    "family": _sees_child("family"),
    "identity": _sees_child("identity"),
    "history": _sees_child("history"),
    "pupil": _sees_child("schooling"),
    "look": lambda seat, label: "roster" in blocks(seat, LOOKS[label]),
    "handover": lambda seat, label: "file" in blocks(seat, HANDOVERS[label].child),
    "place": _inside(PLACES),
    # Two cities of a province are not merged in this house: the installation is one city's.
    "county or below": lambda seat, label: PLACES[label] % 10**8 != 0 and _inside(PLACES)(seat, label),
    "agency": _inside(AGENCIES),
    "post": _inside({label: who.place for label, who in SEATS.items()}),
    "sheet": _reads_sheet,
    "job": _sees_job,
    "export": _sees_export,
    "export's place": _inside({label: SEATS[seat].place for label, seat in EXPORTS.items()}),
    "counted place": _counts(PLACES),
    "frozen": _counts(FROZEN),
    "frozen list": _lists(FROZEN),
    "received": _lists(RECEIVED),
    "round": _takes_part_in,
    "own round": _inside(SWEPT),
    "swept": _lists(SWEPT),
    "papers": _papers,
    **SEEN_TASKS,
    **SEEN_PAST,
    **SEEN_CAMPAIGNS,
    **SEEN_SUPERVISION,
    "kept papers": _keeps,
    "merged files": _lists({label: at.place for label, at in MERGES.items()}),
    "own export": lambda seat, label: seat == EXPORTS[label],
}
# Whether a verb that is granted may be done to what is seen; a subject seen, the verb not: refused.
_MAY: dict[str, Sees] = {
    "": lambda _seat, _label: True,
    # A file is written by whoever answers for the child. What was given is for reading (issue: until receipt the old
    # place answers and both see the file).
    "answers": _answers_for,
    "receives": _receives,
    "takes part": _takes_part,
    "keeps": _keeps,
}


def _each_once(*tables: dict[str, Sees]) -> dict[str, Sees]:
    """One table of several; a name said twice would silently mean the last."""
    names = [name for table in tables for name in table]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"named twice in the gate: {', '.join(twice)}")
    return {name: rule for table in tables for name, rule in table.items()}


MAY = _each_once(_MAY, MAY_TASKS, MAY_CAMPAIGNS, MAY_SUPERVISION)
SHOWN, ADMITTED, REFUSED, HIDDEN = "shown", "admitted", "refused", "hidden"
SIGN_IN, CHOOSE_SEAT, NO_METHOD = "sign-in", "choose a seat", "no such method"

# What each answer looks like from outside.
STATUSES: dict[str, frozenset[int]] = {
    SHOWN: frozenset({200}),
    ADMITTED: frozenset({200, 204, 302, 409, 422}),  # done, or asked to fill in: the scenarios say which forms succeed
    REFUSED: frozenset({403, 404}),  # a seat that lacks a whole page finds none; a single verb is refused aloud
    HIDDEN: frozenset({404}),
    SIGN_IN: frozenset({302}),
    CHOOSE_SEAT: frozenset({302}),
    NO_METHOD: frozenset({404, 405}),
}


@dataclass(frozen=True)
class Rule:
    """One method of a route: the verb it asks for, what must be in sight, what else must hold."""

    verb: str
    seen: str = "anything"
    may: str = ""


def answer(rule: Rule, seat: str, label: str) -> str:
    """What this seat gets when it asks for this object; the label is empty where the route names none."""
    if not SEEN[rule.seen](seat, label):
        return HIDDEN
    if SEATS[seat].role not in GRANTED[rule.verb] or not MAY[rule.may](seat, label):
        return REFUSED
    return ADMITTED
