"""What three agencies wrote down of the whole city, clean, as usual and at double errors: seconds, once per run."""

from collections.abc import Callable
from functools import cache

import pytest

from xiangban.demo.city import generate_city
from xiangban.demo.people import generate_people
from xiangban.demo.population import Population
from xiangban.demo.rosters.observed import Facts, facts_of
from xiangban.demo.rosters.observing import observe
from xiangban.demo.rosters.rates import read_rates
from xiangban.demo.rosters.tests.rosters import SEED, Observed


@pytest.fixture(scope="session")
def people() -> Population:
    return generate_people(generate_city())


@pytest.fixture(scope="session")
def facts(people: Population) -> Facts:
    return facts_of(people, SEED)


@pytest.fixture(scope="session")
def observed(people: Population) -> Callable[[float], Observed]:
    """The rows at a multiple of the usual errors."""

    @cache
    def at(factor: float) -> Observed:
        return Observed(observe(people, read_rates().times(factor), SEED))

    return at
