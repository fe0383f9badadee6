"""What verbs and purposes are called where people read them; every room names its own when it starts.

The codes themselves stand in permissions.py and in the rooms' actions.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
    "accepted": pgettext_lazy("trail", "accepted"),
    "added": _("added"),
    "agency": pgettext_lazy("trail", "unit"),
    "also_in": pgettext_lazy("trail", "also in"),
    "appeal": pgettext_lazy("trail", "appeal"),
    "attachment": _("attachment"),
    "attachments": pgettext_lazy("trail", "attachments"),
    "batch": pgettext_lazy("trail", "import"),
    "before": pgettext_lazy("trail", "before"),
    "cautions": pgettext_lazy("trail", "cautions"),
    "child": pgettext_lazy("trail", "child"),
    "children": _("children"),
    "code": _("code"),
    "columns": pgettext_lazy("trail", "columns"),
    "comment": pgettext_lazy("trail", "comment"),
    "corrected": pgettext_lazy("trail", "corrected"),
    "count": _("number"),
    "county": pgettext_lazy("trail", "county"),
    "data_version": _("version of the data key"),
    "day": pgettext_lazy("trail", "day"),
    "decision": pgettext_lazy("trail", "decision"),
    "double": pgettext_lazy("trail", "double"),
    "drawn": pgettext_lazy("trail", "drawn"),
    "duty": _("duty"),
    "edited": pgettext_lazy("trail", "edited"),
    "ended_seat": _("ended seat"),
    "fault": _("fault"),
    "feed": pgettext_lazy("trail", "calendar link"),
    "field": _("field"),
    "fields": _("fields"),
    "files": pgettext_lazy("trail", "files"),
    "finding": pgettext_lazy("trail", "problem"),
    "former": _("former"),
    "founded": pgettext_lazy("trail", "founded"),
    "given_ended": _("given sight that ended"),
    "ground": pgettext_lazy("trail", "ground"),
    "handover": pgettext_lazy("trail", "handover"),
    "index_version": _("version of the index key"),
    "indicator": pgettext_lazy("trail", "indicator"),
    "indicators": pgettext_lazy("trail", "indicators"),
    "kept": pgettext_lazy("trail", "kept"),
    "kin": pgettext_lazy("trail", "relatives"),
    "kind": _("kind"),
    "laid": pgettext_lazy("trail", "laid"),
    "last_row": _("last row"),
    "lines": pgettext_lazy("trail", "lines"),
    "link": pgettext_lazy("trail", "link"),
    "list_hash": pgettext_lazy("trail", "hash of the list"),
    "matter": pgettext_lazy("trail", "matter"),
    "meeting": pgettext_lazy("trail", "meeting"),
    "merge": pgettext_lazy("trail", "merge"),
    "missing": pgettext_lazy("trail", "missing"),
    "move": pgettext_lazy("trail", "step"),
    "not_collected": pgettext_lazy("trail", "not collected"),
    "notice": pgettext_lazy("trail", "notice"),
    "number": pgettext_lazy("trail", "number"),
    "on": _("day of effect"),
    "origin": pgettext_lazy("trail", "origin"),
    "paper": pgettext_lazy("trail", "paper"),
    "part": pgettext_lazy("trail", "part"),
    "parts": pgettext_lazy("trail", "parts"),
    "pieces": pgettext_lazy("trail", "pieces"),
    "place": _("place"),
    "places": _("places"),
    "point": pgettext_lazy("trail", "point of the plan"),
    "population": pgettext_lazy("trail", "population"),
    "posts": _("posts"),
    "progress": pgettext_lazy("trail", "progress"),
    "questions": pgettext_lazy("trail", "questions"),
    "read": pgettext_lazy("trail", "rows read"),
    "recoded": pgettext_lazy("trail", "recoded"),
    "renamed": _("renamed"),
    "review": pgettext_lazy("trail", "review"),
    "round": pgettext_lazy("trail", "round"),
    "rows": pgettext_lazy("trail", "rows"),
    "school": pgettext_lazy("trail", "school"),
    "seed": pgettext_lazy("trail", "seed"),
    "sha256": "SHA-256",
    "since": _("since"),
    "snapshot": pgettext_lazy("trail", "frozen table"),
    "staff": _("staff"),
    "staffing": _("staffing"),
    "state": pgettext_lazy("trail", "state"),
    "statement": pgettext_lazy("trail", "statement"),
    "steps": pgettext_lazy("trail", "steps"),
    "taken": pgettext_lazy("trail", "taken over"),
    "targets": pgettext_lazy("trail", "targets"),
    "tasks": pgettext_lazy("trail", "tasks"),
    "unit": pgettext_lazy("trail", "unit"),
    "units": pgettext_lazy("trail", "units"),
    "until": _("until"),
    "updated": pgettext_lazy("trail", "updated"),
    "vanished": _("vanished"),
    "was": pgettext_lazy("trail", "was"),
    "week": pgettext_lazy("trail", "week"),
    "withdrawn": pgettext_lazy("trail", "withdrawn"),
    "year": pgettext_lazy("trail", "year"),
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
