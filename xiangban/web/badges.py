"""A state or level as a badge: always a word with an icon, never a colour alone.

Which state has which tone is said in the room that owns the state.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from xiangban.web.assets import icon
from xiangban.web.phrases import StrOrPromise


class Tone(StrEnum):
    """How much a badge or notice asks of its reader, from nothing to something at once."""

    PLAIN = "plain"
    GOOD = "good"
    NOTICE = "notice"
    WARNING = "warning"
    DANGER = "danger"


TONE_ICONS = {
    Tone.PLAIN: "circle",
    Tone.GOOD: "circle-check",
    Tone.NOTICE: "info-circle",
    Tone.WARNING: "alert-triangle",
    Tone.DANGER: "alert-octagon",
}


@dataclass(frozen=True)
class Badge:
    """A word with a tone; the icon follows the tone unless another is named. `{{ badge }}` shows it."""

    word: StrOrPromise
    tone: str = Tone.PLAIN
    icon: str = ""

    def __html__(self) -> SafeString:
        return _drawn(str(self.word), Tone(self.tone), self.icon)

    def __str__(self) -> str:
        return self.__html__()


@lru_cache(maxsize=256)
def _drawn(word: str, tone: Tone, picture: str) -> SafeString:
    """A badge as HTML, kept in the process: eight of them stand above every list."""
    return format_html('<span class="mark mark-{}">{}{}</span>', tone.value, icon(picture or TONE_ICONS[tone]), word)
