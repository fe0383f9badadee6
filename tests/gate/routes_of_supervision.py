"""Routes of supervision, as in routes.py: every step has a page of its own, for the office or for the unit."""

from tests.gate.route_rows import Row, form, shown


def _office(kind: str, seen: str, *verbs: str) -> dict[str, Row]:
    """Steps of the office that opened it."""
    return {f"supervision:{verb}": form(f"supervision.{verb}", seen, "supervises", pk=kind) for verb in verbs}


def _unit(kind: str, seen: str, *verbs: str) -> dict[str, Row]:
    """Steps of the unit it concerns."""
    return {f"supervision:{verb}": form(f"supervision.{verb}", seen, "is the unit", pk=kind) for verb in verbs}


SUPERVISION: dict[str, Row] = {
    "supervision:order_list": shown("supervision.see"),
    "supervision:issue_order": form("supervision.issue_order"),
    "supervision:order": shown("supervision.see", "unit's paper", pk="order"),
    "supervision:paper": shown("supervision.see", "unit's paper", pk="order"),
    "supervision:inspection_list": shown("supervision.see"),
    "supervision:open_inspection": form("supervision.open_inspection"),
    "supervision:inspection": shown("supervision.see", "inspection", pk="inspection"),
    "supervision:sheet": shown("supervision.see", "sheet to take along", pk="inspection"),
    "supervision:finding": shown("supervision.see", "unit's paper", pk="finding"),
    "supervision:three_lists": shown("supervision.see"),
    "supervision:suggestion_list": shown("supervision.suggest_accountability"),
    "supervision:suggest_accountability": form("supervision.suggest_accountability"),
    "supervision:suggestion": shown("supervision.suggest_accountability", "suggestion", pk="suggestion"),
    **_office(
        "inspection",
        "inspection",
        "draw_sample",
        "add_finding",
        "begin_inspection",
        "conclude_inspection",
        "close_inspection",
        "answer_review",
    ),
    **_unit("inspection", "inspection", "ask_review"),
    **_office("finding", "unit's paper", "order_rectification", "return_rectification", "strike_off_finding"),
    **_unit("finding", "unit's paper", "report_rectification"),
    **_office(
        "order",
        "unit's paper",
        "return_answer",
        "accept_answer",
        "suspend_order",
        "resume_order",
        "withdraw_order",
        "decide_appeal",
    ),
    **_unit("order", "unit's paper", "receive_order", "answer_order", "appeal_order"),
    **_office("suggestion", "suggestion", "send_suggestion", "record_result", "withdraw_suggestion"),
}
