"""Merging two files that are one child (合并), saying that they are two, and taking a merge apart again.

What of one file is carried into the other is in carrying_over.py; which choices there are in ../merging.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import NotPermitted, Refused, action, tell, tell_changes
from xiangban.access.gate import answers_for
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.children.actions.carrying_over import (
    Carried,
    carry_facts,
    carry_given,
    carry_papers,
    take_back_given,
    take_back_papers,
)
from xiangban.children.actions.changes import lay_name_keys
from xiangban.children.actions.handovers import open_handover
from xiangban.children.actions.moves import move_aside
from xiangban.children.actions.parting import take_back_facts
from xiangban.children.actions.refusals import FactsRefused, need
from xiangban.children.facts import FACTS, value_in
from xiangban.children.following import follow
from xiangban.children.identity import number_faults
from xiangban.children.merging import (
    STAYS,
    Choice,
    Tie,
    covering,
    pair_known,
    staying,
    takes_of,
    ties_of,
    with_what_goes,
)
from xiangban.children.models import Child, Merge, MergeState, NameKey
from xiangban.children.models.merge import MERGE_MOVES
from xiangban.children.rules import NOWHERE, ChildState
from xiangban.lib.moves import MoveNotAllowed
from xiangban.territories.rules import Level
from xiangban.territories.successors import codes_today

_TOGETHER = ("id_number", "id_kind", "birth_date", "sex")
MERGEABLE = (*STAYS, ChildState.EXITED)


@dataclass
class Parted:
    """The two files after a merge was taken apart, and the fields of the first that were edited since and stay."""

    child: Child
    double: Child
    edited: list[str] = field(default_factory=list)


@action("children.propose_merge", facet=Facet.FILE)
def propose_merge(child: Child, by: Viewer, *, other: Child, reason: str) -> Merge:
    """Say that another file is this same child; both must be answered for by the seat. Raises Refused."""
    reason = need(reason, "reason")
    if not Child.objects.visible_to(by).filter(pk=other.pk).exists():
        raise NotPermitted("children.propose_merge", by, other, seen=False)
    if child.pk == other.pk:
        raise Refused(_("This is the same file. Choose the other one."), "other")
    if not answers_for(other, by):
        raise Refused(_("That child is registered elsewhere: ask for a handover first."), "other")
    known = pair_known(child, other)
    if known is not None and known.state == MergeState.PROPOSED:
        raise Refused(_("This merge was proposed already and waits for a decision."), "other")
    place = covering(child.responsible_code, other.responsible_code)
    assert place is not None  # noqa: S101  both lie in the seat's own place
    stays, goes = staying(child, other)
    merge: Merge = Merge.objects.create(
        place_code=place, child=stays, double=goes, reason=reason, proposed_at=timezone.now(),
        proposed_by_id=by.post_id,
    )  # fmt: skip
    tell(subject=child, merge=merge.pk)
    return merge


@action("children.merge")
def merge_children(merge: Merge, by: Viewer, *, choice: Choice, reason: str = "") -> Child:
    """Carry one file into the other, which keeps its key; the first is seen by nobody any more. Raises Refused."""
    merge = _locked(merge, choice.stays)
    child, double = merge.child, merge.double
    _refuse_merge(merge, by)
    reason = _reason_where_asked(merge, by, reason)
    _move_merge(merge, "merge", by, reason)
    follow(merge, "merge", by)
    takes = takes_of(child, double) if choice.takes is None else with_what_goes(choice.takes)
    _refuse_contradiction(child, double, takes)
    ties = [tie for tie in ties_of(child, double) if _is_taken(tie, choice)]
    carried = carry_facts((child, double), takes, ties, by)
    carry_papers(child, double, carried)
    carry_given(child, double, carried)
    _keep(merge, carried)
    _set_aside(double, by, reason)
    tell(subject=child, merge=merge.pk, double=double.pk, taken=len(takes), kin=len(carried.kin))
    tell_changes(carried.digests, len(carried.changes))
    return child


@action("children.refuse_merge")
def refuse_merge(merge: Merge, by: Viewer, *, reason: str = "") -> None:
    """The two files are two children; they are not proposed again. Raises Refused."""
    merge = _locked(merge, merge.child_id)
    _move_merge(merge, "refuse", by, reason.strip())
    follow(merge, "refuse", by)
    merge.save(update_fields=["carried"])
    tell(merge=merge.pk, child=merge.child_id, double=merge.double_id)


@action("children.part")
def part_children(merge: Merge, by: Viewer, *, reason: str) -> Parted:
    """Take a merge apart: both files stand as before, but for what was edited since. Raises Refused."""
    reason = need(reason, "reason")
    merge = _locked(merge, merge.child_id)
    child, double = merge.child, merge.double
    _refuse_parting(merge, child, by)
    _move_merge(merge, "part", by, reason)
    edited = take_back_facts(child, merge)
    take_back_papers(child, double, merge.carried)
    take_back_given(child, double, merge.carried["given"])
    _set_back(double, merge, by, reason)
    follow(merge, "part", by)
    tell(subject=child, merge=merge.pk, double=double.pk, edited=edited)
    rows = [{"change": key, "withdrawn": True} for key in merge.carried["changes"]]
    tell_changes(rows, len(rows))
    return Parted(child, double, edited)


def _locked(merge: Merge, stays: int) -> Merge:
    """The merge and both files, locked in the order of their keys; `stays` says which of them is the one."""
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    keys = {merge.child_id, merge.double_id}
    if stays not in keys:
        raise Refused(_("Choose one of the two files to stay."), "stays")
    files = {one.pk: one for one in Child.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    merge.child, merge.double = files[stays], files[(keys - {stays}).pop()]
    return merge


def _refuse_merge(merge: Merge, by: Viewer) -> None:
    child, double = merge.child, merge.double
    if merge.state != MergeState.PROPOSED:
        raise Refused(_("This merge stands at “{state}” already.").format(state=merge.get_state_display()))
    if not all(by.system or by.interval.holds(one.responsible_code) for one in (child, double)):
        raise Refused(_("One of the two files is registered elsewhere by now: ask for a handover first."))
    if child.state not in STAYS:
        sentence = _("The file that shall stay stands at “{state}”: restore it first, or let the other one stay.")
        raise Refused(sentence.format(state=child.get_state_display()), "stays")
    if double.state not in MERGEABLE:
        sentence = _("The file that shall go stands at “{state}”: decide that first.")
        raise Refused(sentence.format(state=double.get_state_display()))
    if open_handover(child) or open_handover(double):
        raise Refused(_("A handover of one of the two children is under way: receive or decline it first."))


def _reason_where_asked(merge: Merge, by: Viewer, reason: str) -> str:
    """The city merges with a reason, and so does everybody where the numbers differ."""
    numbers = {one.id_number for one in (merge.child, merge.double) if one.id_number}
    if len(numbers) > 1 or (not by.system and by.level <= Level.CITY):
        return need(reason, "reason")
    return reason.strip()


def _refuse_contradiction(child: Child, double: Child, takes: frozenset[str]) -> None:
    """Number, birth date and sex that are taken from two files must fit each other."""
    if not takes & set(_TOGETHER):
        return
    facts = {name: value_in(double if name in takes else child, FACTS[name]) for name in _TOGETHER}
    if faults := number_faults(facts):
        raise FactsRefused(faults)


def _is_taken(tie: Tie, choice: Choice) -> bool:
    return tie.rival is None or (tie.fuller if choice.ties is None else tie.kin.pk in choice.ties)


def _keep(merge: Merge, carried: Carried) -> None:
    place = {"code": merge.double.responsible_code, "state": merge.double.state}
    kept = {name: getattr(carried, name) for name in ("changes", "kin", "ties", "attachments", "given", "photo")}
    merge.carried = {**merge.carried, **kept, **place}
    merge.save(update_fields=["carried"])


def _set_aside(double: Child, by: Viewer, reason: str) -> None:
    """The file that went: out of everybody's sight and of the search; all its rows stay as they are."""
    move_aside(double, "merge", by, reason)
    double.responsible_code = NOWHERE
    double.version += 1
    double.save(update_fields=["responsible_code", "version"])
    NameKey.objects.filter(child=double).delete()


def _set_back(double: Child, merge: Merge, by: Viewer, reason: str) -> None:
    code = merge.carried["code"]
    move_aside(double, f"part_{merge.carried['state']}", by, reason)
    double.responsible_code = codes_today([code]).get(code, code)
    double.version += 1
    double.save(update_fields=["responsible_code", "version"])
    lay_name_keys(double)


def _refuse_parting(merge: Merge, child: Child, by: Viewer) -> None:
    if merge.state != MergeState.MERGED:
        raise Refused(_("This merge stands at “{state}”.").format(state=merge.get_state_display()))
    if not by.system and not by.interval.holds(child.responsible_code):
        raise Refused(_("The child is registered elsewhere by now: an office above both places takes the merge apart."))
    for later in _later(merge):
        sentence = _("Merge {number} of {day} stands on this one: take that apart first.")
        raise Refused(sentence.format(number=later.pk, day=timezone.localdate(later.decided_at)))
    if child.state not in STAYS:
        sentence = _("The file stands at “{state}” since: take that back first.")
        raise Refused(sentence.format(state=child.get_state_display()))
    if open_handover(child):
        raise Refused(_("A handover of this child is under way: receive or decline it first."))


def _later(merge: Merge) -> Iterable[Merge]:
    """Merges decided since into or of the file that stays, the newest first."""
    later = Merge._base_manager.filter(state=MergeState.MERGED, decided_at__gt=merge.decided_at)
    mine = later.filter(child=merge.child_id) | later.filter(double=merge.child_id)
    return mine.order_by("-decided_at")


def _move_merge(merge: Merge, verb: str, by: Viewer, reason: str) -> None:
    """Move a merge one step: the only code that assigns its state. Raises Refused."""
    try:
        after = MERGE_MOVES.target(verb, merge.state)
    except MoveNotAllowed:
        raise Refused(_("This merge stands at “{state}” already.").format(state=merge.get_state_display())) from None
    merge.state = after
    if verb == "part":
        merge.parted_at, merge.parted_by_id, merge.parting_reason = timezone.now(), by.post_id, reason
    else:
        merge.decided_at, merge.decided_by_id, merge.answer = timezone.now(), by.post_id, reason
    merge.save()
