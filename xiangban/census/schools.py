"""Which school a roster means: a written name is looked for in the child's county, then the city, then elsewhere.

How names are written is in school_spellings.py; what a person decided of a name comes before everything.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xiangban.census.models import SchoolNaming
from xiangban.census.school_spellings import begins_with_any, forms_of, place_spellings, plain_school, spellings_of
from xiangban.territories.models import Agency, AgencyKind, AgencyName, Territory
from xiangban.territories.rules import Interval, Level, ancestor_code

STEPS = {Level.COUNTY: "county", Level.TOWNSHIP: "town", Level.VILLAGE: "village"}
Fits = set[int]


@dataclass(frozen=True, slots=True)
class Fitting:
    """The schools a written name may mean, by key; one alone is meant."""

    schools: tuple[int, ...] = ()

    @property
    def school(self) -> int | None:
        return self.schools[0] if len(self.schools) == 1 else None


class Schools:
    """All open schools of the installation by present and former names, read once; plain data afterwards."""

    def __init__(self, interval: Interval) -> None:
        self._here = interval.low
        schools = Agency.objects.open().of_kind(AgencyKind.SCHOOL)
        self._place: dict[int, int] = dict(schools.values_list("pk", "place_code"))
        self._territories = _territory_names(self._place.values())
        above = Territory.objects.current().filter(level__lt=Level.COUNTY, code__in=_codes_above(interval.low))
        self._above = [plain_school(name) for name in above.order_by("level").values_list("name", flat=True)]
        self._schools: dict[int, list[tuple[int, str]]] = {}  # with each name, by county
        former = AgencyName.objects.filter(agency__in=schools).values_list("agency_id", "name")
        for school, name in (*schools.values_list("pk", "name"), *former):
            self._schools.setdefault(county_of(self._place[school]), []).append((school, name))
        self._counties: dict[int, _Names] = {}
        self._towns: dict[int, list[str]] = {}
        self._known: dict[tuple[int, str], Fitting] = {}
        decided = SchoolNaming._base_manager.filter(taken_back_at=None).order_by("pk")
        self._decided = {(one.place_code, plain_school(one.written)): one.school_id for one in decided}

    def of(self, text: str, place: int | None) -> Fitting:
        """The schools that fit a written name for a child of this place; without one, of the import's territory."""
        where = self._here if place is None else place
        found = self._known.get((where, text))
        if found is None:
            found = self._known[where, text] = self._find(text, where)
        return found

    def _find(self, text: str, where: int) -> Fitting:
        decided = self._decided.get((county_of(where), plain_school(text)))
        if decided is not None:
            return Fitting((decided,)) if decided in self._place else Fitting()
        for form in map(self._below_city, forms_of(text)):
            fits = self._in_county(form, where) or self._in_city(form, where) or self._elsewhere(form)
            if fits:
                return Fitting(tuple(sorted(fits)))
        return Fitting()

    def _below_city(self, form: str) -> str:
        """The name without the province and the city of the import."""
        for above in self._above:
            form = form.removeprefix(above)
        return form

    def _in_county(self, form: str, where: int) -> Fits:
        names = self._names_of(county_of(where))
        fits = next((tier[form] for tier in (names.exact, names.near, names.loose) if form in tier), set())
        return self._nearest(fits, where) if len(fits) > 1 else fits

    def _nearest(self, fits: Fits, where: int) -> Fits:
        """Of namesakes the one of the child's own village or township, where it is one alone."""
        for level in (Level.VILLAGE, Level.TOWNSHIP):
            own = ancestor_code(where, level)
            near = {school for school in fits if ancestor_code(self._place[school], level) == own}
            if len(near) == 1 and own != county_of(where):
                return near
        return fits

    def _in_city(self, form: str, where: int) -> Fits:
        """In other counties of the city a name counts that names its county, or is in full a school's own."""
        own, city = county_of(where), ancestor_code(where, Level.CITY)
        others = [self._names_of(one) for one in self._schools if one != own and ancestor_code(one, Level.CITY) == city]
        fits: Fits = set().union(*(names.with_county.get(form, set()) for names in others))
        # A township of this name in the own county: its school is meant, though none is known.
        if fits or begins_with_any(form, self._towns_of(own)):
            return fits
        return set().union(*(names.exact.get(form, set()) for names in others))

    def _elsewhere(self, form: str) -> Fits:
        """Far away only a name that begins with its county."""
        city = ancestor_code(self._here, Level.CITY)
        far = [one for one in self._schools if ancestor_code(one, Level.CITY) != city]
        named = [one for one in far if begins_with_any(form, next(iter(self._spelled(one)), ()))]
        return set().union(*(self._names_of(one).with_county.get(form, set()) for one in named))

    def _names_of(self, county: int) -> "_Names":
        names = self._counties.get(county)
        if names is None:
            names = self._counties[county] = _Names()
            for school, name in self._schools.get(county, ()):
                names.learn(school, name, self._spelled(self._place[school]))
        return names

    def _spelled(self, place: int) -> list[tuple[str, ...]]:
        """The spellings of a place's county, township and village, as far as it lies so deep."""
        codes = {ancestor_code(place, level): kind for level, kind in reversed(STEPS.items())}
        known = [(code, kind) for code, kind in reversed(codes.items()) if code in self._territories]
        return [place_spellings(self._territories[code], kind) for code, kind in known]

    def _towns_of(self, county: int) -> list[str]:
        if county not in self._towns:
            inside = (code for code in self._territories if county_of(code) == county != code)
            towns = (code for code in inside if ancestor_code(code, Level.TOWNSHIP) == code)
            self._towns[county] = [self._territories[code] for code in towns]
        return self._towns[county]


class _Names:
    """The schools of one county by their names: as they stand, by other words, and loosely."""

    def __init__(self) -> None:
        self.exact: dict[str, Fits] = {}
        self.near: dict[str, Fits] = {}
        self.loose: dict[str, Fits] = {}
        self.with_county: dict[str, Fits] = {}

    def learn(self, school: int, name: str, places: Sequence[Sequence[str]]) -> None:
        """A school under one of its names."""
        self.exact.setdefault(plain_school(name), set()).add(school)
        for spelling, loose, named in spellings_of(name, places):
            (self.loose if loose else self.near).setdefault(spelling, set()).add(school)
            if named and not loose:
                self.with_county.setdefault(spelling, set()).add(school)


def _codes_above(place: int) -> set[int]:
    return {ancestor_code(place, level) for level in (Level.PROVINCE, Level.CITY)}


def county_of(place: int) -> int:
    """The county in which a place lies, or the place itself above one."""
    return ancestor_code(place, Level.COUNTY)


def _territory_names(places: Iterable[int]) -> Mapping[int, str]:
    """The names of all townships, and of the counties and villages in which schools stand."""
    wanted = {ancestor_code(place, level) for place in places for level in STEPS}
    rows = Territory.objects.current().filter(level__gte=Level.COUNTY).values_list("code", "name", "level")
    return {code: name for code, name, level in rows if code in wanted or level == Level.TOWNSHIP}
