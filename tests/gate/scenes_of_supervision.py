"""Scenes of supervision: an inspection from its mandate to its end, the ladder, a suggestion; office and unit.

Each scene brings a row of its own as far as the verb needs, as the system.
"""

from datetime import timedelta
from typing import Any

from tests.gate.scenes import WHY, performs, send
from tests.gate.stage import Stage
from tests.supervising import (
    BY,
    lay_bureau,
    lay_finding,
    lay_inspection,
    lay_issuer,
    lay_order,
    lay_suggestion,
)
from xiangban.access.installation import register_day
from xiangban.access.models import Post
from xiangban.supervision.actions import accountability, findings, inspections, orders
from xiangban.supervision.models import Appeal, Finding, Inspection, Order, Review
from xiangban.territories.models import Agency, Territory

SAID = {"text": "已补齐台账"}


def _place(stage: Stage, seat: str) -> Territory:
    return stage.seats[seat].post.territory


def _day(after: int = 0) -> str:
    return (register_day() + timedelta(days=after)).isoformat()


def _spoken_for(stage: Stage, seat: str) -> Agency:
    """A unit for which this seat speaks."""
    unit = lay_bureau(_place(stage, seat))
    Post.objects.filter(pk=stage.seats[seat].post_id).update(agency=unit)
    return unit


def _on(stage: Stage, seat: str, verb: str, row: Any, /, **said: Any) -> Any:
    return send(stage, seat, f"supervision:{verb}", {"pk": row.pk}, **said)


# --- Inspections --------------------------------------------------------------------------------------------------
def _inspection(stage: Stage, seat: str, unit: Agency | None = None) -> tuple[Inspection, Agency]:
    """An inspection of the seat's own place that is planned."""
    place = _place(stage, seat)
    unit = unit or lay_bureau(place)
    return lay_inspection(place, unit), unit


def _finding(stage: Stage, seat: str, *, reported: bool = False) -> Finding:
    """A problem of an inspection of the seat's own place, ordered to be put right if it is reported."""
    inspection, unit = _inspection(stage, seat)
    finding = lay_finding(inspection, unit)
    if reported:
        _order(finding)
        findings.report_rectification(finding, BY, result="已补齐")
    return finding


def _order(finding: Finding) -> None:
    deadline = register_day() + timedelta(days=30)
    findings.order_rectification(finding.inspection, BY, finding=finding, demand="限期补齐", deadline=deadline)


def _concluded(stage: Stage, seat: str, unit: Agency | None = None) -> tuple[Inspection, Agency]:
    inspection, unit = _inspection(stage, seat, unit)
    inspections.begin_inspection(inspection, BY)
    inspections.conclude_inspection(inspection, BY, conclusion="台账齐全", fed_back_on=register_day())
    return inspection, unit


@performs("supervision.open_inspection")
def _open(stage: Stage, seat: str) -> Any:
    unit = lay_bureau(_place(stage, seat))
    said = {"kind": "special", "matter": "funds", "title": "经费专项督查", "scope": "补助经费", "plan": "查账"}
    mandate = {"approved_by": "人民政府", "approved_on": _day()}
    days = {"starts_on": _day(), "ends_on": _day(9)}
    return send(stage, seat, "supervision:open_inspection", units=[unit.pk], **said, **mandate, **days)


@performs("supervision.draw_sample")
def _draw(stage: Stage, seat: str) -> Any:
    said = {"kind": "villages", "confidence": "0.95", "margin": "0.10"}
    return _on(stage, seat, "draw_sample", _inspection(stage, seat)[0], **said)


@performs("supervision.begin_inspection")
def _begin(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "begin_inspection", _inspection(stage, seat)[0])


@performs("supervision.conclude_inspection")
def _conclude(stage: Stage, seat: str) -> Any:
    inspection = _inspection(stage, seat)[0]
    inspections.begin_inspection(inspection, BY)
    return _on(stage, seat, "conclude_inspection", inspection, day=_day(), **SAID)


@performs("supervision.close_inspection")
def _close(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "close_inspection", _concluded(stage, seat)[0])


@performs("supervision.ask_review")
def _ask_review(stage: Stage, seat: str) -> Any:
    inspection, _unit = _concluded(stage, seat, _spoken_for(stage, seat))
    return _on(stage, seat, "ask_review", inspection, **SAID)


@performs("supervision.answer_review")
def _answer_review(stage: Stage, seat: str) -> Any:
    inspection, unit = _concluded(stage, seat)
    day = register_day()
    Review.objects.create(inspection=inspection, agency=unit, asked_on=day, reason="已补齐", decide_by=day)
    return _on(stage, seat, "answer_review", inspection, outcome="uphold", **SAID)


@performs("supervision.add_finding")
def _add_finding(stage: Stage, seat: str) -> Any:
    inspection, unit = _inspection(stage, seat)
    inspections.begin_inspection(inspection, BY)
    return _on(stage, seat, "add_finding", inspection, unit=unit.pk, text="缺台账", proof="抽查六校")


@performs("supervision.order_rectification")
def _order_rectification(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "order_rectification", _finding(stage, seat), day=_day(30), **SAID)


@performs("supervision.report_rectification")
def _report(stage: Stage, seat: str) -> Any:
    inspection, unit = _inspection(stage, seat, _spoken_for(stage, seat))
    finding = lay_finding(inspection, unit)
    _order(finding)
    return _on(stage, seat, "report_rectification", finding, **SAID)


@performs("supervision.return_rectification")
def _return_rectification(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "return_rectification", _finding(stage, seat, reported=True), **SAID)


@performs("supervision.strike_off_finding")
def _strike_off(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "strike_off_finding", _finding(stage, seat, reported=True), **SAID)


# --- The ladder ---------------------------------------------------------------------------------------------------
def _paper(stage: Stage, seat: str, *done: str) -> Order:
    """A paper of the seat's own level, brought as far as these verbs."""
    place = _place(stage, seat)
    order = lay_order(lay_issuer(place), lay_bureau(place), place.level)
    if "receive" in done:
        orders.receive_order(order, BY)
    if "answer" in done:
        orders.answer_order(order, BY, answer="已办结")
    return order


def _own_paper(stage: Stage, seat: str, *, received: bool = False) -> Order:
    """A paper to the unit for which the seat speaks."""
    place = _place(stage, seat)
    order = lay_order(lay_issuer(place), _spoken_for(stage, seat), place.level)
    if received:
        orders.receive_order(order, BY)
    return order


@performs("supervision.issue_order")
def _issue(stage: Stage, seat: str) -> Any:
    place = _place(stage, seat)
    issuer, unit = lay_issuer(place), lay_bureau(place)
    said = {"rung": "remind", "matter": "控辍保学逾期", "basis": "会议纪要", "demand": "限期办结", "deadline": _day(9)}
    return send(stage, seat, "supervision:issue_order", issuer=issuer.pk, unit=unit.pk, **said)


@performs("supervision.receive_order")
def _receive(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "receive_order", _own_paper(stage, seat))


@performs("supervision.answer_order")
def _answer(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "answer_order", _own_paper(stage, seat, received=True), **SAID)


@performs("supervision.appeal_order")
def _appeal(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "appeal_order", _own_paper(stage, seat), **SAID)


@performs("supervision.return_answer")
def _return_answer(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "return_answer", _paper(stage, seat, "receive", "answer"), **SAID)


@performs("supervision.accept_answer")
def _accept(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "accept_answer", _paper(stage, seat, "receive", "answer"), **SAID)


@performs("supervision.suspend_order")
def _suspend(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "suspend_order", _paper(stage, seat, "receive"), **SAID)


@performs("supervision.resume_order")
def _resume(stage: Stage, seat: str) -> Any:
    order = _paper(stage, seat, "receive")
    orders.suspend_order(order, BY, **WHY)
    return _on(stage, seat, "resume_order", order)


@performs("supervision.withdraw_order")
def _withdraw(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "withdraw_order", _paper(stage, seat), **SAID)


@performs("supervision.decide_appeal")
def _decide(stage: Stage, seat: str) -> Any:
    order = _paper(stage, seat)
    Appeal.objects.create(order=order, asked_on=register_day(), reason="未收到材料")
    return _on(stage, seat, "decide_appeal", order, outcome="dismiss", **SAID)


# --- Accountability -----------------------------------------------------------------------------------------------
@performs("supervision.suggest_accountability")
def _suggest(stage: Stage, seat: str) -> Any:
    place = _place(stage, seat)
    said = {"ground": "poor_effort", "on_day": _day(), "facts": "两次催办仍未办结", "measure": "talk"}
    who = {"issuer": lay_issuer(place).pk, "unit": lay_bureau(place).pk, "decides": "人民政府", "approved_by": "县长"}
    return send(stage, seat, "supervision:suggest_accountability", **said, **who)


def _suggestion(stage: Stage, seat: str, *, sent: bool = False) -> Any:
    place = _place(stage, seat)
    drafted = lay_suggestion(lay_issuer(place), lay_bureau(place))
    if sent:
        accountability.send_suggestion(drafted, BY)
    return drafted


@performs("supervision.send_suggestion")
def _send(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "send_suggestion", _suggestion(stage, seat))


@performs("supervision.record_result")
def _record(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "record_result", _suggestion(stage, seat, sent=True), day=_day(), **SAID)


@performs("supervision.withdraw_suggestion")
def _withdraw_suggestion(stage: Stage, seat: str) -> Any:
    return _on(stage, seat, "withdraw_suggestion", _suggestion(stage, seat), **SAID)
