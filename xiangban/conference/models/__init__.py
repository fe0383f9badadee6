"""Tables of the conference, split by noun."""

from xiangban.conference.models.bodies import Conference, ConferenceName, Member, MemberUnit
from xiangban.conference.models.decisions import Decision, DecisionUnit
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

__all__ = [
    "AgendaItem",
    "Attendance",
    "Conference",
    "ConferenceName",
    "Decision",
    "DecisionUnit",
    "DocumentWord",
    "IssuedMinutes",
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
    "Statement",
]
