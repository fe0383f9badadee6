"""Tables of the gate, split by noun."""

from xiangban.access.models.people import Installation, Invitation, Post, Seat, SeatKind, User
from xiangban.access.models.sight import GivenSight
from xiangban.access.models.trail import TrailRow
from xiangban.access.models.work import Attachment, Export, ExportState, Job, JobState

__all__ = [
    "Attachment",
    "Export",
    "ExportState",
    "GivenSight",
    "Installation",
    "Invitation",
    "Job",
    "JobState",
    "Post",
    "Seat",
    "SeatKind",
    "TrailRow",
    "User",
]
