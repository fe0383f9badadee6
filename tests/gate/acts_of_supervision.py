"""Actions of supervision, as in acts.py.

That the office is the one that opened it, the unit the one concerned, is asked inside: seen where no words are needed.
"""

from tests.gate.policy import Rule

Acts = dict[str, tuple[str, Rule]]


def _on(module: str, kind: str, seen: str, may: str, *verbs: str) -> Acts:
    path = f"supervision.actions.{module}"
    return {f"{path}.{verb}": (kind, Rule(f"supervision.{verb}", seen, may)) for verb in verbs}


SUPERVISION_ACTS: Acts = {
    **_on("inspections", "place", "place", "", "open_inspection"),
    **_on("inspections", "inspection", "inspection", "supervises", "begin_inspection", "close_inspection"),
    **_on(
        "inspections",
        "inspection",
        "inspection",
        "inspection in reach",
        "draw_sample",
        "conclude_inspection",
        "answer_review",
    ),
    **_on("inspections", "inspection", "inspection", "", "ask_review"),
    **_on(
        "findings",
        "inspection",
        "inspection",
        "inspection in reach",
        "add_finding",
        "order_rectification",
        "return_rectification",
        "strike_off_finding",
    ),
    **_on("findings", "finding", "unit's paper", "", "report_rectification"),
    **_on("orders", "agency", "agency", "", "issue_order"),
    **_on("orders", "order", "unit's paper", "is the unit", "receive_order"),
    **_on("orders", "order", "unit's paper", "", "answer_order", "appeal_order"),
    **_on("orders", "order", "unit's paper", "supervises", "resume_order"),
    **_on(
        "orders",
        "order",
        "unit's paper",
        "paper in reach",
        "return_answer",
        "accept_answer",
        "suspend_order",
        "withdraw_order",
        "decide_appeal",
    ),
    **_on("accountability", "agency", "agency", "", "suggest_accountability"),
    **_on("accountability", "suggestion", "suggestion", "supervises", "send_suggestion"),
    **_on("accountability", "suggestion", "suggestion", "inspection in reach", "record_result", "withdraw_suggestion"),
}
