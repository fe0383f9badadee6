"""Minutes drafted from the data of a meeting, part by part, in the form of domain 4.3. Pure.

What a person writes over a draft is kept beside it; the layout is in minutes_paper.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from xiangban.conference.documents.wording import listed, numbered_lines, sentence
from xiangban.conference.rules import PartKind, StatementKind
from xiangban.lib.chinese_dates import say_date

TOO_SMALL = 5  # domain 6.5: fewer are not told in a paper that leaves the house


@dataclass(frozen=True)
class DraftDecision:
    """A decision with units by their names of the meeting's day."""

    text: str
    lead: str
    cooperating: Sequence[str]
    deadline: date | None
    acceptance: str


@dataclass(frozen=True)
class DraftFigure:
    """A frozen table: whose, of which day, how many children, under which definition."""

    place: str
    day: date
    children: int
    definition: str


@dataclass(frozen=True)
class DraftStatement:
    """What somebody said: kind, speaker as papers name him, words."""

    kind: StatementKind
    speaker: str
    text: str


@dataclass(frozen=True)
class DraftCarried:
    """What became of the decisions of earlier meetings since the day of the last one: tasks by their words."""

    since: date | None
    struck_off: Sequence[str]
    withdrawn: Sequence[str]
    open: Sequence[str]


@dataclass(frozen=True)
class MinutesFacts:
    """All that the minutes are drafted from, with the names of the meeting's day."""

    day: date
    title: str
    place: str
    chair: str
    government: str
    items: Sequence[str] = ()
    matters: Sequence[str] = ()
    statements: Sequence[DraftStatement] = ()
    figures: Sequence[DraftFigure] = ()
    decisions: Sequence[DraftDecision] = ()
    attended: Sequence[str] = ()
    excused: Sequence[str] = ()
    observed: Sequence[str] = ()
    units: Sequence[str] = field(default_factory=tuple)
    carried: DraftCarried | None = None


def draft(facts: MinutesFacts) -> dict[PartKind, str]:
    """Each part of the minutes as the data have it; "" where they have nothing."""
    return {
        PartKind.LEAD: _lead(facts),
        PartKind.POINTED_OUT: _opened("会议指出，", _figures(facts), _said(facts, StatementKind.CIRCULAR)),
        PartKind.STRESSED: _opened("会议强调，", _said(facts, StatementKind.SPEECH)),
        PartKind.DEMANDED: _opened("会议要求，", _said(facts, StatementKind.EXPLANATION)),
        PartKind.DECISIONS: _decisions(facts),
        PartKind.STUDIED: _carried(facts) + (f"会议还研究了{listed(facts.matters)}。" if facts.matters else ""),
        PartKind.ATTENDANCE: _attendance(facts),
        PartKind.IMPRINT: f"抄报：{facts.government}。\n发：{listed(facts.units)}。",
    }


def _lead(facts: MinutesFacts) -> str:
    place = f"在{facts.place}" if facts.place else ""
    called = f"{facts.chair}{place}主持召开{facts.title}" if facts.chair else f"{facts.title}{place}召开"
    heard = [one.speaker for one in facts.statements if one.kind in (StatementKind.STATEMENT, StatementKind.WRITTEN)]
    told = [one.speaker for one in facts.statements if one.kind is StatementKind.CIRCULAR]
    done = [
        f"听取了{listed(told)}关于工作情况的通报" if told else "",
        f"听取了{listed(heard)}的发言" if heard else "",
        f"研究了{listed(facts.items)}" if facts.items else "",
    ]
    work = "，".join(part for part in done if part)
    middle = f"会议{work}。" if work else ""
    return f"{say_date(facts.day)}，{called}。{middle}现纪要如下："


def _figures(facts: MinutesFacts) -> str:
    return "".join(
        f"截至{say_date(one.day)}，{one.place}农村留守儿童{_number(one.children)}（口径：{one.definition}）。"
        for one in facts.figures
    )


def _number(children: int) -> str:
    return f"不足{TOO_SMALL}人" if 0 < children < TOO_SMALL else f"{children:,}人"


def _said(facts: MinutesFacts, kind: StatementKind) -> str:
    return "".join(sentence(one.text) for one in facts.statements if one.kind is kind)


def _opened(opening: str, *texts: str) -> str:
    text = "".join(texts)
    return f"{opening}{text}" if text else ""


def _decisions(facts: MinutesFacts) -> str:
    if not facts.decisions:
        return ""
    return "\n".join(["会议议定以下事项：", *numbered_lines([_decision(one) for one in facts.decisions])])


def _decision(one: DraftDecision) -> str:
    units = f"由{one.lead}牵头" + (f"，{listed(one.cooperating)}配合" if one.cooperating else "")
    until = f"，{say_date(one.deadline)}前完成" if one.deadline else ""
    accepted = f"完成标准：{sentence(one.acceptance)}" if one.acceptance else ""
    return f"{sentence(one.text)}{units}{until}。{accepted}"


def _carried(facts: MinutesFacts) -> str:
    told = facts.carried
    if told is None:
        return ""
    since = f"{say_date(told.since)}会议" if told.since else "上次会议"
    groups = [("已销号", told.struck_off), ("已撤回", told.withdrawn), ("尚未销号", told.open)]
    said = [f"{state}{len(tasks)}项：{listed(tasks)}" for state, tasks in groups if tasks]
    return f"会议通报了{since}以来议定事项落实情况。{'；'.join(said) or '没有待落实的事项'}。"


def _attendance(facts: MinutesFacts) -> str:
    groups = [("出席", facts.attended), ("请假", facts.excused), ("列席", facts.observed)]
    return "\n".join(f"{label}：{listed(names)}。" for label, names in groups if names)
