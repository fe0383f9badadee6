"""Badges of states, of what a child asks for and of a handover: word, tone and icon.

What the states mean is in children/rules.py.
"""

from django.utils.translation import gettext_lazy as _

from xiangban.children.attention import Attention
from xiangban.children.models import HandoverState
from xiangban.children.rules import ChildState
from xiangban.web.badges import Badge, Tone

STATE_BADGES: dict[str, Badge] = {
    ChildState.DRAFT: Badge(ChildState.DRAFT.label, Tone.PLAIN, "pencil"),
    ChildState.SUBMITTED: Badge(ChildState.SUBMITTED.label, Tone.NOTICE, "upload"),
    ChildState.REVIEWED: Badge(ChildState.REVIEWED.label, Tone.NOTICE, "clipboard-check"),
    ChildState.REGISTERED: Badge(ChildState.REGISTERED.label, Tone.GOOD),
    ChildState.EXIT_PROPOSED: Badge(ChildState.EXIT_PROPOSED.label, Tone.WARNING, "hourglass"),
    ChildState.EXITED: Badge(ChildState.EXITED.label, Tone.PLAIN, "archive"),
    ChildState.WITHDRAWN: Badge(ChildState.WITHDRAWN.label, Tone.PLAIN, "x"),
}
NOTHING_ASKED = "–"  # not the same as a value that was not collected
ASKING_BADGES: dict[str, Badge] = {
    Attention.ALERT: Badge(_("Alert"), Tone.DANGER),
    Attention.UNCLAIMED: Badge(Attention.UNCLAIMED.label, Tone.WARNING, "flag"),
}
HANDOVER_BADGES: dict[str, Badge] = {
    HandoverState.PROPOSED: Badge(HandoverState.PROPOSED.label, Tone.WARNING, "hourglass"),
    HandoverState.RECEIVED: Badge(HandoverState.RECEIVED.label, Tone.GOOD),
    HandoverState.DECLINED: Badge(HandoverState.DECLINED.label, Tone.PLAIN, "x"),
}
