"""Everything else about a child: where it lives, hukou, number, health, income, aid, support, consent, notes.

Missing values are dealt here too, only on fields whose shares are not fixed.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta

from xiangban.children.codes import (
    AidMeasure,
    Consent,
    DisabilityKind,
    DisabilityLevel,
    Enrolment,
    GuardianshipKind,
    Health,
    HukouKind,
    IdKind,
    IncomeSource,
    NoIdReason,
    Schooling,
    Situation,
    Support,
    YesNo,
)
from xiangban.demo.city import City, county_code, township_code
from xiangban.demo.dice import Dice, Urn
from xiangban.demo.kin import FATHER, MOTHER
from xiangban.demo.numbers import Numbers
from xiangban.demo.population import Child, Family, Person
from xiangban.demo.shares import REFERENCE_DATE, Shares
from xiangban.demo.words import words
from xiangban.territories.rules import Level

YES, NO = YesNo.YES.value, YesNo.NO.value
ILLNESSES = words("先天性心脏病 癫痫 肾病综合征 重型地中海贫血 急性淋巴细胞白血病 血友病 再生障碍性贫血 精神分裂症")
WORKPLACES: Urn[str] = Urn(
    {
        "广东省": 0.31,
        "浙江省": 0.2,
        "江苏省": 0.11,
        "福建省": 0.1,
        "上海市": 0.06,
        "青衡省枫陵市": 0.06,
        "青衡省": 0.05,
        "北京市": 0.03,
        "重庆市": 0.02,
        "湖北省": 0.02,
        "山东省": 0.02,
        "新疆维吾尔自治区": 0.02,
    }
)
CONSENTS: Urn[str] = Urn(
    {
        Consent.GIVEN.value: 0.72,
        Consent.NOTIFIED.value: 0.2,
        Consent.REFUSED.value: 0.003,
        Consent.EMERGENCY.value: 0.002,
        "": 0.075,
    }
)
INCOMES: Urn[tuple[str, ...]] = Urn(
    {
        (IncomeSource.WORK.value, IncomeSource.FARMING.value): 0.52,
        (IncomeSource.WORK.value,): 0.36,
        (IncomeSource.FARMING.value,): 0.03,
        (IncomeSource.WORK.value, IncomeSource.OTHER.value): 0.03,
        (IncomeSource.WORK.value, IncomeSource.RELATIVES.value): 0.045,
        (): 0.015,
    }
)
Near = tuple[dict[int, list[int]], dict[int, list[int]], list[int]]
DISABILITIES: Urn[tuple[str, ...]] = Urn(
    {(kind.value,): 1.0 for kind in DisabilityKind if kind is not DisabilityKind.MULTIPLE}
    | {(DisabilityKind.SPEECH.value, DisabilityKind.INTELLECT.value, DisabilityKind.MULTIPLE.value): 0.8}
)
LIVING: Urn[str] = Urn({"home": 0.93, "township": 0.035, "county": 0.02, "elsewhere": 0.005, "unknown": 0.01})
SHARE_TOWNSHIP_ONLY = 0.002  # lived in and registered at a township only: nobody's village answers yet
NOTES = (  # with the age from which each makes sense
    (0, "照护人反映孩子换季时咳嗽较多，已请村医随访。"),
    (0, "父母每周日晚上与家中视频一次。"),
    (0, "春节期间父母返乡，届时补签委托照护协议。"),
    (3, "家中临近水塘，暑期列入防溺水重点提醒。"),
    (7, "放学后走山路约四十分钟，已提醒结伴。"),
    (7, "学习用品由结对志愿者每学期送一次。"),
    (7, "性格内向，班主任建议多鼓励参加儿童之家活动。"),
)


def settle_places(dice: Dice, city: City, families: list[Family], numbers: Numbers) -> dict[int, int]:
    """Where each child lives and is registered, with addresses; answers the village it really lives in, by key."""
    names = {place.code: place.name for place in city.places}
    villages = [place.code for place in city.of_level(Level.VILLAGE)]
    neighbours = _by_parent(villages, township_code), _by_parent(villages, county_code)
    homes = {}
    for family in families:
        family.house = f"{dice.between(1, 12)}组{dice.between(1, 160)}号"
        where = LIVING.draw(dice)
        vague = dice.chance(SHARE_TOWNSHIP_ONLY)
        hukou = _hukou_kind(dice)
        living = _living_village(dice, family.village, where, (*neighbours, villages))
        for child in family.children:
            homes[child.key] = living
            child.hukou_registered, child.hukou_kind = YES, hukou
            child.hukou_code = family.village
            child.hukou_address = full_address(names, family.village, family.house)
            child.living_code = None if where == "unknown" else living
            child.living_address = "" if where == "unknown" else full_address(names, living, family.house)
            if vague:
                child.living_code = child.hukou_code = township_code(family.village)
                child.living_address = child.hukou_address = ""
        _number_children(family, numbers)
    return homes


def full_address(names: dict[int, str], village: int, house: str) -> str:
    """County, township, village and house as written on forms."""
    return names[county_code(village)] + names[township_code(village)] + names[village] + house


def equip_adults(dice: Dice, families: list[Family], numbers: Numbers) -> None:
    """Numbers, phones, places of work and addresses of parents and carers."""
    for family in families:
        for kinship in (FATHER, MOTHER):
            parent = family.kin[kinship]
            if not parent.situation:
                parent.workplace = "" if dice.chance(0.03) else WORKPLACES.draw(dice)
                parent.health = Health.HEALTHY.value if dice.chance(0.96) else Health.FAIR.value
            else:
                parent.address = family.children[0].living_address
            _equip(dice, family, parent, numbers)
        if dice.chance(0.012) and not family.kin[MOTHER].situation:
            _lose_contact(family.kin[MOTHER])
        if family.carer is not None:
            _equip(dice, family, family.carer, numbers)
            family.carer.address = family.carer.address or family.children[0].living_address
        _share_phone(dice, family, numbers)


def give_health(dice: Dice, children: list[Child], shares: Shares) -> None:
    """Disabled and ill children, exactly as many as published; everybody else is healthy."""
    order = list(children)
    dice.shuffle(order)
    for child in order:
        child.health = Health.HEALTHY.value
    for child in order[: shares.disabled]:
        child.health = Health.DISABLED.value
        child.disability_kinds = DISABILITIES.draw(dice)
        child.disability_level = dice.pick(list(DisabilityLevel)).value
    for child in order[shares.disabled : shares.disabled + shares.ill]:
        child.health = Health.SEVERE.value
        child.illness = dice.pick(ILLNESSES)


def take_hukou(dice: Dice, children: list[Child], shares: Shares) -> None:
    """Some hundred children without hukou, and some whose number was not shown."""
    order = list(children)
    dice.shuffle(order)
    for child in order[: shares.no_hukou]:
        child.hukou_registered, child.hukou_kind = NO, HukouKind.NONE.value
        child.hukou_code, child.hukou_address = None, ""
        child.id_kind, child.id_number = IdKind.NONE.value, ""
        child.no_id_reason = (NoIdReason.IN_PROGRESS if dice.chance(0.2) else NoIdReason.NO_HUKOU).value
    for child in order[shares.no_hukou :]:
        turn = dice.roll()
        if turn < 0.004:
            child.id_kind, child.id_number, child.no_id_reason = "", "", NoIdReason.NOT_SHOWN.value
        elif turn < 0.006:
            child.ethnicity = ""


def give_aid(dice: Dice, families: list[Family], shares: Shares) -> None:
    """Income and aid by family; minimum living allowance and destitute support exact in children."""
    order = sorted(families, key=lambda family: _means(dice, family))
    allowance, destitute = shares.living_allowance, shares.destitute
    for family in order:
        income, size = INCOMES.draw(dice), len(family.children)
        aid = _other_aid(dice)
        if size <= destitute:
            aid, income = [AidMeasure.DESTITUTE.value], (IncomeSource.RELIEF.value,)
            destitute -= size
        elif size <= allowance:
            aid, income = [AidMeasure.LIVING_ALLOWANCE.value], (*income, IncomeSource.RELIEF.value)
            allowance -= size
        for child in family.children:
            child.income_sources = income
            child.aid_measures = _child_aid(dice, child, aid)


def finish(dice: Dice, children: list[Child]) -> None:
    """Student numbers, recommended support, consent, notes: what follows from all the rest."""
    for child in children:
        if child.grade and child.schooling != Schooling.KINDERGARTEN.value and not dice.chance(0.03):
            child.student_number = f"G{child.id_number}" if child.id_number else f"L99{child.key:016d}"
        child.support_recommendations = _support(dice, child)
        child.consent_state = CONSENTS.draw(dice)
        if child.consent_state:
            life = (REFERENCE_DATE - child.birth_date).days
            child.consent_on = REFERENCE_DATE - timedelta(days=dice.between(0, min(700, life)))
        if dice.chance(0.03):
            child.notes = dice.pick([note for age, note in NOTES if age <= child.age])


def _number_children(family: Family, numbers: Numbers) -> None:
    """Identity numbers of the children; twins' numbers follow each other."""
    older = None
    for child in family.children:
        child.id_kind = IdKind.RESIDENT.value
        if older is not None and older.birth_date == child.birth_date:
            child.id_number = numbers.next_to(older.id_number, child.sex)
        else:
            child.id_number = numbers.identity(family.village, child.birth_date, child.sex)
        older = child


def _hukou_kind(dice: Dice) -> str:
    turn = dice.roll()
    if turn < 0.006:
        return ""
    return (HukouKind.RURAL if turn < 0.93 else HukouKind.RESIDENT).value


def _by_parent(villages: list[int], parent: Callable[[int], int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for village in villages:
        found[parent(village)].append(village)
    return found


def _living_village(dice: Dice, home: int, where: str, near: Near) -> int:
    """The village a child lives in: usually home, else one of the township, the county or the city."""
    in_township, in_county, everywhere = near
    if where == "township":
        return dice.pick(in_township[township_code(home)])
    if where == "county":
        return dice.pick(in_county[county_code(home)])
    return dice.pick(everywhere) if where == "elsewhere" else home


def _equip(dice: Dice, family: Family, person: Person, numbers: Numbers) -> None:
    if person.phone or person.birth_date is None:
        return
    person.phone = "" if dice.chance(0.02) else numbers.phone()
    if not dice.chance(0.05):
        person.id_number = numbers.identity(family.village, person.birth_date, person.sex)


def _lose_contact(person: Person) -> None:
    person.situation = Situation.OUT_OF_CONTACT.value
    person.workplace = person.phone = ""


def _share_phone(dice: Dice, family: Family, numbers: Numbers) -> None:
    """The number by which the children are reached: the carer's, else a parent's; older ones may have their own."""
    persons = [family.carer, family.kin[FATHER], family.kin[MOTHER]]
    shared = next((person.phone for person in persons if person is not None and person.phone), "")
    for child in family.children:
        child.phone = numbers.phone() if child.age >= 11 and dice.chance(0.2) else shared


def _means(dice: Dice, family: Family) -> float:
    """The less, the needier: illness in the family counts, and chance."""
    ill = sum(child.health != Health.HEALTHY.value for child in family.children)
    unable = any(parent.situation for parent in (family.kin[FATHER], family.kin[MOTHER]))
    return dice.roll() - 0.35 * ill - 0.3 * unable


def _other_aid(dice: Dice) -> list[str]:
    turn = dice.roll()
    steps = (
        (0.055, AidMeasure.OUT_OF_POVERTY),
        (0.065, AidMeasure.RETURN_MONITORED),
        (0.08, AidMeasure.TEMPORARY),
        (0.087, AidMeasure.HOUSING),
        (0.97, AidMeasure.NONE),
    )
    return next(([aid.value] for limit, aid in steps if turn < limit), [])


def _child_aid(dice: Dice, child: Child, of_family: list[str]) -> tuple[str, ...]:
    own = []
    if child.health == Health.DISABLED.value:
        own.append(AidMeasure.DISABILITY_LIVING.value)
        if child.disability_level in (DisabilityLevel.FIRST.value, DisabilityLevel.SECOND.value):
            own.append(AidMeasure.DISABILITY_NURSING.value)
    elif child.health == Health.SEVERE.value and dice.chance(0.8):
        own.append(AidMeasure.MEDICAL.value)
    shared = [aid for aid in of_family if not (own and aid == AidMeasure.NONE.value)]
    return (*shared, *own)


def _support(dice: Dice, child: Child) -> tuple[str, ...]:
    """Support that follows from the facts, in the order of the list."""
    weak = (GuardianshipKind.CARER_WEAK.value, GuardianshipKind.PARENT_UNABLE.value, GuardianshipKind.NOBODY.value)
    reasons = (
        (child.guardianship_kind in weak, Support.GUIDANCE),
        (child.guardianship_kind in weak and child.age >= 10, Support.COUNSELLING),
        (child.enrolment == Enrolment.DROPPED_OUT.value, Support.BACK_TO_SCHOOL),
        (child.hukou_registered == NO, Support.HUKOU),
        (AidMeasure.LIVING_ALLOWANCE.value in child.aid_measures, Support.ASSISTANCE),
        (child.health != Health.HEALTHY.value, Support.MEDICAL),
        (child.guardianship_kind == GuardianshipKind.NOBODY.value and child.age < 10, Support.TEMPORARY_CARE),
    )
    found = tuple(support.value for holds, support in reasons if holds)
    if found or dice.chance(0.04):
        return found
    return ((Support.PAIRING if dice.chance(0.25) else Support.GUIDANCE).value,)
