"""Pages of minutes: the parts with draft and edited text, comments and replies, issue, the paper and its file.

How they are worded is in documents/.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiangban.access.acts import Refused, demand
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.views.attachments import download
from xiangban.conference.actions import minutes as actions
from xiangban.conference.documents.paper_lines import lines_of_part
from xiangban.conference.forms import CirculateForm, CommentForm, PartForm, ReplyForm
from xiangban.conference.models import IssuedMinutes, Minutes, MinutesComment, MinutesPart
from xiangban.conference.overview import verbs_of_minutes
from xiangban.conference.rules import MinutesState, PartKind
from xiangban.conference.says import MINUTES_BADGES
from xiangban.conference.views.asking import Asked, asked, kept_meeting, pressed, sent

SHOWN = ["GET", "HEAD", "POST"]
ORDER = {kind: place for place, kind in enumerate(PartKind.values)}


@require_POST
@page("conference.draft_minutes")
def draft_minutes(request: SignedInRequest, pk: int) -> HttpResponse:
    """Draft the minutes from the data, for the first time or anew."""
    meeting = kept_meeting(request, pk)
    demand("conference.draft_minutes", meeting, request.viewer)
    try:
        made = actions.draft_minutes(meeting, request.viewer)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("conference:meeting", pk=pk)
    messages.success(request, _("The minutes are drafted from the data; what you wrote yourself stays."))
    return redirect(_page_of(made.pk))


@require_GET
@page("conference.see")
def minutes(request: SignedInRequest, pk: int) -> HttpResponse:
    """The minutes as they stand, with their comments; issued ones as they went out."""
    found = _in_sight(request, pk)
    comments = MinutesComment.objects.visible_to(request.viewer).shown_to(request.viewer).filter(minutes=found)
    parts = MinutesPart.objects.visible_to(request.viewer).filter(minutes=found)
    context = {
        "minutes": found,
        "badge": MINUTES_BADGES[MinutesState(found.state)],
        "parts": sorted(parts, key=lambda part: ORDER[part.kind]),
        "comments": comments.select_related("agency", "post"),
        "issue": _issue(request, found),
        "may": verbs_of_minutes(found, request.viewer),
    }
    return render(request, "conference/minutes.html", context)


@require_http_methods(SHOWN)
@page("conference.draft_minutes")
def draft_minutes_part(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write one part of the minutes oneself."""
    rows = MinutesPart.objects.visible_to(request.viewer).select_related("minutes__meeting")
    part: MinutesPart = get_object_or_404(rows, pk=pk)
    kept_meeting(request, part.minutes.meeting_id)
    back = reverse("conference:minutes", args=[part.minutes_id])
    lead = _("Your words stand instead of the draft and stay when it is drawn up anew.")
    more = {"beside": part.drafted_text if part.edited else ""}
    shown = Asked(part.get_kind_display(), _("Save"), back, lead, more=more)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.draft_minutes_part(part, request.viewer, **said)
        messages.success(request, _("The part is saved."))
        return redirect(back)

    return asked(request, shown, PartForm(sent(request), initial={"text": part.text}), act)


@require_http_methods(SHOWN)
@page("conference.circulate_minutes")
def circulate_minutes(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let the units present read and comment."""
    found = _kept(request, pk)
    lead = _("The units written down as present read the draft and may comment until that day.")
    shown = Asked(_("Circulate the minutes"), _("Circulate"), _page_of(pk), lead)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.circulate_minutes(found, request.viewer, **said)
        messages.success(request, _("The minutes are circulated."))
        return redirect(_page_of(pk))

    return asked(request, shown, CirculateForm(sent(request)), act)


@require_http_methods(SHOWN)
@page("conference.comment_minutes")
def comment_minutes(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a unit wants changed."""
    found = _in_sight(request, pk)
    shown = Asked(_("Comment on the minutes"), _("Send"), _page_of(pk), _("Name the part and the words you want."))

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.comment_minutes(found, request.viewer, **said)
        messages.success(request, _("The office has your comment."))
        return redirect(_page_of(pk))

    return asked(request, shown, CommentForm(sent(request)), act)


@require_http_methods(SHOWN)
@page("conference.answer_comment")
def answer_comment(request: SignedInRequest, pk: int) -> HttpResponse:
    """What became of a comment."""
    rows = MinutesComment.objects.visible_to(request.viewer).shown_to(request.viewer).select_related("minutes__meeting")
    comment: MinutesComment = get_object_or_404(rows, pk=pk)
    kept_meeting(request, comment.minutes.meeting_id)
    shown = Asked(_("Answer a comment"), _("Reply"), _page_of(comment.minutes_id), comment.text)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.answer_comment(comment, request.viewer, **said)
        messages.success(request, _("The comment is answered."))
        return redirect(_page_of(comment.minutes_id))

    return asked(request, shown, ReplyForm(sent(request), initial={"reply": comment.reply}), act)


@require_POST
@page("conference.issue_minutes")
def issue_minutes(request: SignedInRequest, pk: int) -> HttpResponse:
    """The minutes go out with their number."""
    found = _kept(request, pk)
    demand("conference.issue_minutes", found, request.viewer)
    done = _("The minutes are issued; the text document is being written.")
    return pressed(request, redirect(_page_of(pk)), lambda: actions.issue_minutes(found, request.viewer), done)


@require_GET
@page("conference.see")
def minutes_paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """The issued minutes as a paper for the printer."""
    issue = _issue(request, _in_sight(request, pk))
    if issue is None:
        raise Http404
    parts = [(kind, lines_of_part(kind, text)) for kind, text in issue.content["parts"]]
    context = {"issue": issue, "paper": issue.content, "parts": parts}
    return render(request, "conference/documents/minutes.html", context)


@require_POST
@page("conference.fetch_minutes")
def fetch_minutes(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The text document; that it was taken out is in the trail."""
    found = _in_sight(request, pk)
    demand("conference.fetch_minutes", found, request.viewer)
    issue = _issue(request, found)
    if issue is None or issue.paper is None:
        raise Http404
    return download(issue.paper, actions.fetch_minutes(found, request.viewer, paper=issue.paper))


def _in_sight(request: SignedInRequest, pk: int) -> Minutes:
    rows = Minutes.objects.visible_to(request.viewer).shown_to(request.viewer).select_related("meeting__conference")
    found: Minutes = get_object_or_404(rows, pk=pk)
    return found


def _kept(request: SignedInRequest, pk: int) -> Minutes:
    found = _in_sight(request, pk)
    kept_meeting(request, found.meeting_id)
    return found


def _issue(request: SignedInRequest, found: Minutes) -> IssuedMinutes | None:
    rows = IssuedMinutes.objects.visible_to(request.viewer).select_related("paper", "job")
    issue: IssuedMinutes | None = rows.filter(minutes=found).first()
    return issue


def _page_of(pk: int) -> str:
    return reverse("conference:minutes", args=[pk])
