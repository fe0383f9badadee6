"""What this seat may do with a file now: what the table of moves allows ∩ what the seat may do.

The verbs themselves, with their forms, are in children/.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xiangban.access.gate import answers_for, facets_of
from xiangban.access.permissions import ON_GIVEN
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.children.models import Child, Handover, HandoverState
from xiangban.children.rules import CHILD_MOVES, ChildState, can_be_received, fits_state
from xiangban.web.phrases import StrOrPromise


@dataclass(frozen=True)
class Verb:
    """A verb of children/: its word, picture, the block it needs in sight, and whether a page asks more first."""

    name: str
    word: StrOrPromise
    icon: str
    facet: Facet = Facet.FILE
    asks: bool = True  # a page of its own asks for a reason or for facts; else one press does it


@dataclass(frozen=True)
class Offer:
    """A verb with its address, ready for a button."""

    verb: Verb
    address: str
    primary: bool


MOVES = (
    Verb("submit", _("Submit to the township"), "upload", asks=False),
    Verb("review", _("Review"), "clipboard-check", asks=False),
    Verb("register", _("Put on the register"), "clipboard-list", asks=False),
    Verb("return", _("Return with a reason"), "arrow-left"),
    Verb("exit", _("Approve the exit"), "archive", asks=False),
    Verb("refuse_exit", _("Refuse the exit"), "x"),
    Verb("propose_exit", _("Propose exit"), "archive"),
    Verb("restore", _("Restore to the register"), "refresh"),
)
TOWARDS_REGISTER = ("submit", "review", "register")
RECEIVE, DECLINE = (
    Verb("receive_handover", _("Receive the handover"), "check", asks=False),
    Verb("decline_handover", _("Decline the handover"), "x"),
)
OTHERS = (
    Verb("amend", _("Amend facts"), "pencil"),
    Verb("record_schooling", _("Record schooling"), "school", Facet.SCHOOLING),
    Verb("propose_handover", _("Propose handover"), "arrows-exchange"),
    Verb("assign", _("Assign to a social worker"), "user-plus"),
    Verb("invite_parent", _("Invite a parent"), "users"),
    Verb("propose_merge", _("The same child as another file"), "git-merge"),
    Verb("print", _("Print the registration form"), "printer", asks=False),
)


def offers_for(child: Child, viewer: Viewer, handover: Handover | None) -> list[Offer]:
    """The buttons of a file, the next move of the register first."""
    facets, own = facets_of(child, viewer), answers_for(child, viewer)
    allowed = CHILD_MOVES.verbs_from(ChildState(child.state))
    moves = [verb for verb in MOVES if verb.name in allowed and _may(verb, viewer, facets, own)]
    offers = [_offer(verb, child.pk, primary=not verb.asks) for verb in moves]
    decisions = [verb for verb in _decisions(child, handover, viewer) if _may(verb, viewer, facets, own)]
    if handover is not None:
        offers = [_offer(verb, handover.pk, primary=verb is RECEIVE) for verb in decisions] + offers
    others = [verb for verb in OTHERS if _may(verb, viewer, facets, own) and _fits(verb, child, handover)]
    return offers + [_offer(verb, child.pk, primary=False) for verb in others]


def lead_on(offers: Iterable[Offer]) -> bool:
    """Whether one of these takes the file a step towards the register."""
    return any(offer.verb.name in TOWARDS_REGISTER for offer in offers)


def _decisions(child: Child, handover: Handover | None, viewer: Viewer) -> tuple[Verb, ...]:
    """What waits for this seat: the new place receives or declines, the old one declines what another asked for."""
    if handover is None:
        return ()
    if handover.state == HandoverState.ASKED:
        return (DECLINE,) if viewer.interval.holds(handover.from_code) else ()
    if not viewer.interval.holds(handover.to_code):
        return ()
    stands = can_be_received(handover.from_code, handover.to_code, child.responsible_code)
    return (RECEIVE, DECLINE) if stands and fits_state(RECEIVE.name, child.state) else (DECLINE,)


def _may(verb: Verb, viewer: Viewer, facets: frozenset[Facet], own: bool) -> bool:
    permission = f"children.{verb.name}"
    return viewer.may(permission) and (own or permission in ON_GIVEN) and verb.facet in facets


def _fits(verb: Verb, child: Child, handover: Handover | None) -> bool:
    if verb.name == "propose_handover" and handover is not None and handover.state != HandoverState.ASKED:
        return False
    return fits_state(verb.name, child.state)


def _offer(verb: Verb, pk: int, *, primary: bool) -> Offer:
    return Offer(verb, reverse(f"children:{verb.name}", args=[pk]), primary)
