"""What stands behind the words of addresses that lead to papers: a conference, its tasks, special actions, supervision.

The other subjects are in crawl.py.
"""

from tests.campaigning import lay_whole_campaign
from tests.sitting import lay_sitting
from tests.supervising import lay_supervision
from tests.tasking import lay_set_out, lay_whole_task
from tests.world import COUNTY, World
from xiangban.access.roles import Role


def paper_subjects(world: World) -> dict[str, object]:
    """The papers of a county's conference, its tasks, what it sets out, its special action, what it supervises."""
    return {**_conference(world), **_tasks(world), **_campaign(world), **_supervision(world)}


def _conference(world: World) -> dict[str, object]:
    sat = lay_sitting(world.places[COUNTY])
    return {
        "bodies": sat.conference.pk,
        "comments": sat.comment.pk,
        "decisions": sat.decision.pk,
        "items": sat.item.pk,
        "meetings": sat.meeting.pk,
        "members": sat.member.pk,
        "minutes": sat.minutes.pk,
        "notices": sat.notice.pk,
        "papers": sat.paper.pk,
        "paper_figures": sat.past_figure.pk,
        "parts": sat.part.pk,
        "pieces": sat.piece.pk,
        "units": sat.unit.pk,
    }


def _tasks(world: World) -> dict[str, object]:
    tasked = lay_whole_task(world.places[COUNTY], 3, world.seats[Role.COUNTY_CLERK].post)
    set_out = lay_set_out(world.places[COUNTY])
    return {
        "tasks": tasked.task.pk,
        "extensions": tasked.extension.pk,
        "evidence": tasked.evidence.pk,
        "instructions": set_out.instruction.pk,
        "work_points": set_out.plan.pk,
        "points": set_out.point.pk,
        "duties": set_out.duty.pk,
    }


def _campaign(world: World) -> dict[str, object]:
    laid = lay_whole_campaign(world.places[COUNTY], [world.ming])
    return {"campaigns": laid.campaign.pk, "indicators": laid.counted.pk}


def _supervision(world: World) -> dict[str, object]:
    laid = lay_supervision(world.places[COUNTY], world.school, "children")
    return {
        "inspections": laid.inspection.pk,
        "findings": laid.finding.pk,
        "orders": laid.order.pk,
        "suggestions": laid.suggestion.pk,
    }
