"""Which role may do which verb, by hand from domain 6.4; nothing of the product is imported.

Where it may do it, and what it sees, is in policy.py.
"""

from tests.gate.policy_of_campaigns import GRANTED_CAMPAIGNS
from tests.gate.policy_of_past import GRANTED_PAST
from tests.gate.policy_of_supervision import GRANTED_SUPERVISION
from tests.gate.policy_of_tasks import GRANTED_TASKS

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
    **GRANTED_PAST,
    **GRANTED_CAMPAIGNS,
    **GRANTED_SUPERVISION,
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
