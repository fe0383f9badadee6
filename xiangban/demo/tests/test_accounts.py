"""The demo's accounts: every role once, all in one place that has something to show."""

from collections import Counter

from xiangban.access.roles import Role
from xiangban.demo.accounts import PASSWORD, demo_accounts
from xiangban.demo.agencies import generate_agencies
from xiangban.demo.population import Population


def test_every_role_has_an_account_and_the_liaisons_are_two(population: Population) -> None:
    roles = Counter(account.role for account in demo_accounts(population))

    assert set(roles) == set(Role.values)
    assert {role for role, times in roles.items() if times > 1} == {"liaison"}


def test_user_names_are_latin_and_differ(population: Population) -> None:
    names = [account.username for account in demo_accounts(population)]

    assert len(set(names)) == len(names)
    assert all(name.isascii() and name.isalpha() for name in names)
    assert len(PASSWORD) >= 12


def test_the_director_answers_for_ten_to_25_children(population: Population) -> None:
    director = next(account for account in demo_accounts(population) if account.role == "village_director")
    living = [child for child in population.children if child.living_code == director.place_code]

    assert 10 <= len(living) <= 25


def test_the_school_has_pupils_in_the_directors_village(population: Population) -> None:
    accounts = {account.role: account for account in demo_accounts(population)}
    school = int(accounts["school"].agency.partition(":")[2])
    village = accounts["village_director"].place_code

    assert any(child.school == school and child.living_code == village for child in population.children)


def test_the_parent_sees_own_children_and_the_social_worker_six_of_the_township(population: Population) -> None:
    accounts = {account.role: account for account in demo_accounts(population)}
    children = {child.key: child for child in population.children}

    assert len({children[key].family for key in accounts["parent"].children}) == 1
    assert len(accounts["social_worker"].children) == 6


def test_every_account_sits_at_an_agency_that_exists(population: Population) -> None:
    keys = {agency.key for agency in generate_agencies(population.city, population.schools)}

    assert all(not account.agency or account.agency in keys for account in demo_accounts(population))
