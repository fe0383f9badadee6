"""Tables of the conference, split by noun."""

from xiangban.conference.models.bodies import Conference, ConferenceName, Member, MemberUnit
from xiangban.conference.models.decisions import Decision, DecisionUnit
from xiangban.conference.models.feeds import Digest, FeedLink
from xiangban.conference.models.meetings import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingFigures,
    MeetingMove,
    MeetingNotice,
    Statement,
)
from xiangban.conference.models.minutes import IssuedMinutes, Minutes, MinutesComment, MinutesMove, MinutesPart
from xiangban.conference.models.numbering import DocumentWord, NumberSeries
from xiangban.conference.models.points import Instruction, ListedDuty, WorkPlan, WorkPoint, WorkPointUnit
from xiangban.conference.models.received import PaperFigure, PaperPiece, ReceivedPaper
from xiangban.conference.models.tasks import Extension, Task, TaskMove, TaskPost, TaskProgress, TaskTarget

__all__ = [
    "AgendaItem",
    "Attendance",
    "Conference",
    "ConferenceName",
    "Decision",
    "DecisionUnit",
    "Digest",
    "DocumentWord",
    "Extension",
    "FeedLink",
    "Instruction",
    "IssuedMinutes",
    "ListedDuty",
    "Meeting",
    "MeetingFigures",
    "MeetingMove",
    "MeetingNotice",
    "Member",
    "MemberUnit",
    "Minutes",
    "MinutesComment",
    "MinutesMove",
    "MinutesPart",
    "NumberSeries",
    "PaperFigure",
    "PaperPiece",
    "ReceivedPaper",
    "Statement",
    "Task",
    "TaskMove",
    "TaskPost",
    "TaskProgress",
    "TaskTarget",
    "WorkPlan",
    "WorkPoint",
    "WorkPointUnit",
]
