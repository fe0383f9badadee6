"""Tables of special actions: the action with its stages, tasks and indicators; targets, lists, curve and figures.

Who may write them is said by the verbs in actions/.
"""

from xiangban.campaigns.models.campaigns import (
    Campaign,
    CampaignIndicator,
    CampaignMove,
    CampaignStage,
    CampaignTask,
)
from xiangban.campaigns.models.progress import (
    ClosingFigures,
    CurveStep,
    FilledFigure,
    ListedChild,
    TargetNumber,
)

__all__ = [
    "Campaign",
    "CampaignIndicator",
    "CampaignMove",
    "CampaignStage",
    "CampaignTask",
    "ClosingFigures",
    "CurveStep",
    "FilledFigure",
    "ListedChild",
    "TargetNumber",
]
