"""Who cares for the children in fact, how well, and why: the shares of 2016, exact to the child.

Brothers' families that share a grandmother share her rating; what the form's two lists say always agrees.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import TypeVar

from xiangban.children.codes import (
    ActualCarer,
    CareReason,
    GuardianshipKind,
    GuardianshipRating,
    Health,
    ImproperGuardianship,
    Kinship,
    Parent,
    Situation,
    YesNo,
)
from xiangban.demo.dice import Dice, Urn
from xiangban.demo.kin import FATHER, FEMALE, GRANDMOTHER, MALE, MATERNAL, MOTHER, PATERNAL, Kin, surname_of
from xiangban.demo.population import Child, Family, Person
from xiangban.demo.shares import REFERENCE_DATE, Shares

T = TypeVar("T")
YES, NO = YesNo.YES.value, YesNo.NO.value
GRANDPARENTS, NOBODY = ActualCarer.GRANDPARENTS.value, ActualCarer.NOBODY.value
UNABLE = ActualCarer.PARENT_UNABLE.value
RELATIVES: Urn[str] = Urn(
    {
        ActualCarer.UNCLES_AUNTS.value: 0.72,
        ActualCarer.ADULT_SIBLING.value: 0.12,
        ActualCarer.NEIGHBOUR.value: 0.16,
    }
)
KINSHIP_OF_RELATIVE = {
    ActualCarer.UNCLES_AUNTS.value: Kinship.UNCLE_AUNT.value,
    ActualCarer.ADULT_SIBLING.value: Kinship.SIBLING.value,
    ActualCarer.NEIGHBOUR.value: Kinship.NEIGHBOUR.value,
}
GRANDPARENT_CARERS: Urn[str] = Urn({GRANDMOTHER: 0.47, PATERNAL[0]: 0.26, MATERNAL[1]: 0.18, MATERNAL[0]: 0.09})
AGE_NOBODY, AGE_SOME_NOBODY = 10, 5  # most of those nobody cares for are older; a few show the alert for under eight
SHARE_OLDER_NOBODY = 0.95
SHARE_FAIR = 0.3
SHARE_ALONE = 0.12
SIBLING = ActualCarer.ADULT_SIBLING.value
YOUNGEST_MOTHER_OF_ADULT = 40


def deal_care(dice: Dice, families: list[Family], shares: Shares) -> None:
    """Say of every family who cares, so that the four classes hold exactly the published numbers of children."""
    order = list(families)
    dice.shuffle(order)
    older = [family for family in order if family.children[-1].age >= AGE_NOBODY]
    some = [family for family in order if AGE_SOME_NOBODY <= family.children[-1].age < AGE_NOBODY]
    first = round(shares.nobody * SHARE_OLDER_NOBODY)
    nobody = _fill(older, len_of_family, first)
    nobody += _fill(some, len_of_family, shares.nobody - _children_in(nobody))
    for family in nobody:
        family.care = NOBODY
    for family in _fill(_open(order), len_of_family, shares.parent_unable):
        family.care = UNABLE
    for family in _fill(_open(order), len_of_family, shares.with_relatives):
        family.care = RELATIVES.draw(dice)
    for family in _open(order):
        family.care = GRANDPARENTS


def choose_carers(dice: Dice, kin: Kin, families: Iterable[Family]) -> None:
    """Give every family its carer in fact, with health and distance; nobody and unable parents have none."""
    for family in families:
        if family.care == GRANDPARENTS:
            _choose_grandparent(dice, family)
        elif family.care in KINSHIP_OF_RELATIVE:
            _choose_relative(dice, kin, family)
        elif family.care == UNABLE:
            _make_unable(dice, family)


def rate_care(dice: Dice, families: list[Family], shares: Shares) -> None:
    """Rate the guardianship of every child: weak carers are the oldest and sickest, exactly as many as published."""
    by_carer: dict[int, list[Family]] = defaultdict(list)
    for family in families:
        if family.carer is not None:
            by_carer[family.carer.key].append(family)
    groups = sorted(by_carer.values(), key=lambda group: -_frailty(dice, group[0].carer))
    weak = {id(group) for group in _fill(groups, _children_in, shares.weak_carers)}
    for group in groups:
        fair = dice.chance(SHARE_FAIR)
        kind = GuardianshipKind.FAIR if fair else GuardianshipKind.GOOD
        for family in group:
            _write(dice, family, GuardianshipKind.CARER_WEAK if id(group) in weak else kind)
    for family in families:
        if family.care == NOBODY:
            _write(dice, family, GuardianshipKind.NOBODY)
        elif family.care == UNABLE:
            _write(dice, family, GuardianshipKind.PARENT_UNABLE)


def len_of_family(family: Family) -> int:
    """How many children a family has."""
    return len(family.children)


def _children_in(families: list[Family]) -> int:
    return sum(len(family.children) for family in families)


def _open(order: list[Family]) -> list[Family]:
    return [family for family in order if not family.care]


def _fill(candidates: list[T], size: Callable[[T], int], wanted: int) -> list[T]:
    """Candidates in order as long as they fit, until exactly the wanted number of children is reached."""
    found = []
    for candidate in candidates:
        if wanted == 0:
            break
        if size(candidate) <= wanted:
            found.append(candidate)
            wanted -= size(candidate)
    return found


def _choose_grandparent(dice: Dice, family: Family) -> None:
    kinship = GRANDPARENT_CARERS.draw(dice)
    living = [place for place in (*PATERNAL, *MATERNAL) if not family.kin[place].situation]
    if kinship not in living:
        kinship = living[-1] if living else GRANDMOTHER
    carer = family.kin[kinship]
    if carer.birth_date is None:  # all four had died: the father's mother lives after all
        father_born = family.kin[FATHER].birth_date or REFERENCE_DATE
        carer.situation, carer.birth_date = "", father_born - timedelta(days=24 * 365)
    family.carer, family.carer_kinship = carer, kinship
    family.carer_distance_km = 0 if dice.chance(0.86) else dice.between(1, 9)
    _give_health(dice, carer)


def _choose_relative(dice: Dice, kin: Kin, family: Family) -> None:
    if family.care == SIBLING and _age(family.kin[MOTHER]) < YOUNGEST_MOTHER_OF_ADULT:
        family.care = ActualCarer.UNCLES_AUNTS.value
    family.carer_kinship = KINSHIP_OF_RELATIVE[family.care]
    sex = FEMALE if dice.chance(0.7) else MALE
    if family.care == SIBLING:
        surname = family.surname
        born = REFERENCE_DATE - timedelta(days=round((18.2 + dice.roll() * 3) * 365.25))
    else:
        surname = family.surname if sex == MALE else surname_of(family.kin[MOTHER])
        born = kin.born_before(family.children[0].birth_date, 20, 26)
    family.carer = kin.adult(sex, surname, family.ethnicity, born)
    family.carer_distance_km = 0 if dice.chance(0.35) else dice.between(1, 14)
    _give_health(dice, family.carer)


def _make_unable(dice: Dice, family: Family) -> None:
    """One parent stays at home, severely ill or disabled."""
    person = family.kin[FATHER if dice.chance(0.55) else MOTHER]
    ill = dice.chance(0.5)
    person.situation = (Situation.SEVERELY_ILL if ill else Situation.SEVERELY_DISABLED).value
    person.health = (Health.SEVERE if ill else Health.DISABLED).value


def _give_health(dice: Dice, person: Person) -> None:
    if person.health:
        return
    years = _age(person)
    turn = dice.roll() + max(0, years - 60) * 0.008
    steps = ((0.62, Health.HEALTHY), (0.8, Health.FAIR), (0.97, Health.CHRONIC), (1.03, Health.SEVERE))
    person.health = next((value.value for limit, value in steps if turn < limit), Health.DISABLED.value)


def _frailty(dice: Dice, person: Person | None) -> float:
    """How likely the capacity of a carer is insufficient: age, illness, and a good deal of chance."""
    if person is None:
        return 0.0
    sick = {Health.CHRONIC.value: 6, Health.SEVERE.value: 16, Health.DISABLED.value: 14}.get(person.health, 0)
    return _age(person) + sick + dice.roll() * 20


def _age(person: Person) -> int:
    return (REFERENCE_DATE - (person.birth_date or REFERENCE_DATE)).days // 365


def _write(dice: Dice, family: Family, kind: GuardianshipKind) -> None:
    rating = {GuardianshipKind.GOOD: GuardianshipRating.GOOD, GuardianshipKind.FAIR: GuardianshipRating.FAIR}
    unable = family.care == UNABLE
    for child in family.children:
        child.guardianship_kind = kind.value
        child.guardianship_rating = rating.get(kind, GuardianshipRating.POOR).value
        child.actual_carer = family.care
        child.both_parents_away = NO if unable else YES
        child.one_away_other_unable = YES if unable else NO
        child.care_reason = (CareReason.ONE_AWAY if unable else CareReason.BOTH_AWAY).value
        child.has_entrusted_carer = YES if family.carer is not None else NO
        if unable:
            child.unable_parent = _unable_parent(family)
        child.lives_alone = YES if _alone(dice, family, child) else NO
        if kind is GuardianshipKind.NOBODY and dice.chance(0.2):
            child.improper_guardianship = (ImproperGuardianship.NEGLECT.value,)


def _unable_parent(family: Family) -> str:
    return (Parent.FATHER if family.kin[FATHER].situation else Parent.MOTHER).value


def _alone(dice: Dice, family: Family, child: Child) -> bool:
    """Living alone: an only child of twelve or more for whom nobody cares, now and then."""
    lone = family.care == NOBODY and len(family.children) == 1 and child.age >= 12
    return lone and dice.chance(SHARE_ALONE)
