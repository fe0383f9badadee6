"""GRANTS: which role may do which verb; the one page an auditor reads.

A verb is `room.word`; the same word runs from URL to trail. Sight (which rows) is in roles.py and gate.py.
"""

from xiangban.access.roles import Role

R = Role

_EVERYBODY = frozenset({"desk.see", "network.see", "jobs.see", "jobs.stop", "seats.choose"})
_READS_FILES = frozenset({"children.list", "children.open", "children.search"})
_REVEALS = frozenset({"children.reveal", "attachments.open"})
# A round goes up level by level, each place from its own seat; whoever sits above judges what comes from below.
_SWEEPS = frozenset({"census.see", "census.submit_place", "census.explain"})
_JUDGES = frozenset({"census.accept_place", "census.return_place", "census.reopen_place"})
_CAMPAIGNS_OF_UNIT = frozenset({"campaigns.see", "campaigns.fill"})
_CAMPAIGNS_OF_OFFICE = _CAMPAIGNS_OF_UNIT | {
    "campaigns.open",
    "campaigns.begin",
    "campaigns.close",
    "campaigns.set_target",
}
_SUPERVISED = frozenset(
    {
        "supervision.see",
        "supervision.ask_review",
        "supervision.report_rectification",
        "supervision.receive_order",
        "supervision.answer_order",
        "supervision.appeal_order",
    }
)
_SUPERVISES = _SUPERVISED | {
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
}
_FILES_BY_VILLAGE = (
    _READS_FILES
    | _REVEALS
    | _SWEEPS
    | {
        "campaigns.see",
        "campaigns.add_child",
        "children.count",
        "children.found",
        "children.amend",
        "children.set_photo",
        "children.submit",
        "children.propose_handover",
        "children.propose_merge",
        "children.claim",
        "children.receive_handover",
        "children.decline_handover",
        "children.propose_exit",
        "children.break_glass",
        "attachments.add",
        "attachments.withdraw",
    }
)
_FILES_BY_TOWNSHIP = (
    _FILES_BY_VILLAGE
    | _JUDGES
    | _CAMPAIGNS_OF_UNIT
    | _SUPERVISED
    | {
        "children.review",
        "children.merge",
        "children.refuse_merge",
        "children.part",
        "children.return",
        "children.assign",
        "children.unassign",
        "children.invite_parent",
        "children.withdraw_parent",
        "children.print",
        "network.staff_agency",
        "posts.see",
        "seats.hand_over",
    }
)
_CENSUS = (
    _SWEEPS
    | _JUDGES
    | frozenset(
        {
            "census.open_round",
            "census.lock_round",
            "census.receive",
            "census.map_columns",
            "census.fetch",
            "census.prepare",
            "census.acknowledge",
            "census.commit",
            "census.undo",
            "census.withdraw",
            "census.settle",
            "census.unsettle",
            "census.name_school",
            "census.unname_school",
        }
    )
)
_FILES_BY_COUNTY = (
    _FILES_BY_TOWNSHIP
    | _CENSUS
    | _CAMPAIGNS_OF_OFFICE
    | _SUPERVISES
    | {
        "figures.freeze",
        "figures.fetch",
        "figures.receive",
        "children.register",
        "children.exit",
        "children.refuse_exit",
        "children.restore",
        "exports.see",
        "exports.request",
        "exports.fetch",
        "network.open_agency",
        "network.rename_agency",
        "network.close_agency",
    }
)
_STEWARD = (
    _CENSUS
    | _CAMPAIGNS_OF_OFFICE
    | _SUPERVISES
    | frozenset(
        {
            "children.list",
            "children.search",
            "children.open",
            "children.count",
            "children.open_with_reason",
            "children.reveal",
            "children.break_glass",
            "children.withdraw_source",
            "children.merge",
            "children.refuse_merge",
            "children.part",
            "figures.freeze",
            "figures.fetch",
            "figures.receive",
            "network.open_agency",
            "network.rename_agency",
            "network.close_agency",
            "network.staff_agency",
            "network.rename_place",
            "network.merge_places",
            "network.split_place",
            "network.edit_calendar",
            "posts.see",
            "seats.hand_over",
        }
    )
)
_GIVEN_CHILDREN = _READS_FILES
# Whoever is a member unit reads what it is given of a conference and answers; the office of a place writes the rest.
# A county's conference is run by its civil-affairs bureau; each keeps its own alone (conference/keeping.py).
_OF_A_UNIT = frozenset(
    {
        "conference.see",
        "conference.propose_item",
        "conference.state",
        "conference.comment_minutes",
        "conference.fetch_minutes",
    }
)
_RUNS_CONFERENCE = _OF_A_UNIT | frozenset(
    {
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
        "conference.receive_paper",
        "conference.open_paper",
        "conference.withdraw_paper",
        "conference.accept_piece",
        "conference.decline_piece",
        "conference.undo_piece",
        "conference.compare_figure",
    }
)
_READS_CONFERENCE = frozenset({"conference.see", "conference.fetch_minutes"})

# A task is done by whoever it is given to, and verified by the level that opened it: asked in conference/parties.py.
_READS_TASKS = frozenset({"conference.see", "conference.open_evidence", "conference.keep_feed"})
_DOES_TASKS = _READS_TASKS | frozenset(
    {
        "conference.receive_task",
        "conference.report_progress",
        "conference.report_done",
        "conference.ask_extension",
    }
)
_JUDGES_TASKS = _DOES_TASKS | frozenset(
    {
        "conference.break_down_task",
        "conference.answer_extension",
        "conference.verify_task",
        "conference.return_task",
        "conference.strike_off_task",
        "conference.withdraw_task",
    }
)
_OPENS_TASKS = _JUDGES_TASKS | frozenset(
    {
        "conference.open_task",
        "conference.record_instruction",
        "conference.edit_work_points",
        "conference.edit_duties",
    }
)

GRANTS: dict[Role, frozenset[str]] = {
    R.VILLAGE_DIRECTOR: _EVERYBODY | _DOES_TASKS | _FILES_BY_VILLAGE | _READS_CONFERENCE,
    R.TOWNSHIP_SUPERVISOR: _EVERYBODY | _JUDGES_TASKS | _FILES_BY_TOWNSHIP | _READS_CONFERENCE,
    R.COUNTY_CLERK: _EVERYBODY | _OPENS_TASKS | _FILES_BY_COUNTY | _RUNS_CONFERENCE,
    R.COUNTY_HEAD: _EVERYBODY
    | _OPENS_TASKS
    | _FILES_BY_COUNTY
    | _RUNS_CONFERENCE
    | {"exports.approve", "exports.refuse", "children.review_break_glass", "census.unlock_round"},
    R.CITY_CLERK: _EVERYBODY | _OPENS_TASKS | _STEWARD | _RUNS_CONFERENCE,
    # No list of children leaves the house for the city, only counts (domain 2.4, 6.4); its head decides on others.
    R.CITY_HEAD: _EVERYBODY
    | _OPENS_TASKS
    | _STEWARD
    | _RUNS_CONFERENCE
    | {"exports.see", "exports.approve", "exports.refuse", "children.review_break_glass", "census.unlock_round"},
    R.CONFERENCE_OFFICE: _EVERYBODY
    | _RUNS_CONFERENCE
    | _OPENS_TASKS
    | _GIVEN_CHILDREN
    | _CAMPAIGNS_OF_OFFICE
    | _SUPERVISES
    | {"children.count", "figures.freeze"},
    R.LIAISON: _EVERYBODY
    | _OF_A_UNIT
    | _DOES_TASKS
    | _GIVEN_CHILDREN
    | _CAMPAIGNS_OF_UNIT
    | _SUPERVISED
    | {"children.count"},
    R.CONVENER: _EVERYBODY
    | _READS_CONFERENCE
    | _READS_TASKS
    | {"conference.record_instruction"}
    | _GIVEN_CHILDREN
    | {"children.count", "campaigns.see", "supervision.see"},
    R.SCHOOL: _EVERYBODY
    | _OF_A_UNIT
    | _DOES_TASKS
    | _READS_FILES
    | _SUPERVISED
    | {"children.record_schooling", "campaigns.see"},
    R.HOSPITAL: _EVERYBODY
    | _OF_A_UNIT
    | _DOES_TASKS
    | _GIVEN_CHILDREN
    | _CAMPAIGNS_OF_UNIT
    | _SUPERVISED
    | {"children.count", "children.break_glass"},
    R.POLICE: _EVERYBODY
    | _OF_A_UNIT
    | _DOES_TASKS
    | _GIVEN_CHILDREN
    | _CAMPAIGNS_OF_UNIT
    | _SUPERVISED
    | {"children.count", "children.break_glass"},
    R.COURT: _EVERYBODY
    | _OF_A_UNIT
    | _DOES_TASKS
    | _GIVEN_CHILDREN
    | _CAMPAIGNS_OF_UNIT
    | _SUPERVISED
    | {"children.count"},
    R.SOCIAL_WORKER: _EVERYBODY | _DOES_TASKS | _GIVEN_CHILDREN | _READS_CONFERENCE,
    R.PARENT: _EVERYBODY | _GIVEN_CHILDREN,
    R.SYSTEM_ADMINISTRATOR: _EVERYBODY
    | {
        "users.see",
        "users.open_account",
        "users.disable",
        "users.enable",
        "users.renew_link",
        "network.load_divisions",
        "jobs.see_all",
        "keys.rotate",
    },
    R.SECURITY_ADMINISTRATOR: _EVERYBODY
    | {
        "users.see",
        "users.confirm_link",
        "posts.see",
        "posts.open",
        "posts.close",
        "seats.begin",
        "seats.end",
        "seats.hand_over",
    },
    R.AUDIT_ADMINISTRATOR: _EVERYBODY | {"trail.read", "trail.verify", "trail.write_anchor"},
}

# Given sight is for reading: of a child that is only given to a seat (a handover not yet received, an emergency, one's
# own child), these verbs alone are open.
ON_GIVEN = frozenset(
    {
        "children.open",
        "children.reveal",
        "children.print",
        "children.receive_handover",
        "children.decline_handover",
        "children.review_break_glass",
        "attachments.open",
        "conference.propose_item",
        "conference.state",
        "conference.comment_minutes",
        "conference.fetch_minutes",
        "conference.receive_task",
        "conference.report_progress",
        "conference.report_done",
        "conference.ask_extension",
        "conference.break_down_task",
        "conference.open_evidence",
        "campaigns.fill",
        "supervision.ask_review",
        "supervision.report_rectification",
        "supervision.receive_order",
        "supervision.answer_order",
        "supervision.appeal_order",
    }
)

# What a role may do and does not look for in its menu: a parent comes for the own child, a convener for the figures,
# and none of these seats starts a job of its own. Whoever is led to such a page by a link finds it.
_OUTSIDERS = (R.CONVENER, R.LIAISON, R.SCHOOL, R.HOSPITAL, R.POLICE, R.COURT, R.SOCIAL_WORKER)
OFF_THE_MENU: dict[Role, frozenset[str]] = {
    **{role: frozenset({"jobs.see"}) for role in _OUTSIDERS},
    R.CONVENER: frozenset({"jobs.see", "children.list", "children.search"}),
    R.PARENT: frozenset({"jobs.see", "children.list", "children.search", "network.see"}),
}

ALL_PERMISSIONS = frozenset().union(*GRANTS.values())


def granted(role: Role, permission: str) -> bool:
    """Whether the role may do the verb at all; where it may do it is the gate's question."""
    return permission in GRANTS[role]


def on_menu(role: Role, permission: str) -> bool:
    """Whether the role is offered what the verb opens, on its menu and beside the head of its day."""
    return granted(role, permission) and permission not in OFF_THE_MENU.get(role, frozenset())
