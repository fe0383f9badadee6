"""Fixed wording of official papers: numbers, joined titles, days and lists as officials write them. Pure.

What stands in which part of a paper is in notice.py and drafting.py.
"""

from collections.abc import Iterable, Sequence
from datetime import date, time

from xiangban.conference.rules import NumberStyle
from xiangban.lib.chinese_dates import say_date

CARRIED = "通报上次会议以来议定事项落实情况"  # the item under which all matters arising are told
WEEKDAYS = "一二三四五六日"
NUMERALS = "〇一二三四五六七八九"


def document_number(word: str, year: int, number: int, style: NumberStyle = NumberStyle.OF_YEAR) -> str:
    """The number as printed: ×民函〔2026〕5号, or 第5期 (GB/T 9704 7.2.5: whole year, no leading zero)."""
    return f"第{number}期" if style is NumberStyle.ISSUE else f"{word}〔{year}〕{number}号"


def joined_title(title: str, second: str) -> str:
    """Both names of a combined meeting, joined as officials join them."""
    return f"{title}暨{second}" if second else title


def titled_under(name: str, title: str) -> str:
    """A title with the name of its body before it; words that end the one and begin the other are said once."""
    if name in title:
        return title
    sizes = range(min(len(name), len(title)), 1, -1)
    return name + title[next((size for size in sizes if title.startswith(name[-size:])), 0) :]


def ordinal(number: int) -> str:
    """一, 二 … 九十九 as headings count; a number outside 1 to 99 is a ValueError."""
    if not 0 < number < 100:
        raise ValueError(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{NUMERALS[tens]}十") + (NUMERALS[ones] if ones else "")


def listed(words: Iterable[str]) -> str:
    """Words in a row, as a sentence lists them."""
    return "、".join(word for word in words if word)


def sentence(text: str) -> str:
    """The text closed by a full stop, if it has no mark at its end."""
    text = text.strip()
    return text if not text or text[-1] in "。！？；：…”）" else f"{text}。"


def say_day_and_hour(day: date, hour: time | None) -> str:
    """2026年12月1日（星期二）9:00."""
    said = f"{say_date(day)}（星期{WEEKDAYS[day.weekday()]}）"
    return f"{said}{hour.hour}:{hour.minute:02d}" if hour else said


def numbered_lines(lines: Sequence[str]) -> list[str]:
    """Each line under its own number of the second level: （一）…"""
    return [f"（{ordinal(number)}）{line}" for number, line in enumerate(lines, 1)]


def substitute(who: str, stands_for: str) -> str:
    """A person who came in another's place, as papers list him."""
    return f"{who}（代{stands_for}）" if stands_for else who


def government_of(place: str) -> str:
    """The people's government of a place."""
    return f"{place}人民政府"


def matter(title: str, lead: str, days: int) -> str:
    """A matter arising, with who leads it and how long it is open."""
    return f"{title}（{lead}，已{days}天）"


def minutes_title(of: str) -> str:
    """The title of the minutes of a meeting or a conference."""
    return f"{of}纪要" if of.endswith("会议") else f"{of}会议纪要"


def office_of(conference: str) -> str:
    """The office that edits a conference's minutes."""
    return f"{conference}办公室"
