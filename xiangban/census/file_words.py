"""Which agency a roster comes from, as the name of its file says; and the words for agencies, changes and states.

What a sheet itself says is read in rosters/.
"""

from django.utils.translation import gettext_lazy as _

from xiangban.census.rules import Change, ImportState, RoundState, Verdict
from xiangban.web.badges import Badge, Tone
from xiangban.web.phrases import StrOrPromise

AGENCY_WORDS: dict[str, StrOrPromise] = {
    "education": _("Education"),
    "police": _("Police"),
    "villages": _("Villages"),
}
# The first word found in a name decides; 派出所 before 村, since police lists are told by village too.
_BY_NAME = (
    ("education", ("education", "教育", "教体", "学籍", "学生", "在校", "學籍", "學生", "在校")),
    ("police", ("police", "公安", "派出所", "户籍", "户口", "常住人口", "戶籍", "戶口")),
    ("villages", ("village", "村", "社区", "社區", "居委", "民政", "摸底", "排查")),
)

ROUND_BADGES = {
    RoundState.OPEN: Badge(RoundState.OPEN.label, Tone.GOOD, "lock-open"),
    RoundState.LOCKED: Badge(RoundState.LOCKED.label, Tone.PLAIN, "lock"),
}
IMPORT_BADGES = {
    ImportState.RECEIVED: Badge(ImportState.RECEIVED.label, Tone.PLAIN, "hourglass"),
    ImportState.READY: Badge(ImportState.READY.label, Tone.NOTICE, "eye-check"),
    ImportState.COMMITTED: Badge(ImportState.COMMITTED.label, Tone.GOOD),
    ImportState.UNDONE: Badge(ImportState.UNDONE.label, Tone.WARNING, "history"),
    ImportState.WITHDRAWN: Badge(ImportState.WITHDRAWN.label, Tone.PLAIN, "x"),
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
    return next((agency for agency, words in _BY_NAME if any(word in plain for word in words)), "")
