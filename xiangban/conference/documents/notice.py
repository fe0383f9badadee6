"""The notice of a meeting in the wording of such papers, under the unit that keeps the office. Pure.

It bears no seal: the page leaves the place for one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from xiangban.conference.documents.wording import listed, ordinal, say_day_and_hour
from xiangban.conference.rules import MeetingForm, MeetingKind
from xiangban.lib.chinese_dates import say_date

FORMS = {
    MeetingForm.ON_SITE: "现场会议",
    MeetingForm.TELEVISED: "电视电话会议",
    MeetingForm.VIDEO: "视频会议",
}
ASKED = {
    MeetingKind.PLENARY: "联席会议召集人、副召集人，各成员单位成员、联络员",
    MeetingKind.LIAISON: "各成员单位联络员",
    MeetingKind.SPECIAL: "有关成员单位成员、联络员",
    MeetingKind.TELEVISED: "联席会议召集人、副召集人，各成员单位成员、联络员",
}


@dataclass(frozen=True)
class NoticeFacts:
    """What a notice tells: names as of the day of issue, and the adopted items with who speaks to them."""

    issuer: str
    title: str
    kind: MeetingKind
    form: MeetingForm
    held_on: date
    begins_at: time | None
    place: str
    units: Sequence[str]
    items: Sequence[tuple[str, str]]
    issued_on: date
    number: str
    carried: Sequence[str] = ()  # matters arising that are still open, where the agenda tells them


def notice_content(facts: NoticeFacts) -> dict[str, Any]:
    """The paper as it is kept: issuer, title, addressees, paragraphs in order, day."""
    points = [
        ("会议时间", say_day_and_hour(facts.held_on, facts.begins_at)),
        ("会议地点", facts.place or "另行通知"),
        ("会议形式", FORMS[facts.form]),
        ("参会人员", ASKED[facts.kind]),
    ]
    paragraphs = [f"经研究，决定召开{facts.title}。现将有关事项通知如下："]
    paragraphs += [f"{ordinal(number)}、{head}：{text}。" for number, (head, text) in enumerate(points, 1)]
    if facts.items:
        paragraphs.append(f"{ordinal(len(points) + 1)}、会议议程")
        paragraphs += [_item(number, *item) for number, item in enumerate(facts.items, 1)]
    if facts.carried:
        paragraphs.append(f"此前会议议定、尚未销号的事项：{listed(facts.carried)}。")
    asks = len(points) + (2 if facts.items else 1)
    paragraphs.append(
        f"{ordinal(asks)}、有关要求：请参会人员准时到会。因故不能参会的，请提前向联席会议办公室请假，"
        "并安排熟悉情况的同志代为参会。"
    )
    return {
        "issuer": facts.issuer,
        "masthead": masthead(facts.issuer, facts.number),
        "title": f"{facts.issuer}关于召开{facts.title}的通知",
        "to": f"{listed(facts.units)}：",
        "paragraphs": paragraphs,
        "day": say_date(facts.issued_on),
    }


def masthead(issuer: str, number: str) -> str:
    """The red head: a letter (函) bears the issuer's name alone (10.1), another paper adds what it is (7.2.4)."""
    return issuer if "函〔" in number else f"{issuer}文件"


def _item(number: int, title: str, speaker: str) -> str:
    return f"{number}.{title}（{speaker}）。" if speaker else f"{number}.{title}。"
