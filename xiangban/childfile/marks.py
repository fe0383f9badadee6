"""Badges of states and of what a child asks for: word, tone and icon.

What the states mean is in children/rules.py.
"""

from django.utils.translation import gettext_lazy as _

from xiangban.children.attention import Attention
from xiangban.children.rules import ChildState
from xiangban.web.badges import Badge, Tone

STATE_BADGES: dict[str, Badge] = {
    ChildState.DRAFT: Badge(ChildState.DRAFT.label, Tone.PLAIN, "pencil"),
    ChildState.SUBMITTED: Badge(ChildState.SUBMITTED.label, Tone.NOTICE, "upload"),
    ChildState.REVIEWED: Badge(ChildState.REVIEWED.label, Tone.NOTICE, "clipboard-check"),
    ChildState.REGISTERED: Badge(ChildState.REGISTERED.label, Tone.GOOD),
    ChildState.EXIT_PROPOSED: Badge(ChildState.EXIT_PROPOSED.label, Tone.WARNING, "hourglass"),
    ChildState.EXITED: Badge(ChildState.EXITED.label, Tone.PLAIN, "archive"),
    ChildState.MERGED: Badge(ChildState.MERGED.label, Tone.PLAIN, "link"),
    ChildState.WITHDRAWN: Badge(ChildState.WITHDRAWN.label, Tone.PLAIN, "x"),
}
NOTHING_ASKED = "–"  # not the same as a value that was not collected
ASKING_BADGES: dict[str, Badge] = {
    Attention.ALERT: Badge(_("Alert"), Tone.DANGER),
    Attention.UNCLAIMED: Badge(Attention.UNCLAIMED.label, Tone.WARNING, "flag"),
}
