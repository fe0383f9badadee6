"""An inspection written for tests, with its sample, a problem, a paper of the ladder and a suggestion.

It is opened by the product's own verbs, as the system; how they refuse is tested in supervision/.
"""

from dataclasses import dataclass
from datetime import timedelta

from tests.world import LONG_AGO
from xiangban.access.installation import register_day
from xiangban.access.viewer import system_viewer
from xiangban.conference.models import DocumentWord
from xiangban.conference.rules import PaperKind
from xiangban.supervision.actions import accountability, findings, inspections, orders
from xiangban.supervision.models import Appeal, Finding, Inspection, Order, Review, Suggestion
from xiangban.supervision.rules import review_until
from xiangban.territories.models import Agency, AgencyKind, Territory

BY = system_viewer("the supervision of a test")


@dataclass(frozen=True)
class Supervised:
    """One inspection of one unit, and what came of it."""

    inspection: Inspection
    finding: Finding
    order: Order
    suggestion: Suggestion


def lay_inspection(place: Territory, unit: Agency) -> Inspection:
    """An inspection of this unit under a mandate, planned."""
    day = register_day()
    mandate = inspections.Mandate("人民政府", day, "控辍保学", "分两组进村入校")
    days = (day, day + timedelta(days=9))
    about = inspections.Subject("special", "schooling", "控辍保学专项督查", days, [unit], despite="复查")
    inspection: Inspection = inspections.open_inspection(place, BY, mandate=mandate, about=about)
    return inspection


def lay_finding(inspection: Inspection, unit: Agency) -> Finding:
    """A problem of this unit; the inspection is under way from now on."""
    inspections.begin_inspection(inspection, BY)
    problem = findings.Problem(unit, "劝返记录缺失", "抽查台账")
    finding: Finding = findings.add_finding(inspection, BY, problem=problem)
    return finding


def lay_order(issuer: Agency, unit: Agency, level: int) -> Order:
    """A reminder to this unit, issued by an office of this level."""
    deadline = register_day() + timedelta(days=14)
    terms = orders.OrderTerms("remind", unit, "控辍保学逾期", "会议纪要", "限期办结并书面反馈", deadline)
    order: Order = orders.issue_order(issuer, BY, terms=terms)
    Order.objects.filter(pk=order.pk).update(level=level)
    order.refresh_from_db()
    return order


def lay_suggestion(issuer: Agency, unit: Agency) -> Suggestion:
    """A suggestion of accountability on this unit, drafted."""
    grounds = accountability.Grounds(
        unit, None, "poor_effort", register_day(), "两次催办仍未办结", "talk", "人民政府", "县长"
    )
    suggestion: Suggestion = accountability.suggest_accountability(issuer, BY, grounds=grounds)
    return suggestion


def lay_issuer(place: Territory) -> Agency:
    """The civil-affairs bureau of the place, with its document words."""
    issuer = lay_bureau(place, "civil_affairs")
    for kind in (PaperKind.LETTER, PaperKind.ORDER, PaperKind.CIRCULAR):
        DocumentWord.objects.create(issuer=issuer, kind=kind, word="民督")
    return issuer


def lay_bureau(place: Territory, kind: str = "education") -> Agency:
    """A member unit of the place."""
    bureau: Agency = Agency.objects.create(
        kind=AgencyKind.MEMBER_UNIT,
        unit_kind=kind,
        name=f"{place.name}{kind}局",
        place_code=place.code,
        level=place.level,
        opened_on=LONG_AGO,
    )
    return bureau


def lay_supervision(place: Territory, unit: Agency, drawn: str) -> Supervised:
    """An inspection begun, with one row in each table; `drawn` is what the sample holds, villages or children."""
    today, issuer = register_day(), lay_issuer(place)
    inspection = lay_inspection(place, unit)
    inspections.draw_sample(inspection, BY, kind=drawn, confidence=0.95, margin=0.1)
    finding = lay_finding(inspection, unit)
    findings.order_rectification(
        inspection, BY, finding=finding, demand="限期补齐", deadline=today + timedelta(days=30)
    )
    Review.objects.create(
        inspection=inspection, agency=unit, asked_on=today, reason="已补齐", decide_by=review_until(today)
    )
    order = lay_order(issuer, unit, place.level)
    Appeal.objects.create(order=order, asked_on=today, reason="未收到材料")
    return Supervised(inspection, finding, order, lay_suggestion(issuer, unit))
