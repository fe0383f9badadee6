"""What a merge, a split or a new name would change, worked out before anything is written.

The same plan feeds the preview page and the action; writing it is in recoding.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused
from xiangban.network import rules
from xiangban.territories.models import SuccessionKind, Territory
from xiangban.territories.rules import CODE_DIGITS, DIGITS, Level, interval_of
from xiangban.web.templatetags.web import chinese_date


@dataclass(frozen=True)
class PlaceMove:
    """One place and what follows it; `closes` is False where the old place goes on beside the new one."""

    old: Territory
    code: int
    name: str
    kind: SuccessionKind
    closes: bool = True
    civil_code: int | None = None


@dataclass(frozen=True)
class Plan:
    """All moves of one verb; `survivor` goes on as it is and takes in others; `named` rows follow a village's split."""

    on: date
    moves: Sequence[PlaceMove]
    survivor: Territory | None = None
    named: frozenset[int] = field(default_factory=frozenset)

    @property
    def codes(self) -> dict[tuple[Level, int], int]:
        """Old code → new code of every place whose rows follow."""
        return {
            (Level(move.old.level), move.old.code): move.code
            for move in self.moves
            if move.closes and move.code != move.old.code
        }


@dataclass(frozen=True)
class NewPlace:
    """The name and, if given by hand, the codes of the place that comes out of a change."""

    name: str
    code: int | None = None
    civil_code: int | None = None
    below: Mapping[int, int] = field(default_factory=dict)


def plan_rename(place: Territory, new: NewPlace, on: date) -> Plan:
    """A new name, a new code or both; all below a new code follow with their own digits."""
    _demand_dates([place], on)
    code = place.code if new.code is None or new.code == place.code else _free_code(place, new.code)
    if code == place.code and new.name == place.name and new.civil_code in (None, place.civil_code):
        raise Refused(_("Nothing would change: give a new name or a new code."), "name")
    _demand_unlike_siblings(place, new.name, [place])
    moves = [PlaceMove(place, code, new.name, SuccessionKind.RENAME, civil_code=new.civil_code or place.civil_code)]
    if code != place.code:
        moves += _carried_below(place, code)
    _demand_dates([move.old for move in moves], on)
    return Plan(on, moves)


def plan_merge(into: Territory, others: Sequence[Territory], new: NewPlace, on: date) -> Plan:
    """Others end and `into` takes in all below them, under its own or a new name; sub-places get codes below it."""
    level = Level(into.level)
    if not others:
        raise Refused(_("Choose at least one place that is merged into this one."), "others")
    if into.pk in {other.pk for other in others} or any(other.level != level for other in others):
        raise Refused(_("Only other places of the same level can be merged into this one."), "others")
    if not rules.may_merge(level, [into.code, *(other.code for other in others)]):
        raise Refused(
            _("Villages and townships merge within one county, counties within one city; choose others."), "others"
        )
    name = new.name or into.name
    _demand_unlike_siblings(into, name, [into, *others])
    moves = [PlaceMove(other, into.code, name, SuccessionKind.MERGE) for other in others]
    survivor: Territory | None = into
    if name != into.name:
        moves.append(PlaceMove(into, into.code, name, SuccessionKind.MERGE, civil_code=into.civil_code))
        survivor = None
    if level is not Level.VILLAGE:
        moved = [child for other in others for child in children_of(other)]
        moves += _renumbered(moved, into.code, new.below)
    _demand_dates([into, *(move.old for move in moves)], on)
    return Plan(on, moves, survivor)


@dataclass(frozen=True)
class Going:
    """What goes to the new place of a split: sub-places, or for a village the children named by file number."""

    places: Sequence[Territory] = ()
    children: frozenset[int] = frozenset()


def plan_split(place: Territory, going: Going, new: NewPlace, on: date) -> Plan:
    """A new place beside this one takes the moving sub-places (of a village: the rows named); this one goes on."""
    level = Level(place.level)
    if level < Level.COUNTY:
        raise Refused(_("Only counties, townships and villages are split here."), "name")
    if not new.name:
        raise Refused(_("Give the new place a name."), "name")
    _demand_unlike_siblings(place, new.name, [])
    if level is not Level.VILLAGE:
        _demand_some_stay(place, going.places)
    code = _next_code_beside(place) if new.code is None else _free_code(place, new.code)
    moves = [PlaceMove(place, code, new.name, SuccessionKind.SPLIT, closes=False, civil_code=new.civil_code)]
    if level is not Level.VILLAGE:
        moves += _renumbered(going.places, code, new.below)
    _demand_dates([move.old for move in moves], on)
    return Plan(on, moves, named=going.children)


def children_of(place: Territory) -> list[Territory]:
    """The current places one level below, by code."""
    below = Territory.objects.current().inside(place.interval).of_level(Level(place.level + 1))
    return list(below) if place.level < Level.VILLAGE else []


def _renumbered(moved: Sequence[Territory], parent: int, given: Mapping[int, int]) -> list[PlaceMove]:
    """Moves of places that get new codes below `parent`, each with all below it."""
    if not moved:
        return []
    level = Level(moved[0].level)
    if strange := given.keys() - {place.code for place in moved}:
        raise Refused(_("{code} is none of the places that move.").format(code=min(strange)), "below")
    span = interval_of(Level(level - 1), parent)
    taken = set(Territory.objects.inside(span).of_level(level).values_list("code", flat=True))
    try:
        codes = rules.renumber([place.code for place in moved], level, parent, taken, given)
    except rules.NoFreeCode as full:
        raise Refused(_("There is no free code left below {parent}.").format(parent=full.parent), "below") from full
    except rules.CodeUnfit as unfit:
        raise Refused(
            _("{code} is taken or lies outside {parent}; give another code.").format(
                code=unfit.code, parent=unfit.parent
            ),
            "below",
        ) from unfit
    moves: list[PlaceMove] = []
    for place in moved:
        moves.append(_recoded(place, codes[place.code]))
        moves += _carried_below(place, codes[place.code])
    return moves


def _carried_below(place: Territory, code: int) -> list[PlaceMove]:
    below = Territory.objects.current().inside(place.interval).filter(level__gt=place.level)
    return [_recoded(child, rules.carried(child.code, place.code, code)) for child in below]


def _recoded(place: Territory, code: int) -> PlaceMove:
    return PlaceMove(place, code, place.name, SuccessionKind.RECODE, civil_code=place.civil_code)


def _next_code_beside(place: Territory) -> int:
    level, parent = Level(place.level), place.parent_code or 0
    span = interval_of(Level(level - 1), parent)
    taken = set(Territory.objects.inside(span).of_level(level).values_list("code", flat=True))
    try:
        return rules.next_free(place.code, level, parent, taken)
    except rules.NoFreeCode as full:
        raise Refused(_("There is no free code left below {parent}.").format(parent=full.parent), "code") from full


def _free_code(place: Territory, code: int) -> int:
    level, parent = Level(place.level), place.parent_code
    if parent is None or not rules.is_below(code, level, parent):
        raise Refused(
            _("{code} is no code of this level in the same place above; it needs {digits} digits and zeros.").format(
                code=str(code).zfill(CODE_DIGITS), digits=DIGITS[level]
            ),
            "code",
        )
    if Territory.objects.filter(level=level, code=code).exists():
        raise Refused(_("{code} is or was the code of another place; give a free one.").format(code=code), "code")
    return code


def _demand_unlike_siblings(place: Territory, name: str, leaving: Sequence[Territory]) -> None:
    if place.parent_code is None:
        return
    span = interval_of(Level(place.level - 1), place.parent_code)
    siblings = Territory.objects.current().inside(span).of_level(Level(place.level))
    if siblings.filter(name=name).exclude(pk__in=[gone.pk for gone in leaving]).exists():
        raise Refused(
            _("There is already a place named {name} beside it; choose another name.").format(name=name), "name"
        )


def _demand_some_stay(place: Territory, moving: Sequence[Territory]) -> None:
    present = {child.pk for child in children_of(place)}
    going = {child.pk for child in moving}
    if not going or not going <= present or going == present:
        raise Refused(
            _("Choose the places below {place} that go to the new place; at least one goes and one stays.").format(
                place=place.name
            ),
            "moving",
        )


def _demand_dates(places: Sequence[Territory], on: date) -> None:
    if ended := [place for place in places if place.valid_to is not None]:
        raise Refused(_("{place} is no longer a place of its own.").format(place=ended[0].name), "")
    if not rules.dates_fit(on, timezone.localdate(), (place.valid_from for place in places)):
        raise Refused(
            _(
                "The change takes effect today or earlier, but not before {day}, since when one of its places exists."
            ).format(day=chinese_date(max(place.valid_from for place in places))),
            "on",
        )
