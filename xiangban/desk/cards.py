"""A card of the day: one thing that waits at a seat.

What stands on whose desk is said in day.py and administration.py.
"""

from dataclasses import dataclass, field

from xiangban.desk.queries import Named
from xiangban.web.badges import Tone
from xiangban.web.phrases import StrOrPromise


@dataclass(frozen=True)
class Card:
    """One thing that waits: how many, what to do about it, where they all are, and the first by name."""

    title: StrOrPromise
    hint: StrOrPromise
    count: int
    address: str = ""
    icon: str = "clock"
    tone: str = Tone.NOTICE
    named: list[Named] = field(default_factory=list)

    @property
    def unnamed(self) -> int:
        """How many more there are than stand on the card by name; 0 on cards without names."""
        return self.count - len(self.named) if self.named else 0
