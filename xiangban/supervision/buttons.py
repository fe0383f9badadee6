"""Which steps a row offers in its state, to the unit it concerns and to the office that issued it.

Whether the seat is granted them is asked of the gate.
"""

from xiangban.access.acts import NotPermitted
from xiangban.access.viewer import Viewer
from xiangban.supervision.models import Finding, Inspection, Order, Suggestion
from xiangban.supervision.rules import AppealState, FindingState, InspectionState, OrderState, ReviewState
from xiangban.supervision.rules import SuggestionState as Sent

OF_UNIT = {"receive_order", "answer_order", "appeal_order", "report_rectification", "ask_review"}

INSPECTION_STEPS: dict[str, tuple[str, ...]] = {
    InspectionState.PLANNED: ("begin_inspection",),
    InspectionState.UNDER_WAY: ("conclude_inspection",),
    InspectionState.CONCLUDED: ("ask_review", "close_inspection"),
    InspectionState.CLOSED: (),
}
FINDING_STEPS: dict[str, tuple[str, ...]] = {
    FindingState.FOUND: ("order_rectification",),
    FindingState.ORDERED: ("report_rectification",),
    FindingState.REPORTED: ("strike_off_finding", "return_rectification"),
    FindingState.STRUCK_OFF: (),
}
ORDER_STEPS: dict[str, tuple[str, ...]] = {
    OrderState.ISSUED: ("receive_order", "appeal_order", "withdraw_order"),
    OrderState.RECEIVED: ("answer_order", "suspend_order", "appeal_order", "withdraw_order"),
    OrderState.SUSPENDED: ("resume_order", "withdraw_order"),
    OrderState.ANSWERED: ("accept_answer", "return_answer", "withdraw_order"),
    OrderState.ACCEPTED: (),
    OrderState.WITHDRAWN: (),
}
SUGGESTION_STEPS: dict[str, tuple[str, ...]] = {
    Sent.DRAFTED: ("send_suggestion", "withdraw_suggestion"),
    Sent.SENT: ("record_result", "withdraw_suggestion"),
    Sent.DECIDED: (),
    Sent.WITHDRAWN: (),
}


def offered(row: Inspection | Finding | Order | Suggestion, viewer: Viewer) -> tuple[str, ...]:
    """The verbs of this row's state: the unit's to the unit, the office's to the level that opened it."""
    return tuple(verb for verb in _of_state(row) if takes(verb, row, viewer))


def takes(verb: str, row: Inspection | Finding | Order | Suggestion, viewer: Viewer) -> bool:
    """Whether a step is this seat's: of the unit's steps the unit's, of all others the level's that opened the row."""
    if verb in OF_UNIT:
        return _is_unit(row, viewer)
    return (row.inspection if isinstance(row, Finding) else row).level == viewer.level


def demand_taker(verb: str, row: Inspection | Finding | Order | Suggestion, viewer: Viewer) -> None:
    """Raises NotPermitted before a form is shown that the verb would refuse."""
    if not takes(verb, row, viewer):
        raise NotPermitted(f"supervision.{verb}", viewer, row, seen=True)


def _of_state(row: Inspection | Finding | Order | Suggestion) -> tuple[str, ...]:
    if isinstance(row, Inspection):
        more = ("answer_review",) if row.reviews.filter(state=ReviewState.ASKED).exists() else ()
        return INSPECTION_STEPS[row.state] + more
    if isinstance(row, Order):
        more = ("decide_appeal",) if row.appeals.filter(state=AppealState.ASKED).exists() else ()
        return ORDER_STEPS[row.state] + more
    return FINDING_STEPS[row.state] if isinstance(row, Finding) else SUGGESTION_STEPS[row.state]


def _is_unit(row: Inspection | Finding | Order | Suggestion, viewer: Viewer) -> bool:
    if isinstance(row, Inspection):
        return viewer.agency_id is not None and row.units.filter(agency=viewer.agency_id).exists()
    if isinstance(row, Finding):
        return viewer.post_id == row.post_id or (viewer.agency_id is not None and viewer.agency_id == row.agency_id)
    return isinstance(row, Order) and viewer.agency_id is not None and viewer.agency_id == row.unit_id
