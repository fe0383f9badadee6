"""Rename, merge and split places: one transaction each, history kept, every copied code re-coded.

What changes is worked out in plans.py and written by recoding.py.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from xiangban.access.acts import NotPermitted, Refused, action, tell, tell_changes
from xiangban.access.gate import in_sight
from xiangban.access.viewer import Viewer
from xiangban.network.plans import Going, NewPlace, Plan, plan_merge, plan_rename, plan_split
from xiangban.network.recoding import child_model, write_plan
from xiangban.territories.models import Territory


@action("network.rename_place")
def rename_place(place: Territory, by: Viewer, *, new: NewPlace, on: date) -> Territory:
    """Give a place a new name, a new code or both from that day; returns the place that follows it."""
    return _carry_out(plan_rename(place, new, on))


@action("network.merge_places")
def merge_places(into: Territory, by: Viewer, *, others: Sequence[Territory], new: NewPlace, on: date) -> Territory:
    """Let `into` take in other places and all below them from that day; returns the place that goes on."""
    _demand_sight("network.merge_places", others, by)
    return _carry_out(plan_merge(into, others, new, on))


@action("network.split_place")
def split_place(place: Territory, by: Viewer, *, going: Going, new: NewPlace, on: date) -> Territory:
    """Found a new place beside this one with the moving sub-places, or a village with the children named by number."""
    _demand_sight("network.split_place", going.places, by)
    plan = plan_split(place, going, new, on)
    _demand_children_of(place, going.children, by)
    return _carry_out(plan)


def _carry_out(plan: Plan) -> Territory:
    recoded = write_plan(plan)
    tell_changes(recoded.stored, len(recoded.stored))
    tell(on=plan.on.isoformat(), code=recoded.result.code)
    tell(places=recoded.places, posts=recoded.posts, recoded=len(recoded.rows))
    return recoded.result


def _demand_sight(verb: str, places: Sequence[Territory], by: Viewer) -> None:
    if outside := [place for place in places if not in_sight(place, by)]:
        raise NotPermitted(verb, by, outside[0], seen=False)


def _demand_children_of(place: Territory, named: frozenset[int], by: Viewer) -> None:
    """A number that is not of this village, or not in sight, is answered alike."""
    model = child_model()
    present = model.objects.visible_to(by).filter(**{model.seen_at: place.code, "pk__in": named})
    if unknown := named - set(present.values_list("pk", flat=True)):
        raise Refused(
            _("File number {number} is none of this village's; check the list.").format(number=min(unknown)), "children"
        )
