"""What a seat is granted it can really do: each verb succeeds once for every role that holds it.

The scenes are in scenarios.py, the grants in policy.py.
"""

import pytest

from tests.gate.cast import SEATS
from tests.gate.grants import GRANTED
from tests.gate.routes import ROUTES
from tests.gate.scenarios import SCENARIOS, fault_of_scene
from tests.gate.stage import Stage, undone
from xiangban.access.permissions import GRANTS

pytestmark = pytest.mark.django_db

# Asked inside pages that every seat has: whose jobs are listed (see the matrix), what is counted (see test_rows.py).
INSIDE_A_PAGE = {"jobs.see_all", "children.count"}
# Verbs of pages that only show: the matrix asks for them.
WRITTEN = {row.post.verb for row in ROUTES.values() if row.post} - {"children.search"}
READ = {row.get.verb for row in ROUTES.values() if row.get} - WRITTEN


def performers(verb: str) -> list[str]:
    """One seat of each role that is granted the verb, and its stand-in."""
    return [seat for seat, who in SEATS.items() if who.role in GRANTED[verb] and seat in (who.role, "stand_in")]


@pytest.mark.parametrize("verb", SCENARIOS)
def test_a_granted_verb_succeeds_for_every_role_that_holds_it(stage: Stage, verb: str) -> None:
    faults = []
    for seat in performers(verb):
        with undone():
            faults.append(fault_of_scene(verb, seat, stage))
    assert not any(faults), "\n".join(filter(None, faults))


@pytest.mark.parametrize("verb", SCENARIOS)
def test_a_verb_that_is_not_granted_does_not_succeed_by_the_same_form(stage: Stage, verb: str) -> None:
    done = []
    for seat, who in SEATS.items():
        if who.role not in GRANTED[verb]:
            with undone():
                done += [seat] if not fault_of_scene(verb, seat, stage) else []
    assert done == []


def test_every_verb_has_a_scene_or_a_page_that_only_shows() -> None:
    assert GRANTED.keys() - SCENARIOS.keys() - READ - INSIDE_A_PAGE == set()


def test_the_policy_and_the_product_know_the_same_verbs() -> None:
    granted = {verb for verbs in GRANTS.values() for verb in verbs}
    assert granted == GRANTED.keys()


def test_the_policy_and_the_product_grant_the_same() -> None:
    product = {(role.value, verb) for role, verbs in GRANTS.items() for verb in verbs}
    policy = {(role, verb) for verb, roles in GRANTED.items() for role in roles}
    assert product - policy == set(), "granted by the product alone"
    assert policy - product == set(), "granted by the policy alone"
