"""States of meetings, items and minutes as badges, and what a body or meeting is called on a page.

The official papers have their own wording in documents/.
"""

from xiangban.conference.rules import ItemState, MeetingState, MinutesState
from xiangban.web.badges import Badge, Tone

MEETING_BADGES = {
    MeetingState.ANNOUNCED: Badge(MeetingState.ANNOUNCED.label, Tone.NOTICE, "calendar-event"),
    MeetingState.NOTICED: Badge(MeetingState.NOTICED.label, Tone.NOTICE, "mail"),
    MeetingState.HELD: Badge(MeetingState.HELD.label, Tone.WARNING, "pencil"),
    MeetingState.CLOSED: Badge(MeetingState.CLOSED.label, Tone.GOOD),
    MeetingState.CANCELLED: Badge(MeetingState.CANCELLED.label, Tone.PLAIN, "ban"),
    MeetingState.PAST: Badge(MeetingState.PAST.label, Tone.PLAIN, "archive"),
}
ITEM_BADGES = {
    ItemState.PROPOSED: Badge(ItemState.PROPOSED.label, Tone.NOTICE, "bulb"),
    ItemState.ADOPTED: Badge(ItemState.ADOPTED.label, Tone.GOOD),
    ItemState.DECLINED: Badge(ItemState.DECLINED.label, Tone.PLAIN, "circle-x"),
}
MINUTES_BADGES = {
    MinutesState.DRAFTED: Badge(MinutesState.DRAFTED.label, Tone.NOTICE, "pencil"),
    MinutesState.CIRCULATED: Badge(MinutesState.CIRCULATED.label, Tone.NOTICE, "message"),
    MinutesState.ISSUED: Badge(MinutesState.ISSUED.label, Tone.GOOD),
}
