"""The story of the demo's conference, read from data/conference.toml: who, what, on which day.

What is done with it is in conference.py and oversight.py.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.functional import cached_property

from xiangban.access.models import Post
from xiangban.access.viewer import Viewer
from xiangban.demo.city import CITY_CODE
from xiangban.demo.loading import past
from xiangban.demo.loading.scenes import viewer_of
from xiangban.territories.models import Agency, AgencyKind, Territory

TOLD = Path(__file__).parents[1] / "data" / "conference.toml"
Event = Callable[[], object]


@dataclass
class Story:
    """The told days, with the posts of the demo's accounts; events are played in the order of their days."""

    posts: Mapping[str, Post]
    _events: list[tuple[date, Event]] = field(default_factory=list)

    @cached_property
    def told(self) -> dict[str, Any]:
        with TOLD.open("rb") as file:
            return tomllib.load(file)

    @cached_property
    def city(self) -> Territory:
        return Territory.objects.current().get(code=CITY_CODE)

    @cached_property
    def units(self) -> Mapping[str, Agency]:
        """The city's member units by their kind."""
        open_units = Agency.objects.open().of_kind(AgencyKind.MEMBER_UNIT)
        return {unit.unit_kind: unit for unit in open_units.filter(place_code=CITY_CODE, level=self.city.level)}

    def viewer(self, account: str) -> Viewer:
        """Who sits on the account's post, read anew: what was given meanwhile counts."""
        return viewer_of(self.posts[account])

    def words(self, text: str) -> str:
        """A told text with the names of the demo's places."""
        return text.format(city=self.city.name)

    def at(self, day: date, event: Event) -> None:
        """Let something happen on a day; of one day in the order in which it was told."""
        self._events.append((day, event))

    def play(self, step: Callable[[], object]) -> None:
        """Everything in the order of its days, each with the clock of its day; `step` is told after each."""
        while self._events:
            self._events.sort(key=lambda event: event[0])
            day, event = self._events.pop(0)
            with past.on(day):
                event()
            step()

    def __len__(self) -> int:
        return len(self._events)
