"""Cards of supervision: papers to sign for or to answer, problems to put right, answers to judge.

What a paper is and when it is red is said in supervision/.
"""

from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from xiangban.access.viewer import Viewer
from xiangban.desk.cards import Card
from xiangban.supervision.models import Finding, Order
from xiangban.supervision.rules import FindingState, OrderState
from xiangban.web.addresses import address
from xiangban.web.badges import Tone


def paper_cards(viewer: Viewer, today: date) -> list[Card]:
    """The cards of a unit that is supervised, and of the office that supervises; none for others."""
    cards: list[Card] = []
    answers = viewer.agency_id is not None and viewer.may("supervision.answer_order")
    if not answers and not viewer.may("supervision.accept_answer"):
        return cards
    orders, findings = _orders(viewer), _findings(viewer)
    papers, lists = address("supervision:order_list"), address("supervision:three_lists")
    if answers:
        hint = _("A reminder, urging or order has come: sign for it, then answer before its day.")
        cards.append(Card(_("Supervision papers to answer"), hint, orders["mine"], papers, "bell", Tone.WARNING))
        hint = _("A problem of an inspection waits to be put right.")
        cards.append(Card(_("Problems to put right"), hint, findings["mine"], lists, "list-check", Tone.WARNING))
    if viewer.may("supervision.accept_answer"):
        hint = _("A unit has answered or reported: accept it or send it back.")
        waiting = orders["judged"] + findings["judged"]
        cards.append(Card(_("Answers to judge"), hint, waiting, papers, "eye-check"))
    return cards


def _orders(viewer: Viewer) -> dict[str, int]:
    mine = Q(unit=viewer.agency_id, state__in=[OrderState.ISSUED, OrderState.RECEIVED])
    judged = Q(level=viewer.level, state=OrderState.ANSWERED)
    counted: dict[str, int] = Order.objects.visible_to(viewer).aggregate(
        mine=Count("pk", filter=mine), judged=Count("pk", filter=judged)
    )
    return counted


def _findings(viewer: Viewer) -> dict[str, int]:
    mine = Q(agency=viewer.agency_id, state=FindingState.ORDERED)
    judged = Q(inspection__level=viewer.level, state=FindingState.REPORTED)
    counted: dict[str, int] = Finding.objects.visible_to(viewer).aggregate(
        mine=Count("pk", filter=mine), judged=Count("pk", filter=judged)
    )
    return counted
