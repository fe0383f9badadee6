"""Names of places by code, kept in the process, so that a list of fifty children asks for them without a join.

A new, renamed or merged place is a new row of Territory; its arrival makes every process forget what it kept.
"""

from collections.abc import Iterable

from django.db import connection

from xiangban.territories.models import Territory
from xiangban.territories.rules import Interval, Level, ancestor_code, interval_of, level_of

_MOST_KEPT = 20_000
Version = tuple[object, ...] | None


class PlaceNames:
    """What this process knows of the names of today's places; unknown codes are fetched when asked for."""

    def __init__(self, version: Version) -> None:
        self.version = version
        self._names: dict[int, str] = {}
        self._below: dict[tuple[Level, int], tuple[tuple[int, str], ...]] = {}

    def names(self, codes: Iterable[int]) -> dict[int, str]:
        """The name of each code; a code that is no place of today is its own name."""
        wanted = set(codes)
        missing = wanted - self._names.keys()
        if missing:
            self._fetch(missing)
        return {code: self._names[code] for code in wanted}

    def long_names(self, codes: Iterable[int], below: Level | None = None) -> dict[int, str]:
        """Names from just below the level down to the place itself: 柳溪镇上湾村 for a county's reader."""
        wanted = set(codes)
        steps = {code: _steps(code, below) for code in wanted}
        names = self.names({step for line in steps.values() for step in line})
        return {code: "".join(names[step] for step in line) for code, line in steps.items()}

    def name(self, code: int) -> str:
        """The name of one place."""
        return self.names([code])[code]

    def below(self, level: Level, code: int) -> tuple[tuple[int, str], ...]:
        """Code and name of the places one level down."""
        if level is Level.VILLAGE:
            return ()
        key = (level, code)
        if key not in self._below:
            self._below[key] = _places(Level(level + 1), interval_of(level, code))
        return self._below[key]

    def _fetch(self, codes: set[int]) -> None:
        # The highest level comes last and stays: five cities repeat their code as a county.
        rows = Territory.objects.current().filter(code__in=codes).order_by("-level").values_list("code", "name")
        self._names.update({code: str(code) for code in codes} | dict(rows))


def _steps(code: int, below: Level | None) -> list[int]:
    own = level_of(code)
    first = min(Level(below + 1), own) if below is not None and below < Level.VILLAGE else own
    return [ancestor_code(code, level) for level in Level if first <= level <= own]


def _places(level: Level, interval: Interval) -> tuple[tuple[int, str], ...]:
    return tuple(Territory.objects.current().of_level(level).inside(interval).values_list("code", "name"))


_kept = PlaceNames(None)


def place_names() -> PlaceNames:
    """The names of today's places; one small query finds out whether they are still today's."""
    global _kept
    with connection.cursor() as cursor:  # plain: this stands in every list, and the ORM costs three times the query
        cursor.execute("SELECT id, code, name FROM territories_territory ORDER BY id DESC LIMIT 1")
        version: Version = cursor.fetchone()
    if version != _kept.version or len(_kept._names) > _MOST_KEPT:
        _kept = PlaceNames(version)
    return _kept
