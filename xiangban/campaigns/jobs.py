"""Background work of special actions: the daily curve, computed anew from history.

Only the worker imports this; what a curve is stands in rules.py and history.py.
"""

from typing import Any

from django.utils import timezone

from xiangban.access.jobs import Progress
from xiangban.access.viewer import system_viewer
from xiangban.campaigns.actions.progress import lay_curve
from xiangban.campaigns.history import steps_of
from xiangban.campaigns.models import Campaign
from xiangban.campaigns.rules import CampaignState

DRAWER = system_viewer("drawing the curve of a special action")


def run_draw_curve(progress: Progress, campaign: int) -> dict[str, Any]:
    """The job: the curve of every counted indicator, from the recorded changes of the listed children."""
    found = Campaign.objects.get(pk=campaign)
    counted = list(found.indicators.exclude(key=""))
    steps, until = {}, timezone.now()
    for done, measured in enumerate(counted, start=1):
        steps[measured.pk] = steps_of(measured, until)
        progress.step(done, len(counted))
    lay_curve(found, DRAWER, steps=steps)
    return {"address": f"/campaigns/{campaign}/"}


def draw_all_curves() -> None:
    """Every running action's curve; the worker's timetable calls it each night."""
    until = timezone.now()
    for found in Campaign._base_manager.filter(state=CampaignState.RUNNING):
        counted = found.indicators.exclude(key="")
        lay_curve(found, DRAWER, steps={measured.pk: steps_of(measured, until) for measured in counted})
