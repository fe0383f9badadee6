"""Verbs of a paper of the past: laid, read (by the job), read again, opened as it was laid, taken out of sight.

What becomes of its pieces is in pieces.py, what stands beside its figures in comparing.py.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access import sealed_files
from xiangban.access.acts import Refused, action, tell
from xiangban.access.attachments import keep
from xiangban.access.jobs import start_job
from xiangban.access.models import Attachment, JobState
from xiangban.access.viewer import Viewer
from xiangban.conference.keeping import demand_keeper
from xiangban.conference.models import Conference, PaperPiece, ReceivedPaper
from xiangban.conference.papers.paper import PaperRead
from xiangban.conference.papers.pieces import Piece, pieces_in
from xiangban.conference.past_rules import LONGEST_KEPT, MOST_PIECES, PieceKind, PieceState
from xiangban.conference.refusals import need
from xiangban.lib.papers.read import PAPER
from xiangban.web.templatetags.web import chinese_date

ANYTHING = "application/octet-stream"
AT_WORK = (JobState.WAITING, JobState.RUNNING)
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Laid:
    """A paper as a person lays it: its title, where it comes from, the name of the file and what is in it."""

    title: str
    content: bytes
    name: str
    came_from: str = ""


@action("conference.receive_paper")
def receive_paper(conference: Conference, by: Viewer, *, laid: Laid) -> ReceivedPaper:
    """Seal a paper of the past and let a job read it. Raises Refused for one that is empty, too large or known."""
    demand_keeper(conference, by, "conference.receive_paper")
    digest = hashlib.sha256(laid.content).hexdigest()
    _refuse_content(conference, laid, digest)
    paper = ReceivedPaper.objects.create(
        conference=conference,
        place_code=conference.place_code,
        level=conference.level,
        title=need(laid.title, "title")[:160],
        came_from=laid.came_from.strip(),
        sha256=digest,
        received_at=timezone.now(),
        received_by_id=by.post_id,
    )
    owner = (ReceivedPaper.sight_label(), str(paper.pk))
    paper.content = keep(owner, laid.name, ANYTHING, [laid.content], by)
    paper.job = start_job("conference.read_paper", by, paper=paper.pk)
    paper.save(update_fields=["content", "job"])
    tell(subject=paper, sha256=digest)
    return paper


@action("conference.receive_paper")
def read_again(paper: ReceivedPaper, by: Viewer) -> None:
    """Let a paper that could not be read be read once more."""
    demand_keeper(paper.conference, by, "conference.receive_paper")
    held = ReceivedPaper.objects.select_for_update(of=("self",)).select_related("job").get(pk=paper.pk)
    if held.read_at is not None or held.withdrawn_at is not None:
        raise Refused(_("This paper is read already, or withdrawn."))
    if held.job is not None and held.job.state in AT_WORK:
        raise Refused(_("This paper is being read: wait until that ends."))
    held.job, held.unread_why = start_job("conference.read_paper", by, paper=held.pk), ""
    held.save(update_fields=["job", "unread_why"])


@action("conference.open_paper")
def open_paper(paper: ReceivedPaper, by: Viewer) -> Iterator[bytes]:
    """The file as it was laid, for the office of its place; that it was opened is in the trail."""
    demand_keeper(paper.conference, by, "conference.open_paper")
    if paper.content is None or paper.content.withdrawn_at is not None:
        raise Refused(_("This paper was withdrawn already."))
    tell(attachment=paper.content.pk)
    return sealed_files.open_file(paper.content.stored_as)


@action("conference.lay_reading")
def lay_reading(paper: ReceivedPaper, by: Viewer, *, read: PaperRead) -> int:
    """What was read, once: both texts and every piece as a proposal; returns how many. The system's own step."""
    held = ReceivedPaper.objects.select_for_update().get(pk=paper.pk)
    if held.read_at is not None or held.withdrawn_at is not None:
        raise Refused(_("This paper is read already, or withdrawn."))
    if len(read.simplified) > LONGEST_KEPT:
        words = _("The text has {number} characters, more than {most}: cut it up and lay the parts one by one.")
        raise Refused(words.format(number=len(read.simplified), most=LONGEST_KEPT))
    found = pieces_in(read)
    _write_reading(held, read, len(found))
    _lay_pieces(held, found[:MOST_PIECES])
    tell(pieces=len(found))
    return min(len(found), MOST_PIECES)


@action("conference.lay_reading")
def leave_unread(paper: ReceivedPaper, by: Viewer, *, sentence: str) -> None:
    """Note why a paper could not be read. The system's own step."""
    ReceivedPaper.objects.filter(pk=paper.pk, read_at=None).update(unread_why=sentence[:300])


@action("conference.withdraw_paper")
def withdraw_paper(paper: ReceivedPaper, by: Viewer, *, reason: str) -> None:
    """Take a paper laid by mistake out of sight, with its file; refused while something of it is accepted."""
    demand_keeper(paper.conference, by, "conference.withdraw_paper")
    need(reason, "reason")
    held = ReceivedPaper.objects.select_for_update().get(pk=paper.pk)
    if held.withdrawn_at is not None:
        raise Refused(_("This paper was withdrawn already."))
    if PaperPiece.objects.filter(paper=held).accepted().exists():
        raise Refused(_("Something of this paper is accepted: undo that first, then withdraw the paper."))
    held.withdrawn_at = timezone.now()
    held.save(update_fields=["withdrawn_at"])
    owner = {"owner_model": ReceivedPaper.sight_label(), "owner_key": str(held.pk)}
    Attachment.objects.filter(**owner, withdrawn_at=None).update(withdrawn_at=held.withdrawn_at)


def _refuse_content(conference: Conference, laid: Laid, digest: str) -> None:
    if not laid.content.strip():
        raise Refused(_("Choose a file or paste a text: there is nothing in it."), "upload")
    if len(laid.content) > PAPER.bytes:
        words = _("{name} is larger than {size} MB: cut it up.")
        raise Refused(words.format(name=laid.name, size=PAPER.bytes // MEBIBYTE), "upload")
    known = ReceivedPaper.objects.standing().filter(conference=conference, sha256=digest).first()
    if known is not None:
        words = _("The very same paper was laid on {day} already: “{title}”.")
        day = timezone.localdate(known.received_at)
        raise Refused(words.format(day=chinese_date(day), title=known.title), "upload")


def _write_reading(paper: ReceivedPaper, read: PaperRead, pieces: int) -> None:
    paper.read_at, paper.unread_why = timezone.now(), ""
    paper.kind, paper.number = str(read.paper.kind), (read.paper.number or "")[:80]
    paper.date_text = (read.paper.when.text or "")[:60]
    paper.repaired, paper.simplified = read.repaired.text, read.simplified
    paper.brackets, paper.slips, paper.unrestored = (
        read.repaired.brackets,
        read.repaired.slips,
        read.repaired.unrestored,
    )
    paper.left_out = max(0, pieces - MOST_PIECES)
    paper.save()


def _lay_pieces(paper: ReceivedPaper, found: Sequence[Piece]) -> None:
    meetings: dict[int, PaperPiece] = {}
    rows = []
    for position, piece in enumerate(found, 1):
        row = PaperPiece(
            paper=paper,
            position=position,
            kind=PieceKind(piece.kind),
            state=PieceState.PROPOSED,
            said=json.dumps(piece.said, ensure_ascii=False),
            sentence=piece.sentence,
            starts=piece.starts,
            ends=piece.ends,
        )
        if row.kind == PieceKind.MEETING and piece.of_meeting is not None:
            row.save()
            meetings[piece.of_meeting] = row
        else:
            row.of_meeting = None if piece.of_meeting is None else meetings.get(piece.of_meeting)
            rows.append(row)
    PaperPiece.objects.bulk_create(rows, batch_size=500)
