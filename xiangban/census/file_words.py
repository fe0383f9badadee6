"""Which agency a roster comes from, as the name of its file says; and the words for agencies, changes and states.

What a sheet itself says is read in rosters/.
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from xiangban.census.rules import Change, ImportState, RoundState, Verdict
from xiangban.web.badges import Badge, Tone
from xiangban.web.phrases import StrOrPromise

AGENCY_WORDS: dict[str, StrOrPromise] = {
    "education": _("Education"),
    "police": _("Police"),
    "villages": _("Villages"),
}
# The first line with a word of the name decides: police before villages, since police lists are told by village too.
_FILE = Path(__file__).parent / "data" / "file_names.txt"
_BY_NAME = [line.split() for line in _FILE.read_text("utf-8").splitlines()]

ROUND_BADGES = {
    RoundState.OPEN: Badge(RoundState.OPEN.label, Tone.GOOD, "lock-open"),
    RoundState.LOCKED: Badge(RoundState.LOCKED.label, Tone.PLAIN, "lock"),
}
IMPORT_BADGES = {
    ImportState.RECEIVED: Badge(ImportState.RECEIVED.label, Tone.PLAIN, "hourglass"),
    ImportState.READY: Badge(ImportState.READY.label, Tone.NOTICE, "eye-check"),
    ImportState.COMMITTED: Badge(ImportState.COMMITTED.label, Tone.GOOD),
    ImportState.UNDONE: Badge(ImportState.UNDONE.label, Tone.WARNING, "history"),
    ImportState.WITHDRAWN: Badge(_("import withdrawn"), Tone.PLAIN, "x"),
    ImportState.FAILED: Badge(ImportState.FAILED.label, Tone.DANGER),
}
VERDICT_BADGES = {
    Verdict.LINKED: Badge(Verdict.LINKED.label, Tone.GOOD, "link"),
    Verdict.NEW: Badge(Verdict.NEW.label, Tone.GOOD, "file-plus"),
    Verdict.WAITING: Badge(Verdict.WAITING.label, Tone.WARNING, "user-question"),
    Verdict.REFUSED: Badge(Verdict.REFUSED.label, Tone.DANGER, "ban"),
    Verdict.NOT_A_CHILD: Badge(Verdict.NOT_A_CHILD.label, Tone.PLAIN, "users"),
}
CHANGE_HINTS: dict[str, StrOrPromise] = {
    Change.NEW: _("children of whom the register knows nothing yet"),
    Change.CHANGED: _("files that gain or replace facts"),
    Change.UNCHANGED: _("files of which the rosters say nothing new"),
    Change.CONFLICT: _("files of which a roster says otherwise; what stands is kept"),
    Change.GONE: _("children on register whom no roster names: ask the village"),
}


def agency_by_name(name: str) -> str:
    """The agency that a file name names; "" when it names none."""
    plain = name.lower()
    return next((agency for agency, *words in _BY_NAME if any(word in plain for word in words)), "")
