"""Tasks and what a place sets out, written for tests: with a report, an attachment and an extension that is asked for.

How the verbs refuse is tested in conference/.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from xiangban.access.attachments import keep_upload
from xiangban.access.models import Attachment, Post
from xiangban.access.viewer import system_viewer
from xiangban.conference.actions import points
from xiangban.conference.actions.tasks import Origin, TaskTerms, open_task
from xiangban.conference.models import (
    Extension,
    Instruction,
    ListedDuty,
    Task,
    TaskMove,
    TaskProgress,
    TaskTarget,
    WorkPlan,
    WorkPoint,
)
from xiangban.conference.task_rules import OriginKind, TaskState
from xiangban.territories.models import Agency, AgencyKind, Territory

SYSTEM = "the tasks of a test"
DAY, DUE = date(2026, 8, 20), date(2027, 3, 1)


@dataclass(frozen=True)
class Tasked:
    """One task with what hangs on it."""

    task: Task
    progress: TaskProgress
    evidence: Attachment
    extension: Extension


@dataclass(frozen=True)
class SetOut:
    """What one place sets out."""

    instruction: Instruction
    plan: WorkPlan
    point: WorkPoint
    duty: ListedDuty


def lay_task(place: Territory, level: int, lead: Post, state: TaskState = TaskState.OPENED) -> Task:
    """A task of this level for this post, in whatever state the test begins."""
    origin = Origin(OriginKind.DECISION, "1", DAY)
    terms = TaskTerms("核实监护状况", lead, DUE)
    task: Task = open_task(place, system_viewer(SYSTEM), origin=origin, terms=terms)
    Task.objects.filter(pk=task.pk).update(level=level, state=state)
    task.refresh_from_db()
    return task


def lay_whole_task(place: Territory, level: int, lead: Post) -> Tasked:
    """A task with one row in each of its tables."""
    task = lay_task(place, level, lead)
    TaskTarget.objects.create(task=task, target_code=place.code, added_at=timezone.now())
    TaskMove.objects.create(
        task=task, move="receive", state_before="opened", state_after="received", at=timezone.now(), post=lead
    )
    progress, evidence = lay_report(task, lead)
    return Tasked(task, progress, evidence, lay_extension(task, lead))


def lay_report(task: Task, post: Post) -> tuple[TaskProgress, Attachment]:
    """A report with a paper."""
    progress = TaskProgress.objects.create(task=task, text="已核实", at=timezone.now(), by_post=post)
    upload = SimpleUploadedFile("核实表.txt", "已核实".encode())
    owner = (TaskProgress.sight_label(), str(progress.pk))
    return progress, keep_upload(owner, upload, system_viewer(SYSTEM))


def lay_extension(task: Task, post: Post) -> Extension:
    """An extension that waits for its answer."""
    extension: Extension = Extension.objects.create(
        task=task, asked_until=DUE + timedelta(days=30), reason="道路中断", asked_at=timezone.now(), asked_by=post
    )
    return extension


def lay_unit(place: Territory, kind: str = "education") -> Agency:
    """A member unit of the place."""
    return Agency.objects.create(
        kind=AgencyKind.MEMBER_UNIT,
        unit_kind=kind,
        name=f"{place.name}教育局",
        place_code=place.code,
        level=place.level,
        opened_on=date(2020, 1, 1),
    )


def lay_set_out(place: Territory) -> SetOut:
    """An instruction, a plan with an item of two units, and a duty of one place."""
    by, unit, other = system_viewer(SYSTEM), lay_unit(place), lay_unit(place, "youth_league")
    words = points.InstructionWords("陈志远", "副市长", DAY, "情况报告", "请逐户核实。")
    instruction = points.record_instruction(place, by, words=words)
    plan = points.lay_plan(place, by, year=2026, title="2026年工作要点", adopted_on=DAY)
    point = points.add_point(plan, by, terms=points.PointTerms(1, "监护", 1, "核实", unit, DUE, (other,)))
    duty = points.add_duty(place, by, terms=points.DutyTerms(unit, "控辍保学", "义务教育", "劝返复学"))
    return SetOut(instruction, plan, point, duty)
