"""What asks for a hand today: the query and the rule on one child never disagree."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.world import VILLAGE, World, make_child
from xiangban.children.attention import Attention, asks_for, years_before
from xiangban.children.models import Child
from xiangban.children.rules import ChildState, Facts, alerts
from xiangban.lib.chinese_dates import age_on

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
BIRTHS = st.dates(date(2007, 1, 1), date(2023, 12, 31))


@given(BIRTHS, DAYS, st.integers(1, 20))
def test_younger_than_counts_full_years_as_the_law_does(birth: date, day: date, years: int) -> None:
    assert (birth > years_before(day, years)) == (age_on(birth, day) < years)


@given(
    st.lists(st.tuples(BIRTHS, st.sampled_from(["nobody", "good", ""]), st.sampled_from(["1", "0", ""])), max_size=4),
    DAYS,
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_query_finds_exactly_the_children_the_rule_alerts_for(
    world: World, families: list[tuple[date, str, str]], day: date
) -> None:
    Child.objects.exclude(pk__in=[world.ming.pk, world.hong.pk, world.lan.pk]).delete()
    expected = set()
    for birth, kind, alone in families:
        child = make_child("孩子", VILLAGE)
        Child.objects.filter(pk=child.pk).update(birth_date=birth, guardianship_kind=kind, lives_alone=alone)
        if alerts(Facts(birth, "", "", kind, alone == "1"), day):
            expected.add(child.pk)
    assert set(Child.objects.filter(asks_for(Attention.ALERT, day)).values_list("pk", flat=True)) == expected


@pytest.mark.parametrize(("days", "asked"), [(-1, False), (0, False), (1, True), (60, True), (61, False)])
def test_a_child_is_shown_sixty_days_before_the_sixteenth_birthday(world: World, days: int, asked: bool) -> None:
    today = date(2026, 9, 1)
    birthday = today + timedelta(days=days)
    Child.objects.filter(pk=world.ming.pk).update(birth_date=birthday.replace(year=birthday.year - 16))
    found = Child.objects.filter(asks_for(Attention.SIXTEEN_SOON, today), pk=world.ming.pk).exists()
    assert found is asked


def test_a_file_that_left_the_register_asks_for_nothing(world: World) -> None:
    Child.objects.update(state=ChildState.EXITED, exit_reason="other", lives_alone="1", responsible_basis="unclaimed")
    for attention in Attention:
        assert not Child.objects.filter(asks_for(attention, date(2026, 9, 1))).exists()
