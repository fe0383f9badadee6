"""Names of schools in an import that tell no school or several: counted, shown, and what was decided of them.

Which school a name tells is found in schools.py; deciding is in actions/schools.py.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from xiangban.census.models import Import, SchoolNaming
from xiangban.census.rules import Verdict
from xiangban.census.school_spellings import LONGEST, plain_school
from xiangban.census.schools import Schools, county_of
from xiangban.census.staging import StagedRow
from xiangban.territories.models import Agency, AgencyKind
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import Interval, Level, interval_of, level_of

MOST_LINES, MOST_FITS = 500, 10
SHOWN = 100  # lines of one page


@dataclass(frozen=True)
class WrittenName:
    """A name as it was written in one county: rows that wrote it, and the names of the schools it may mean."""

    county: int
    place: str
    written: str
    rows: int
    fits: tuple[str, ...]
    naming: SchoolNaming | None = None


def look_up(rows: Iterable[StagedRow], schools: Schools) -> None:
    """Find the schools that rows name, so that each is known once it is asked for."""
    for written, place in {(row.values.get("school"), row.place_code) for row in rows}:
        if written:
            schools.of(written, place)


def untold_names(rows: Iterable[StagedRow], schools: Schools) -> str:
    """The names that tell no school or several, the most frequent first, as one JSON."""
    named = [(row.values.get("school"), row.place_code) for row in rows if row.verdict != Verdict.REFUSED]
    # A city has ten times as many rows as names in their villages.
    number, last = Counter(named), dict(zip(named, count(), strict=False))
    counted: Counter[tuple[int, str]] = Counter()
    fits: dict[tuple[int, str], tuple[int, Sequence[int]]] = {}
    for (written, place), rows_named in number.items():
        fitting = schools.of(written, place) if written else None
        if written and fitting and fitting.school is None:
            key, at = (county_of(place), written[:LONGEST]), last[written, place]
            counted[key] += rows_named
            # Namesakes are told apart by the village: the last row speaks.
            fits[key] = max(fits.get(key, (-1, ())), (at, fitting.schools[:MOST_FITS]))
    lines = [[*key, rows_named, list(fits[key][1])] for key, rows_named in counted.most_common(MOST_LINES)]
    return json.dumps(lines, ensure_ascii=False) if lines else ""


def written_names(batch: Import) -> list[WrittenName]:
    """What the report of an import shows of its schools' names, decided ones with their decision."""
    lines = json.loads(batch.schools) if batch.schools else []
    decided = decided_names(batch.interval)
    names = dict(Agency.objects.filter(pk__in={pk for line in lines for pk in line[3]}).values_list("pk", "name"))
    places = place_names().names({line[0] for line in lines})
    return [
        WrittenName(
            county, places[county], written, rows, tuple(names[pk] for pk in fits if pk in names),
            decided.get((county, plain_school(written))),
        )
        for county, written, rows, fits in lines
    ]  # fmt: skip


def undecided(batch: Import) -> int:
    """How many written names of an import no decision answers yet."""
    return sum(line.naming is None for line in written_names(batch))


def decided_names(interval: Interval) -> dict[tuple[int, str], SchoolNaming]:
    """The standing decisions of these places by county and plain name."""
    standing = SchoolNaming._base_manager.filter(
        taken_back_at=None, place_code__gte=interval.low, place_code__lt=interval.high
    )
    found = standing.select_related("school").order_by("pk")
    return {(naming.place_code, plain_school(naming.written)): naming for naming in found}


def schools_offered(counties: Iterable[int]) -> dict[int, list[str]]:
    """The names of the open schools of each of these counties, in the order of their places."""
    open_schools = Agency.objects.open().of_kind(AgencyKind.SCHOOL)
    return {
        county: list(open_schools.inside(_around(county)).order_by("place_code", "pk").values_list("name", flat=True))
        for county in dict.fromkeys(counties)
    }


def school_called(name: str, county: int) -> Agency | None:
    """The one open school of this name, in the county or else anywhere."""
    named = list(Agency.objects.open().of_kind(AgencyKind.SCHOOL).filter(name=name.strip()))
    near = [school for school in named if _around(county).holds(school.place_code)] or named
    return near[0] if len(near) == 1 else None


def _around(county: int) -> Interval:
    level = level_of(county)
    return interval_of(level if level < Level.COUNTY else Level.COUNTY, county)
