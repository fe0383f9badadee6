"""What verbs and purposes are called where people read them; every room names its own when it starts.

The codes themselves stand in permissions.py and in the rooms' actions.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from xiangban.web.phrases import StrOrPromise

_purposes: dict[str, StrOrPromise] = {}
_verbs: dict[str, StrOrPromise] = {}
_subjects: dict[str, StrOrPromise] = {}


def name_purposes(labels: Mapping[str, StrOrPromise]) -> None:
    """Rooms that give sight say what its purposes are called."""
    _purposes.update(labels)


def name_verbs(labels: Mapping[str, StrOrPromise]) -> None:
    """Rooms say what their verbs are called where the trail is read."""
    _verbs.update(labels)


def name_subjects(labels: Mapping[str, StrOrPromise]) -> None:
    """Rooms say what their tables are called where the trail is read ("children.child": a child's file)."""
    _subjects.update(labels)


def word_for_subject(model: str) -> str:
    return str(_subjects.get(model, model))


def told_details(detail: Mapping[str, object]) -> list[tuple[str, str]]:
    """What a row tells besides its subject, each with its word; values stand as they are written in the trail."""
    return [(str(DETAILS.get(name, name)), _plain(value)) for name, value in detail.items() if name != "purpose"]


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def word_for_purpose(purpose: str) -> str:
    return str(_purposes.get(purpose, purpose))


def word_for_verb(verb: str) -> str:
    """The verb in the reader's language; one without a name stands as it is written in the trail."""
    return str(_verbs.get(verb, verb))


def named_verbs() -> list[tuple[str, str]]:
    """Every named verb with its word, for filters."""
    return sorted((code, str(label)) for code, label in _verbs.items())


SUBJECTS_OF_THIS_ROOM: dict[str, StrOrPromise] = {
    "access.user": _("Account"),
    "access.post": _("Post"),
    "access.seat": _("Seat"),
    "access.export": _("Export"),
    "access.job": _("Job"),
}

# What a row of the trail tells besides its subject, for every room: each is one plain word.
DETAILS: dict[str, StrOrPromise] = {
    "added": _("added"),
    "attachment": _("attachment"),
    "children": _("children"),
    "code": _("code"),
    "count": _("number"),
    "data_version": _("version of the data key"),
    "duty": _("duty"),
    "ended_seat": _("ended seat"),
    "given_ended": _("given sight that ended"),
    "fault": _("fault"),
    "field": _("field"),
    "fields": _("fields"),
    "former": _("former"),
    "index_version": _("version of the index key"),
    "kind": _("kind"),
    "last_row": _("last row"),
    "on": _("day of effect"),
    "place": _("place"),
    "places": _("places"),
    "posts": _("posts"),
    "renamed": _("renamed"),
    "sha256": "SHA-256",
    "since": _("since"),
    "staff": _("staff"),
    "staffing": _("staffing"),
    "until": _("until"),
    "vanished": _("vanished"),
    "years": _("years"),
}

VERBS_OF_THIS_ROOM: dict[str, StrOrPromise] = {
    "session.sign_in": _("Sign in"),
    "session.sign_out": _("Sign out"),
    "session.set_password": _("Change the own password"),
    "session.add_factor": _("Set up a second factor"),
    "session.remove_factor": _("Remove a second factor"),
    "session.make_recovery_codes": _("Make recovery codes"),
    "session.end_sessions": _("End own sessions"),
    "seats.choose": _("Choose a seat"),
    "seats.begin": _("Begin a seat"),
    "seats.end": _("End a seat"),
    "seats.hand_over": _("Hand a post over"),
    "posts.open": _("Open a post"),
    "posts.close": _("Close a post"),
    "users.found": _("Open the first accounts"),
    "users.open_account": _("Open an account"),
    "users.disable": _("Disable an account"),
    "users.enable": _("Enable an account"),
    "users.renew_link": _("Make a new one-time link"),
    "users.confirm_link": _("Confirm a one-time link"),
    "users.set_password": _("Set the first password"),
    "exports.request": _("Ask for an export"),
    "exports.approve": _("Approve an export"),
    "exports.refuse": _("Refuse an export"),
    "exports.fetch": _("Fetch an export"),
    "exports.make_ready": _("Make an export ready"),
    "exports.fail": _("Give up an export"),
    "exports.expire": _("Remove an expired export"),
    "attachments.add": _("Add an attachment"),
    "attachments.open": _("Open an attachment"),
    "attachments.withdraw": _("Withdraw an attachment"),
    "jobs.stop": _("Stop a job"),
    "trail.write_anchor": _("Write the anchor of the day"),
    "trail.verify": _("Check the trail"),
    "keys.rotate": _("Replace the keys"),
}
