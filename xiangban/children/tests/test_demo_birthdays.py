"""In a demo the register stands at its reference date: no night takes a child off it."""

from collections.abc import Iterator

import pytest

from tests.world import World
from xiangban.access.installation import forget_installation, name_installation
from xiangban.access.models import Job
from xiangban.children.jobs import begin_exits_at_sixteen


@pytest.fixture(autouse=True)
def _installation_read_anew() -> Iterator[None]:
    yield
    forget_installation()


@pytest.mark.parametrize(("demo", "jobs"), [(True, 0), (False, 1)])
def test_the_nights_exits_begin_in_a_real_installation_only(world: World, demo: bool, jobs: int) -> None:
    name_installation("溪宁市", demo=demo)
    begin_exits_at_sixteen()
    assert Job.objects.filter(kind="children.exit_at_sixteen").count() == jobs
