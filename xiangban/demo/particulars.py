"""What the national system asks besides the form of 2016: of parents hukou, income and why alone; the institution.

Dealt last and from dice of its own, so that nothing else of the city changes with it. No photos: a drawn face of a
child who is nobody would be taken for a real one, and a real one has no place in invented data.
"""

from xiangban.children.codes import (
    DisabilityKind,
    DisabilityLevel,
    GuardianshipKind,
    IdKind,
    IncomeSource,
    InstitutionKind,
    SingleParentReason,
    Situation,
    Support,
    YesNo,
)
from xiangban.demo.circumstances import full_address
from xiangban.demo.city import City, Place, county_code
from xiangban.demo.dice import Dice, Urn
from xiangban.demo.kin import FATHER, FEMALE, MALE, MOTHER
from xiangban.demo.names import SURNAMES, adult_given
from xiangban.demo.numbers import Numbers, office_phone
from xiangban.demo.population import Child, Family, Person
from xiangban.demo.words import words
from xiangban.territories.rules import Level

FIRST_PHONE = 8_000_000  # behind those of the people and the staff
SHARE_ALONE, SHARE_MARRIED_IN, SHARE_SHELTERED = 0.055, 0.08, 0.025
OLDEST_SHELTERED = 13
UNABLE = (Situation.SEVERELY_ILL.value, Situation.SEVERELY_DISABLED.value)
SHELTERED = "暂无监护人到位，由机构临时监护。"
INCOMES: Urn[tuple[str, ...]] = Urn({(IncomeSource.WORK.value,): 0.93, (): 0.04, (IncomeSource.OTHER.value,): 0.03})
AT_HOME: Urn[tuple[str, ...]] = Urn(
    {
        (IncomeSource.FARMING.value, IncomeSource.RELIEF.value): 0.55,
        (IncomeSource.RELIEF.value,): 0.3,
        (IncomeSource.FARMING.value, IncomeSource.RELATIVES.value): 0.15,
    }
)
ALONE_BECAUSE: Urn[str] = Urn(
    {
        SingleParentReason.DIVORCED.value: 0.86,
        SingleParentReason.UNMARRIED.value: 0.1,
        SingleParentReason.OTHER.value: 0.04,
    }
)
ILLNESSES = words("尿毒症 脑卒中后遗症 尘肺 肝硬化失代偿期 恶性肿瘤 精神分裂症")
DISABILITIES: Urn[str] = Urn(
    {DisabilityKind.LIMB.value: 0.5, DisabilityKind.MENTAL.value: 0.3, DisabilityKind.VISION.value: 0.2}
)


def tell_of_parents(dice: Dice, city: City, families: list[Family]) -> None:
    """Hukou, income and single parenthood of the parents, ailments of those who are unable; kind of every number."""
    names = {place.code: place.name for place in city.places}
    for family in families:
        home = full_address(names, family.village, family.house)
        for kinship in (FATHER, MOTHER):
            parent = family.kin[kinship]
            elsewhere = kinship == MOTHER and dice.chance(SHARE_MARRIED_IN)
            parent.hukou_address = "" if elsewhere else home  # left with her own parents, whose place nobody asked
            parent.income_sources = (AT_HOME if parent.situation in UNABLE else INCOMES).draw(dice)
            parent.single_parent = YesNo.NO.value
            _tell_ailment(dice, parent)
        if dice.chance(SHARE_ALONE):
            alone = family.kin[FATHER if dice.chance(0.6) else MOTHER]
            alone.single_parent, alone.single_parent_reason = YesNo.YES.value, ALONE_BECAUSE.draw(dice)
        for person in (*family.kin.values(), family.carer):
            if person is not None and person.id_number:
                person.id_kind = IdKind.RESIDENT.value


def shelter(dice: Dice, city: City, families: list[Family]) -> None:
    """Children of a few families whom nobody guards live in the rescue and protection centre of their county."""
    numbers = Numbers(dice, FIRST_PHONE)
    centres = {place.code: _centre(dice, numbers, place) for place in city.of_level(Level.COUNTY)}
    for family in families:
        unguarded = family.children[0].guardianship_kind == GuardianshipKind.NOBODY.value
        young = all(child.age <= OLDEST_SHELTERED for child in family.children)
        if unguarded and young and dice.chance(SHARE_SHELTERED):
            for child in family.children:
                _take_in(child, centres[county_code(family.village)])


def _take_in(child: Child, centre: dict[str, str]) -> None:
    for name, value in centre.items():
        setattr(child, name, value)
    child.other_situations, child.lives_alone = (SHELTERED,), YesNo.NO.value
    if Support.TEMPORARY_CARE.value not in child.support_recommendations:
        child.support_recommendations = (*child.support_recommendations, Support.TEMPORARY_CARE.value)


def _centre(dice: Dice, numbers: Numbers, county: Place) -> dict[str, str]:
    """The institution as the file of a child tells of it."""
    head = SURNAMES.draw(dice) + adult_given(dice, FEMALE if dice.chance(0.5) else MALE, dice.between(1966, 1988))
    return {
        "institution_name": f"{county.name}未成年人救助保护中心",
        "institution_head": head,
        "institution_kind": InstitutionKind.RESCUE.value,
        "institution_landline": office_phone(county.code // 1_000_000 % 1_000 + 900_000),
        "institution_phone": numbers.phone(),
        "institution_address": f"{county.name}青禾路{dice.between(2, 180)}号",
    }


def _tell_ailment(dice: Dice, parent: Person) -> None:
    if parent.situation == Situation.SEVERELY_DISABLED.value:
        parent.disability_kinds = (DISABILITIES.draw(dice),)
        parent.disability_level = dice.pick([DisabilityLevel.FIRST, DisabilityLevel.SECOND]).value
    elif parent.situation == Situation.SEVERELY_ILL.value:
        parent.illness = dice.pick(ILLNESSES)
