"""What is proposed from a paper: every piece with the sentence it was read in.

How it is found stands in the files beside; how it is printed in as_data.py.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from xiangban.lib.papers.repair import Repaired


class Kind(StrEnum):
    """What a paper is; the values are the `doc_type` of the JSON."""

    MEETING_SUMMARY = "meeting_summary"
    MINUTES = "minutes"
    WORK_SUMMARY = "work_summary"
    BULLETIN = "bulletin"
    ACTIVITY_BULLETIN = "activity_bulletin"
    BULLETIN_COLLECTION = "bulletin_collection"
    NOTICE = "notice"
    PLAN = "plan"
    INSPECTION_NOTICE = "inspection_notice"
    INSPECTION_VISIT = "inspection_visit"
    PRESS_STATISTICS = "press_statistics"
    SURVEY = "survey"
    CASE_CONFERENCE = "case_conference"
    SCHOOL_RECORD = "school_record"
    OTHER = "other"


class Basis(StrEnum):
    """What a date rests on."""

    EXPLICIT = "explicit"
    CHINESE_NUMERALS = "explicit_chinese_numerals"
    PUBLICATION_LINE = "year_from_publication_line"
    DOCUMENT_DATE = "year_from_document_date"
    MONTH_DAY = "month_day_only"
    DAY = "day_only"
    RELATIVE = "relative_only"
    NONE = "none"


class Role(StrEnum):
    """What a person did at a meeting; the highest comes first."""

    PRESIDED = "presided"
    SPOKE = "spoke"
    REPORTED = "reported"
    EXPLAINED = "explained"
    LECTURED = "lectured"
    ATTENDED = "attended"


@dataclass(frozen=True)
class WrittenDate:
    """A date as far as it is written: parts that are missing are None, `day` needs all three."""

    year: int | None = None
    month: int | None = None
    day_of_month: int | None = None
    text: str | None = None
    basis: Basis = Basis.NONE

    @property
    def day(self) -> date | None:
        if self.year is None or self.month is None or self.day_of_month is None:
            return None
        return date(self.year, self.month, self.day_of_month)


@dataclass(frozen=True)
class Person:
    """A named person, the office as written ("" where none is) and what the person did."""

    name: str
    post: str
    role: Role
    sentence: str = ""


@dataclass(frozen=True)
class Count:
    """A figure: 万 is multiplied out; `as_of` is the day or span as written."""

    label: str
    value: int | float
    unit: str
    as_of: str | None = None
    approximate: bool = False
    sentence: str = ""


@dataclass(frozen=True)
class Task:
    """What is to be done, by which units (the lead first) and by when."""

    what: str
    units: tuple[str, ...]
    deadline: date | None = None
    deadline_text: str | None = None
    sentence: str = ""


@dataclass(frozen=True)
class Said:
    """What a paper says in whole sentences: problems it names, demands, statements of units, accountability."""

    problems: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    accountability: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meeting:
    """One meeting as a paper tells it."""

    title: str
    when: WrittenDate
    chair: str | None
    speakers: tuple[Person, ...]
    units: tuple[str, ...]
    attendees: int | None
    place: str | None
    level: str | None
    special_actions: tuple[str, ...]
    counts: tuple[Count, ...]
    decisions: tuple[str, ...]
    tasks: tuple[Task, ...]
    said: Said = field(default_factory=Said)
    sentence: str = ""


@dataclass(frozen=True)
class Paper:
    """All that is proposed from one text; counts, tasks, people and what is said are those outside its meetings."""

    kind: Kind
    number: str | None = None
    when: WrittenDate = field(default_factory=WrittenDate)
    units: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    special_actions: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()
    tasks: tuple[Task, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    said: Said = field(default_factory=Said)


@dataclass(frozen=True)
class PaperRead:
    """A paper with its repaired text in the script it came in and in simplified characters."""

    paper: Paper
    repaired: Repaired
    simplified: str
