"""Narrow punctuation read as if it were wide, and what was found given back as it is written.

Punctuation that scraping damaged is mended before, in lib/papers/repair.py.
"""

import re
from dataclasses import replace

from xiangban.conference.papers.paper import Meeting, Paper, Said, Task

_NARROW = re.compile(
    r"(?<=[\u4e00-\u9fff”》）\d%])[,;:!?](?=[\u4e00-\u9fff“《（\s]|$)|(?<=[\u4e00-\u9fff])[,;:!?]|[,;:!?](?=[\u4e00-\u9fff])"
)
_WIDE = str.maketrans(",;:!?", "，；：！？")


def widened(text: str) -> str:
    """The text with the punctuation beside Chinese characters wide, of the same length."""
    return _NARROW.sub(lambda found: found[0].translate(_WIDE), text)


def as_written(paper: Paper, wide: str, text: str) -> Paper:
    """The paper with whole sentences and titles in the punctuation of the text."""

    def back(words: str) -> str:
        at = wide.find(words)
        return text[at : at + len(words)] if at >= 0 else words

    def told(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(back, words))

    def said(found: Said) -> Said:
        return Said(*map(told, (found.problems, found.demands, found.statements, found.accountability)))

    def task(found: Task) -> Task:
        return replace(found, what=back(found.what), sentence=back(found.sentence))

    def meeting(found: Meeting) -> Meeting:
        return replace(
            found,
            title=back(found.title),
            decisions=told(found.decisions),
            tasks=tuple(map(task, found.tasks)),
            said=said(found.said),
            sentence=back(found.sentence),
        )

    return replace(
        paper,
        tasks=tuple(map(task, paper.tasks)),
        meetings=tuple(map(meeting, paper.meetings)),
        said=said(paper.said),
    )
