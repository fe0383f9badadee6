"""Progress as a page shows it: the place a seat reads it for, tasks with their indicators, the official table.

A seat that only counts reads no number from 1 to 4 and no line below its place, or sums would tell them.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from xiangban.access.viewer import Viewer
from xiangban.campaigns.models import Campaign, CampaignIndicator, CampaignTask
from xiangban.campaigns.queries import Progress, progress_of
from xiangban.conference.models import Task
from xiangban.conference.task_rules import OriginKind
from xiangban.figures.suppression import SMALLEST_CELL
from xiangban.figures.tables import HIDDEN, sees_lists
from xiangban.territories.models import Territory


@dataclass(frozen=True)
class Shown:
    """One indicator of one place, in words of the page; what was never set or filled is empty."""

    name: str
    listed: str
    resolved: str
    open: str
    share: str
    target: str
    filled: str


def place_read(campaign: Campaign, viewer: Viewer) -> Territory:
    """The place whose figures a seat reads: the action's own, or the seat's where that is smaller."""
    inside = Territory(code=campaign.place_code, level=campaign.level).interval
    within = inside.low <= viewer.interval.low < inside.high and viewer.level > campaign.level
    code, level = (viewer.interval.low, viewer.level) if within else (campaign.place_code, campaign.level)
    found = Territory.objects.current().filter(code=code, level=level).first()
    if found is None:
        raise Http404
    return found


def shown(progress: Progress, viewer: Viewer) -> Shown:
    """A line as this reader may read it."""
    small = not sees_lists(viewer) and any(
        0 < number < SMALLEST_CELL for number in (progress.listed, progress.open, progress.resolved)
    )
    listed, resolved, opened = (
        HIDDEN if small else str(number) for number in (progress.listed, progress.resolved, progress.open)
    )
    share = "" if progress.share is None else HIDDEN if small else f"{progress.share}%"
    name = progress.name or _("not yet claimed by a place below")
    return Shown(name, listed, resolved, opened, share, _text(progress.target), _text(progress.filled))


def closing_of(campaign: Campaign, viewer: Viewer) -> list[dict[str, object]]:
    """The figures with which it was closed, as this reader may read them; none before."""
    closing = getattr(campaign, "closing", None)
    rows: list[dict[str, object]] = closing.figures if closing is not None else []
    if sees_lists(viewer):
        return rows
    small = [any(0 < number < SMALLEST_CELL for number in _cells(row)) for row in rows]
    return [{**row, "listed": HIDDEN, "open": HIDDEN} if hide else row for row, hide in zip(rows, small, strict=True)]


def _cells(row: dict[str, object]) -> list[int]:
    listed, opened = (int(str(row[name])) for name in ("listed", "open"))
    return [listed, opened, listed - opened]


@dataclass(frozen=True)
class TaskShown:
    """One task of the action: its indicators in the seat's place, and the tasks of the conference opened from it."""

    task: CampaignTask
    opened: Sequence[Task]
    measured: Sequence[tuple[CampaignIndicator, Shown]]

    @property
    def counts(self) -> bool:
        """Whether anything of it is counted from the register; else its table has no such columns."""
        return any(not indicator.filled_in for indicator, _line in self.measured)


def tasks_of(campaign: Campaign, viewer: Viewer) -> list[TaskShown]:
    """Each task of the action with its indicators as they stand in the seat's place."""
    place = place_read(campaign, viewer)
    tasks = list(campaign.tasks.select_related("lead").prefetch_related("indicators"))
    opened: dict[str, list[Task]] = defaultdict(list)
    keys = [task.pk for task in tasks]
    for task in Task.objects.visible_to(viewer).from_origin(OriginKind.CAMPAIGN_TASK, *keys).filter(parent=None):
        opened[task.origin_key].append(task)
    return [
        TaskShown(
            task,
            opened[str(task.pk)],
            [(one, shown(progress_of(one, viewer, place)[0], viewer)) for one in task.indicators.all()],
        )
        for task in tasks
    ]


def lines_of(campaign: Campaign, viewer: Viewer) -> dict[str, object]:
    """Heads and lines of the progress table: a line a place, three cells a counted indicator, one a filled one."""
    place = place_read(campaign, viewer)
    indicators = list(campaign.indicators.select_related("task"))
    counted = [progress_of(measured, viewer, place) for measured in indicators]
    lines = []
    if sees_lists(viewer):
        rows = zip(*(rows for _whole, rows in _same_places(counted)), strict=True)
        lines = [_line(indicators, row, viewer) for row in rows]
    whole = _line(indicators, [whole for whole, _rows in counted], viewer)
    return {"indicators": indicators, "lines": lines, "whole": whole}


def _same_places(
    counted: Sequence[tuple[Progress, Sequence[Progress]]],
) -> list[tuple[Progress, list[Progress]]]:
    """Every indicator with a line for every place that any of them has."""
    names = {row.code: row.name for _whole, rows in counted for row in rows}
    found = []
    for whole, rows in counted:
        by_code = {row.code: row for row in rows}
        found.append((whole, [by_code.get(code, Progress(code, name)) for code, name in names.items()]))
    return found


def _line(indicators: Sequence[CampaignIndicator], row: Sequence[Progress], viewer: Viewer) -> tuple[str, list[str]]:
    cells: list[str] = []
    name = ""
    for measured, progress in zip(indicators, row, strict=True):
        line = shown(progress, viewer)
        name = line.name
        cells += [line.filled or "—"] if measured.filled_in else [line.listed, line.resolved, line.open]
    return name, cells


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
