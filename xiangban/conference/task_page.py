"""What the page of one task shows to one reader: terms, clock, targets in sight, parts, reports, history.

What may be done with it is asked in parties.py.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from xiangban.access.models import Attachment
from xiangban.access.viewer import Viewer
from xiangban.children.models import Child
from xiangban.children.names import name_for
from xiangban.conference.evidence import attachments_of_task, touched_children
from xiangban.conference.models import Extension, Task, TaskMove, TaskPost, TaskProgress, TaskTarget
from xiangban.conference.origins import OriginShown, show_origin
from xiangban.conference.parties import owns, verbs_for
from xiangban.conference.queries import Reached, TaskLine, lines_of, reached
from xiangban.conference.targets import keys_of
from xiangban.conference.task_rules import EvidenceKind, ExtensionState, TaskState, is_late
from xiangban.conference.task_words import (
    EXTENSION_BADGES,
    MOVE_WORDS,
    STATE_BADGES,
    VERBS_SHOWN,
    ClockShown,
    VerbShown,
    show_clock,
)
from xiangban.territories.place_names import PlaceNames
from xiangban.territories.rules import Level, ancestor_code
from xiangban.web.badges import Badge

NAMED_MOST = 200


@dataclass(frozen=True)
class NamedChild:
    """A child of the list as this reader may read it; `touched` says the file was changed since the opening."""

    pk: int
    name: str
    place: str
    touched: bool


@dataclass(frozen=True)
class TargetsShown:
    """The list: children named where the reader's sight has them, all others counted by place; places and units."""

    named: list[NamedChild]
    counted: list[tuple[str, int]]
    whole: int
    touched: int
    places: list[str]
    units: list[str]

    @property
    def anything(self) -> bool:
        return bool(self.whole or self.places or self.units)


@dataclass(frozen=True)
class TaskPage:
    """Everything one reader sees of one task."""

    task: Task
    origin: OriginShown
    state: Badge
    clock: ClockShown | None
    late: bool
    posts: list[TaskPost]
    reached: Reached
    targets: TargetsShown
    above: Task | None
    parts: list[TaskLine]
    progress: list[tuple[TaskProgress, list[Attachment]]]
    extensions: list[tuple[Extension, Badge]]
    history: list[tuple[TaskMove, str]]
    verbs: list[VerbShown]
    answers: bool  # the reader may answer an extension that is asked for


def page_of_task(task: Task, viewer: Viewer, places: PlaceNames, today: date) -> TaskPage:
    """Gather the page; the caller has found the task in the reader's sight."""
    attached = attachments_of_task(task)
    extensions = Extension.objects.visible_to(viewer).filter(task=task).select_related("asked_by", "answered_by")
    history = TaskMove.objects.visible_to(viewer).filter(task=task).select_related("by", "post")
    parts = Task.objects.visible_to(viewer).filter(parent=task).order_by("place_code", "pk")
    reports = TaskProgress.objects.visible_to(viewer).filter(task=task).select_related("by", "by_post")
    posts = TaskPost.objects.visible_to(viewer).filter(task=task).select_related("post__agency")
    return TaskPage(
        task,
        show_origin(task, viewer),
        STATE_BADGES[TaskState(task.state)],
        show_clock(task.deadline, task.state, today),
        is_late(task.reported_on, task.deadline, today, task.state),
        list(posts.order_by("-part", "pk")),
        reached(task, viewer),
        targets_of(task, viewer, places),
        Task.objects.visible_to(viewer).filter(parts=task).first(),
        lines_of(parts, today),
        [(one, attached.get(one.pk, [])) for one in reports.order_by("-pk")],
        [(one, EXTENSION_BADGES[ExtensionState(one.state)]) for one in extensions],
        [(one, str(MOVE_WORDS.get(one.move, one.move))) for one in history],
        [VERBS_SHOWN[verb] for verb in verbs_for(task, viewer) if verb in VERBS_SHOWN],
        owns(task, viewer) and viewer.may("conference.answer_extension"),
    )


def targets_of(task: Task, viewer: Viewer, places: PlaceNames) -> TargetsShown:
    """The list under the reader's rights."""
    rows = TaskTarget.objects.visible_to(viewer).filter(task=task)
    children = list(rows.filter(child__isnull=False).values_list("child_id", "child__responsible_code"))
    seen = _seen([pk for pk, _code in children], viewer)
    touched = touched_children(task) if task.evidence_kind == EvidenceKind.FILES else set()
    below = Level(viewer.level) if viewer.level else None
    named = _named(seen, touched, viewer, places)
    codes = [code for code in rows.values_list("target_code", flat=True) if code is not None]
    units = rows.filter(agency__isnull=False).values_list("agency__name", flat=True)
    return TargetsShown(
        named,
        _counted([code for _pk, code in children], viewer, places) if len(named) < len(children) else [],
        len(children),
        len(touched),
        list(places.long_names(codes, below=below).values()),
        list(units),
    )


def chosen_children(keys: str, viewer: Viewer, places: PlaceNames) -> list[NamedChild]:
    """Single children that another page named for a task, as far as they are in sight: keys with commas between."""
    return _named(_seen(list(keys_of(keys)), viewer), set(), viewer, places)


def _named(seen: list[Child], touched: set[int], viewer: Viewer, places: PlaceNames) -> list[NamedChild]:
    below = Level(viewer.level) if viewer.level else None
    long = places.long_names([row.responsible_code for row in seen], below=below)
    given = viewer.given(Child.sight_label())
    return [
        NamedChild(
            child.pk,
            name_for(child.name, viewer.sight.facets | given.get(str(child.pk), frozenset())),
            long[child.responsible_code],
            child.pk in touched,
        )
        for child in seen
    ]


def _seen(children: list[int], viewer: Viewer) -> list[Child]:
    """The children of the list that this reader finds in the list of children too."""
    rows = Child.objects.visible_to(viewer).filter(pk__in=children)
    return list(rows.order_by("responsible_code", "pk")[:NAMED_MOST])


def _counted(codes: list[int], viewer: Viewer, places: PlaceNames) -> list[tuple[str, int]]:
    """How many children of the list lie in each place one level below the reader's own."""
    level = Level(min(max(viewer.level, Level.CITY) + 1, Level.VILLAGE))
    counts = Counter(ancestor_code(code, level) for code in codes)
    names = places.long_names(counts, below=Level(viewer.level) if viewer.level else None)
    return [(names[code], counts[code]) for code in sorted(counts)]
