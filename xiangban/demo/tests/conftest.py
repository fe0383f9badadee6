"""The whole invented city once per run: two seconds of work that every test here may read."""

import pytest

from xiangban.demo.city import City, generate_city
from xiangban.demo.people import generate_people
from xiangban.demo.population import Population


@pytest.fixture(scope="session")
def city() -> City:
    return generate_city()


@pytest.fixture(scope="session")
def population(city: City) -> Population:
    return generate_people(city)
