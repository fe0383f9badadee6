"""What the comparison after a kill can see: a save past the trail, a torn file, a lost promise, a changed row.

The kills themselves are in test_kill.py.
"""

from datetime import date

from django.db import connection
from django.utils import timezone

from tests.crash.ledger import Promise
from tests.crash.saves import amender, found_one
from tests.crash.standing import faults_of_database, faults_of_files, faults_of_promises, faults_of_trail
from tests.world import World
from xiangban.access.roles import Role
from xiangban.children.models import Child, FactChange, NameKey, Source, SourceKind


def cast_of(world: World) -> frozenset[int]:
    return frozenset({world.ming.pk, world.hong.pk, world.lan.pk})


def save(world: World) -> list[Promise]:
    by = world.viewer(Role.TOWNSHIP_SUPERVISOR)
    return [found_one(by), amender(world.ming)(by), amender(world.hong)(by), amender(world.ming)(by)]


def test_saves_by_the_actions_stand_whole_and_in_the_trail(world: World) -> None:
    promises = save(world)
    assert [*faults_of_promises(promises), *faults_of_trail(cast_of(world)), *faults_of_files(cast_of(world))] == []
    assert list(faults_of_database()) == []


def test_a_promise_nobody_kept_is_seen(world: World) -> None:
    promises = [
        *save(world),
        Promise("children.amend", world.ming.pk, 9, "x"),
        Promise("children.found", 10**9, 1, "x"),
    ]
    assert len(list(faults_of_promises(promises))) == 2


def test_a_save_past_the_trail_is_seen(world: World) -> None:
    source = Source.objects.create(kind=SourceKind.FORM, title="登记表", received_on=date(2026, 9, 1))
    FactChange.objects.create(
        child=world.ming, field="class_name", value="1", recorded_at=timezone.now(), source=source, version=2
    )
    assert list(faults_of_trail(cast_of(world))) == [f"saved without trail: ('children.amend', {world.ming.pk})"]
    assert list(faults_of_files(cast_of(world))) == [f"child {world.ming.pk} shows '', its last change says '1'"]


def test_a_file_of_which_a_part_was_saved_is_seen(world: World) -> None:
    (founded, *_rest) = save(world)
    NameKey.objects.filter(child=founded.child).delete()
    assert list(faults_of_files(cast_of(world))) == [f"child {founded.child} has no search keys"]


def test_a_row_of_the_trail_without_its_save_is_seen(world: World) -> None:
    save(world)
    assert list(faults_of_trail(frozenset(Child._base_manager.values_list("pk", flat=True)))) != []


def test_a_trail_that_was_written_over_is_seen(world: World) -> None:
    save(world)
    with connection.cursor() as cursor:
        for end in ("no_update", "no_delete", "no_replace"):
            on = ' ON "access_trailrow"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER IF EXISTS "access_trailrow_{end}"{on}')
        cursor.execute("UPDATE access_trailrow SET count = 7 WHERE seq = 2")
    assert any(fault.startswith("trail: ") for fault in faults_of_trail(cast_of(world)))
