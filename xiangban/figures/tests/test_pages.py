"""The summary as its readers get it: counted from the register, frozen with its list, set beside a table from below."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.world import COUNTY, OTHER_COUNTY, World, as_viewer, sign_in
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.models import Job, TrailRow
from xiangban.access.roles import Role
from xiangban.access.viewer import system_viewer
from xiangban.children.models import Child
from xiangban.figures.actions import freeze_summary, receive_summary
from xiangban.figures.jobs import run_read_back, run_write_paper
from xiangban.figures.models import ReceivedSummary, Snapshot
from xiangban.figures.queries import summary_as_of, summary_of
from xiangban.figures.reading import read_table
from xiangban.network.actions.places import merge_places
from xiangban.network.plans import NewPlace
from xiangban.territories.models import Territory

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


class _Progress:
    def step(self, done: int, total: int) -> None:
        """Nothing waits for this."""


@pytest.fixture
def county(world: World) -> Territory:
    Child.objects.all().update(state="registered", sex="1", schooling="primary", hukou_registered="1")
    return Territory.objects.get(code=COUNTY)


def _asks(world: World, role: Role, name: str, **parts: Any) -> Any:
    client: Client = sign_in(world.seats[role])
    return client.get(reverse(f"figures:{name}", kwargs=parts))


def test_the_whole_is_the_sum_of_the_places_below(world: World, county: Territory) -> None:
    table = summary_of(as_viewer(world.seats[Role.COUNTY_CLERK]), county, DAY)
    assert table.whole[1] == Child.objects.filter(responsible_code__range=(COUNTY, COUNTY + 999_999)).count() > 0
    assert all(sum(row[n] for _c, _name, row in table.rows) == table.whole[n] for n in range(1, 33))


def test_the_register_of_now_and_as_of_now_give_the_same_table(world: World, county: Territory) -> None:
    viewer = as_viewer(world.seats[Role.COUNTY_CLERK])
    Child.objects.all().update(state="draft", sex="", schooling="", hukou_registered="")  # as its changes tell
    then = summary_as_of(viewer, county, DAY, timezone.now())
    assert then.whole == summary_of(viewer, county, DAY).whole


def test_a_child_of_sixteen_on_the_reference_day_is_not_counted(world: World, county: Territory) -> None:
    viewer = as_viewer(world.seats[Role.COUNTY_CLERK])
    before = summary_of(viewer, county, DAY).whole[1]
    Child.objects.filter(pk=world.ming.pk).update(birth_date=date(2010, 9, 1))
    assert summary_of(viewer, county, DAY).whole[1] == before - 1


def test_the_county_reads_its_villages_and_the_liaison_only_the_own_total(world: World, county: Territory) -> None:
    townships = Territory.objects.current().inside(county.interval).filter(level=county.level + 1)
    clerk = _asks(world, Role.COUNTY_CLERK, "summary").content.decode()
    liaison = _asks(world, Role.LIAISON, "summary").content.decode()
    assert all(place.name in clerk for place in townships)
    assert not any(f">{place.name}<" in liaison for place in townships)
    assert "<td>*</td>" in liaison
    assert "<td>*</td>" not in clerk


def test_a_frozen_table_keeps_its_figures_while_the_register_goes_on(world: World, county: Territory) -> None:
    clerk = as_viewer(world.seats[Role.COUNTY_CLERK])
    frozen = freeze_summary(county, clerk, day=DAY, purpose="第一次全体会议")
    Child.objects.filter(pk=world.ming.pk).update(state="exited", exit_reason="sixteen")
    kept = Snapshot.objects.get(pk=frozen.pk)
    assert kept.figures["whole"]["1"] == frozen.children
    assert summary_of(clerk, county, DAY).whole[1] == frozen.children - 1
    assert TrailRow.objects.filter(verb="figures.freeze").count() == 1


def test_nobody_changes_a_frozen_figure(world: World, county: Territory) -> None:
    frozen = freeze_summary(county, system_viewer("a test"), day=DAY, purpose="通报")
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        Snapshot.objects.filter(pk=frozen.pk).update(children=0)


def test_a_frozen_table_follows_its_county_into_another_and_keeps_what_it_said(world: World, county: Territory) -> None:
    frozen = freeze_summary(county, system_viewer("a test"), day=DAY, purpose="通报")
    kept = merge_places(
        Territory.objects.get(code=OTHER_COUNTY),
        as_viewer(world.seats[Role.CITY_HEAD]),
        others=[county],
        new=NewPlace(world.places[OTHER_COUNTY].name),
        on=timezone.localdate(),
    )
    found = Snapshot.objects.get(pk=frozen.pk)
    assert (found.place_code, found.place_name) == (kept.code, county.name)
    assert (found.figures["whole"]["1"], found.list_hash) == (frozen.children, frozen.list_hash)
    page = sign_in(world.li).get(reverse("figures:snapshot", kwargs={"pk": frozen.pk}))
    assert county.name in page.content.decode()


def test_nobody_writes_another_place_and_another_figure_together(world: World, county: Territory) -> None:
    frozen = freeze_summary(county, system_viewer("a test"), day=DAY, purpose="通报")
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        Snapshot.objects.filter(pk=frozen.pk).update(place_code=OTHER_COUNTY, children=0)


def test_the_list_behind_a_figure_shows_the_children_counted_in_it(world: World, county: Territory) -> None:
    frozen = freeze_summary(county, system_viewer("a test"), day=DAY, purpose="通报")
    client = sign_in(world.seats[Role.COUNTY_CLERK])
    behind = reverse("figures:behind", kwargs={"pk": frozen.pk})
    assert world.ming.name in client.get(behind, {"column": "13"}).content.decode()
    assert world.ming.name not in client.get(behind, {"column": "17"}).content.decode()


def test_the_workbook_of_a_frozen_table_is_read_back_to_the_same_figures(world: World, county: Territory) -> None:
    frozen = freeze_summary(county, system_viewer("a test"), day=DAY, purpose="通报")
    run_write_paper(_Progress(), frozen.pk)  # type: ignore[arg-type]  # only step() is asked
    client = sign_in(world.seats[Role.COUNTY_CLERK])
    answer = client.post(reverse("figures:fetch", kwargs={"pk": frozen.pk}))
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert read_table(content) == {int(n): children for n, children in frozen.figures["whole"].items()}


def test_the_office_of_the_conference_freezes_but_fetches_no_workbook(world: World, county: Territory) -> None:
    office = as_viewer(world.seats[Role.CONFERENCE_OFFICE])
    city = Territory.objects.current().get(code=office.interval.low, level=office.level)
    assert freeze_summary(city, office, day=DAY, purpose="全体会议").place_code == city.code
    with pytest.raises(NotPermitted):
        freeze_summary(county, as_viewer(world.seats[Role.LIAISON]), day=DAY, purpose="通报")


def test_a_day_before_the_definition_is_refused(world: World, county: Territory) -> None:
    with pytest.raises(Refused):
        freeze_summary(county, system_viewer("a test"), day=date(2015, 1, 1), purpose="通报")


def _workbook(row: dict[int, int]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "农村留守儿童排查汇总表")
        sheet.write_row(3, 1, list(range(1, 33)))
        sheet.write_row(4, 0, ["甲镇", *(number // 2 for number in row.values())])
        sheet.write_row(5, 0, ["合 计", *row.values()])
    return out.getvalue()


def _receive(county: Territory, content: bytes) -> ReceivedSummary:
    upload = SimpleUploadedFile("汇总表.xlsx", content)
    found = receive_summary(county, system_viewer("a test"), day=DAY, upload=upload)
    run_read_back(_Progress(), found.pk)  # type: ignore[arg-type]  # only step() is asked
    return ReceivedSummary.objects.get(pk=found.pk)


def test_a_table_from_below_is_set_beside_the_register_column_by_column(world: World, county: Territory) -> None:
    register = dict(summary_of(system_viewer("a test"), county, DAY).whole)
    found = _receive(county, _workbook(register | {13: register[13] + 2}))
    assert found.said["13"] == found.register["13"] + 2
    page = sign_in(world.seats[Role.COUNTY_CLERK]).get(reverse("figures:received", kwargs={"pk": found.pk}))
    text = page.content.decode()
    assert "1=11+…+18" in text
    assert "+2" in text


def test_a_file_that_is_no_table_is_refused_with_its_name(world: World, county: Territory) -> None:
    found = _receive(county, b"not a workbook at all")
    assert found.said == {}
    assert "汇总表.xlsx" in found.refusal


def test_reading_a_summary_is_a_job_with_its_number_only(world: World, county: Territory) -> None:
    found = _receive(county, b"")
    assert Job.objects.get(kind="figures.read_back").arguments == {"received": found.pk}


def test_the_list_of_a_frozen_table_cannot_be_doubled(world: World, county: Territory) -> None:
    frozen = freeze_summary(county, system_viewer("a test"), day=DAY, purpose="通报")
    assert frozen.list.count() == frozen.children
    with pytest.raises((IntegrityError, Exception)), transaction.atomic():
        frozen.list.all().delete()
