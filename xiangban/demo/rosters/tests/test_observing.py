"""Who stands in whose roster, and how often which error: the shares of bench/rates.toml, to the row."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from itertools import combinations

import pytest

from xiangban.demo.city import generate_city
from xiangban.demo.kin import MOTHER, surname_of
from xiangban.demo.people import generate_people
from xiangban.demo.population import Person, Population
from xiangban.demo.rosters.errors import SLIPS
from xiangban.demo.rosters.names import UNREADABLE, split_name
from xiangban.demo.rosters.observed import Facts, ObservedRow, as_written, describe, place_names
from xiangban.demo.rosters.observing import observe
from xiangban.demo.rosters.rates import AGENCIES, ASIDE, read_rates
from xiangban.demo.rosters.tests.rosters import SEED, Observed
from xiangban.lib.resident_id import read_number

At = Callable[[float], Observed]
Shows = Callable[[Facts, ObservedRow], bool]
ROWS = 0.0004  # a share may miss by a dozen rows: one error can hide another


def true_name(facts: Facts, row: ObservedRow) -> str:
    return facts.child_of(row).name


def true_date(facts: Facts, row: ObservedRow) -> str:
    return facts.child_of(row).birth_date.isoformat()


def adults_of(facts: Facts, row: ObservedRow) -> list[Person]:
    family = facts.family_of(row)
    return [*family.kin.values(), *([family.carer] if family.carer else [])]


def is_swapped_with_an_adult(facts: Facts, row: ObservedRow) -> bool:
    """Either half tells: the adult in the child's cell, or the child in the adult's."""
    adults = ("guardian_name", "father_name", "mother_name", "parent1_name", "parent2_name")
    written = {row.values[field] for field in adults if field in row.values}
    true = true_name(facts, row)
    adult = row.values["child_name"] in {person.name for person in adults_of(facts, row)}
    return row.values["child_name"] != true and (true in written or adult)


def is_phone_changed(facts: Facts, row: ObservedRow) -> bool:
    known = {"", facts.child_of(row).phone, *(person.phone for person in adults_of(facts, row))}
    return any(value not in known for field, value in row.values.items() if field.endswith("_phone"))


def is_number_of_sibling(facts: Facts, row: ObservedRow) -> bool:
    others = {facts.numbers[child.key] for child in facts.family_of(row).children if child.key != row.child}
    return row.values["id_number"] != "" and row.values["id_number"] in others


def is_number_mistyped(facts: Facts, row: ObservedRow) -> bool:
    number = row.values["id_number"]
    wrong = number not in ("", facts.numbers[row.child])
    return wrong and not is_number_of_sibling(facts, row) and not number.endswith("000")


def is_year_off(facts: Facts, row: ObservedRow) -> bool:
    true, said = true_date(facts, row), row.values["birth_date"]
    return said[4:] == true[4:] and abs(int(said[:4]) - int(true[:4])) == 1


def is_day_month_swapped(facts: Facts, row: ObservedRow) -> bool:
    true, said = true_date(facts, row), row.values["birth_date"]
    return said != true and said == f"{true[:4]}-{true[8:]}-{true[5:7]}"


def is_lunar(facts: Facts, row: ObservedRow) -> bool:
    said = row.values["birth_date"]
    if said.startswith("lunar:"):
        return True
    if len(said) < 10 or said == true_date(facts, row) or is_day_month_swapped(facts, row):
        return False
    return 16 < (facts.child_of(row).birth_date - date.fromisoformat(said)).days < 55


def is_mothers_surname(facts: Facts, row: ObservedRow) -> bool:
    true, said = true_name(facts, row), row.values["child_name"]
    given = split_name(true)[1]
    return said != true and said == surname_of(facts.family_of(row).kin[MOTHER]) + given


STATED: dict[str, Shows] = {
    "number_missing": lambda facts, row: row.values["id_number"] == "",
    "number_cut": lambda facts, row: row.values["id_number"].endswith("000"),
    "number_of_sibling": is_number_of_sibling,
    "number_mistyped": is_number_mistyped,
    "number_full_width": lambda facts, row: "０" in as_written(row, "id_number"),
    "number_quoted": lambda facts, row: as_written(row, "id_number").startswith("'"),
    "number_as_power": lambda facts, row: as_written(row, "id_number").endswith("E+17"),
    "month_only": lambda facts, row: len(row.values["birth_date"]) == 7,
    "year_off": is_year_off,
    "day_month_swapped": is_day_month_swapped,
    "lunar_date": is_lunar,
    "unreadable_last": lambda facts, row: row.values["child_name"][-1] in UNREADABLE,
    "mothers_surname": is_mothers_surname,
    "name_and_guardian_swapped": is_swapped_with_an_adult,
    "town_only": lambda facts, row: row.values["village"] == "",
    "other_city": lambda facts, row: "city" in row.values,
    "phone_changed": is_phone_changed,
    "sex_wrong": lambda facts, row: row.values["sex"] != facts.child_of(row).sex,
    "dot_otherwise": lambda facts, row: "child_name" in row.written,
}


@pytest.mark.parametrize("agency", AGENCIES)
@pytest.mark.parametrize("error", STATED)
@pytest.mark.parametrize("factor", [1, 2])
def test_each_error_happens_as_often_as_its_rate_says(
    facts: Facts, observed: At, factor: float, error: str, agency: str
) -> None:
    share = observed(factor).share(agency, lambda row: STATED[error](facts, row))

    assert share == pytest.approx(read_rates().times(factor).share(error, agency), abs=ROWS * factor, rel=0.06)


@pytest.mark.parametrize("agency", AGENCIES)
def test_names_are_written_otherwise_as_often_as_all_rates_of_names_together(
    facts: Facts, observed: At, agency: str
) -> None:
    errors = ["homophone", "look_alike", "traditional", "nickname", "unreadable_last", "mothers_surname"]
    together = sum(read_rates().share(error, agency) for error in [*errors, "name_and_guardian_swapped"])

    share = observed(1).share(agency, lambda row: row.values["child_name"] != true_name(facts, row))

    assert share == pytest.approx(together, abs=ROWS, rel=0.02)


@pytest.mark.parametrize("agency", ["police", "villages"])
def test_children_are_written_into_another_village_as_often_as_the_rate_says(
    facts: Facts, observed: At, agency: str
) -> None:
    rates = read_rates()

    share = observed(1).share(agency, lambda row: lives_elsewhere(facts, row))

    together = rates.share("moved_village", agency) + rates.share("other_city", agency)
    named = 1 - rates.share("town_only", agency)  # of the others only the town can be seen
    assert share == pytest.approx(together * named, abs=0.0015)


def lives_elsewhere(facts: Facts, row: ObservedRow) -> bool:
    places = ("county", "town", "village")
    home = place_names(facts, facts.family_of(row).village)
    return row.values["village"] != "" and tuple(row.values[field] for field in places) != home


def test_an_age_agrees_with_the_birth_date_beside_it(observed: At) -> None:
    for row in observed(1).of("villages"):
        age, _, day = row.values["age"].partition("@")
        year = int(row.values["birth_date"].removeprefix("lunar:")[:4])
        assert int(age) in (int(day[:4]) - year, int(day[:4]) - year - 1, 0)


def test_without_errors_every_row_is_what_the_agency_knows(facts: Facts, observed: At) -> None:
    of_habits = ("guardian", "father", "mother", "parent1", "parent2", "contact")
    for row in observed(0).rows:
        clean = describe(facts, row.agency, facts.child_of(row)).values
        known = {field: value for field, value in row.values.items() if field.partition("_")[0] not in of_habits}

        assert known.items() <= clean.items()
        assert row.written == {}


def test_coverage_is_68_91_and_90_per_cent_whatever_the_errors(people: Population, observed: At) -> None:
    for factor in (0, 1, 2):
        for agency, share in (("education", 0.68), ("police", 0.91), ("villages", 0.90)):
            covered = {row.child for row in observed(factor).of(agency)}
            assert len(covered) == round(share * len(people.children))


def test_some_children_stand_twice_in_one_roster_and_none_without_errors(observed: At) -> None:
    for agency in AGENCIES:
        assert max(Counter(row.child for row in observed(0).of(agency)).values()) == 1
        twice = Counter(row.child for row in observed(1).of(agency)).values()
        assert sum(times - 1 for times in twice) == pytest.approx(
            read_rates().share("rows_twice", agency) * len(twice), abs=1.1
        )


def test_the_school_register_holds_pupils_and_the_police_nobody_without_hukou(facts: Facts, observed: At) -> None:
    pupils = [facts.child_of(row) for row in observed(1).of("education")]

    assert sum(child.schooling in ("primary", "junior") for child in pupils) > 0.8 * len(pupils)
    assert sum(child.schooling == "no_kindergarten" for child in pupils) < 0.01 * len(pupils)
    assert all(facts.child_of(row).hukou_registered == "1" for row in observed(1).of("police"))


def test_plain_methods_find_as_much_as_in_the_trial_the_rates_come_from(observed: At) -> None:
    rows = observed(1).rows
    number = [as_written(row, "id_number") if "E+" not in as_written(row, "id_number") else "" for row in rows]
    cleaned = [row.values["id_number"] for row in rows]
    named = [row.values["child_name"] + row.values["birth_date"] for row in rows]

    assert f1(rows, number) == pytest.approx(0.877, abs=0.01)
    assert f1(rows, cleaned) == pytest.approx(0.899, abs=0.01)
    assert f1(rows, named) == pytest.approx(0.883, abs=0.01)
    assert f1(rows, cleaned, named) == pytest.approx(0.975, abs=0.005)


def test_twins_and_neighbours_of_one_name_stand_in_the_rosters(people: Population, observed: At) -> None:
    rows = {row.child for row in observed(1).rows}
    families = [[child for child in family.children if child.key in rows] for family in people.families]
    seconds = [children for children in families if len(children) > 1]
    twins = [one for one in seconds if one[0].birth_date == one[1].birth_date]
    towns = {family.key: family.village // 1000 for family in people.families}
    alike: dict[tuple[str, int], set[int]] = defaultdict(set)
    for child in people.children:
        if child.key in rows:
            alike[child.name, towns[child.family]].add(child.family)

    assert len(twins) / len(seconds) == pytest.approx(0.03, abs=0.01)
    assert sum(len(homes) > 1 for homes in alike.values()) >= 0.0025 * len(rows)


def test_a_number_mistyped_or_cut_is_no_number_to_trust(facts: Facts, observed: At) -> None:
    cut = [row for row in observed(1).rows if STATED["number_cut"](facts, row)]
    mistyped = [row for row in observed(1).rows if is_number_mistyped(facts, row)]

    assert not any(read_number(row.values["id_number"]).trustworthy for row in cut)
    assert sum(read_number(row.values["id_number"]).trustworthy for row in mistyped) < 0.02 * len(mistyped)


def test_the_same_seed_gives_the_same_rows_and_another_seed_others() -> None:
    few = generate_people(generate_city(), 300)
    rates = read_rates()

    assert observe(few, rates, SEED) == observe(few, rates, SEED)
    assert observe(few, rates, SEED) != observe(few, rates, SEED + 1)


def test_both_mixes_know_every_error_and_differ() -> None:
    usual, aside = read_rates(), read_rates(ASIDE)

    assert {*usual.habits, *usual.errors} == {*aside.habits, *aside.errors} == {*SLIPS, "rows_twice"}
    assert all(usual.errors[error] != aside.errors[error] for error in usual.errors)


def f1(rows: list[ObservedRow], *keys: list[str]) -> float:
    """How well equal keys find the pairs of rows of one child."""
    found: set[tuple[int, int]] = set()
    for key in keys:
        groups: dict[str, list[int]] = defaultdict(list)
        for at, value in enumerate(key):
            if value:
                groups[value].append(at)
        found.update(pair for group in groups.values() for pair in combinations(group, 2))
    times = Counter(row.child for row in rows).values()
    true = sum(count * (count - 1) // 2 for count in times)
    right = sum(rows[left].child == rows[other].child for left, other in found)
    return 2 * right / (len(found) + true)
