"""In a demo the conference lives by the day of its register, as tasks and figures do: one day on every page."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.world import World
from xiangban.access.acts import Refused
from xiangban.access.installation import DEMO_DAY, forget_installation, name_installation
from xiangban.conference.actions import meetings, minutes
from xiangban.conference.tests.stage import build_hall


@pytest.fixture(autouse=True)
def _installation_read_anew() -> Iterator[None]:
    yield
    forget_installation()


def test_a_demo_s_meeting_is_held_and_its_minutes_circulated_by_the_day_of_the_register(world: World) -> None:
    name_installation("溪宁市", demo=True)
    hall = build_hall(world)
    tomorrow = hall.call(held_on=DEMO_DAY + timedelta(days=1), agenda_deadline=DEMO_DAY)
    assert meetings.give_notice(tomorrow, hall.office).issued_on == DEMO_DAY
    with pytest.raises(Refused):
        meetings.hold_meeting(tomorrow, hall.office)
    held = hall.call(held_on=DEMO_DAY, agenda_deadline=DEMO_DAY)
    meetings.hold_meeting(held, hall.office)
    held.refresh_from_db()
    drafted = minutes.draft_minutes(held, hall.office)
    with pytest.raises(Refused):
        minutes.circulate_minutes(drafted, hall.office, comments_until=DEMO_DAY - timedelta(days=1))
