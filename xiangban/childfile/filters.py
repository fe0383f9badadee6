"""The filters of the list of children: what can be asked, and by whom.

A filter tells something of a child: each names the block it tells of, and finds only children whose block is in sight.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.roles import Facet
from xiangban.children import codes
from xiangban.children.age_bands import AGE_BANDS
from xiangban.children.attention import TELLS, Attention, asks_for
from xiangban.children.rules import STANDING, ChildState
from xiangban.web.phrases import StrOrPromise

NOT_COLLECTED = "not_collected"
ALL = _("All")


@dataclass(frozen=True)
class Filter:
    """One question to the list: its name in the address, its answers, the block it tells of, its condition."""

    name: str
    label: StrOrPromise
    choices: tuple[tuple[str, StrOrPromise], ...]
    condition: Callable[[str, date], Q]
    facet: Facet = Facet.ROSTER
    all_label: StrOrPromise = ALL

    def facet_of(self, value: str) -> Facet:
        """The block that an answer tells of."""
        return TELLS[Attention(value)] if self.name == "attention" else self.facet

    def answers(self, facets: Iterable[Facet]) -> tuple[tuple[str, StrOrPromise], ...]:
        """The choices a reader of these blocks may ask for."""
        return tuple(choice for choice in self.choices if self.facet_of(choice[0]) in facets)


def _column(name: str) -> Callable[[str, date], Q]:
    return lambda value, _today: Q(**{name: "" if value == NOT_COLLECTED else value})


def _age(value: str, today: date) -> Q:
    if value == NOT_COLLECTED:
        return Q(birth_date=None)
    return AGE_BANDS[value].condition(today)


def _state(value: str, _today: date) -> Q:
    if value == "every":
        return Q()
    return Q(state=value) if value else ~Q(state=ChildState.EXITED)


def _with_gap(choices: Iterable[tuple[str, StrOrPromise]]) -> tuple[tuple[str, StrOrPromise], ...]:
    return (*choices, (NOT_COLLECTED, _("Not collected")))


def _of(name: str, label: StrOrPromise, choices: Iterable[tuple[str, StrOrPromise]], facet: Facet) -> Filter:
    return Filter(name, label, _with_gap(choices), _column(name), facet)


FILTERS = (
    Filter(
        "state",
        _("State"),
        (*((state.value, state.label) for state in STANDING), ("every", _("Also exited"))),
        _state,
        all_label=_("Not exited"),
    ),
    Filter(
        "attention",
        _("What it asks for"),
        tuple(Attention.choices),
        lambda value, today: asks_for(Attention(value), today),
    ),
    Filter("age", _("Age"), _with_gap((key, band.label) for key, band in AGE_BANDS.items()), _age),
    _of("sex", _("Sex"), codes.Sex.choices[:2], Facet.ROSTER),
    _of("schooling", _("Schooling"), codes.Schooling.choices, Facet.SCHOOLING),
    _of("guardianship_kind", _("Kind of guardianship"), codes.GuardianshipKind.choices, Facet.CARE),
    _of("guardianship_rating", _("Guardianship"), codes.GuardianshipRating.choices, Facet.CARE),
    _of("health", _("Health"), codes.Health.choices, Facet.HEALTH),
)


def readable_filters(facets: Iterable[Facet]) -> list[Filter]:
    """The filters a reader of these blocks may use."""
    return [one for one in FILTERS if one.facet in facets]


@dataclass(frozen=True)
class Asked:
    """What the address asks of the list, and what in it means nothing here."""

    values: tuple[tuple[Filter, str], ...]
    unknown: tuple[str, ...] = ()

    def value_of(self, name: str) -> str:
        """The answer chosen for one filter; "" when none."""
        return next((value for one, value in self.values if one.name == name), "")


def read_filters(parameters: Mapping[str, str], facets: frozenset[Facet]) -> Asked:
    """Read the address; an answer that is not offered to this reader is named, not guessed."""
    chosen, unknown = [], []
    for one in readable_filters(facets):
        value = parameters.get(one.name, "")
        if value in dict(one.answers(facets)):
            chosen.append((one, value))
        elif value:
            unknown.append(str(one.label))
    return Asked(tuple(chosen), tuple(unknown))
