"""Scenes of tasks: opened, received, reported, judged, broken down; instructions, work points, duties, calendars."""

from typing import Any

from tests.gate.cast import CITY, COUNTY, SEATS, TOWNSHIP, VILLAGE
from tests.gate.scenes import WHY, performs, send
from tests.gate.stage import Stage
from tests.tasking import DUE, lay_extension, lay_report, lay_set_out, lay_task, lay_unit
from xiangban.access.models import Post
from xiangban.conference.models import Task
from xiangban.conference.task_rules import TaskState
from xiangban.territories.models import Territory

# Who does what a seat judges: somebody below its place. Seats to which nothing can be given have a neighbour's task.
BELOW = {CITY: "county_clerk", COUNTY: "township_supervisor", TOWNSHIP: "village_director", VILLAGE: "village_director"}
NEIGHBOUR = {"parent": "village_director"}
NEIGHBOUR |= dict.fromkeys(
    ("convener", "system_administrator", "security_administrator", "audit_administrator"), "conference_office"
)


def _place(stage: Stage, seat: str) -> Territory:
    return stage.seats[seat].post.territory


def _mine(stage: Stage, seat: str, state: TaskState) -> Task:
    """A task that lies with this seat."""
    place = _place(stage, seat)
    return lay_task(place, place.level, stage.seats[NEIGHBOUR.get(seat, seat)].post, state)


def _judged(stage: Stage, seat: str, state: TaskState) -> Task:
    """A task of this seat's level that somebody below does."""
    place = _place(stage, seat)
    return lay_task(place, place.level, _below(stage, seat), state)


def _below(stage: Stage, seat: str) -> Post:
    label = BELOW.get(SEATS[seat].place)
    if label is not None:
        return stage.seats[label].post
    place = stage.places["foreign township"]  # below the clerk of the other county
    return Post.objects.create(
        role="township_supervisor",
        title="石桥镇儿童督导员",
        territory=place,
        place_code=place.code,
        level=place.level,
        opened_on=stage.seats[seat].since,
    )


def _on(stage: Stage, seat: str, verb: str, task: Task, /, **data: Any) -> Any:
    return send(stage, seat, f"conference:{verb}", {"pk": task.pk}, **data)


@performs("conference.open_task")
def _open(stage: Stage, seat: str) -> Any:
    key = lay_set_out(_place(stage, seat)).instruction.pk
    said = {"origin": f"instruction-{key}", "title": "核实", "lead_post": stage.seats[seat].post_id}
    return send(stage, seat, "conference:open_task", deadline=DUE.isoformat(), evidence_kind="statement", **said)


@performs("conference.receive_task")
def _receive(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "receive_task", _mine(stage, seat, TaskState.OPENED))


@performs("conference.report_progress")
def _progress(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "report_progress", _mine(stage, seat, TaskState.RECEIVED), text="已核实一半")


@performs("conference.report_done")
def _done(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "report_done", _mine(stage, seat, TaskState.UNDER_WAY), text="已核实")


@performs("conference.ask_extension")
def _ask(stage: Stage, seat: str) -> Any:
    task = _mine(stage, seat, TaskState.UNDER_WAY)
    return _on(stage, seat, "ask_extension", task, until="2027-05-01", **WHY)


@performs("conference.break_down_task")
def _break_down(stage: Stage, seat: str) -> Any:
    task, below = _mine(stage, seat, TaskState.RECEIVED), _below(stage, seat)
    return _on(stage, seat, "break_down_task", task, posts=[below.pk], deadline=DUE.isoformat())


@performs("conference.answer_extension")
def _answer(stage: Stage, seat: str) -> Any:
    task = _judged(stage, seat, TaskState.UNDER_WAY)
    extension = lay_extension(task, _below(stage, seat))
    return send(stage, seat, "conference:grant_extension", {"pk": extension.pk}, answer="同意")


@performs("conference.verify_task")
def _verify(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "verify_task", _judged(stage, seat, TaskState.REPORTED))


@performs("conference.return_task")
def _return(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "return_task", _judged(stage, seat, TaskState.REPORTED), **WHY)


@performs("conference.strike_off_task")
def _strike_off(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "strike_off_task", _judged(stage, seat, TaskState.VERIFIED))


@performs("conference.withdraw_task")
def _withdraw(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "withdraw_task", _judged(stage, seat, TaskState.RECEIVED), **WHY)


@performs("conference.open_evidence")
def _evidence(stage: Stage, seat: str) -> Any:
    task = _mine(stage, seat, TaskState.REPORTED)
    return send(stage, seat, "conference:open_evidence", {"pk": lay_report(task, stage.seats[seat].post)[1].pk})


@performs("conference.record_instruction")
def _record(stage: Stage, seat: str) -> Any:
    said = {"leader": "陈志远", "given_on": "2026-08-20", "on_paper": "情况报告", "text": "请逐户核实。"}
    return send(stage, seat, "conference:record_instruction", **said)


@performs("conference.edit_work_points")
def _plan(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "conference:lay_plan", year=2026, title="工作要点", adopted_on="2026-03-01")


@performs("conference.edit_duties")
def _duties(stage: Stage, seat: str) -> Any:
    lay_unit(_place(stage, seat))
    return send(stage, seat, "conference:lay_duties")


@performs("conference.keep_feed")
def _feed(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "conference:make_feed")
