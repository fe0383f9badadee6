"""Every route of the house by hand: what its address names, and for each method the verb and what must be in sight.

The answers that follow from a rule are in policy.py. A route of the product without a row here fails the matrix.
"""

from dataclasses import dataclass, field

from tests.gate.policy import Rule


@dataclass(frozen=True)
class Row:
    """A route: which kind of object each part of its address names, its methods, what a shown page must show."""

    names: dict[str, str] = field(default_factory=dict)  # the part of the address and the kind of object it names
    get: Rule | None = None
    post: Rule | None = None
    unseals: bool = False  # shows what is sealed without a reason: the official form alone, noted in the trail
    turns: bool = False  # the bare address only leads on: what is shown, is shown to a press
    shows: str = ""  # "children": all in sight; "object": the one that is named


def asks(verb: str, seen: str = "anything", may: str = "") -> Rule:
    return Rule(verb, seen, may)


def form(verb: str, seen: str = "anything", may: str = "", **names: str) -> Row:
    """A page with a form: the same rule shows it and takes it."""
    return Row(names, get=asks(verb, seen, may), post=asks(verb, seen, may))


def shown(verb: str, seen: str = "anything", shows: str = "", **names: str) -> Row:
    """A page that only shows."""
    return Row(names, get=asks(verb, seen), shows=shows)


ROUTES: dict[str, Row] = {
    # --- My day --------------------------------------------------------------------------------------------------
    "desk:today": shown("desk.see"),
    "desk:handover_sheet": shown("desk.see", "sheet", post="seat's post"),
    # --- Children ------------------------------------------------------------------------------------------------
    "childfile:list": shown("children.list", shows="children"),
    # The search is posted: an address is kept by browsers and logs, and a name stands in it.
    "childfile:search": form("children.search"),
    # The city's civil-affairs seats see the row, and on the file's address a page that asks for the reason.
    "childfile:file": shown("children.open", "roster", shows="object", pk="child"),
    "childfile:opened_by": shown("children.open", "history", pk="child"),
    "children:found": form("children.found"),
    "children:amend": form("children.amend", "file", "answers", pk="child"),
    "children:record_schooling": form("children.record_schooling", "pupil", pk="child"),
    "children:submit": Row({"pk": "child"}, post=asks("children.submit", "file", "answers")),
    "children:review": Row({"pk": "child"}, post=asks("children.review", "file", "answers")),
    "children:register": Row({"pk": "child"}, post=asks("children.register", "file", "answers")),
    "children:return": form("children.return", "file", "answers", pk="child"),
    "children:propose_exit": form("children.propose_exit", "file", "answers", pk="child"),
    "children:exit": Row({"pk": "child"}, post=asks("children.exit", "file", "answers")),
    "children:refuse_exit": form("children.refuse_exit", "file", "answers", pk="child"),
    "children:restore": form("children.restore", "file", "answers", pk="child"),
    "children:claim": form("children.claim"),
    "children:propose_merge": form("children.propose_merge", "file", "answers", pk="child"),
    "children:propose_handover": form("children.propose_handover", "file", "answers", pk="child"),
    "children:receive_handover": Row(
        {"pk": "handover"}, post=asks("children.receive_handover", "handover", "receives")
    ),
    "children:decline_handover": form("children.decline_handover", "handover", "takes part", pk="handover"),
    "children:reveal": form("children.reveal", "file", pk="child", field="sealed fact"),
    "children:open_with_reason": form("children.open_with_reason", "roster", pk="child"),
    "children:break_glass": form("children.break_glass"),
    "children:break_glass_list": shown("children.review_break_glass"),
    "children:review_break_glass": form("children.review_break_glass", "look", pk="look"),
    "children:assign": form("children.assign", "file", "answers", pk="child"),
    "children:unassign": Row(
        {"pk": "child", "post": "social worker's post"}, post=asks("children.unassign", "file", "answers")
    ),
    "children:invite_parent": form("children.invite_parent", "file", "answers", pk="child"),
    "children:withdraw_parent": form(
        "children.withdraw_parent", "file", "answers", pk="child", post="social worker's post"
    ),
    # Printing is pressed for, since it is a look that the trail keeps; its address alone leads to the file.
    "children:print": Row(
        {"pk": "child"},
        get=asks("children.print", "file"),
        post=asks("children.print", "file"),
        unseals=True,
        turns=True,
        shows="object",
    ),
    "children:set_photo": form("children.set_photo", "identity", "answers", pk="child"),
    # --- The service network: public reference data for every seat, changed inside the own place ------------------
    "network:overview": shown("network.see"),
    "network:place": shown("network.see", code="place"),
    "network:rename_place": form("network.rename_place", "place", code="place to change"),
    "network:merge_places": form("network.merge_places", "county or below", code="place to change"),
    "network:split_place": form("network.split_place", "county or below", code="place to change"),
    "network:open_agency": form("network.open_agency", "place", code="place to change"),
    "network:agency_list": shown("network.see"),
    "network:contact_sheet": shown("network.see"),
    "network:agency": shown("network.see", pk="agency"),
    "network:rename_agency": form("network.rename_agency", "agency", pk="agency"),
    "network:close_agency": form("network.close_agency", "agency", pk="agency"),
    "network:staff_agency": form("network.staff_agency", "agency", pk="agency"),
    "network:end_staffing": Row({"pk": "agency"}, post=asks("network.staff_agency", "agency")),
    "network:coverage": shown("network.see"),
    "network:calendar": shown("network.see"),
    "network:edit_calendar": Row(post=asks("network.edit_calendar")),
    # --- Figures -------------------------------------------------------------------------------------------------
    "figures:summary": shown("children.count"),
    "figures:freeze": form("figures.freeze", "counted place", code="place"),
    "figures:snapshots": shown("children.count"),
    "figures:snapshot": shown("children.count", "frozen", pk="frozen table"),
    "figures:behind": shown("children.list", "frozen list", pk="frozen table"),
    "figures:fetch": Row({"pk": "frozen table"}, post=asks("figures.fetch", "frozen")),
    "figures:received_list": shown("figures.receive"),
    "figures:receive": form("figures.receive"),
    "figures:received": shown("figures.receive", "received", pk="received summary"),
    # --- The census ----------------------------------------------------------------------------------------------
    "census:rounds": shown("census.see"),
    "census:open_round": form("census.open_round"),
    "census:round": shown("census.see", "round", pk="round"),
    "census:lock_round": Row({"pk": "round"}, post=asks("census.lock_round", "own round")),
    "census:unlock_round": form("census.unlock_round", "own round", pk="round"),
    "census:receive": form("census.receive", "round", pk="round"),
    "census:reconciliation": shown("census.see", "round", pk="round"),
    "census:worklist": shown("census.see", "round", pk="round"),
    "census:place": shown("census.see", "place", code="place", pk="round of all"),
    "census:lacking": shown("census.see", "place", code="place", pk="round of all"),
    "census:submit_place": form("census.submit_place", "place", code="place", pk="round of all"),
    "census:accept_place": Row({"code": "place", "pk": "round of all"}, post=asks("census.accept_place", "place")),
    "census:return_place": form("census.return_place", "place", code="place", pk="round of all"),
    "census:reopen_place": form("census.reopen_place", "place", code="place", pk="round of all"),
    "census:differences": shown("census.see", "place", code="place", pk="round of all"),
    "census:explain": Row({"code": "place", "pk": "round of all"}, post=asks("census.explain", "place")),
    "census:import": shown("census.see", "swept", pk="import"),
    "census:prepare": Row({"pk": "import"}, post=asks("census.prepare", "swept")),
    "census:acknowledge": Row({"pk": "import"}, post=asks("census.acknowledge", "swept")),
    "census:commit": Row({"pk": "import"}, post=asks("census.commit", "swept")),
    "census:undo": form("census.undo", "swept", pk="import"),
    "census:withdraw": form("census.withdraw", "swept", pk="import"),
    "census:records": shown("census.see", "swept", pk="import"),
    "census:record": shown("census.see", "swept", pk="row of a roster"),
    "census:settle_record": Row({"pk": "row of a roster"}, post=asks("census.settle", "swept")),
    "census:map_columns": form("census.map_columns", "swept", pk="roster"),
    "census:mark": Row({"pk": "roster"}, post=asks("census.fetch", "swept")),
    "census:fetch": Row({"pk": "roster"}, post=asks("census.fetch", "swept")),
    "census:schools": shown("census.see", "swept", pk="import"),
    "census:name_school": Row({"pk": "import"}, post=asks("census.name_school", "swept")),
    "census:unname_school": Row({"pk": "school naming"}, post=asks("census.unname_school", "swept")),
    "census:decided": shown("census.settle", "swept", pk="import"),
    "census:waiting": shown("census.settle", "swept", pk="import"),
    "census:waiting_page": form("census.settle", "swept", pk="import"),
    "census:settle_match": Row({"pk": "match"}, post=asks("census.settle", "swept")),
    "census:merges": shown("children.merge"),
    "census:merge": shown("children.merge", "merged files", pk="merge"),
    "census:merge_files": Row({"pk": "merge"}, post=asks("children.merge", "merged files")),
    "census:refuse_merge": Row({"pk": "merge"}, post=asks("children.refuse_merge", "merged files")),
    "census:part": Row({"pk": "merge"}, post=asks("children.part", "merged files")),
    "census:unsettle": Row({"pk": "settlement"}, post=asks("census.unsettle", "swept")),
    # --- The conference ------------------------------------------------------------------------------------------
    "conference:overview": shown("conference.see"),
    "conference:set_up": form("conference.set_up"),
    "conference:conference": shown("conference.see", "papers", pk="conference"),
    "conference:set_up_name": form("conference.set_up", "kept papers", pk="conference"),
    "conference:set_up_ending": form("conference.set_up", "kept papers", pk="conference"),
    "conference:set_up_unit": form("conference.set_up", "kept papers", pk="conference"),
    "conference:set_up_member": form("conference.set_up", "kept papers", pk="conference"),
    "conference:set_up_word": form("conference.set_up", "kept papers", pk="conference"),
    "conference:set_up_end": form("conference.set_up", "kept papers", pk="member unit"),
    "conference:set_up_leaving": form("conference.set_up", "kept papers", pk="member"),
    "conference:meeting_list": shown("conference.see"),
    "conference:call_meeting": form("conference.call_meeting", "kept papers", pk="conference"),
    "conference:meeting": shown("conference.see", "papers", pk="meeting"),
    "conference:call_meeting_anew": form("conference.call_meeting", "kept papers", pk="meeting"),
    "conference:give_notice": Row({"pk": "meeting"}, post=asks("conference.give_notice", "kept papers")),
    "conference:hold_meeting": Row({"pk": "meeting"}, post=asks("conference.hold_meeting", "kept papers")),
    "conference:cancel_meeting": form("conference.cancel_meeting", "kept papers", pk="meeting"),
    "conference:freeze_figures": form("conference.freeze_figures", "kept papers", pk="meeting"),
    "conference:notice": shown("conference.see", "papers", pk="notice"),
    "conference:propose_item": form("conference.propose_item", "papers", pk="meeting"),
    "conference:adopt_item": Row({"pk": "agenda item"}, post=asks("conference.adopt_item", "kept papers")),
    "conference:decline_item": form("conference.decline_item", "kept papers", pk="agenda item"),
    "conference:take_attendance": form("conference.take_attendance", "kept papers", pk="meeting"),
    "conference:state": form("conference.state", "papers", pk="meeting"),
    "conference:decide": form("conference.decide", "kept papers", pk="meeting"),
    "conference:decision": shown("conference.see", "papers", pk="decision"),
    "conference:decide_anew": form("conference.decide", "kept papers", pk="decision"),
    "conference:decide_nothing": form("conference.decide", "kept papers", pk="decision"),
    "conference:draft_minutes": Row({"pk": "meeting"}, post=asks("conference.draft_minutes", "kept papers")),
    "conference:minutes": shown("conference.see", "papers", pk="minutes"),
    "conference:draft_minutes_part": form("conference.draft_minutes", "kept papers", pk="part of minutes"),
    "conference:circulate_minutes": form("conference.circulate_minutes", "kept papers", pk="minutes"),
    "conference:comment_minutes": form("conference.comment_minutes", "papers", pk="minutes"),
    "conference:answer_comment": form("conference.answer_comment", "kept papers", pk="comment"),
    "conference:issue_minutes": Row({"pk": "minutes"}, post=asks("conference.issue_minutes", "kept papers")),
    "conference:minutes_paper": shown("conference.see", "papers", pk="minutes"),
    "conference:fetch_minutes": Row({"pk": "minutes"}, post=asks("conference.fetch_minutes", "papers")),
    # --- Tasks, and what a place sets out: done by whom they are given to, judged by the level that opened them -------
    "conference:task_list": shown("conference.see"),
    "conference:owed_tasks": shown("conference.see"),
    "conference:open_task": form("conference.open_task"),
    "conference:task": shown("conference.see", "task", pk="task"),
    "conference:receive_task": Row({"pk": "task"}, post=asks("conference.receive_task", "task", "does")),
    "conference:report_progress": form("conference.report_progress", "task", "does", pk="task"),
    "conference:report_done": form("conference.report_done", "task", "does", pk="task"),
    "conference:ask_extension": form("conference.ask_extension", "task", "does", pk="task"),
    "conference:break_down_task": form("conference.break_down_task", "task", "does", pk="task"),
    "conference:verify_task": Row({"pk": "task"}, post=asks("conference.verify_task", "task", "owns")),
    "conference:return_task": form("conference.return_task", "task", "owns", pk="task"),
    "conference:strike_off_task": Row({"pk": "task"}, post=asks("conference.strike_off_task", "task", "owns")),
    "conference:withdraw_task": form("conference.withdraw_task", "task", "owns", pk="task"),
    "conference:grant_extension": form("conference.answer_extension", "task", "owns", pk="extension"),
    "conference:refuse_extension": form("conference.answer_extension", "task", "owns", pk="extension"),
    "conference:open_evidence": Row({"pk": "evidence"}, post=asks("conference.open_evidence", "task")),
    "conference:instruction_list": shown("conference.see"),
    "conference:record_instruction": form("conference.record_instruction"),
    "conference:instruction": shown("conference.see", "instruction", pk="instruction"),
    "conference:work_points": shown("conference.see"),
    "conference:lay_plan": form("conference.edit_work_points"),
    "conference:work_plan": shown("conference.see", "set out", pk="work plan"),
    "conference:add_point": form("conference.edit_work_points", "set out", "sets out", pk="work plan"),
    "conference:strike_out_point": form("conference.edit_work_points", "set out", "sets out", pk="work point"),
    "conference:duties": shown("conference.see"),
    "conference:lay_duties": Row(post=asks("conference.edit_duties")),
    "conference:add_duty": form("conference.edit_duties"),
    "conference:amend_duty": form("conference.edit_duties", "set out", "sets out", pk="duty"),
    "conference:end_duty": Row({"pk": "duty"}, post=asks("conference.edit_duties", "set out", "sets out")),
    "conference:feeds": shown("conference.keep_feed"),
    "conference:make_feed": Row(post=asks("conference.keep_feed")),
    "conference:revoke_feed": Row(post=asks("conference.keep_feed")),
    "conference:digests": shown("conference.see"),
    "conference:texts": shown("conference.see", "papers", pk="meeting"),
    # --- Jobs, attachments, exports ------------------------------------------------------------------------------
    "access:job_list": shown("jobs.see"),
    "access:job": shown("jobs.see", "job", pk="job"),
    "access:stop_job": Row({"pk": "job"}, post=asks("jobs.stop", "job")),
    "access:attachment": shown("attachments.open", "file", pk="attachment"),
    "access:open_attachment": Row({"pk": "attachment"}, post=asks("attachments.open", "file")),
    "children:add_attachment": form("attachments.add", "file", "answers", pk="child"),
    "children:withdraw_attachment": form("attachments.withdraw", "file", "answers", pk="attachment"),
    "access:export_list": shown("exports.see"),
    "access:export": shown("exports.see", "export", pk="export"),
    "access:request_export": form("exports.request", kind="kind of export"),
    "access:approve_export": Row({"pk": "export"}, post=asks("exports.approve", "export")),
    "access:refuse_export": form("exports.refuse", "export", pk="export"),
    "access:fetch_export": Row({"pk": "export"}, post=asks("exports.fetch", "own export")),
    # --- Posts and seats: an administrator's work; heads and supervisors hand over posts inside their place -------
    "access:post_list": shown("posts.see"),
    "access:open_post": form("posts.open"),
    "access:post": shown("posts.see", "post", pk="post"),
    "access:close_post": form("posts.close", "post", pk="post"),
    "access:begin_seat": form("seats.begin", "post", pk="post"),
    "access:end_seat": form("seats.end", "post", pk="seat"),
    "access:hand_over": form("seats.hand_over", "post", pk="seat"),
    # --- The trail -----------------------------------------------------------------------------------------------
    "access:trail": shown("trail.read"),
    "access:verify_trail": Row(post=asks("trail.verify")),
    "access:write_anchor": Row(post=asks("trail.write_anchor")),
    # --- Accounts ------------------------------------------------------------------------------------------------
    "access:user_list": shown("users.see"),
    "access:open_account": form("users.open_account"),
    "access:user": shown("users.see", pk="user"),
    "access:renew_link": form("users.renew_link", pk="user"),
    "access:confirm_link": Row({"pk": "user"}, post=asks("users.confirm_link")),
    "access:disable": form("users.disable", pk="user"),
    "access:enable": form("users.enable", pk="user"),
}

# Pages for anybody who has signed in, before a seat is chosen: one's own account and seats.
SIGNED_IN = frozenset(
    {
        "access:choose_seat",
        "account_reauthenticate",
        "account_change_password",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
        "usersessions_list",
    }
)
# Pages without sign-in: signing in and out, the second step of it, a first password by link, the language.
OPEN = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "mfa_authenticate",
        "access:welcome",
        "conference:feed",  # a calendar program reads it by a secret link; it names no child
        "web:set_language",
    }
)
