"""Background work of this room: the exits on 16th birthdays, begun by the worker's timetable each night."""

from typing import Any

from django.utils import timezone

from xiangban.access.installation import is_demo
from xiangban.access.jobs import Progress, start_job
from xiangban.access.viewer import system_viewer
from xiangban.children.actions import exit_at_sixteen

JOB = "children.exit_at_sixteen"
PURPOSE = "exits on 16th birthdays"


def begin_exits_at_sixteen() -> None:
    """Queue tonight's exits as a job, so that its result can be read; in the demo time stands, see decision 13."""
    if is_demo():
        return
    start_job(JOB, system_viewer(PURPOSE))


def run_exits_at_sixteen(_progress: Progress) -> dict[str, Any]:
    """The job: its result names the children by key only."""
    return {"children": exit_at_sixteen(None, system_viewer(PURPOSE), day=timezone.localdate())}
