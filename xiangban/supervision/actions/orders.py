"""Verbs of the ladder: a numbered paper issued, received, answered, returned, accepted, suspended, appealed against.

Suggestions of accountability are in accountability.py.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from xiangban.access.acts import NotPermitted, Refused, action, tell
from xiangban.access.installation import register_day
from xiangban.access.viewer import Viewer
from xiangban.conference.giving import give_papers
from xiangban.conference.numbering import numbered
from xiangban.conference.refusals import refuse_far
from xiangban.conference.units import name_on, stands_on
from xiangban.supervision.actions.moves import demand_level, move
from xiangban.supervision.models import Appeal, Order
from xiangban.supervision.origins import refuse_foreign_origin
from xiangban.supervision.rules import (
    PAPER_OF,
    AppealState,
    OrderOrigin,
    OrderState,
    Rung,
    skipped,
)
from xiangban.territories.models import Agency


@dataclass(frozen=True)
class OrderTerms:
    """What a paper says: rung, unit, matter, basis, demand, deadline; on what (kind and key); why rungs are skipped."""

    rung: str
    unit: Agency
    matter: str
    basis: str
    demand: str
    deadline: date
    origin: tuple[str, str] = (OrderOrigin.OTHER.value, "")
    skipping: str = ""


@action("supervision.issue_order")
def issue_order(issuer: Agency, by: Viewer, *, terms: OrderTerms) -> Order:
    """Issue a numbered paper under the civil-affairs bureau or the government office. Raises Refused."""
    today = register_day()
    _refuse_terms(issuer, by, terms, today)
    kind, key = terms.origin
    refuse_foreign_origin(kind, key, by)
    earlier = set(Order.objects.on(kind, key).filter(unit=terms.unit).values_list("rung", flat=True)) if key else set()
    left_out = skipped(Rung(terms.rung), earlier)
    if left_out and not terms.skipping:
        words = _("The ladder begins with {rung}. If it is to be left out, say why.")
        raise Refused(words.format(rung=left_out[0].label), "skipping")
    number, text = numbered(issuer, PAPER_OF[Rung(terms.rung)], today.year)
    order = Order.objects.create(
        place_code=terms.unit.place_code,
        level=by.level or issuer.level,
        rung=terms.rung,
        issuer=issuer,
        number=number,
        number_text=text,
        unit=terms.unit,
        unit_name=name_on(terms.unit, today),
        origin_kind=kind,
        origin_key=key,
        matter=terms.matter,
        basis=terms.basis,
        demand=terms.demand,
        skipping=terms.skipping,
        issued_on=today,
        issued_by_id=by.post_id,
        deadline=terms.deadline,
        first_deadline=terms.deadline,
    )
    give_papers(order, [terms.unit], "supervision.issue_order")
    tell(subject=order, number=text, unit=terms.unit.pk)
    return order


def _refuse_terms(issuer: Agency, by: Viewer, terms: OrderTerms, today: date) -> None:
    if not (by.system or by.interval.holds(terms.unit.place_code)):
        raise NotPermitted("supervision.issue_order", by, terms.unit, seen=False)
    if issuer.level != by.level and not by.system:
        raise Refused(_("{issuer} is not an office of your own level.").format(issuer=issuer.name), "issuer")
    if not stands_on(terms.unit, today):
        raise Refused(_("{unit} does not exist any more. Choose its successor.").format(unit=terms.unit.name), "unit")
    refuse_far(terms.deadline, "deadline")
    if terms.deadline <= today:
        raise Refused(_("Deadline: {day} is over. Give the unit time.").format(day=terms.deadline), "deadline")


@action("supervision.receive_order")
def receive_order(order: Order, by: Viewer) -> None:
    """The unit signs for it (签收)."""
    _demand_unit(order, by, "supervision.receive_order")
    move(order, "receive", by)


@action("supervision.answer_order")
def answer_order(order: Order, by: Viewer, *, answer: str) -> None:
    """The unit answers: what was done, with what result."""
    _demand_unit(order, by, "supervision.answer_order")
    move(order, "answer", by, answer)
    order.answer, order.answered_by_id, order.answered_post_id = answer, by.user_id, by.post_id
    order.save(update_fields=["answer", "answered_by", "answered_post"])


@action("supervision.return_answer")
def return_answer(order: Order, by: Viewer, *, reason: str) -> None:
    """The answer does not settle it (退回重办); the deadline stays."""
    demand_level(order, by, "supervision.return_answer")
    move(order, "return", by, reason)


@action("supervision.accept_answer")
def accept_answer(order: Order, by: Viewer, *, opinion: str) -> None:
    """The answer settles it; accepted by somebody other than who gave it."""
    demand_level(order, by, "supervision.accept_answer")
    order.refresh_from_db()  # who answered may have answered since the page was opened
    if by.user_id == order.answered_by_id or by.post_id == order.answered_post_id:
        raise Refused(_("Who answered does not accept the answer: somebody else checks."))
    move(order, "accept", by, opinion)


@action("supervision.suspend_order")
def suspend_order(order: Order, by: Viewer, *, reason: str) -> None:
    """Stop the clock of a paper, with a reason."""
    demand_level(order, by, "supervision.suspend_order")
    move(order, "suspend", by, reason)
    order.suspended_on = register_day()
    order.save(update_fields=["suspended_on"])


@action("supervision.resume_order")
def resume_order(order: Order, by: Viewer) -> None:
    """The clock goes on; the days it stood are added to the deadline."""
    demand_level(order, by, "supervision.resume_order")
    order.refresh_from_db()
    move(order, "resume", by)
    if order.suspended_on is not None:
        order.deadline += register_day() - order.suspended_on
    order.suspended_on = None
    order.save(update_fields=["deadline", "suspended_on"])


@action("supervision.withdraw_order")
def withdraw_order(order: Order, by: Viewer, *, reason: str) -> None:
    """Take a paper back; its number stays used."""
    demand_level(order, by, "supervision.withdraw_order")
    move(order, "withdraw", by, reason)


@action("supervision.appeal_order")
def appeal_order(order: Order, by: Viewer, *, reason: str) -> Appeal:
    """The unit objects (申诉); the clock runs on until it is granted. Raises Refused."""
    _demand_unit(order, by, "supervision.appeal_order")
    order.refresh_from_db(fields=["state"])
    if order.state in (OrderState.ACCEPTED, OrderState.WITHDRAWN):
        raise Refused(_("This paper is closed."))
    if order.appeals.filter(state=AppealState.ASKED).exists():
        raise Refused(_("An appeal against this paper waits already."))
    appeal = Appeal.objects.create(order=order, asked_on=register_day(), reason=reason)
    tell(appeal=appeal.pk)
    return appeal


@action("supervision.decide_appeal")
def decide_appeal(order: Order, by: Viewer, *, verb: str, decision: str) -> None:
    """Decide the appeal that waits: granted takes the paper back, dismissed lets it stand."""
    demand_level(order, by, "supervision.decide_appeal")
    appeal = order.appeals.filter(state=AppealState.ASKED).first()
    if appeal is None:
        raise Refused(_("No appeal waits. Reload the page."))
    move(appeal, verb, by, decision)
    appeal.decision, appeal.decided_on = decision, register_day()
    appeal.save(update_fields=["decision", "decided_on"])
    if verb == "grant":
        move(order, "withdraw", by, decision)


def _demand_unit(order: Order, by: Viewer, verb: str) -> None:
    if not by.system and order.unit_id != by.agency_id:
        raise NotPermitted(verb, by, order, seen=True)
