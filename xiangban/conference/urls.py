"""The addresses of this room."""

from django.urls import path

from xiangban.conference.views import agenda, bodies, meetings, minutes, sittings

app_name = "conference"

urlpatterns = [
    # Bodies
    path("", bodies.overview, name="overview"),
    path("bodies/set_up/", bodies.set_up, name="set_up"),
    path("bodies/<int:pk>/", bodies.conference, name="conference"),
    path("bodies/<int:pk>/name/set_up/", bodies.set_up_name, name="set_up_name"),
    path("bodies/<int:pk>/unit/set_up/", bodies.set_up_unit, name="set_up_unit"),
    path("bodies/<int:pk>/member/set_up/", bodies.set_up_member, name="set_up_member"),
    path("bodies/<int:pk>/word/set_up/", bodies.set_up_word, name="set_up_word"),
    path("units/<int:pk>/end/set_up/", bodies.set_up_end, name="set_up_end"),
    path("members/<int:pk>/leaving/set_up/", bodies.set_up_leaving, name="set_up_leaving"),
    # Meetings
    path("meetings/", meetings.meeting_list, name="meeting_list"),
    path("bodies/<int:pk>/call_meeting/", meetings.call_meeting, name="call_meeting"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/anew/call_meeting/", meetings.call_meeting_anew, name="call_meeting_anew"),
    path("meetings/<int:pk>/give_notice/", meetings.give_notice, name="give_notice"),
    path("meetings/<int:pk>/hold_meeting/", meetings.hold_meeting, name="hold_meeting"),
    path("meetings/<int:pk>/cancel_meeting/", meetings.cancel_meeting, name="cancel_meeting"),
    path("meetings/<int:pk>/freeze_figures/", meetings.freeze_figures, name="freeze_figures"),
    path("notices/<int:pk>/", meetings.notice, name="notice"),
    path("meetings/<int:pk>/propose_item/", agenda.propose_item, name="propose_item"),
    path("items/<int:pk>/adopt_item/", agenda.adopt_item, name="adopt_item"),
    path("items/<int:pk>/decline_item/", agenda.decline_item, name="decline_item"),
    # Sittings
    path("meetings/<int:pk>/take_attendance/", sittings.take_attendance, name="take_attendance"),
    path("meetings/<int:pk>/state/", sittings.state, name="state"),
    path("meetings/<int:pk>/decide/", sittings.decide, name="decide"),
    path("decisions/<int:pk>/", sittings.decision, name="decision"),
    path("decisions/<int:pk>/decide/", sittings.decide_anew, name="decide_anew"),
    # Minutes
    path("meetings/<int:pk>/draft_minutes/", minutes.draft_minutes, name="draft_minutes"),
    path("meetings/<int:pk>/minutes/", minutes.minutes_of, name="minutes_of"),
    path("minutes/<int:pk>/", minutes.minutes, name="minutes"),
    path("minutes/parts/<int:pk>/draft_minutes/", minutes.draft_minutes_part, name="draft_minutes_part"),
    path("minutes/<int:pk>/circulate_minutes/", minutes.circulate_minutes, name="circulate_minutes"),
    path("minutes/<int:pk>/comment_minutes/", minutes.comment_minutes, name="comment_minutes"),
    path("minutes/comments/<int:pk>/answer_comment/", minutes.answer_comment, name="answer_comment"),
    path("minutes/<int:pk>/issue_minutes/", minutes.issue_minutes, name="issue_minutes"),
    path("minutes/<int:pk>/paper/", minutes.minutes_paper, name="minutes_paper"),
    path("minutes/<int:pk>/fetch_minutes/", minutes.fetch_minutes, name="fetch_minutes"),
]
