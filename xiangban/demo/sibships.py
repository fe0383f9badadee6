"""Who has how many brothers and sisters, of which age, in which village.

Ages and sexes come out exactly as the shares say; names and kin are given later.
"""

from datetime import date, timedelta

from xiangban.children.codes import Sex
from xiangban.demo.city import City
from xiangban.demo.dice import Dice, Urn
from xiangban.demo.population import Child, Family
from xiangban.demo.shares import REFERENCE_DATE, ROSTERS_CLOSED, Shares
from xiangban.territories.rules import Level

SIBLINGS: Urn[int] = Urn({1: 0.60, 2: 0.32, 3: 0.08})
GAP_YEARS: Urn[int] = Urn({1: 0.1, 2: 0.23, 3: 0.23, 4: 0.16, 5: 0.11, 6: 0.09, 7: 0.05, 8: 0.03})
SHARE_TWINS = 0.03
SHORTEST_GAP = timedelta(days=300)


def found_families(dice: Dice, city: City, shares: Shares) -> list[Family]:
    """Deal ages, sexes and villages to families of one to three children."""
    villages = Urn({place.code: place.weight for place in city.of_level(Level.VILLAGE)})
    sexes = [Sex.MALE.value] * shares.males + [Sex.FEMALE.value] * (sum(shares.ages) - shares.males)
    dice.shuffle(sexes)
    dealt = iter(sexes)
    families: list[Family] = []
    key = 0
    for ages in _deal_ages(dice, list(shares.ages)):
        family = Family(key=len(families) + 1, village=villages.draw(dice), children=[])
        for age, born in _births(dice, ages):
            key += 1
            family.children.append(Child(key, family.key, born, age, sex=next(dealt)))
        families.append(family)
    return families


def are_twins(first: Child, second: Child) -> bool:
    """Whether two children of one family were born on one day."""
    return first.family == second.family and first.birth_date == second.birth_date


def _deal_ages(dice: Dice, left: list[int]) -> list[list[int]]:
    """Group whole-year ages into sibships, oldest first, until every age is used up exactly."""
    order = [age for age, count in enumerate(left) for _ in range(count)]
    dice.shuffle(order)
    sibships = []
    for age in order:
        if left[age] == 0:
            continue
        left[age] -= 1
        ages = [age]
        step = 1 if dice.chance(0.5) else -1
        for number in range(2, SIBLINGS.draw(dice) + 1):
            gap = 0 if number == 2 and dice.chance(SHARE_TWINS) else GAP_YEARS.draw(dice)
            other = ages[-1] + step * gap
            if 0 <= other < len(left) and left[other] > 0:
                left[other] -= 1
                ages.append(other)
        sibships.append(sorted(ages, reverse=True))
    return sibships


def _births(dice: Dice, ages: list[int]) -> list[tuple[int, date]]:
    """A birth date for every age, oldest first; equal ages are twins, others at least 300 days apart."""
    found: list[tuple[int, date]] = []
    for age in ages:
        born = _birth(dice, age)
        if found and found[-1][0] == age:
            born = found[-1][1]
        elif found:
            born = max(born, min(found[-1][1] + SHORTEST_GAP, _last_day(age)))
        found.append((age, born))
    return found


def _last_day(age: int) -> date:
    """The latest birth date of a child of that age on the reference date; no roster names who was not born yet."""
    return min(REFERENCE_DATE.replace(year=REFERENCE_DATE.year - age), ROSTERS_CLOSED)


def _birth(dice: Dice, age: int) -> date:
    """A day on which a child was born who is that old on the reference date."""
    first = _last_day(age + 1) + timedelta(days=1)
    return first + timedelta(days=dice.below((_last_day(age) - first).days + 1))
