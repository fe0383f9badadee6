"""From the repaired, simplified text of a paper to all that is proposed from it.

Reading files, repair and simplification come before, in lib/papers/.
"""

import re
from dataclasses import dataclass

from xiangban.conference.papers.counts import counts_in
from xiangban.conference.papers.dates import DatedLines, dated_lines, first_date, with_year
from xiangban.conference.papers.kinds import collection_of, goes_to_look, is_a_visit, is_told_to_the_press, kind_of
from xiangban.conference.papers.meetings import Found, meetings_told, read_meeting
from xiangban.conference.papers.paper import Kind, Meeting, Paper, WrittenDate
from xiangban.conference.papers.people import people_in
from xiangban.conference.papers.sayings import said_in
from xiangban.conference.papers.special_actions import special_actions_in
from xiangban.conference.papers.tasks import tasks_in
from xiangban.conference.papers.units import units_in
from xiangban.conference.papers.wording import as_written, widened
from xiangban.lib.papers.pieces import Piece, pieces_of, preface_of

_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{0,10}?[〔\[［【（(](?:19|20)\d\d[〕\]］】）)]\s?第?\s?\d{1,4}\s?号"
    r"|[（(]?\s*(?:总)?第\s?[0-9〇一二三四五六七八九十百]{1,4}\s?(?:期|号)\s*[）)]?"
)
_NUMBER_LINES = 14
_ONE_MEETING = {Kind.MINUTES, Kind.CASE_CONFERENCE}
_LEAD = 500  # characters in which a paper about a meeting says so
_NOT_HELD = {
    Kind.NOTICE,
    Kind.PLAN,
    Kind.PRESS_STATISTICS,
    Kind.INSPECTION_VISIT,
    Kind.ACTIVITY_BULLETIN,
    Kind.SURVEY,
    Kind.INSPECTION_NOTICE,
}
_EVENTS = {Kind.ACTIVITY_BULLETIN, Kind.INSPECTION_VISIT, Kind.SURVEY}
_TITLE_ENDS = re.compile(r"[。；！？：:]$")
_GENERIC = re.compile(r"(?:专题|工作|全体|座谈|部署|推进|调度|例|碰头|协调)?会议?")
_LONGEST_TITLE = 70


@dataclass(frozen=True)
class _Part:
    kind: Kind
    meetings: tuple[Meeting, ...]
    rest: str


def read_text(text: str) -> Paper:
    """What is proposed from a simplified text; no text raises, and what is unknown stays empty."""
    wide = widened(text)
    paper = _read(wide)
    return paper if wide == text else as_written(paper, wide, text)


def _read(text: str) -> Paper:
    pieces = pieces_of(text)
    if not pieces:
        return Paper(Kind.OTHER)
    lines = dated_lines([line for piece in pieces for line in piece.lines])
    read = [_read_piece(piece, lines if len(pieces) == 1 else dated_lines(piece.lines)) for piece in pieces]
    whole = "\n".join(piece.text for piece in pieces)
    rest = "\n".join(part.rest for part in read)
    kind = read[0].kind if len(read) == 1 else collection_of(preface_of(text), [part.kind for part in read])
    return Paper(
        kind=kind,
        number=_number(pieces[0].lines),
        when=_own_date(kind, whole, lines),
        units=units_in(whole),
        people=people_in(rest),
        special_actions=special_actions_in(whole),
        counts=counts_in(rest),
        tasks=tasks_in(rest, lines),
        meetings=tuple(meeting for part in read for meeting in part.meetings),
        said=said_in(rest),
    )


def _read_piece(piece: Piece, lines: DatedLines) -> _Part:
    title, body = _title_and_body(piece)
    told = meetings_told(body)
    about = bool(told) and told[0].start < _LEAD and _is_the_lead(told[0], body)
    kind = kind_of(title, body, about_a_meeting=about)
    if kind is Kind.OTHER and _is_record(title) and _is_form(body):
        kind, about = Kind.MEETING_SUMMARY, True
    if kind in _ONE_MEETING or (about and kind not in _NOT_HELD) or (kind is Kind.SCHOOL_RECORD and _is_form(body)):
        found = told[0] if told else Found(_meeting_title(title, body), 0, "")
        return _Part(kind, (read_meeting(piece.text, _named(found.name, title), found.sentence, lines),), "")
    return _embedded(kind, piece.text, told, lines)


def _embedded(kind: Kind, text: str, told: list[Found], lines: DatedLines) -> _Part:
    """Meetings a longer paper tells of in passing: those with a day of their own."""
    if kind in _NOT_HELD:
        return _Part(kind, (), text)
    meetings: list[Meeting] = []
    for found in told:
        read = first_date(found.sentence)
        if read is not None and read.day_of_month is not None:
            meetings.append(read_meeting(found.sentence, found.name, found.sentence, lines))
            text = text.replace(found.sentence, "", 1)
    return _Part(kind, tuple(meetings), text)


def _is_the_lead(found: Found, body: str) -> bool:
    """The meeting stands in the first paragraphs, not under a part's head."""
    before = body[: found.start]
    lead = body[: body.find("。") + 1]
    if is_a_visit(lead) and (found.start or goes_to_look(lead)):
        return False
    # 记者从市民政局获悉：… is figures told to the press, though a meeting is told of further down.
    if found.start > len(lead) and is_told_to_the_press(lead):
        return False
    return before.count("\n") <= 5 and not re.search(r"^[一二三四五]、", before, re.MULTILINE)


def _is_form(body: str) -> bool:
    """A record of a meeting kept as a form."""
    return bool(re.search(r"^(?:会议)?(?:主持人?|参加人员|出席人员|会议内容|会议议题)\s*[：:]", body, re.MULTILINE))


def _is_record(title: str) -> bool:
    """The record of a meeting of an office or a village, kept as a form."""
    return bool(re.search(r"(?:会议?|例会|座谈会)(?:记录|纪录)$", title, re.MULTILINE))


def _named(name: str, title: str) -> str:
    """The name in the sentence, or the title's where the sentence only says 专题会议."""
    if name and not _GENERIC.fullmatch(name):
        return name
    line = next((line for line in title.split("\n") if re.search(r"会议?(?:纪要)?$|会议?(?:召开|举行)$", line)), "")
    return re.sub(r"(?:纪\s*要|召开|举行)$", "", line).strip() or name or title.split("\n", maxsplit=1)[0]


def _meeting_title(title: str, body: str) -> str:
    named = re.search(r"^(?:会议名称|会议主题)\s*[：:]\s*(.{2,60})$", body, re.MULTILINE)
    return named[1] if named else title.split("\n", maxsplit=1)[0]


def _title_and_body(piece: Piece) -> tuple[str, str]:
    """The lines above the first that is a sentence, and the rest."""
    lines = piece.lines
    count = 0
    for line in lines[:6]:
        if (
            len(line) > _LONGEST_TITLE
            or re.search(r"[。；！？]", line)
            or re.match(r"[一二三四五六]、|.{0,20}(?:时间|地点|主持人?)\s*[：:]", line)
        ):
            break
        count += 1
    if count == len(lines):
        count = min(count, 1)
    title = "\n".join([*([piece.head] if piece.head else []), *lines[:count]])
    return title, "\n".join(lines[count:]) or "\n".join(lines)


def _number(lines: tuple[str, ...]) -> str | None:
    for line in lines[:_NUMBER_LINES]:
        found = _NUMBER.search(line)
        if found and (len(line) <= 40 or "〔" in found[0]):
            return found[0].strip("（）() ") if "期" in found[0] else found[0].strip()
    return None


def _own_date(kind: Kind, text: str, lines: DatedLines) -> WrittenDate:
    """The paper's date: its own line, the day of the event it tells, or the day it was published."""
    if lines.document:
        return lines.document
    if kind in _EVENTS:
        read = first_date("\n".join(line for line in text.split("\n") if re.search(r"[。；！]", line)))
        if read is not None and read.day_of_month is not None:
            return with_year(read, lines)
    return lines.publication or WrittenDate()
