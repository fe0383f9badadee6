"""Handover (移交) and claim (认领): how another place comes to answer for a child.

Until receipt the old place answers and both see the file; a claim of a child that is not to be claimed only asks.
"""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import NotPermitted, Refused, action, tell
from xiangban.access.models import Post
from xiangban.access.roles import Facet, Role
from xiangban.access.viewer import Viewer
from xiangban.children.actions.changes import answer_from
from xiangban.children.actions.checks import children_of_number, refuse_closed
from xiangban.children.actions.given import end_given, give, withdraw
from xiangban.children.actions.refusals import need
from xiangban.children.codes import SightPurpose
from xiangban.children.models import OPEN_HANDOVERS, Child, Handover, HandoverState, Source, SourceKind
from xiangban.children.models.handover import HANDOVER_MOVES
from xiangban.children.rules import ChildState, PlaceBasis, can_be_received
from xiangban.lib.chinese_text import compact_name
from xiangban.lib.moves import MoveNotAllowed
from xiangban.territories.models import Territory
from xiangban.territories.rules import Level

FILE_OF_ROLE = {
    Role.VILLAGE_DIRECTOR: "village_file",
    Role.TOWNSHIP_SUPERVISOR: "township_file",
    Role.COUNTY_CLERK: "county_file",
    Role.COUNTY_HEAD: "county_file",
}


@dataclass(frozen=True)
class Claimed:
    """What a claim did: the child now answered for, or the handover that was asked for; exactly one is there."""

    child: Child | None = None
    handover: Handover | None = None


def open_handover(child: Child) -> Handover | None:
    """The handover of this child that waits for an answer, if any."""
    return Handover.objects.filter(child=child, state__in=OPEN_HANDOVERS).first()


@action("children.propose_handover", facet=Facet.FILE)
def propose_handover(child: Child, by: Viewer, *, place: Territory, reason: str) -> Handover:
    """The responsible side offers the child to another village; if that village had asked, this is the answer."""
    child.refresh_from_db()
    if not by.interval.holds(child.responsible_code):
        raise NotPermitted("children.propose_handover", by, child, seen=True)
    refuse_closed(child, "propose_handover")
    reason = need(reason, "reason")
    if place.level != Level.VILLAGE or place.code == child.responsible_code:
        sentence = _("Place: “{place}” is no other village. Choose the village that shall answer.")
        raise Refused(sentence.format(place=place), "place")
    waiting = open_handover(child)
    if waiting is None:
        return _propose(child, by, place.code, reason)
    if waiting.to_code != place.code:
        raise Refused(_("Another handover of this child is waiting. Decide that one first."), "place")
    _move_handover(waiting, "propose", by, "")
    _show_to_receivers(waiting, by)
    return waiting


@action("children.receive_handover", facet=Facet.FILE)
def receive_handover(handover: Handover, by: Viewer) -> None:
    """The receiving side answers for the child from now on."""
    if not by.interval.holds(handover.to_code):
        raise NotPermitted("children.receive_handover", by, handover, seen=True)
    child: Child = handover.child
    child.refresh_from_db()
    refuse_closed(child, "receive_handover")
    _move_handover(handover, "receive", by, "")
    if not can_be_received(handover.from_code, handover.to_code, child.responsible_code):
        sentence = _("The place that offered the child does not answer for it any more. Decline this handover.")
        raise Refused(sentence)
    source = _by_rule(by, "handover received")
    answer_from(child, handover.to_code, PlaceBasis.RECEIVED, source, timezone.now())
    withdraw(child, SightPurpose.HANDOVER)
    end_given(child, handover.to_code)


@action("children.decline_handover", facet=Facet.FILE)
def decline_handover(handover: Handover, by: Viewer, *, reason: str) -> None:
    """Either side ends the handover with a reason; the old place goes on answering."""
    sides = (handover.from_code, handover.to_code)
    if not any(by.interval.holds(code) for code in sides):
        raise NotPermitted("children.decline_handover", by, handover, seen=True)
    _move_handover(handover, "decline", by, need(reason, "reason"))
    withdraw(handover.child, SightPurpose.HANDOVER)


@action("children.claim")
def claim_child(place: Territory, by: Viewer, *, name: str, id_number: str) -> Claimed:
    """A village claims a child by full name and full number, both typed: a child to be claimed is claimed at once; of a
    child answered for elsewhere nothing is said but that a handover has been asked for. Raises Refused.
    """
    child = _named_child(name, id_number)
    if place.level != Level.VILLAGE:
        raise Refused(_("Place: only a village claims a child. Choose the village."), "place")
    if child.state == ChildState.EXITED:
        raise Refused(_("The file of this child is closed. Ask the county of the child to restore it."), "id_number")
    if child.responsible_code == place.code and child.responsible_basis != PlaceBasis.UNCLAIMED:
        raise Refused(_("This village answers for the child already. Open the file from the list."), "id_number")
    tell(subject=child)
    if child.responsible_basis == PlaceBasis.UNCLAIMED:
        end_waiting(child, by, _("The child was claimed."))
        answer_from(child, place.code, PlaceBasis.CLAIMED, _by_rule(by, "claim"), timezone.now())
        end_given(child, place.code)
        return Claimed(child=child)
    return Claimed(handover=_waiting_for(child, place.code) or _ask(child, by, place.code))


@action("children.lapse_handover")
def lapse_handover(handover: Handover, by: Viewer, *, reason: str) -> None:
    """The system ends a handover whose two places became one by a change of places; its sight ends with it."""
    _move_handover(handover, "lapse", by, reason)
    withdraw(handover.child, SightPurpose.HANDOVER)
    tell(subject=handover.child, handover=handover.pk)


def propose_by_rule(child: Child, by: Viewer, code: int) -> Handover:
    """The handover that follows from facts: the child lives in a village that does not answer for it."""
    return _propose(child, by, code, _("The child lives there."))


def end_waiting(child: Child, by: Viewer, answer: str) -> None:
    """What waits falls away with a claim or an exit, and its sight with it."""
    waiting = open_handover(child)
    if waiting is not None:
        _move_handover(waiting, "decline", by, answer)
        withdraw(child, SightPurpose.HANDOVER)


def show_waiting_to(post: Post) -> None:
    """A post that opens while handovers to its place wait sees their files, as its neighbours do since the proposal."""
    role, place = Role(post.role), post.interval
    if role not in FILE_OF_ROLE:
        return
    waiting = Handover.objects.filter(state=HandoverState.PROPOSED, to_code__gte=place.low, to_code__lt=place.high)
    for handover in waiting.select_related("child"):
        if not place.holds(handover.from_code):
            give(handover.child, post, FILE_OF_ROLE[role], SightPurpose.HANDOVER)


def _waiting_for(child: Child, code: int) -> Handover | None:
    """What waits already for this village; raises Refused where it waits for another, of which nothing is said."""
    waiting = open_handover(child)
    if waiting is not None and waiting.to_code != code:
        sentence = _(
            "This child is registered elsewhere, and another handover of it is being decided. Nothing was asked for: "
            "claim again in some days, or speak to the county of the child."
        )
        raise Refused(sentence, "id_number")
    return waiting


def _named_child(name: str, id_number: str) -> Child:
    typed = compact_name(name)
    named = (c for c in children_of_number(id_number) if typed in (compact_name(c.name), compact_name(c.former_name)))
    child = next(named, None)
    if child is None or not typed:
        sentence = _(
            "No child has this name and this number together. Compare both with the certificate, or found a file."
        )
        raise Refused(sentence, "id_number")
    return child


def _propose(child: Child, by: Viewer, code: int, reason: str) -> Handover:
    handover = _open(child, by, code, HandoverState.PROPOSED)
    handover.reason = reason
    handover.save(update_fields=["reason"])
    _show_to_receivers(handover, by)
    return handover


def _ask(child: Child, by: Viewer, code: int) -> Handover:
    return _open(child, by, code, HandoverState.ASKED)


def _open(child: Child, by: Viewer, code: int, state: HandoverState) -> Handover:
    handover: Handover = Handover.objects.create(
        child=child,
        from_code=child.responsible_code,
        to_code=code,
        state=state,
        proposed_at=timezone.now(),
        proposed_by_id=by.post_id,
    )
    return handover


def _show_to_receivers(handover: Handover, by: Viewer) -> None:
    """The posts that cover the receiving village see the file until the handover is decided."""
    for post in Post.objects.covering(handover.to_code, list(FILE_OF_ROLE)):
        if not post.interval.holds(handover.from_code):
            give(handover.child, post, FILE_OF_ROLE[Role(post.role)], SightPurpose.HANDOVER)


def _move_handover(handover: Handover, verb: str, by: Viewer, answer: str) -> None:
    """Move a handover one step: the only code that assigns its state. Raises Refused."""
    handover.refresh_from_db()
    try:
        after = HANDOVER_MOVES.target(verb, handover.state)
    except MoveNotAllowed:
        sentence = _("This handover stands at “{state}”, so it cannot be answered like this. Reload the page.")
        raise Refused(sentence.format(state=HandoverState(handover.state).label)) from None
    handover.state, handover.answer = after, answer
    handover.decided_at, handover.decided_by_id = timezone.now(), by.post_id
    handover.save()


def _by_rule(by: Viewer, title: str) -> Source:
    source: Source = Source.objects.create(
        agency_id=by.agency_id, kind=SourceKind.RULE, title=title, received_on=timezone.localdate()
    )
    return source
