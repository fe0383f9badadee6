"""Where a row says the child lives: names or codes of county, town and village, found inside one territory.

A place that cannot be told stays open; whether it lies outside is said, never guessed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from xiangban.lib.chinese_text import simplify_for_search
from xiangban.lib.place_endings import SHORTEST, bare_name
from xiangban.territories.models import Succession, Territory
from xiangban.territories.rules import Interval, Level, ancestor_code

FIELDS: dict[Level, str] = {Level.COUNTY: "county", Level.TOWNSHIP: "town", Level.VILLAGE: "village"}
WIDTHS: dict[int, int] = {6: 10**6, 9: 10**3, 12: 1}  # digits of a code as offices write it
LONGEST = 12
_BEFORE_NUMBERS = re.compile(r"[^0-9０-９]*")


@dataclass(frozen=True)
class Found:
    """The lowest place that is sure, None when nothing was said; `outside` when another territory is named."""

    code: int | None
    outside: bool = False


class Places:
    """The places of a territory by their names, long and short, each inside the one above."""

    def __init__(self, interval: Interval) -> None:
        self._interval = interval
        self._by_name: dict[tuple[Level, int, str], set[int]] = {}
        self._known: dict[tuple[str, ...], Found] = {}
        self._addresses: dict[str, int | None] = {}  # a village has a hundred houses
        self._elsewhere: set[str] = set()
        inside = Territory.objects.current().inside(interval).filter(level__gte=Level.COUNTY)
        for level, code, name in inside.values_list("level", "code", "name"):
            self._learn(Level(level), code, name)
        self._learn_old_names()
        counties = Territory.objects.current().filter(level=Level.COUNTY)
        others = counties.exclude(code__gte=interval.low, code__lt=interval.high).values_list("name", flat=True)
        self._elsewhere = {spelling for name in others for spelling in _spellings(name, Level.COUNTY)}

    def of(self, values: Mapping[str, str]) -> Found:
        """Where the row says the child lives."""
        said = (values.get("county", ""), values.get("town", ""), values.get("village", ""))
        found = self._known.get(said)
        if found is None:
            found = self._known[said] = self._find(said)
        return found

    def named_in(self, text: str) -> int | None:
        """The lowest place an address names in full, step by step from the county; None when it begins elsewhere."""
        words = _BEFORE_NUMBERS.match(text)
        known = words[0] if words else ""
        if known not in self._addresses:
            self._addresses[known] = self._step_down(known)
        return self._addresses[known]

    def _step_down(self, text: str) -> int | None:
        rest, above, code = simplify_for_search(text), self._interval.low, None
        for level in FIELDS:
            step = self._leading(level, above, rest)
            if step is not None:
                code = above = step[0]
                rest = rest[step[1] :]
        return code

    def _find(self, said: tuple[str, ...]) -> Found:
        code: int | None = None
        for level, text in zip(FIELDS, said, strict=True):
            if not text:
                continue
            found = self._by_code(text) if text.isascii() and text.isdigit() else self._named(level, code, text)
            if found is not None:
                code = found
            elif level is Level.COUNTY and self._lies_elsewhere(text):
                return Found(None, outside=True)
        return Found(code)

    def _by_code(self, text: str) -> int | None:
        width = WIDTHS.get(len(text))
        code = int(text) * width if width else None
        return code if code is not None and self._interval.holds(code) else None

    def _named(self, level: Level, above: int | None, text: str) -> int | None:
        """The only place of this name inside the one above; of several namesakes none is chosen."""
        found = self._by_name.get((level, above or 0, simplify_for_search(text)), set())
        return next(iter(found)) if len(found) == 1 else None

    def _lies_elsewhere(self, text: str) -> bool:
        if text.isascii() and text.isdigit():
            return len(text) in WIDTHS
        return simplify_for_search(text) in self._elsewhere

    def _learn(self, level: Level, code: int, name: str) -> None:
        above = [0, *(ancestor_code(code, Level(step)) for step in range(Level.CITY, level))]
        for spelling in _spellings(name, level):
            for place in above:
                self._by_name.setdefault((level, place, spelling), set()).add(code)

    def _learn_old_names(self) -> None:
        """Abolished and renamed places lead to the one that followed, when it is one alone."""
        successions = Succession.objects.filter(new__valid_to=None).select_related("old", "new")
        for succession in successions:
            if self._interval.holds(succession.new.code) and succession.old.level in FIELDS:
                self._learn(Level(succession.old.level), succession.new.code, succession.old.name)

    def _leading(self, level: Level, above: int, text: str) -> tuple[int, int] | None:
        for length in range(min(len(text), LONGEST), SHORTEST - 1, -1):
            found = self._by_name.get((level, above, text[:length]), set())
            if len(found) == 1:
                return next(iter(found)), length
        return None


def _spellings(name: str, level: Level) -> set[str]:
    """The name as it stands, and without the word for its kind where two characters stay."""
    plain = simplify_for_search(name)
    return {plain, bare_name(plain, FIELDS[level])}
