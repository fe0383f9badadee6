"""The one generator of people: children, families, carers and pupils of the invented city on 2026-09-01.

Pure; the same city, count and seed give the same people. What becomes of them in tables is the loader's.
"""

from xiangban.demo.circumstances import equip_adults, finish, give_aid, give_health, settle_places, take_hukou
from xiangban.demo.city import DEFAULT_SEED, City
from xiangban.demo.dice import Dice
from xiangban.demo.guardianship import choose_carers, deal_care, rate_care
from xiangban.demo.kin import Kin
from xiangban.demo.naming import add_namesakes, name_children
from xiangban.demo.numbers import Numbers
from xiangban.demo.particulars import shelter, tell_of_parents
from xiangban.demo.population import Child, Family, Person, Population
from xiangban.demo.schooling import Places, deal_stages, place_pupils
from xiangban.demo.schools import generate_schools
from xiangban.demo.shares import PUBLISHED_COUNT, REFERENCE_DATE, Shares, shares_for
from xiangban.demo.sibships import found_families

__all__ = ["Child", "Family", "Person", "Population", "generate_people"]


def generate_people(city: City, count: int = PUBLISHED_COUNT, seed: int = DEFAULT_SEED) -> Population:
    """Everybody of the city: `count` children in the published shares with kin, carers, schools and numbers."""
    shares = shares_for(count)
    families = found_families(Dice(seed, "sibships"), city, shares)
    persons = _relate(seed, families, shares)
    schools = generate_schools(city)
    _describe(seed, Places(city, schools), families, shares)
    children = tuple(child for family in families for child in family.children)
    return Population(city, seed, REFERENCE_DATE, schools, tuple(families), children, tuple(persons))


def _relate(seed: int, families: list[Family], shares: Shares) -> list[Person]:
    """Kin, names, carers and how well they care."""
    kin = Kin(Dice(seed, "kin"))
    naming = Dice(seed, "names")
    for family in families:
        kin.settle(family)
        name_children(naming, family)
    add_namesakes(Dice(seed, "namesakes"), families)
    deal_care(Dice(seed, "care"), families, shares)
    choose_carers(Dice(seed, "carers"), kin, families)
    rate_care(Dice(seed, "ratings"), families, shares)
    return kin.persons


def _describe(seed: int, places: Places, families: list[Family], shares: Shares) -> None:
    """Homes, numbers, health, hukou, schooling, aid and the rest."""
    children = [child for family in families for child in family.children]
    numbers = Numbers(Dice(seed, "numbers"))
    homes = settle_places(Dice(seed, "places"), places.city, families, numbers)
    equip_adults(Dice(seed, "adults"), families, numbers)
    give_health(Dice(seed, "health"), children, shares)
    take_hukou(Dice(seed, "hukou"), children, shares)
    deal_stages(Dice(seed, "stages"), children, shares)
    place_pupils(Dice(seed, "pupils"), places, children, homes)
    give_aid(Dice(seed, "aid"), families, shares)
    finish(Dice(seed, "finish"), children)
    tell_of_parents(Dice(seed, "parents"), places.city, families)
    shelter(Dice(seed, "shelter"), places.city, families)
