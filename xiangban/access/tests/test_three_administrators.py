"""System, security and audit administrator are three people (三员分立), now and for any day to come."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.world import COUNTY, World
from xiangban.access.actions.seats import Term, begin_seat, open_post
from xiangban.access.acts import Refused
from xiangban.access.models import SeatKind
from xiangban.access.post_rules import ADMINISTRATORS
from xiangban.access.roles import Role

PAIRS = [(held, wanted) for held in sorted(ADMINISTRATORS) for wanted in sorted(ADMINISTRATORS - {held})]


@pytest.mark.parametrize("days", [0, 30])
@pytest.mark.parametrize(("held", "wanted"), PAIRS)
def test_nobody_is_two_administrators(world: World, held: Role, wanted: Role, days: int) -> None:
    security, user = world.viewer(Role.SECURITY_ADMINISTRATOR), world.seats[held].user
    post = open_post(world.places[COUNTY], security, role=wanted, title="管理员")
    term = Term(SeatKind.STAND_IN, timezone.localdate() + timedelta(days=days))
    with pytest.raises(Refused) as refusal:
        begin_seat(post, security, user=user, term=term)
    assert refusal.value.field == "user"
