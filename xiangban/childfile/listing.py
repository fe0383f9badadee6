"""One page of the list of children: plain columns in sight, masked where the reader may not see the whole.

Which rows are in sight is asked of the gate; how a row becomes HTML is in web/rows.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from xiangban.access.gate import facets_of
from xiangban.access.roles import Facet, Reach
from xiangban.access.viewer import Viewer
from xiangban.childfile.filters import FILTERS, Asked
from xiangban.childfile.marks import ASKING_BADGES, NOTHING_ASKED, STATE_BADGES
from xiangban.children import codes
from xiangban.children.attention import Attention
from xiangban.children.models import Child
from xiangban.children.names import name_for
from xiangban.children.rules import Facts, PlaceBasis, alerts
from xiangban.lib.chinese_dates import age_on
from xiangban.territories.place_names import PlaceNames
from xiangban.territories.rules import Interval, Level
from xiangban.web.rows import BadgeCell, LinkCell, RowTemplate, TextCell

PAGE_ROWS = 50
HIDDEN = "—"
MODEL = Child.sight_label()
FETCHED = (
    "pk", "responsible_code", "name", "sex", "birth_date", "responsible_basis", "state", "school_id",
    "schooling", "actual_carer", "guardianship_kind", "lives_alone",
)  # fmt: skip
FIELDS = ("pk", "name", "sex", "age", "place", "schooling", "carer", "guardianship", "asks", "state")
CELLS: tuple[tuple[TextCell, Facet], ...] = (
    (LinkCell(_("Name"), "name", url_name="childfile:file", key="pk"), Facet.ROSTER),
    (TextCell(_("Sex"), "sex"), Facet.ROSTER),
    (TextCell(_("Age"), "age", css="number"), Facet.ROSTER),
    (TextCell(_("Responsible place"), "place"), Facet.ROSTER),
    (TextCell(_("Schooling"), "schooling"), Facet.SCHOOLING),
    (TextCell(_("Actual carer"), "carer"), Facet.CARE),
    (TextCell(_("Guardianship"), "guardianship"), Facet.CARE),
    (BadgeCell(_("What it asks for"), "asks", badges=ASKING_BADGES), Facet.ROSTER),
    (BadgeCell(_("State"), "state", badges=STATE_BADGES), Facet.ROSTER),
)


@dataclass(frozen=True)
class ListPage:
    """Rows as HTML with their headings, and the cursors of the pages before and after."""

    head: SafeString
    lines: SafeString
    count: int
    previous: str
    following: str


@dataclass(frozen=True)
class Cursor:
    """A place in the order (responsible place, number of the file)."""

    code: int
    pk: int

    def __str__(self) -> str:
        return f"{self.code}.{self.pk}"

    def after(self) -> Q:
        """Rows behind it; written so that the index starts at the place."""
        return Q(responsible_code__gte=self.code) & (Q(responsible_code__gt=self.code) | Q(pk__gt=self.pk))

    def before(self) -> Q:
        """Rows in front of it."""
        return Q(responsible_code__lte=self.code) & (Q(responsible_code__lt=self.code) | Q(pk__lt=self.pk))


def read_cursor(text: str) -> Cursor | None:
    """A cursor as an address carries it; None when it is none."""
    code, _dot, pk = text.partition(".")
    plain = text.isascii() and code.isdigit() and pk.isdigit() and len(code) <= 12 and len(pk) <= 18
    return Cursor(int(code), int(pk)) if plain else None


def readable_facets(viewer: Viewer) -> frozenset[Facet]:
    """The blocks the list tells this reader: those of the own place; without one, those of any given child.

    One file opened for a reason gives the city's list no columns and filters that all other rows leave empty.
    """
    return viewer.sight.facets or frozenset[Facet]().union(*viewer.given(MODEL).values())


@dataclass(frozen=True)
class Question:
    """What is asked of the list: filters, a place to narrow it to, and the day on which ages are counted."""

    asked: Asked
    place: Interval | None
    today: date

    def of(self, viewer: Viewer) -> Any:
        """The children in sight that answer; a condition finds only those whose block is in sight."""
        children = Child.objects.visible_to(viewer)
        if self.place is not None:
            children = children.filter(responsible_code__gte=self.place.low, responsible_code__lt=self.place.high)
        if not self.asked.value_of("state") and not self.asked.value_of("attention"):
            children = children.filter(FILTERS[0].condition("", self.today))
        for one, value in self.asked.values:
            children = children.filter(one.condition(value, self.today))
            facet = one.facet_of(value)
            if facet is not Facet.ROSTER:
                children = children.visible_to(viewer, facet)
        return children

    def sources(self, viewer: Viewer) -> list[Any]:
        """The own place and what was given, asked one by one: joined by OR no index serves the order of the list."""
        given = [int(key) for key in viewer.given(MODEL)]
        if given and not self.told_blocks and _lists_own_place(viewer):
            given = _beyond(viewer, given)
        own = self.of(replace(viewer, _given={MODEL: {}}))
        return [own, self.of(viewer).filter(pk__in=given)] if given else [own]

    @property
    def told_blocks(self) -> set[Facet]:
        """The blocks, besides the row itself, of which the filters tell."""
        return {one.facet_of(value) for one, value in self.asked.values} - {Facet.ROSTER}


def _lists_own_place(viewer: Viewer) -> bool:
    return viewer.sight.reach is Reach.PLACE and Facet.ROSTER in viewer.sight.facets


def _beyond(viewer: Viewer, given: list[int]) -> list[int]:
    """Given children outside the own place; those inside, as a city seat opens with a reason, are listed anyway."""
    own = viewer.interval
    outside = Q(responsible_code__lt=own.low) | Q(responsible_code__gte=own.high)
    return list(Child.objects.visible_to(viewer).filter(outside, pk__in=given).order_by().values_list("pk", flat=True))


def fetch_page(sources: list[Any], after: Cursor | None, before: Cursor | None) -> tuple[list[Any], str, str]:
    """Fifty rows of plain values and the cursors around them; no count, so a page costs the same everywhere."""
    if before is not None and after is None:
        rows = _first(sources, before.before(), backwards=True)
        more, rows = len(rows) > PAGE_ROWS, rows[:PAGE_ROWS][::-1]
        return rows, _cursor(rows, 0) if more else "", _cursor(rows, -1)
    rows = _first(sources, after.after() if after is not None else Q(), backwards=False)
    more, rows = len(rows) > PAGE_ROWS, rows[:PAGE_ROWS]
    return rows, _cursor(rows, 0) if after else "", _cursor(rows, -1) if more else ""


def _first(sources: list[Any], beyond: Q, *, backwards: bool) -> list[Any]:
    """One row more than a page of all sources together, in the order (place, number of the file)."""
    order = ("-responsible_code", "-pk") if backwards else ("responsible_code", "pk")
    found = {
        row[0]: row
        for source in sources
        for row in source.filter(beyond).order_by(*order).values_list(*FETCHED)[: PAGE_ROWS + 1]
    }
    rows = sorted(found.values(), key=lambda row: (row[1], row[0]), reverse=backwards) if len(sources) > 1 else None
    return list(found.values() if rows is None else rows)[: PAGE_ROWS + 1]


def _cursor(rows: Sequence[Any], position: int) -> str:
    return str(Cursor(rows[position][1], rows[position][0])) if rows else ""


def show_rows(rows: Sequence[Any], viewer: Viewer, places: PlaceNames, today: date) -> tuple[SafeString, SafeString]:
    """Headings and rows as this reader may see them."""
    given = viewer.given(MODEL)
    names = places.long_names((row[1] for row in rows), below=own_level(viewer))
    words = _words(get_language())
    own = viewer.sight.facets
    shown = []
    for row in rows:
        seen = own if str(row[0]) not in given else _facets_of_row(row, viewer)
        shown.append(_shown(row, seen, names, words, today))
    facets = readable_facets(viewer)
    return _head(facets, get_language()), _template(facets).render(shown)


def own_level(viewer: Viewer) -> Level | None:
    """The level whose name a reader need not be told; None for seats without a place of their own."""
    return Level(viewer.level) if viewer.level else None


def _facets_of_row(row: Any, viewer: Viewer) -> frozenset[Facet]:
    return facets_of(Child(pk=row[0], responsible_code=row[1], school_id=row[7]), viewer)


def _shown(
    row: Any, facets: frozenset[Facet], names: dict[int, str], words: dict[str, dict[str, str]], today: date
) -> tuple[object, ...]:
    pk, code, name, sex, birth, basis, state, _school, schooling, carer, kind, alone = row
    care = Facet.CARE in facets
    return (
        pk,
        name_for(name, facets),
        words["sex"].get(sex, sex),
        age_on(birth, today) if birth else None,
        names[code],
        words["schooling"].get(schooling, schooling) if Facet.SCHOOLING in facets else HIDDEN,
        words["carer"].get(carer, carer) if care else HIDDEN,
        words["guardianship"].get(kind, kind) if care else HIDDEN,
        _asks(Facts(birth, "", "", kind, alone == codes.YesNo.YES) if care else None, basis, today),
        state,
    )


def _asks(facts: Facts | None, basis: str, today: date) -> str:
    if facts is not None and alerts(facts, today):
        return Attention.ALERT
    return Attention.UNCLAIMED if basis == PlaceBasis.UNCLAIMED else NOTHING_ASKED


@lru_cache(maxsize=8)
def _words(_language: str | None) -> dict[str, dict[str, str]]:
    lists = {
        "sex": codes.Sex, "schooling": codes.Schooling, "carer": codes.ActualCarer,
        "guardianship": codes.GuardianshipKind,
    }  # fmt: skip
    return {name: {code: str(label) for code, label in choices.choices} for name, choices in lists.items()}


@lru_cache(maxsize=32)
def _template(facets: frozenset[Facet]) -> RowTemplate:
    return RowTemplate(FIELDS, [cell for cell, facet in CELLS if facet in facets])


@lru_cache(maxsize=32)
def _head(facets: frozenset[Facet], _language: str | None) -> SafeString:
    return _template(facets).head()
