"""Verbs of the minutes: drafted and drafted anew, edited, circulated, commented, answered, issued, fetched as a file.

How they are worded and laid out is in documents/.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access import sealed_files
from xiangban.access.acts import Refused, action, tell
from xiangban.access.attachments import keep
from xiangban.access.installation import register_day
from xiangban.access.jobs import start_job
from xiangban.access.models import Attachment
from xiangban.access.viewer import Viewer
from xiangban.conference.actions.facts import conference_title, facts_of_minutes
from xiangban.conference.actions.meetings import move_to_close
from xiangban.conference.documents.drafting import draft
from xiangban.conference.documents.wording import minutes_title, office_of
from xiangban.conference.giving import give_papers
from xiangban.conference.keeping import demand_keeper
from xiangban.conference.models import (
    Attendance,
    Decision,
    IssuedMinutes,
    Meeting,
    Minutes,
    MinutesComment,
    MinutesMove,
    MinutesPart,
)
from xiangban.conference.numbering import numbered
from xiangban.conference.rules import MINUTES_MOVES, PRESENT, MeetingState, MinutesState, PaperKind, PartKind
from xiangban.conference.units import unit_of, units_on
from xiangban.lib.chinese_dates import say_date
from xiangban.web.templatetags.web import chinese_date

PAPER_JOB = "conference.write_paper"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@action("conference.draft_minutes")
def draft_minutes(meeting: Meeting, by: Viewer) -> Minutes:
    """Draft every part from the data as they are now; what a person wrote instead of a draft stays."""
    demand_keeper(meeting, by, "conference.draft_minutes")
    if Meeting.objects.select_for_update().get(pk=meeting.pk).state != MeetingState.HELD:
        raise Refused(_("Minutes are drafted once the meeting was held, and until they are issued."))
    title = conference_title(meeting)
    new = {"title": minutes_title(title), "drafted_at": timezone.now(), "drafted_by_id": by.post_id}
    minutes, _made = Minutes.objects.get_or_create(meeting=meeting, defaults=new)
    for kind, text in draft(facts_of_minutes(meeting)).items():
        MinutesPart.objects.update_or_create(minutes=minutes, kind=kind, defaults={"drafted_text": text})
    tell(subject=minutes, meeting=meeting.pk)
    return minutes


@action("conference.draft_minutes")
def draft_minutes_part(part: MinutesPart, by: Viewer, *, text: str) -> None:
    """Write something else than the draft; the draft's own words written back give the part to the data again."""
    demand_keeper(part.minutes.meeting, by, "conference.draft_minutes")
    _refuse_issued(part.minutes)
    written = text.replace("\r\n", "\n").strip()
    part.edited = written != part.drafted_text.strip()
    part.edited_text = written if part.edited else ""
    part.edited_over = part.drafted_text if part.edited else ""
    part.save(update_fields=["edited", "edited_text", "edited_over"])
    tell(subject=part.minutes, part=part.kind)


@action("conference.circulate_minutes")
def circulate_minutes(minutes: Minutes, by: Viewer, *, comments_until: date) -> None:
    """Let the units that were present read the draft and comment until that day."""
    demand_keeper(minutes.meeting, by, "conference.circulate_minutes")
    if comments_until < register_day():
        raise Refused(_("Comments until: {day} is over.").format(day=chinese_date(comments_until)), "comments_until")
    present = Attendance.objects.filter(meeting=minutes.meeting, part__in=PRESENT).exclude(agency=None)
    if not present.exists():
        raise Refused(_("Nobody is written down as present: take the attendance first."))
    _move_minutes(minutes, "circulate", by)
    minutes.comments_until = comments_until
    minutes.save(update_fields=["comments_until"])
    give_papers(
        minutes.meeting,
        [line.agency for line in present.select_related("agency") if line.agency],
        "conference.circulate_minutes",
    )
    tell(until=comments_until.isoformat())


@action("conference.comment_minutes")
def comment_minutes(minutes: Minutes, by: Viewer, *, text: str) -> MinutesComment:
    """A unit says what is to be changed in the circulated draft, until the day named."""
    today = register_day()
    if not Minutes.objects.shown_to(by).filter(pk=minutes.pk, state=MinutesState.CIRCULATED).exists():
        raise Refused(_("These minutes are not circulated to you for comment."))
    if minutes.comments_until and today > minutes.comments_until:
        words = _("Comments were taken until {day}. Ask the conference office.")
        raise Refused(words.format(day=chinese_date(minutes.comments_until)))
    unit = unit_of(minutes.meeting.conference, by, today)
    comment = MinutesComment.objects.create(
        minutes=minutes, agency=unit, post_id=by.post_id, text=text, commented_at=timezone.now()
    )
    tell(subject=minutes, comment=comment.pk)
    return comment


@action("conference.answer_comment")
def answer_comment(comment: MinutesComment, by: Viewer, *, reply: str) -> None:
    """Say what became of a comment."""
    demand_keeper(comment.minutes.meeting, by, "conference.answer_comment")
    _refuse_issued(comment.minutes)
    comment.reply, comment.replied_at = reply, timezone.now()
    comment.save(update_fields=["reply", "replied_at"])
    tell(subject=comment.minutes, comment=comment.pk)


@action("conference.issue_minutes")
def issue_minutes(minutes: Minutes, by: Viewer) -> IssuedMinutes:
    """Issue the minutes today with the next number; from here no word of meeting, decisions or minutes changes."""
    demand_keeper(minutes.meeting, by, "conference.issue_minutes")
    meeting = Meeting.objects.select_for_update().get(pk=minutes.meeting_id)
    _refuse_open_questions(minutes)
    _move_minutes(minutes, "issue", by)
    move_to_close(meeting, by)
    today = register_day()
    issuer = meeting.conference.agency
    number, printed = numbered(issuer, PaperKind.MINUTES, today.year)
    content = _content(minutes, meeting, printed, today)
    packed = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
    issued = IssuedMinutes.objects.create(
        minutes=minutes,
        issuer=issuer,
        year=today.year,
        number=number,
        document_number=printed,
        issued_on=today,
        content=content,
        sha256=hashlib.sha256(packed).hexdigest(),
    )
    issued.job = start_job(PAPER_JOB, by, issued=issued.pk)
    issued.save(update_fields=["job"])
    give_papers(meeting, units_on(meeting.conference, today), "conference.issue_minutes")
    tell(subject=minutes, number=printed, sha256=issued.sha256)
    return issued


@action("conference.write_paper")
def lay_paper(issued: IssuedMinutes, by: Viewer, *, content: bytes) -> None:
    """Lay the text document with the issued minutes; done by the job alone."""
    owner = (Meeting.sight_label(), str(issued.minutes.meeting_id))
    paper = keep(owner, f"{issued.minutes.title[:80]}-{issued.pk}.docx", DOCX, [content], by)
    issued.paper = paper
    issued.save(update_fields=["paper"])
    tell(sha256=paper.sha256)


@action("conference.fetch_minutes")
def fetch_minutes(minutes: Minutes, by: Viewer, *, paper: Attachment) -> Iterator[bytes]:
    """The issued minutes as a text document; that it was taken out is in the trail."""
    tell(attachment=paper.pk, sha256=paper.sha256)
    return sealed_files.open_file(paper.stored_as)


def _content(minutes: Minutes, meeting: Meeting, printed: str, today: date) -> dict[str, Any]:
    """The paper as it is kept: masthead, number, editor, day, title, parts in order."""
    name = meeting.conference.name_on(meeting.held_on)
    texts = dict.fromkeys(PartKind.values, "")
    texts.update({part.kind: part.text for part in MinutesPart.objects.filter(minutes=minutes)})
    return {
        "masthead": minutes_title(name),
        "number": printed,
        "editor": office_of(name),
        "day": say_date(today),
        "title": minutes.title,
        "parts": [[kind, texts[kind]] for kind in PartKind.values if texts[kind]],
    }


def _refuse_issued(minutes: Minutes) -> None:
    if Minutes.objects.select_for_update().get(pk=minutes.pk).state == MinutesState.ISSUED:
        raise Refused(_("The minutes of this meeting are issued: nothing of it changes any more."))


def _refuse_open_questions(minutes: Minutes) -> None:
    open_ones = MinutesComment.objects.filter(minutes=minutes).unanswered().count()
    if open_ones:
        words = _("Comments without an answer: {number}. Say what became of each before the minutes are issued.")
        raise Refused(words.format(number=open_ones))
    if Decision.objects.filter(meeting=minutes.meeting, lead=None).exists():
        raise Refused(_("Lead unit: a decision without one is answered for by nobody; choose it."))


def _move_minutes(minutes: Minutes, verb: str, by: Viewer) -> None:
    """The only place that writes the state of minutes; every move is a row of its own."""
    before = Minutes.objects.select_for_update().get(pk=minutes.pk).state
    minutes.state = MINUTES_MOVES.target(verb, before)
    minutes.save(update_fields=["state"])
    MinutesMove.objects.create(
        minutes=minutes,
        move=verb,
        state_before=before,
        state_after=minutes.state,
        at=timezone.now(),
        by_id=by.user_id,
        post_id=by.post_id,
    )
    tell(state=minutes.state)
