"""The 34,711 children: published shares to the child, and what makes them look like people."""

from collections import Counter
from datetime import date

import pytest

from xiangban.children import codes
from xiangban.demo.city import City, generate_city
from xiangban.demo.names import DOT
from xiangban.demo.people import generate_people
from xiangban.demo.population import Child, Population
from xiangban.demo.shares import PUBLISHED_COUNT, REFERENCE_DATE, SCHOOLING, shares_for
from xiangban.lib.resident_id import NumberFlag, read_number


def count(population: Population, field: str) -> Counter[str]:
    return Counter(getattr(child, field) for child in population.children)


def test_there_are_34711_children_all_under_sixteen(population: Population) -> None:
    assert len(population.children) == PUBLISHED_COUNT
    assert all(date(2010, 9, 1) < child.birth_date <= REFERENCE_DATE for child in population.children)


def test_age_bands_sex_schooling_and_health_are_the_published_shares_of_2018(population: Population) -> None:
    ages = Counter(child.age for child in population.children)

    assert sum(ages[age] for age in range(6)) == 7_532
    assert sum(ages[age] for age in range(6, 14)) == 23_395
    assert sum(ages[age] for age in range(14, 16)) == 3_784
    assert count(population, "sex") == {"1": 18_917, "2": 15_794}
    assert count(population, "schooling") == SCHOOLING
    assert count(population, "health") == {"10": 34_503, "60": 173, "40": 35}


def test_schooling_adds_up_to_the_three_published_classes() -> None:
    stages = list(SCHOOLING.values())

    assert (sum(stages[:2]), sum(stages[2:4]), sum(stages[4:])) == (8_851, 24_784, 1_076)


def test_guardianship_is_in_the_published_shares_of_2016(population: Population) -> None:
    care = count(population, "actual_carer")
    kinds = count(population, "guardianship_kind")

    assert care["grandparents"] == 30_978
    assert care["uncles_aunts"] + care["adult_sibling"] + care["neighbour"] == 1_155
    assert (care["parent_unable"], care["nobody"]) == (1_193, 1_385)
    assert (kinds["parent_unable"], kinds["nobody"], kinds["carer_weak"]) == (1_193, 1_385, 1_232)
    assert count(population, "guardianship_rating")["poor"] == 3_810


def test_aid_and_hukou_are_of_the_published_scale(population: Population) -> None:
    aid = Counter(measure for child in population.children for measure in child.aid_measures)

    assert (aid["living_allowance"], aid["destitute"]) == (398, 25)
    assert count(population, "hukou_registered") == {"1": PUBLISHED_COUNT - 312, "0": 312}


def test_the_columns_of_the_summary_form_close(population: Population) -> None:
    pupils = [child for child in population.children if child.schooling in ("primary", "junior")]

    assert sum(count(population, "schooling").values()) == PUBLISHED_COUNT
    assert sum(child.boarding in ("1", "0", "") for child in pupils) == 18_015 + 6_769


def test_no_child_under_six_goes_to_primary_school_and_dropouts_are_of_compulsory_age(population: Population) -> None:
    for child in population.children:
        if child.age < 6:
            assert child.schooling in ("kindergarten", "no_kindergarten")
        if child.schooling == "dropped_out":
            assert 12 <= child.age <= 14
        if child.schooling in ("senior", "vocational", "not_studying"):
            assert child.age >= 14


def test_the_care_of_a_child_never_contradicts_itself(population: Population) -> None:
    families = {family.key: family for family in population.families}
    for child in population.children:
        family = families[child.family]
        assert (child.both_parents_away == "1") != (child.one_away_other_unable == "1")
        assert (child.care_reason == "one_away") == bool(child.unable_parent)
        assert (child.has_entrusted_carer == "1") == (family.carer is not None)
        if child.unable_parent:
            assert family.kin[child.unable_parent].situation in ("3", "4")
        if child.lives_alone == "1":
            assert child.actual_carer == "nobody"


def test_no_carer_is_dead_or_a_minor_and_none_has_more_than_five_wards(population: Population) -> None:
    wards: Counter[int] = Counter()
    for family in population.families:
        if family.carer is not None:
            wards[family.carer.key] += len(family.children)
            assert family.carer.situation != "1"
            born = family.carer.birth_date
            assert born is not None and born <= date(2008, 9, 1)

    assert max(wards.values()) == 5


def test_every_identity_number_says_birth_date_and_sex_and_is_nobody_elses(population: Population) -> None:
    numbers = [child.id_number for child in population.children if child.id_number]
    for child in population.children:
        if child.id_number:
            read = read_number(child.id_number)
            assert read.trustworthy, read.flags
            assert (read.birth_date, read.sex) == (child.birth_date, child.sex)
            assert read.district.startswith("9901")
            assert NumberFlag.ENDS_IN_000 not in read.flags
        else:
            assert child.no_id_reason

    numbers += [person.id_number for person in population.persons if person.id_number]
    assert len(set(numbers)) == len(numbers)


def test_parents_tell_hukou_income_and_why_they_are_alone(population: Population) -> None:
    parents = [family.kin[kinship] for family in population.families for kinship in ("father", "mother")]
    assert sum(bool(parent.hukou_address) for parent in parents) > 0.9 * len(parents)
    assert sum(bool(parent.income_sources) for parent in parents) > 0.9 * len(parents)
    for parent in parents:
        assert (parent.single_parent == "1") == bool(parent.single_parent_reason)
        assert bool(parent.illness) == (parent.situation == "3")
        assert bool(parent.disability_kinds) == (parent.situation == "4")
        assert not parent.id_number or parent.id_kind == "resident"


def test_only_children_whom_nobody_guards_live_in_an_institution_and_each_tells_of_it_whole(
    population: Population,
) -> None:
    sheltered = [child for child in population.children if child.institution_name]
    assert 5 <= len(sheltered) <= 60
    for child in sheltered:
        assert (child.guardianship_kind, child.lives_alone) == ("nobody", "0")
        assert child.institution_landline.startswith("0990-1")
        assert child.institution_phone.startswith("1790")
        assert all((child.institution_head, child.institution_kind, child.institution_address))
    sheltered_families = {child.family for child in sheltered}
    assert [child for child in population.children if child.family in sheltered_families] == sheltered


def test_no_phone_could_be_a_persons(population: Population) -> None:
    phones = {person.phone for person in population.persons if person.phone}
    phones |= {child.phone for child in population.children if child.phone}

    assert all(phone.startswith("1790") and len(phone) == 11 for phone in phones)


def test_twins_have_numbers_next_to_each_other(population: Population) -> None:
    pairs = [
        (older, younger)
        for family in population.families
        for older, younger in zip(family.children, family.children[1:], strict=False)
        if older.birth_date == younger.birth_date
    ]
    apart = [
        abs(int(older.id_number[14:17]) - int(younger.id_number[14:17]))
        for older, younger in pairs
        if older.id_number and younger.id_number
    ]

    assert 200 < len(pairs) < 450
    assert sum(distance <= 2 for distance in apart) > 0.95 * len(apart)


def test_siblings_are_born_a_pregnancy_apart_or_on_one_day(population: Population) -> None:
    for family in population.families:
        for older, younger in zip(family.children, family.children[1:], strict=False):
            days = (younger.birth_date - older.birth_date).days
            assert days == 0 or days >= 270


def test_parents_are_grown_up_when_their_children_are_born(population: Population) -> None:
    for family in population.families:
        eldest = min(child.birth_date for child in family.children)
        for kinship in ("father", "mother"):
            born = family.kin[kinship].birth_date
            assert born is not None and (eldest - born).days >= 19 * 365


def test_surnames_have_the_shares_of_the_country(population: Population) -> None:
    surnames = Counter(child.name[0] for child in population.children)
    largest = sum(surnames[surname] for surname in "王李张刘陈") / PUBLISHED_COUNT

    assert 0.27 < largest < 0.34


def test_the_name_of_a_year_is_common_but_never_more_than_one_in_a_hundred(population: Population) -> None:
    girls = [child.name for child in population.children if child.sex == "2" and 2018 <= child.birth_date.year <= 2020]
    named = Counter(name[1:] for name in girls)

    assert 0.003 < named["一诺"] / len(girls) < 0.01


def test_strangers_share_name_sex_and_birth_year(population: Population) -> None:
    alike = Counter((child.name, child.sex, child.birth_date.year) for child in population.children)

    assert sum(times > 1 for times in alike.values()) > 100


def test_some_namesakes_share_even_the_birthday(population: Population) -> None:
    alike: dict[tuple[str, date], set[int]] = {}
    for child in population.children:
        alike.setdefault((child.name, child.birth_date), set()).add(child.family)

    assert sum(len(families) > 1 for families in alike.values()) >= 15


def test_hard_names_are_among_them(population: Population) -> None:
    names = [child.name for child in population.children]

    assert sum(DOT in name for name in names) > 50
    assert any(name.startswith("欧阳") for name in names)
    assert sum(len(name) == 2 for name in names) > 1_000
    assert 10 < sum(_lacks_gbk(name) for name in names) < 100
    assert sum(bool(child.former_name) for child in population.children) > 100


def _lacks_gbk(name: str) -> bool:
    try:
        name.replace(DOT, "").encode("gbk")
    except UnicodeEncodeError:
        return True
    return False


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("sex", codes.Sex),
        ("id_kind", codes.IdKind),
        ("no_id_reason", codes.NoIdReason),
        ("hukou_kind", codes.HukouKind),
        ("health", codes.Health),
        ("disability_level", codes.DisabilityLevel),
        ("enrolment", codes.Enrolment),
        ("schooling", codes.Schooling),
        ("boarding", codes.YesNo),
        ("unable_parent", codes.Parent),
        ("care_reason", codes.CareReason),
        ("guardianship_kind", codes.GuardianshipKind),
        ("guardianship_rating", codes.GuardianshipRating),
        ("actual_carer", codes.ActualCarer),
        ("consent_state", codes.Consent),
    ],
)
def test_every_value_stands_in_its_code_list(population: Population, field: str, values: type) -> None:
    known = {"", *(member.value for member in values)}  # type: ignore[attr-defined]  # a TextChoices class

    assert set(count(population, field)) <= known


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("disability_kinds", codes.DisabilityKind),
        ("income_sources", codes.IncomeSource),
        ("aid_measures", codes.AidMeasure),
        ("support_recommendations", codes.Support),
        ("improper_guardianship", codes.ImproperGuardianship),
    ],
)
def test_every_value_of_a_list_field_stands_in_its_code_list(population: Population, field: str, values: type) -> None:
    found = {value for child in population.children for value in getattr(child, field)}

    assert found <= {member.value for member in values}  # type: ignore[attr-defined]  # a TextChoices class


def test_every_pupil_goes_to_a_school_of_its_stage(population: Population) -> None:
    schools = {school.key: school for school in population.schools}
    enrolled = [child for child in population.children if child.enrolment == "1"]

    assert all(child.school is not None for child in enrolled)
    assert all(schools[child.school or 0].stage == child.schooling for child in enrolled)


def test_a_few_facts_are_not_collected(population: Population) -> None:
    for field in ("living_address", "income_sources", "consent_state", "grade", "phone"):
        missing = sum(not getattr(child, field) for child in population.children)
        assert 0 < missing < 0.15 * PUBLISHED_COUNT, field


def test_the_same_seed_gives_the_same_people_and_another_seed_others(city: City) -> None:
    first = generate_people(city, count=1_500, seed=5).fingerprint()

    assert generate_people(generate_city(), count=1_500, seed=5).fingerprint() == first
    assert generate_people(city, count=1_500, seed=6).fingerprint() != first


def test_a_smaller_city_keeps_the_shares(city: City) -> None:
    few = generate_people(city, count=3_000)
    wanted = shares_for(3_000)
    care = count(few, "actual_carer")

    assert len(few.children) == 3_000
    assert count(few, "sex")["1"] == wanted.males
    assert dict(count(few, "schooling")) == {stage: n for stage, n in wanted.schooling.items() if n}
    assert (care["nobody"], care["parent_unable"]) == (wanted.nobody, wanted.parent_unable)


def test_siblings_live_in_one_house_with_one_carer(population: Population) -> None:
    for family in population.families:
        assert len({child.living_address for child in family.children}) == 1
        assert len({child.actual_carer for child in family.children}) == 1
        assert _distinct_names(family.children)


def _distinct_names(children: list[Child]) -> bool:
    return len({child.name for child in children}) == len(children)
