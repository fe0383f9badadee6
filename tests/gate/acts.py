"""The verbs themselves, asked without a page: every action of the product with its subject and who may do it.

A view that forgot to narrow its rows still could not write. The rules are those of the routes in routes.py.
"""

from tests.gate.policy import Rule

ON_CHILD = "child"

# Name of the action: the kind of its subject and the rule.
ACTIONS: dict[str, tuple[str, Rule]] = {
    "access.actions.exports.approve_export": ("export", Rule("exports.approve", "export's place")),
    "access.actions.exports.refuse_export": ("export", Rule("exports.refuse", "export's place")),
    "access.actions.seats.open_post": ("place", Rule("posts.open", "place")),
    "access.actions.seats.close_post": ("post", Rule("posts.close", "post")),
    "access.actions.seats.begin_seat": ("post", Rule("seats.begin", "post")),
    "access.actions.seats.end_seat": ("seat", Rule("seats.end", "post")),
    "access.actions.seats.hand_over": ("seat", Rule("seats.hand_over", "post")),
    "access.actions.users.renew_link": ("user", Rule("users.renew_link")),
    "access.actions.users.confirm_link": ("user", Rule("users.confirm_link")),
    "access.actions.users.disable": ("user", Rule("users.disable")),
    "access.actions.users.enable": ("user", Rule("users.enable")),
    # These serve any owner, so they ask for its row alone; nobody who is granted them sees less than a child's file.
    "access.attachments.store_attachment": (ON_CHILD, Rule("attachments.add", "file", "answers")),
    "access.attachments.open_attachment": (ON_CHILD, Rule("attachments.open", "file")),
    "access.attachments.withdraw_attachment": (ON_CHILD, Rule("attachments.withdraw", "file", "answers")),
    "access.jobs.stop_job": ("job", Rule("jobs.stop", "job")),
    "children.actions.found.found_child": ("place", Rule("children.found", "place")),
    "children.bulk.founding.found_children": ("place", Rule("children.found", "place")),
    "children.actions.found.amend_child": (ON_CHILD, Rule("children.amend", "file", "answers")),
    # In the files of other wards of one grandmother, what is said of her is noted too.
    "children.actions.family._note_in": (ON_CHILD, Rule("children.amend", "family", "answers")),
    "children.actions.found.record_schooling": (ON_CHILD, Rule("children.record_schooling", "pupil")),
    "children.actions.given.assign_child": (ON_CHILD, Rule("children.assign", "file", "answers")),
    "children.actions.given.unassign_child": (ON_CHILD, Rule("children.unassign", "file", "answers")),
    "children.actions.given.invite_parent": (ON_CHILD, Rule("children.invite_parent", "file", "answers")),
    "children.actions.given.withdraw_parent": (ON_CHILD, Rule("children.withdraw_parent", "file", "answers")),
    "children.actions.handovers.propose_handover": (ON_CHILD, Rule("children.propose_handover", "file", "answers")),
    "children.actions.handovers.receive_handover": (
        "handover",
        Rule("children.receive_handover", "handover", "receives"),
    ),
    "children.actions.handovers.claim_child": ("place", Rule("children.claim", "place")),
    "children.actions.looks.print_child": (ON_CHILD, Rule("children.print", "file")),
    "children.actions.photo.set_photo": (ON_CHILD, Rule("children.set_photo", "identity", "answers")),
    "children.actions.looks.reveal_value": (ON_CHILD, Rule("children.reveal", "file")),
    "children.actions.looks.open_with_reason": (ON_CHILD, Rule("children.open_with_reason", "roster")),
    "children.actions.looks.break_glass": ("post", Rule("children.break_glass", "post")),
    "children.actions.looks.review_break_glass": ("look", Rule("children.review_break_glass", "look")),
    "children.actions.handovers.decline_handover": ("handover", Rule("children.decline_handover", "handover")),
    "children.actions.moves.submit_child": (ON_CHILD, Rule("children.submit", "file", "answers")),
    "children.actions.moves.review_child": (ON_CHILD, Rule("children.review", "file", "answers")),
    "children.actions.moves.register_child": (ON_CHILD, Rule("children.register", "file", "answers")),
    "children.actions.moves.return_child": (ON_CHILD, Rule("children.return", "file", "answers")),
    "children.actions.moves.propose_exit": (ON_CHILD, Rule("children.propose_exit", "file", "answers")),
    "children.actions.moves.exit_child": (ON_CHILD, Rule("children.exit", "file", "answers")),
    "children.actions.moves.refuse_exit": (ON_CHILD, Rule("children.refuse_exit", "file", "answers")),
    "children.actions.moves.restore_child": (ON_CHILD, Rule("children.restore", "file", "answers")),
    "children.actions.moves.exit_at_sixteen": ("place", Rule("children.exit", "place")),
    "figures.actions.freeze_summary": ("place", Rule("figures.freeze", "place")),
    "figures.actions.fetch_paper": ("place", Rule("figures.fetch", "place")),
    "figures.actions.receive_summary": ("place", Rule("figures.receive", "place")),
    "network.actions.agencies.open_agency": ("place", Rule("network.open_agency", "place")),
    "network.actions.agencies.rename_agency": ("agency", Rule("network.rename_agency", "agency")),
    "network.actions.agencies.close_agency": ("agency", Rule("network.close_agency", "agency")),
    "network.actions.agencies.staff_agency": ("agency", Rule("network.staff_agency", "agency")),
    "network.actions.agencies.end_staffing": ("agency", Rule("network.staff_agency", "agency")),
    "network.actions.places.rename_place": ("place", Rule("network.rename_place", "place")),
    "network.actions.places.merge_places": ("place", Rule("network.merge_places", "place")),
    "network.actions.places.split_place": ("place", Rule("network.split_place", "place")),
    # Verbs on nothing that lies at a place: who is granted them may do them.
    "access.actions.users.open_account": ("", Rule("users.open_account")),
    "access.actions.notes.note_verification": ("", Rule("trail.verify")),
    "access.actions.notes.write_anchor": ("", Rule("trail.write_anchor")),
    "access.rotation.begin_rotation": ("", Rule("keys.rotate")),
    "network.actions.calendar.edit_calendar": ("", Rule("network.edit_calendar")),
    "network.actions.divisions.load_divisions": ("", Rule("network.load_divisions")),
    "demo.loading.network.write_places": ("", Rule("network.load_divisions")),
    "demo.loading.network.write_agencies": ("", Rule("network.open_agency")),
    "demo.loading.network.write_posts": ("", Rule("posts.open")),
    "demo.loading.network.write_accounts": ("", Rule("seats.begin")),
}

# Actions whose subject the cast has not, each with the reason why nothing is lost.
ELSEWHERE: dict[str, str] = {
    "access.actions.exports.request_export": "its subject is a kind of list; what that holds is asked of the requester",
    "access.actions.exports.fetch_export": "only the very seat that asked fetches; the route is asked in the matrix",
    "access.actions.exports.make_ready": "granted to no role: the system's own step",
    "access.actions.exports.fail_export": "granted to no role: the system's own step",
    "figures.actions.lay_paper": "granted to no role: the system's own step",
    "figures.actions.note_reading": "granted to no role: the system's own step",
    "access.actions.exports.expire_export": "granted to no role: the system's own step",
    "access.actions.founding.found_administrators": "granted to no role: the system's first step",
    "access.actions.users.set_first_password": "granted to no role: whoever has the one-time link",
    "access.actions.notes.choose_seat": "one's own seats alone; the page is asked in test_expiry.py",
    "children.actions.handovers.lapse_handover": "granted to no role: the system's own step in a change of places",
    "children.actions.sources.withdraw_source": "its children are looked up from the source; see the scene",
}
