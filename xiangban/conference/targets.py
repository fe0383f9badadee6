"""For whom a task is: children chosen or taken by group, places, units; and the part of a list that lies below.

Who then sees the children is in task_sight.py; a group is counted, never listed, for seats that only count.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused
from xiangban.access.models import Post
from xiangban.access.viewer import Viewer
from xiangban.children.models import Child
from xiangban.conference.models import Task, TaskTarget
from xiangban.conference.target_groups import TargetGroup, members_of
from xiangban.conference.task_rules import MOST_CHILDREN
from xiangban.territories.models import Agency, Territory
from xiangban.territories.rules import Interval


@dataclass(frozen=True)
class Targets:
    """What an opening says: children by key, a group of the place's children, places by code, units by key."""

    children: tuple[int, ...] = ()
    group: str = ""
    places: tuple[int, ...] = ()
    agencies: tuple[int, ...] = ()


@dataclass(frozen=True)
class FoundTargets:
    """What was found in the reader's sight."""

    children: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    agencies: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        return len(self.children) + len(self.places) + len(self.agencies)


NO_TARGETS = Targets()
LONGEST_KEY = 18  # digits that a column holds


def keys_of(text: str) -> tuple[int, ...]:
    """The keys of single children as an address or a form carries them, with commas between; what is none is left."""
    parts = text.split(",")
    return tuple(int(one) for one in parts if one.isascii() and one.isdigit() and len(one) <= LONGEST_KEY)


def found_targets(said: Targets, place: Territory, by: Viewer) -> FoundTargets:
    """The rows that an opening names, as far as the seat may name them. Raises Refused for what it may not."""
    children = list(dict.fromkeys(said.children))
    seen = set(Child.objects.visible_to(by).filter(pk__in=children).values_list("pk", flat=True))
    if len(seen) < len(children):
        raise Refused(_("Target children: some are not in your sight. Choose a group instead."), "children")
    if said.group:
        children = list(dict.fromkeys([*children, *_of_group(TargetGroup(said.group), place, by)]))
    if len(children) > MOST_CHILDREN:
        words = _("Target children: {number} are more than {most}. Name the places instead, and break the task down.")
        raise Refused(words.format(number=len(children), most=MOST_CHILDREN), "group")
    inside = by.interval if not by.system else place.interval
    for code in said.places:
        if not inside.holds(code) or not Territory.objects.current().filter(code=code).exists():
            raise Refused(_("Target places: {code} is no place of yours.").format(code=code), "places")
    agencies = Agency.objects.open().inside(inside).filter(pk__in=said.agencies)
    if agencies.count() < len(set(said.agencies)):
        raise Refused(_("Target units: some do not exist any more, or lie outside your place."), "agencies")
    return FoundTargets(tuple(children), tuple(dict.fromkeys(said.places)), tuple(dict.fromkeys(said.agencies)))


def refuse_names(text: str, found: FoundTargets, by: Viewer) -> None:
    """Raises Refused where the text of a task names a child of its list: more people read the text than the list.

    Only children in sight are compared, or the refusal would tell a seat that only counts who is on the list.
    """
    named = Child.objects.visible_to(by).filter(pk__in=found.children).values_list("name", flat=True)
    told = next((name for name in named if len(name) > 1 and name in text), "")
    if told:
        words = _("Task: it names {child}, a child of its list. Write what is to be done; who it is for says the list.")
        raise Refused(words.format(child=told), "title")


def lay_targets(task: Task, found: FoundTargets) -> None:
    """Write the list of a new task."""
    now = timezone.now()
    rows: Iterable[TaskTarget] = [
        *(TaskTarget(task=task, child_id=pk, added_at=now) for pk in found.children),
        *(TaskTarget(task=task, target_code=code, added_at=now) for code in found.places),
        *(TaskTarget(task=task, agency_id=pk, added_at=now) for pk in found.agencies),
    ]
    TaskTarget.objects.bulk_create(rows, batch_size=500)


def part_of(task: Task, post: Post) -> FoundTargets:
    """The part of a task's list that lies in the place of a post below."""
    rows = TaskTarget.objects.filter(task=task)
    low, high = post.interval.low, post.interval.high
    children = rows.filter(child__responsible_code__gte=low, child__responsible_code__lt=high)
    places = rows.filter(target_code__gte=low, target_code__lt=high)
    agencies = rows.filter(agency__place_code__gte=low, agency__place_code__lt=high)
    return FoundTargets(
        tuple(children.values_list("child_id", flat=True)),
        tuple(code for code in places.values_list("target_code", flat=True) if code is not None),
        tuple(pk for pk in agencies.values_list("agency_id", flat=True) if pk is not None),
    )


def _of_group(group: TargetGroup, place: Territory, by: Viewer) -> list[int]:
    inside: Interval = place.interval
    counted = Child.objects.counted_for(by).filter(members_of(group))
    there = counted.filter(responsible_code__gte=inside.low, responsible_code__lt=inside.high)
    return list(there.order_by("responsible_code", "pk").values_list("pk", flat=True)[: MOST_CHILDREN + 1])
