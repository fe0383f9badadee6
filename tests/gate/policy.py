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
from tests.gate.policy_of_tasks import GRANTED_TASKS, MAY_TASKS, SEEN_TASKS

# --- Groups of roles ----------------------------------------------------------------------------------------------
VILLAGE = frozenset({"village_director"})
TOWNSHIP = frozenset({"township_supervisor"})
COUNTY = frozenset({"county_clerk", "county_head"})
CITY = frozenset({"city_clerk", "city_head"})
HEADS = frozenset({"county_head", "city_head"})
ONLY_COUNT = frozenset({"conference_office", "liaison", "convener", "hospital", "police", "court"})
SCHOOL = frozenset({"school"})
SYSTEM = frozenset({"system_administrator"})
SECURITY = frozenset({"security_administrator"})
AUDIT = frozenset({"audit_administrator"})
ADMINISTRATORS = SYSTEM | SECURITY | AUDIT

# The list and the files of the own place: who keeps the ledger (6.4, rows 1 to 4).
FILE_KEEPERS = VILLAGE | TOWNSHIP | COUNTY
# Nobody's children by place, only the ones given one by one (6.4: from the liaison down to the parent).
ONLY_GIVEN = ONLY_COUNT | {"social_worker", "parent"}
# Papers of conferences: offices read those of their own place, a member unit what it is given (1.3, 6.4).
OFFICES = FILE_KEEPERS | CITY | {"conference_office", "convener"}
UNITS = frozenset({"liaison", "school", "hospital", "police", "court"})
RUNS_CONFERENCE = COUNTY | CITY | {"conference_office"}
EVERYBODY = FILE_KEEPERS | CITY | SCHOOL | ONLY_GIVEN | ADMINISTRATORS
READERS = EVERYBODY - ADMINISTRATORS

# --- May do -------------------------------------------------------------------------------------------------------
# A higher office may do what a lower one does: many villages have no director, some townships no supervisor.
GRANTED: dict[str, frozenset[str]] = {
    "desk.see": EVERYBODY,
    "network.see": EVERYBODY,
    "jobs.see": EVERYBODY,
    "jobs.stop": EVERYBODY,
    "seats.choose": EVERYBODY,
    "children.list": READERS,
    "children.search": READERS,
    "children.open": READERS,
    "children.count": FILE_KEEPERS | CITY | ONLY_COUNT,
    "children.reveal": FILE_KEEPERS | CITY,
    "children.found": FILE_KEEPERS,
    "children.amend": FILE_KEEPERS,
    "children.set_photo": FILE_KEEPERS,
    "children.submit": FILE_KEEPERS,
    "children.claim": FILE_KEEPERS,
    "children.propose_handover": FILE_KEEPERS,
    "children.propose_merge": FILE_KEEPERS,
    "children.merge": TOWNSHIP | COUNTY | CITY,  # the lowest office that covers both files
    "children.refuse_merge": TOWNSHIP | COUNTY | CITY,
    "children.part": TOWNSHIP | COUNTY | CITY,
    "children.receive_handover": FILE_KEEPERS,
    "children.decline_handover": FILE_KEEPERS,
    "children.propose_exit": FILE_KEEPERS,
    "children.review": TOWNSHIP | COUNTY,
    "children.return": TOWNSHIP | COUNTY,
    "children.assign": TOWNSHIP | COUNTY,
    "children.unassign": TOWNSHIP | COUNTY,
    "children.invite_parent": TOWNSHIP | COUNTY,
    "children.withdraw_parent": TOWNSHIP | COUNTY,
    "children.print": TOWNSHIP | COUNTY,  # 6.4: the township prints one file, the village none
    "children.register": COUNTY,
    "children.exit": COUNTY,
    "children.refuse_exit": COUNTY,
    "children.restore": COUNTY,
    "children.break_glass": FILE_KEEPERS | CITY | {"hospital", "police"},
    "children.review_break_glass": HEADS,
    "children.open_with_reason": CITY,
    "children.withdraw_source": CITY,
    "children.record_schooling": SCHOOL,
    # Figures of a place are frozen by who answers for them, and by the office that prepares the meeting; the table as a
    # workbook, with its small cells, leaves the house only with who has the lists behind it.
    "figures.freeze": COUNTY | CITY | {"conference_office"},
    "figures.fetch": COUNTY | CITY,
    "figures.receive": COUNTY | CITY,
    # Rosters of agencies are taken in by who answers for a register of many villages (2.1, 2.5).
    "census.see": FILE_KEEPERS | CITY,  # 2.1: each place its own part of a round, and those below it
    # A round goes up level by level (2.7): whoever counts answers for the count, whoever sits above judges it.
    "census.submit_place": FILE_KEEPERS | CITY,
    "census.explain": FILE_KEEPERS | CITY,
    "census.accept_place": TOWNSHIP | COUNTY | CITY,
    "census.return_place": TOWNSHIP | COUNTY | CITY,
    "census.reopen_place": TOWNSHIP | COUNTY | CITY,
    "census.open_round": COUNTY | CITY,
    "census.lock_round": COUNTY | CITY,
    "census.unlock_round": HEADS,
    "census.receive": COUNTY | CITY,
    "census.map_columns": COUNTY | CITY,
    "census.fetch": COUNTY | CITY,
    "census.prepare": COUNTY | CITY,
    "census.acknowledge": COUNTY | CITY,
    "census.commit": COUNTY | CITY,
    "census.undo": COUNTY | CITY,
    "census.withdraw": COUNTY | CITY,
    "census.settle": COUNTY | CITY,
    "census.unsettle": COUNTY | CITY,
    "census.name_school": COUNTY | CITY,
    "census.unname_school": COUNTY | CITY,
    # A conference is run by the office of its place, in a county the civil-affairs bureau; its units propose, state
    # and comment, and nobody below or above writes its papers.
    "conference.see": OFFICES | UNITS | {"social_worker"},
    **GRANTED_TASKS,
    "conference.fetch_minutes": OFFICES | UNITS | {"social_worker"},
    **dict.fromkeys(
        ("conference.propose_item", "conference.state", "conference.comment_minutes"), RUNS_CONFERENCE | UNITS
    ),
    **dict.fromkeys(
        (
            "conference.set_up",
            "conference.call_meeting",
            "conference.adopt_item",
            "conference.decline_item",
            "conference.give_notice",
            "conference.hold_meeting",
            "conference.cancel_meeting",
            "conference.freeze_figures",
            "conference.take_attendance",
            "conference.decide",
            "conference.draft_minutes",
            "conference.circulate_minutes",
            "conference.answer_comment",
            "conference.issue_minutes",
        ),
        RUNS_CONFERENCE,
    ),
    "attachments.open": FILE_KEEPERS,
    "attachments.add": FILE_KEEPERS,
    "attachments.withdraw": FILE_KEEPERS,
    # 2.4 and 6.4: the city's exports are counts only; its head decides on those of the counties.
    "exports.see": COUNTY | HEADS,
    "exports.request": COUNTY,
    "exports.fetch": COUNTY,
    "exports.approve": HEADS,
    "exports.refuse": HEADS,
    "network.open_agency": COUNTY | CITY,
    "network.rename_agency": COUNTY | CITY,
    "network.close_agency": COUNTY | CITY,
    "network.staff_agency": TOWNSHIP | COUNTY | CITY,
    "network.rename_place": CITY,
    "network.merge_places": CITY,
    "network.split_place": CITY,
    "network.edit_calendar": CITY,
    "network.load_divisions": SYSTEM,
    "seats.hand_over": TOWNSHIP | COUNTY | CITY | SECURITY,
    "seats.begin": SECURITY,
    "seats.end": SECURITY,
    # Who hands posts over finds them, inside the own place.
    "posts.see": TOWNSHIP | COUNTY | CITY | SECURITY,
    "posts.open": SECURITY,
    "posts.close": SECURITY,
    "users.see": SYSTEM | SECURITY,
    "users.open_account": SYSTEM,
    "users.disable": SYSTEM,
    "users.enable": SYSTEM,
    "users.renew_link": SYSTEM,
    "users.confirm_link": SECURITY,
    "jobs.see_all": SYSTEM,
    "keys.rotate": SYSTEM,
    "trail.read": AUDIT,
    "trail.verify": AUDIT,
    "trail.write_anchor": AUDIT,
}

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
    """Whether a seat sees rows of a place: the block is its role's, the place its own or below."""
    return block in BLOCKS.get(SEATS[seat].role, frozenset()) and holds(SEATS[seat], place)


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
    "kept papers": _keeps,
    "merged files": _lists({label: at.place for label, at in MERGES.items()}),
    "own export": lambda seat, label: seat == EXPORTS[label],
}
# Whether a verb that is granted may be done to what is seen; a subject seen, the verb not: refused.
MAY: dict[str, Sees] = {
    "": lambda _seat, _label: True,
    # A file is written by whoever answers for the child. What was given is for reading (issue: until receipt the old
    # place answers and both see the file).
    "answers": _answers_for,
    "receives": _receives,
    "takes part": _takes_part,
    "keeps": _keeps,
    **MAY_TASKS,
}

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
