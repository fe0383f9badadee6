"""What runs by itself or leaves as a list: exits at sixteen with a readable result, a list masked as on the page."""

from datetime import timedelta

from django.utils import timezone

from tests.world import World
from xiangban.access.jobs import run_job
from xiangban.access.kinds import Rows, export_kind
from xiangban.access.models import Job, TrailRow
from xiangban.access.roles import Role
from xiangban.children.attention import Attention, asks_for, years_before
from xiangban.children.jobs import begin_exits_at_sixteen
from xiangban.children.models import Child


def table(rows: Rows) -> list[list[str]]:
    """The rows of an export as text."""
    return [[str(value) for value in row] for row in rows]


def test_on_the_sixteenth_birthday_the_system_exits_the_child_and_the_township_can_list_it(world: World) -> None:
    today = timezone.localdate()
    Child.objects.filter(pk=world.ming.pk).update(birth_date=years_before(today, 16))
    Child.objects.filter(pk=world.hong.pk).update(birth_date=years_before(today, 16) + timedelta(days=1))
    begin_exits_at_sixteen()
    job = Job.objects.get()
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"children": [world.ming.pk]})
    township = Child.objects.visible_to(world.viewer(Role.TOWNSHIP_SUPERVISOR))
    assert list(township.filter(asks_for(Attention.SIXTEEN, today))) == [world.ming]
    row = TrailRow.objects.latest("seq")
    assert (row.verb, row.role, row.count) == ("children.exit", "system", 1)


def test_the_exits_run_twice_exit_nobody_twice(world: World) -> None:
    Child.objects.filter(pk=world.ming.pk).update(birth_date=years_before(timezone.localdate(), 16))
    for _night in range(2):
        begin_exits_at_sixteen()
    for job in Job.objects.order_by("pk"):
        run_job(job.pk)
    assert sorted(len(job.result["children"]) for job in Job.objects.all()) == [0, 1]


def test_an_export_is_masked_as_the_list_and_holds_only_what_is_in_sight(world: World) -> None:
    kind = export_kind("children")
    county, city = world.viewer(Role.COUNTY_CLERK), world.viewer(Role.CITY_CLERK)
    named = {row[1] for row in table(kind.rows(county, {}))[1:]}
    masked = {row[1] for row in table(kind.rows(city, {}))[1:]}
    assert (named, masked) == ({"田小明", "田小红"}, {"田*明", "田*红", "石*兰"})
    assert kind.children(county, {}) == 2
    assert kind.children(county, {"place": "5-990101001001"}) == 1


def test_what_a_seat_does_not_see_stays_empty_in_its_export(world: World) -> None:
    rows = table(export_kind("children").rows(world.viewer(Role.CITY_CLERK), {}))
    care = rows[0].index(str(Child._meta.get_field("care_reason").verbose_name))
    assert {row[care] for row in rows[1:]} == {""}
