"""The demo's accounts: every role once, all in one place that has something to show."""

from collections import Counter

import pytest

from xiangban.access.roles import Role
from xiangban.demo.accounts import PASSWORD, DemoAccount, Stage, choose_stage, office_accounts, parent_account
from xiangban.demo.agencies import generate_agencies
from xiangban.demo.population import Population


@pytest.fixture(scope="module")
def stage(population: Population) -> Stage:
    return choose_stage(population)


@pytest.fixture(scope="module")
def accounts(population: Population, stage: Stage) -> list[DemoAccount]:
    return [*office_accounts(population, stage), parent_account(population, stage, "沈紫雪")]


def test_every_role_has_an_account_and_the_liaisons_are_two(accounts: list[DemoAccount]) -> None:
    roles = Counter(account.role for account in accounts)

    assert set(roles) == set(Role.values)
    assert {role for role, times in roles.items() if times > 1} == {"liaison"}


def test_user_names_are_latin_and_differ(accounts: list[DemoAccount]) -> None:
    names = [account.username for account in accounts]

    assert len(set(names)) == len(names)
    assert all(name.isascii() and name.isalpha() for name in names)
    assert len(PASSWORD) >= 12


def test_the_director_answers_for_ten_to_25_children(population: Population, stage: Stage) -> None:
    living = [child for child in population.children if child.living_code == stage.village]

    assert 10 <= len(living) <= 25


def test_the_school_has_pupils_in_the_directors_village(
    population: Population, stage: Stage, accounts: list[DemoAccount]
) -> None:
    school = next(account for account in accounts if account.role == "school")

    assert school.agency == f"school:{stage.school}"
    assert any(child.school == stage.school and child.living_code == stage.village for child in population.children)


def test_a_parent_of_the_village_is_called_by_the_own_name(stage: Stage, accounts: list[DemoAccount]) -> None:
    parent = next(account for account in accounts if account.role == "parent")

    assert (parent.name, parent.place_code) == ("沈紫雪", stage.village)


def test_every_account_sits_at_an_agency_that_exists(population: Population, accounts: list[DemoAccount]) -> None:
    keys = {agency.key for agency in generate_agencies(population.city, population.schools)}

    assert all(not account.agency or account.agency in keys for account in accounts)
