"""Lists that leave the house: asked for, approved, marked, fetched, and gone after a week."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone, translation
from django_q.exceptions import TimeoutException
from hypothesis import given
from hypothesis import strategies as st

from tests.world import World
from xiangban.access.actions.exports import approve_export, fetch_export, refuse_export, request_export
from xiangban.access.actions.seats import end_seat
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.export_rules import may_decide
from xiangban.access.exports import expire_exports
from xiangban.access.jobs import JobStopped, Progress, run_job, stop_job, take_up_lost_jobs
from xiangban.access.kinds import ExportKind, Parameters, register_export
from xiangban.access.models import Export, ExportState, Job, JobState, Seat, TrailRow, User
from xiangban.access.roles import Role
from xiangban.access.safe_csv import safe_cell, table_lines
from xiangban.access.sealed_files import path_of
from xiangban.access.viewer import Viewer
from xiangban.children.models import Child

KIND = ExportKind("tests", "名单", f"{__name__}.count", f"{__name__}.write", "children.list", ("state",))
MANY: list[int] = []
register_export(KIND)


def count(viewer: Viewer, parameters: Parameters) -> int:
    return MANY[0] if MANY else Child.objects.visible_to(viewer).count()


def write(viewer: Viewer, parameters: Parameters) -> Iterator[list[object]]:
    yield ["name", "note"]
    for child in Child.objects.visible_to(viewer):
        yield [child.name, '=HYPERLINK("x")']
    for number in range(MANY[0] if MANY else 0):
        yield [f"child {number}", ""]


@pytest.fixture(autouse=True)
def _few() -> None:
    MANY.clear()


@pytest.fixture
def asked(world: World) -> Export:
    return ask(world, Role.COUNTY_CLERK)


def ask(world: World, role: Role) -> Export:
    return request_export(KIND, world.viewer(role), parameters={"state": "x", "other": "y"}, reason="走访安排")


def made(export: Export) -> Export:
    export.refresh_from_db()
    assert export.job_id is not None
    run_job(export.job_id)
    export.refresh_from_db()
    return export


def table(content: Iterator[bytes]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(content).decode("utf-8-sig"))))


def test_a_list_is_asked_for_approved_made_and_fetched(world: World, asked: Export) -> None:
    assert asked.parameters == {"state": "x"}
    approve_export(asked, world.viewer(Role.COUNTY_HEAD))
    ready = made(asked)
    assert ready.state == ExportState.READY
    clerk = world.viewer(Role.COUNTY_CLERK)
    rows = table(fetch_export(ready, clerk))
    assert [row[0] for row in rows[1:]] == ["name", "田小明", "田小红"]
    table(fetch_export(ready, clerk))
    assert TrailRow.objects.filter(verb="exports.fetch", subject_key=str(asked.pk)).count() == 2


def test_every_copy_says_who_when_what_for_and_until_when(world: World, asked: Export) -> None:
    approve_export(asked, world.viewer(Role.COUNTY_HEAD))
    ready = made(asked)
    mark = table(fetch_export(ready, world.viewer(Role.COUNTY_CLERK)))[0][0]
    assert ready.expires_at is not None
    for word in (ready.requested_by.display_name, "走访安排", f"{timezone.localtime(ready.expires_at):%Y-%m-%d}"):
        assert word in mark


def test_no_cell_is_a_formula(world: World, asked: Export) -> None:
    approve_export(asked, world.viewer(Role.COUNTY_HEAD))
    rows = table(fetch_export(made(asked), world.viewer(Role.COUNTY_CLERK)))
    assert {row[1] for row in rows[2:]} == {'\'=HYPERLINK("x")'}


@given(st.lists(st.lists(st.text(alphabet="=+-@\t\r\n＝＋－＠ a1,\"'张"), min_size=1), max_size=4))
def test_whatever_is_written_no_cell_begins_like_a_formula(rows: list[list[str]]) -> None:
    for row in table(table_lines(rows)):
        assert not any(cell[:1] and cell[0] in "=+-@\t\r\n＝＋－＠" for cell in row)
    assert safe_cell("张三") == "张三"
    assert safe_cell(None) == ""


def test_a_head_approves_small_lists_and_never_their_own_above_five_hundred() -> None:
    assert may_decide(500, requester=1, decider=1)
    assert not may_decide(501, requester=1, decider=1)
    assert may_decide(501, requester=1, decider=2)
    assert not may_decide(1, requester=1, decider=None)


def test_a_large_list_waits_for_a_second_person(world: World) -> None:
    MANY.append(501)
    export = ask(world, Role.COUNTY_HEAD)
    with pytest.raises(Refused):
        approve_export(export, world.viewer(Role.COUNTY_HEAD))
    approve_export(export, world.viewer(Role.CITY_HEAD))
    assert made(export).state == ExportState.READY


def test_others_may_save_while_a_list_is_made(world: World, asked: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    approve_export(asked, world.viewer(Role.COUNTY_HEAD))
    outside = len(connection.savepoint_ids)
    held: list[int] = []
    monkeypatch.setattr(Progress, "step", lambda *_told: held.append(len(connection.savepoint_ids)))
    assert made(asked).state == ExportState.READY
    assert set(held) == {outside}


def test_a_list_that_grows_past_five_hundred_after_ones_own_approval_is_not_made(world: World) -> None:
    export = ask(world, Role.COUNTY_HEAD)
    approve_export(export, world.viewer(Role.COUNTY_HEAD))
    MANY.append(501)
    assert made(export).state == ExportState.FAILED


def test_a_clerk_approves_nothing_and_another_county_sees_nothing(world: World, asked: Export) -> None:
    with pytest.raises(NotPermitted):
        approve_export(asked, world.viewer(Role.COUNTY_CLERK))
    page = f"/exports/{asked.pk}/"
    client = Client()
    assert client.get(page).status_code == 302
    assert not Export.objects.filter(pk=asked.pk, state=ExportState.APPROVED).exists()


def test_approving_twice_makes_one_file_and_says_so(world: World, asked: Export) -> None:
    head = world.viewer(Role.COUNTY_HEAD)
    approve_export(asked, head)
    with pytest.raises(Refused):
        approve_export(asked, head)
    assert Job.objects.count() == 1


def test_a_refused_list_is_not_made_and_tells_why(world: World, asked: Export) -> None:
    refuse_export(asked, world.viewer(Role.COUNTY_HEAD), reason="无必要")
    asked.refresh_from_db()
    assert (asked.state, asked.message, asked.job_id) == (ExportState.REFUSED, "无必要", None)


def test_who_lost_the_seat_gets_no_list(world: World, asked: Export) -> None:
    approve_export(asked, world.viewer(Role.COUNTY_HEAD))
    end_seat(world.seats[Role.COUNTY_CLERK], world.viewer(Role.SECURITY_ADMINISTRATOR), reason="调离")
    assert made(asked).state == ExportState.FAILED
    assert asked.message
    assert Job.objects.get().state == JobState.FAILED


@pytest.mark.parametrize(
    ("fault", "word"), [(JobStopped(), "stopped"), (OSError("disk"), "administrator"), (TimeoutException(), "number")]
)
def test_a_list_whose_making_was_stopped_or_broke_says_so_and_may_be_asked_for_again(
    world: World, asked: Export, monkeypatch: pytest.MonkeyPatch, fault: BaseException, word: str
) -> None:
    def breaks(*_told: object) -> None:
        raise fault

    User.objects.update(language="en")
    approve_export(asked, world.viewer(Role.COUNTY_HEAD))
    monkeypatch.setattr(Progress, "step", breaks)
    ended = made(asked)
    assert ended.state == ExportState.FAILED
    assert word in ended.message
    assert TrailRow.objects.filter(verb="exports.fail", subject_key=str(asked.pk)).count() == 1
    assert ask(world, Role.COUNTY_CLERK).state == ExportState.REQUESTED


def test_a_list_stopped_before_its_making_began_is_not_made(world: World, asked: Export) -> None:
    head = world.viewer(Role.COUNTY_HEAD)
    approve_export(asked, head)
    stop_job(Job.objects.get(), head)
    asked.refresh_from_db()
    assert (asked.state, bool(asked.message)) == (ExportState.FAILED, True)


def test_a_list_whose_worker_was_ended_is_made_by_the_next_and_not_made_when_that_one_is_ended_too(
    world: World, asked: Export
) -> None:
    approve_export(asked, world.viewer(Role.COUNTY_HEAD))
    for state in (ExportState.APPROVED, ExportState.FAILED):
        Job.objects.update(state=JobState.RUNNING, began_at=timezone.now(), worker="gone")
        take_up_lost_jobs()
        asked.refresh_from_db()
        assert asked.state == state
    assert asked.message


def test_only_who_asked_fetches(world: World, asked: Export, as_seat: Callable[[Seat], Client]) -> None:
    approve_export(asked, world.viewer(Role.COUNTY_HEAD))
    made(asked)
    with pytest.raises(NotPermitted):
        fetch_export(asked, world.viewer(Role.COUNTY_HEAD))
    assert as_seat(world.li).post(f"/exports/{asked.pk}/fetch/").status_code == 404
    answer = as_seat(world.seats[Role.COUNTY_CLERK]).post(f"/exports/{asked.pk}/fetch/")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_after_a_week_the_file_is_gone(world: World, asked: Export) -> None:
    approve_export(asked, world.viewer(Role.COUNTY_HEAD))
    ready = made(asked)
    assert ready.attachment is not None
    stored = path_of(ready.attachment.stored_as)
    expire_exports()
    assert stored.exists()
    Export.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Refused):
        fetch_export(ready, world.viewer(Role.COUNTY_CLERK))
    expire_exports()
    assert not stored.exists()
    assert Export.objects.get(pk=asked.pk).state == ExportState.EXPIRED


def test_the_pages_lead_from_asking_to_the_file(world: World, as_seat: Callable[[Seat], Client]) -> None:
    with translation.override("en"):
        clerk, head = as_seat(world.seats[Role.COUNTY_CLERK]), as_seat(world.seats[Role.COUNTY_HEAD])
        assert clerk.get("/exports/request/tests/").status_code == 200
        page = clerk.post("/exports/request/tests/", {"reason": "走访"}).headers["Location"]
        assert "走访" in head.get(page).content.decode()
        assert head.post(f"{page}approve/").status_code == 302
        assert head.post(f"{page}approve/").status_code == 409
        made(Export.objects.get())
        assert f"{page}fetch/" in clerk.get(page).content.decode()
        assert as_seat(world.li).get(page).status_code == 404
        assert as_seat(world.seats[Role.VILLAGE_DIRECTOR]).get("/exports/request/tests/").status_code == 404


def test_an_empty_list_is_refused_beside_the_form(world: World, as_seat: Callable[[Seat], Client]) -> None:
    Child.objects.update(responsible_code=1)
    answer = as_seat(world.seats[Role.COUNTY_CLERK]).post("/exports/request/tests/", {"reason": "走访"})
    assert answer.status_code == 422
