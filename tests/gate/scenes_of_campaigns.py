"""Scenes of special actions: opened, begun, measured, a child added, closed; each on an action of its own."""

from typing import Any

from django.utils import timezone

from tests.campaigning import Campaigned, lay_campaign
from tests.gate.papers_laid import give_post
from tests.gate.scenes import WHY, performs, send
from tests.gate.stage import Stage
from tests.supervising import lay_bureau
from xiangban.access.models import Post
from xiangban.campaigns.models import CampaignTask
from xiangban.campaigns.rules import CampaignState
from xiangban.children.models import Child


def _own(stage: Stage, seat: str, state: CampaignState = CampaignState.RUNNING) -> Campaigned:
    """A special action of the seat's own place."""
    return lay_campaign(stage.seats[seat].post.territory, state)


@performs("campaigns.open")
def _open(stage: Stage, seat: str) -> Any:
    days = {"starts_on": "2026-03-01", "ends_on": "2026-12-31"}
    return send(stage, seat, "campaigns:open", plan="mutual_care_2016", **days)


@performs("campaigns.begin")
def _begin(stage: Stage, seat: str) -> Any:
    laid = _own(stage, seat, CampaignState.PLANNED)
    return send(stage, seat, "campaigns:begin", {"pk": laid.campaign.pk})


@performs("campaigns.close")
def _close(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "campaigns:close", {"pk": _own(stage, seat).campaign.pk}, **WHY)


@performs("campaigns.set_target")
def _set_target(stage: Stage, seat: str) -> Any:
    place = stage.seats[seat].post.territory
    target = f"place:{place.level}:{place.code}"
    return send(stage, seat, "campaigns:set_target", {"pk": _own(stage, seat).counted.pk}, target=target, number=12)


@performs("campaigns.fill")
def _fill(stage: Stage, seat: str) -> Any:
    laid, unit = _own(stage, seat), lay_bureau(stage.seats[seat].post.territory)
    give_post(stage.seats[seat], laid.campaign, "campaigns.open")
    Post.objects.filter(pk=stage.seats[seat].post_id).update(agency=unit)
    CampaignTask.objects.filter(pk=laid.filled.task_id).update(lead=unit)
    said = {"day": timezone.localdate().isoformat(), "number": 7, "evidence": "学校台账"}
    return send(stage, seat, "campaigns:fill", {"pk": laid.filled.pk}, **said)


@performs("campaigns.add_child")
def _add_child(stage: Stage, seat: str) -> Any:
    """The county's action; the child has left school since the lists were frozen."""
    child, laid = stage.children["ming"], lay_campaign(stage.places["county"])
    Child.objects.filter(pk=child.pk).update(schooling="dropped_out")
    return send(stage, seat, "campaigns:add_child", {"pk": laid.counted.pk}, child=child.pk, **WHY)
