"""Form fields for a place and for a school: written by name, by part of the name that is clear, or by code.

The browser offers the names of the reader's own place; everything else can be written out.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from xiangban.lib.chinese_text import normalise
from xiangban.territories.models import Agency, AgencyKind, Territory
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import CODE_DIGITS, Interval, Level, ancestor_code, interval_of, level_of

MOST_OFFERED = 600
SHORTEST_NAME = 2
CODE_BEHIND = re.compile(r"[0-9]{12}$")
VILLAGES, SCHOOLS = "villages-offered", "schools-offered"  # ids of the lists of offers on the page


class PlaceField(forms.CharField):
    """A place of today as its twelve-digit code, or None; names are looked up inside `interval` first."""

    def __init__(self, interval: Interval, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"list": VILLAGES, "autocomplete": "off"}))
        super().__init__(required=False, max_length=80, **options)
        self.interval = interval

    def prepare_value(self, value: Any) -> Any:
        return say_place(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        text = normalise(super().clean(value)).replace(" ", "")
        # Signs without width count as something written until they are taken away.
        self.validate(text)
        return _choose(_places_named(text), text, self.interval).code if text else None


class SchoolField(forms.CharField):
    """A school as the key of its agency, or None; names are looked up inside `interval` first."""

    def __init__(self, interval: Interval, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"list": SCHOOLS, "autocomplete": "off"}))
        super().__init__(required=False, max_length=80, **options)
        self.interval = interval

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, int):
            return value
        return Agency.objects.filter(pk=value).values_list("name", flat=True).first() or ""

    def clean(self, value: Any) -> Any:
        text = normalise(super().clean(value))
        if not text:
            return None
        named = list(Agency.objects.open().of_kind(AgencyKind.SCHOOL).filter(name=text))
        near = [school for school in named if self.interval.holds(school.place_code)] or named
        if len(near) != 1:
            raise forms.ValidationError(
                _("No one school has this name. Choose one from the list as it is written there.")
            )
        return near[0].pk


def say_place(code: int) -> str:
    """The name of a place from its city downward, as the field shows it."""
    return place_names().long_names([code], below=Level.PROVINCE)[code]


def villages_offered(interval: Interval) -> list[str]:
    """Names to choose from: the villages of the interval first, then those of its county, each told from the others."""
    rows = Territory.objects.current().inside(_county_around(interval)).of_level(Level.VILLAGE)
    near_first = sorted(rows.values_list("code", flat=True), key=lambda code: (not interval.holds(code), code))
    names = told_apart(near_first[:MOST_OFFERED])
    return [names[code] for code in near_first[:MOST_OFFERED]]


def told_apart(codes: Iterable[int]) -> dict[int, str]:
    """A name for each place that no other of them bears: township and village, else with county and city in front,
    else with the code behind.
    """
    known = place_names()
    names = known.long_names(codes, below=Level.COUNTY)
    names |= known.long_names(_of_one_name(names), below=Level.PROVINCE)
    return names | {code: f"{names[code]}{code}" for code in _of_one_name(names)}


def _of_one_name(names: Mapping[int, str]) -> list[int]:
    """The places whose name another one bears too."""
    times = Counter(names.values())
    return [code for code, name in names.items() if times[name] > 1]


def _county_around(interval: Interval) -> Interval:
    """The county in which the interval lies; a larger interval is its own."""
    county = interval_of(Level.COUNTY, ancestor_code(interval.low, Level.COUNTY))
    return county if county.low <= interval.low and interval.high <= county.high else interval


def schools_offered(code: int) -> list[str]:
    """Names of the schools in the county of a place."""
    if level_of(code) < Level.COUNTY:
        return []
    county = interval_of(Level.COUNTY, ancestor_code(code, Level.COUNTY))
    schools = Agency.objects.open().of_kind(AgencyKind.SCHOOL).inside(county)
    return list(schools.values_list("name", flat=True)[:MOST_OFFERED])


def _places_named(text: str) -> list[Territory]:
    current = Territory.objects.current().filter(level__gte=Level.COUNTY)
    if behind := CODE_BEHIND.search(text):
        text = behind[0]
    if text.isdecimal():
        return list(current.filter(code=int(text.ljust(CODE_DIGITS, "0"))).order_by("level")[:1])
    endings = [text[start:] for start in range(len(text) - SHORTEST_NAME + 1)]
    found = list(current.filter(name__in=endings))
    names = place_names().long_names([place.code for place in found], below=Level.PROVINCE)
    return [place for place in found if names[place.code].endswith(text)]


def _choose(places: Iterable[Territory], text: str, interval: Interval) -> Territory:
    found = list(places)
    chosen = [place for place in found if interval.holds(place.code)] or found
    if len(chosen) == 1:
        return chosen[0]
    if not chosen:
        raise forms.ValidationError(_("No place has this name. Write township and village, or the code of 12 digits."))
    named = "、".join(say_place(place.code) for place in chosen[:5])
    sentence = _("Several places have this name: {places}. Write the name with its county and township.")
    raise forms.ValidationError(sentence.format(places=named))
