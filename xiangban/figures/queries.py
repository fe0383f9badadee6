"""Counting: children of a place in groups of equal facts, now by one statement or as the register stood on a past day.

What a group counts for is judged by the pure definitions; who may count is asked of the gate.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import BigIntegerField, Count, ExpressionWrapper, F, Q, Value

from xiangban.access.viewer import Viewer
from xiangban.children.age_bands import age_band
from xiangban.children.attention import years_before
from xiangban.children.models import Child
from xiangban.children.models.child import ChildQuerySet
from xiangban.children.queries import register_as_of
from xiangban.children.rules import ChildState, definition_on
from xiangban.figures.definitions import AGE_BAND, Facts
from xiangban.figures.summary import ASKS, remainders, row_of
from xiangban.lib.chinese_dates import age_on
from xiangban.territories.models import Territory
from xiangban.territories.rules import Level

STEPS = {Level.CITY: 10**8, Level.COUNTY: 10**6, Level.TOWNSHIP: 10**3, Level.VILLAGE: 1}
Groups = Iterable[tuple[Facts, int]]


@dataclass
class Summary:
    """The 32 columns of a place and of each place below it on a reference day; `lacking` is what no column holds."""

    place: Territory
    day: date
    rows: Sequence[tuple[int, str, Mapping[int, int]]] = ()  # code, name, figures
    whole: Mapping[int, int] = field(default_factory=dict)

    @property
    def lacking(self) -> Mapping[str, int]:
        return remainders(self.whole)


def counted_children(viewer: Viewer, place: Territory, day: date) -> ChildQuerySet:
    """On register, in the place by the responsible village, under the age of the definition on the reference day."""
    interval = place.interval
    definition = definition_on(day)
    children: ChildQuerySet = Child.objects.counted_for(viewer).on_register().order_by()
    inside = children.filter(responsible_code__gte=interval.low, responsible_code__lt=interval.high)
    if definition is None:
        return inside
    return inside.filter(Q(birth_date=None) | Q(birth_date__gt=years_before(day, definition.age_below)))


def summary_of(viewer: Viewer, place: Territory, day: date) -> Summary:
    """The summary table by the present register: one GROUP BY, one query for the names."""
    below = Level(min(place.level + 1, Level.VILLAGE))
    step = STEPS[below]
    part = ExpressionWrapper(F("responsible_code") / Value(step), output_field=BigIntegerField())
    grouped = counted_children(viewer, place, day).values(*ASKS[1:], band=age_band(day), part=part)
    return _summary(place, day, below, _by_part(grouped.annotate(number=Count("pk")), step))


def summary_as_of(viewer: Viewer, place: Territory, day: date, moment: datetime) -> Summary:
    """The same table as the register stood at that moment, ages counted on `day`; reads every change once."""
    below = Level(min(place.level + 1, Level.VILLAGE))
    step, interval, definition = STEPS[below], place.interval, definition_on(day)
    parts: dict[int, Counter[tuple[str, ...]]] = {}
    for row in register_as_of(moment, Child.objects.counted_for(viewer)):
        code = int(row.facts.get("responsible_code") or 0)
        born = row.facts.get("birth_date", "")
        age = age_on(date.fromisoformat(born), day) if born else None
        counts = row.state in (ChildState.REGISTERED, ChildState.EXIT_PROPOSED) and interval.low <= code < interval.high
        if counts and (age is None or definition is None or age < definition.age_below):
            facts = (_band(age), *(row.facts.get(name, "") for name in ASKS[1:]))
            parts.setdefault(code // step * step, Counter())[facts] += 1
    return _summary(place, day, below, parts)


def _band(age: int | None) -> str:
    if age is None:
        return ""
    return "0-5" if age < 6 else "6-13" if age < 14 else "14-15" if age < 16 else "16-"


def _by_part(rows: Iterable[Mapping[str, object]], step: int) -> dict[int, Counter[tuple[str, ...]]]:
    parts: dict[int, Counter[tuple[str, ...]]] = {}
    for row in rows:
        facts = (str(row["band"]), *(str(row[name] or "") for name in ASKS[1:]))
        parts.setdefault(int(str(row["part"])) * step, Counter())[facts] += int(str(row["number"]))
    return parts


def _summary(place: Territory, day: date, below: Level, parts: Mapping[int, Counter[tuple[str, ...]]]) -> Summary:
    places = dict(Territory.objects.current().inside(place.interval).of_level(below).values_list("code", "name"))
    rows = [(code, name, row_of(_groups(parts.get(code, Counter())))) for code, name in places.items()]
    # Children nobody below answers for yet (待认领) stand in a line of their own, so that the table closes.
    rest = {code: groups for code, groups in parts.items() if code not in places}
    rows += [(code, "", row_of(_groups(groups))) for code, groups in sorted(rest.items())]
    whole = {number: sum(row[number] for _code, _name, row in rows) for number in row_of(())}
    return Summary(place, day, rows, whole)


def _groups(counts: Counter[tuple[str, ...]]) -> Groups:
    return [(dict(zip(ASKS, facts, strict=True)), number) for facts, number in counts.items()]


def facts_of_child(values: Mapping[str, object], day: date) -> Facts:
    """The facts of one child as the definitions read them, from the columns of its row."""
    born = values["birth_date"]
    age = age_on(born, day) if isinstance(born, date) else None
    return {AGE_BAND: _band(age)} | {name: str(values[name] or "") for name in ASKS[1:]}
