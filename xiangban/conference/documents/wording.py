"""Fixed wording of official papers: numbers, joined titles, days and lists as officials write them. Pure.

What stands in which part of the minutes is in drafting.py.
"""

from xiangban.conference.rules import NumberStyle


def document_number(word: str, year: int, number: int, style: NumberStyle = NumberStyle.OF_YEAR) -> str:
    """The number as printed: ×民函〔2026〕5号, or 第5期 (GB/T 9704 7.2.5: whole year, no leading zero)."""
    return f"第{number}期" if style is NumberStyle.ISSUE else f"{word}〔{year}〕{number}号"


def joined_title(title: str, second: str) -> str:
    """Both names of a combined meeting, joined as officials join them."""
    return f"{title}暨{second}" if second else title
