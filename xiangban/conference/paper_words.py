"""What a paper read says, in words for people: kinds, roles, refusals and the lines the command prints.

What is found in a paper is papers/'s matter.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiangban.conference.papers.paper import Count, Kind, Meeting, PaperRead, Person, Role, Said, Task, WrittenDate
from xiangban.lib.sheets.workbook import Refusal, SheetRefused

KINDS = {
    Kind.MEETING_SUMMARY: gettext_lazy("Account of a meeting"),
    Kind.MINUTES: gettext_lazy("Minutes"),
    Kind.WORK_SUMMARY: gettext_lazy("Summary of work"),
    Kind.BULLETIN: gettext_lazy("Bulletin of work"),
    Kind.ACTIVITY_BULLETIN: gettext_lazy("Bulletin of an activity"),
    Kind.BULLETIN_COLLECTION: gettext_lazy("Collection of bulletins"),
    Kind.NOTICE: gettext_lazy("Circulated notice"),
    Kind.PLAN: gettext_lazy("Plan or work points"),
    Kind.INSPECTION_NOTICE: gettext_lazy("Circular on an inspection"),
    Kind.INSPECTION_VISIT: gettext_lazy("Visit of inspection"),
    Kind.PRESS_STATISTICS: gettext_lazy("Figures told to the press"),
    Kind.SURVEY: gettext_lazy("Survey"),
    Kind.CASE_CONFERENCE: gettext_lazy("Case conference"),
    Kind.SCHOOL_RECORD: gettext_lazy("Record of a school"),
    Kind.OTHER: gettext_lazy("Another paper"),
}
ROLES = {
    Role.PRESIDED: gettext_lazy("presided"),
    Role.SPOKE: gettext_lazy("spoke"),
    Role.REPORTED: gettext_lazy("reported"),
    Role.EXPLAINED: gettext_lazy("explained"),
    Role.LECTURED: gettext_lazy("gave a lecture"),
    Role.ATTENDED: gettext_lazy("attended"),
}
REFUSALS = {
    Refusal.TOO_LARGE: gettext_lazy("The file is too large."),
    Refusal.UNPACKS_TOO_LARGE: gettext_lazy("The file unpacks to more than is allowed."),
    Refusal.TOO_MANY_PARTS: gettext_lazy("The file has too many parts."),
    Refusal.TEXT_TOO_LONG: gettext_lazy("The text is too long; cut it up."),
    Refusal.DOCTYPE: gettext_lazy("The file contains a document type declaration, which no writing program writes."),
    Refusal.ENCRYPTED: gettext_lazy("The file is protected by a password; save it without one."),
    Refusal.OTHER_FORMAT: gettext_lazy("The file is in another format; save it as txt, html, docx or PDF."),
    Refusal.EMPTY: gettext_lazy("The file holds no text."),
    Refusal.TOO_SLOW: gettext_lazy("Reading the file took too long; save it anew, or cut it up."),
    Refusal.TOO_MUCH_MEMORY: gettext_lazy("Reading the file took too much memory; cut it up."),
}


def refusal_words(refusal: SheetRefused) -> str:
    """Why a file is not read, as a sentence."""
    if refusal.kind is Refusal.EMPTY and refusal.detail.get("format") == "pdf":
        return _("The PDF holds pictures without text; type the text, or save it from the program it was written in.")
    return str(REFUSALS.get(refusal.kind, _("The file is damaged; open it and save it anew.")))


def told_lines(read: PaperRead) -> Iterator[str]:
    """What was found in a paper, line by line, for a terminal."""
    paper = read.paper
    yield _("  Kind: {kind}").format(kind=KINDS[paper.kind])
    if paper.number:
        yield _("  Number: {number}").format(number=paper.number)
    if paper.when.text:
        yield _("  Date: {date}").format(date=_date(paper.when))
    if read.repaired.was_damaged:
        yield _("  Repaired: {brackets} brackets, {slips} slips, {lost} characters lost").format(
            brackets=read.repaired.brackets, slips=read.repaired.slips, lost=read.repaired.unrestored
        )
    yield from _said_of(paper.people, paper.counts, paper.tasks, paper.said, paper.units)
    for number, meeting in enumerate(paper.meetings, 1):
        yield from _meeting(number, meeting)


def _meeting(number: int, meeting: Meeting) -> Iterator[str]:
    yield _("  Meeting {number}: {title}").format(number=number, title=meeting.title)
    yield _("  Date: {date}").format(date=_date(meeting.when))
    if meeting.place:
        yield _("  Place: {place}").format(place=meeting.place)
    if meeting.attendees is not None:
        yield _("  Attendees: {number}").format(number=meeting.attendees)
    yield from (_("  Special action: {name}").format(name=name) for name in meeting.special_actions)
    yield from _said_of(meeting.speakers, meeting.counts, meeting.tasks, meeting.said, meeting.units)
    yield from (_("  Decision: {decision}").format(decision=decision) for decision in meeting.decisions)


def _said_of(
    people: tuple[Person, ...], counts: tuple[Count, ...], tasks: tuple[Task, ...], said: Said, units: tuple[str, ...]
) -> Iterator[str]:
    for person in people:
        yield _("  Person: {post} {name}, {role}").format(post=person.post, name=person.name, role=ROLES[person.role])
    if units:
        yield _("  Units: {units}").format(units="、".join(units))
    yield from (_count(count) for count in counts)
    yield from (_task(task) for task in tasks)
    yield from (_("  Problem: {problem}").format(problem=problem) for problem in said.problems)
    yield from (_("  Demand: {demand}").format(demand=demand) for demand in said.demands)
    yield from (_("  Statement: {statement}").format(statement=statement) for statement in said.statements)
    yield from (_("  Accountability: {clause}").format(clause=clause) for clause in said.accountability)


def _count(count: Count) -> str:
    value = f"{count.value:,}{count.unit}"
    if count.approximate:
        value = _("about {value}").format(value=value)
    if count.as_of:
        value = _("{value} ({as_of})").format(value=value, as_of=count.as_of)
    return _("  Figure: {label} {value}").format(label=count.label, value=value)


def _task(task: Task) -> str:
    units = "、".join(task.units)
    return _("  Task: {what} — {units}, until {deadline}").format(
        what=task.what, units=units, deadline=task.deadline or task.deadline_text or "—"
    )


def _date(when: WrittenDate) -> str:
    if when.text is None:
        return "—"
    return f"{when.text} ({when.day.isoformat()})" if when.day else when.text
