"""Verbs of a problem: found, put to a unit to rectify, reported, returned, struck off by somebody else.

The inspection around it is in inspections.py.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from xiangban.access.acts import NotPermitted, Refused, action, tell
from xiangban.access.installation import register_day
from xiangban.access.models import Post
from xiangban.access.viewer import Viewer
from xiangban.conference.giving import give_papers
from xiangban.conference.refusals import refuse_far
from xiangban.supervision.actions.moves import demand_level, demand_own, move
from xiangban.supervision.models import Finding, Inspection
from xiangban.supervision.rules import InspectionState
from xiangban.territories.models import Agency


@dataclass(frozen=True)
class Problem:
    """What was found: at which unit and post, the problem, what shows it, which rule it breaks. No child is named."""

    unit: Agency
    text: str
    proof: str
    basis: str = ""
    post: Post | None = None


@action("supervision.add_finding")
def add_finding(inspection: Inspection, by: Viewer, *, problem: Problem) -> Finding:
    """Write down a problem of an inspected unit. Raises Refused for another unit or outside the inspection's time."""
    demand_level(inspection, by, "supervision.add_finding")
    inspection.refresh_from_db(fields=["state"])
    if inspection.state not in (InspectionState.UNDER_WAY, InspectionState.CONCLUDED):
        raise Refused(_("Problems are written down while the inspection is under way."))
    if not inspection.units.filter(agency=problem.unit).exists():
        raise Refused(_("{unit} is not inspected here.").format(unit=problem.unit.name), "unit")
    last = Finding.objects.filter(inspection=inspection).aggregate(last=Max("number"))["last"] or 0
    finding = Finding.objects.create(
        inspection=inspection,
        place_code=problem.unit.place_code,
        number=last + 1,
        agency=problem.unit,
        post=problem.post,
        text=problem.text,
        proof=problem.proof,
        basis=problem.basis,
    )
    tell(finding=finding.pk, unit=problem.unit.pk)
    return finding


@action("supervision.order_rectification")
def order_rectification(inspection: Inspection, by: Viewer, *, finding: Finding, demand: str, deadline: date) -> None:
    """Ask the unit to put it right by a day (整改通知书). Raises Refused for a day that is over."""
    demand_level(inspection, by, "supervision.order_rectification")
    demand_own(inspection, finding, by, "supervision.order_rectification")
    refuse_far(deadline, "deadline")
    if deadline <= register_day():
        raise Refused(_("Deadline: {day} is over. Give the unit time.").format(day=deadline), "deadline")
    move(finding, "order", by, demand)
    finding.demand, finding.deadline = demand, deadline
    finding.save(update_fields=["demand", "deadline"])
    give_papers(finding, [finding.agency], "supervision.order_rectification")


@action("supervision.report_rectification")
def report_rectification(finding: Finding, by: Viewer, *, result: str) -> None:
    """The unit says what it has done."""
    if not _answers_for(finding, by):
        raise NotPermitted("supervision.report_rectification", by, finding, seen=True)
    move(finding, "report", by, result)
    finding.result, finding.reported_by_id, finding.reported_post_id = result, by.user_id, by.post_id
    finding.save(update_fields=["result", "reported_by", "reported_post"])


@action("supervision.return_rectification")
def return_rectification(inspection: Inspection, by: Viewer, *, finding: Finding, reason: str) -> None:
    """It is not put right: back to the unit, with the reason; the deadline stays."""
    demand_level(inspection, by, "supervision.return_rectification")
    demand_own(inspection, finding, by, "supervision.return_rectification")
    move(finding, "return", by, reason)


@action("supervision.strike_off_finding")
def strike_off_finding(inspection: Inspection, by: Viewer, *, finding: Finding, opinion: str) -> None:
    """It is put right: struck off by somebody other than who reported it."""
    demand_level(inspection, by, "supervision.strike_off_finding")
    demand_own(inspection, finding, by, "supervision.strike_off_finding")
    finding.refresh_from_db()  # who reports may have reported since the page was opened
    if by.user_id == finding.reported_by_id or by.post_id == finding.reported_post_id:
        raise Refused(_("Who reported it does not strike it off: somebody else checks."))
    move(finding, "strike_off", by, opinion)
    finding.struck_off_on = register_day()
    finding.save(update_fields=["struck_off_on"])


def _answers_for(finding: Finding, by: Viewer) -> bool:
    return (
        bool(by.system)
        or finding.agency_id == by.agency_id
        or (finding.post_id is not None and finding.post_id == by.post_id)
    )
