"""Rosters do not lie about for ever: ninety days after the import ended they are gone, and what they led to stays."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from tests.world import World
from xiangban.access.acts import Refused
from xiangban.access.models import Attachment
from xiangban.access.sealed_files import path_of
from xiangban.census.actions.commit import undo_import
from xiangban.census.actions.imports import fail_import, withdraw_files
from xiangban.census.housekeeping import ERASER, erase_rosters
from xiangban.census.models import CensusRecord, Import
from xiangban.census.preparing import prepare_import
from xiangban.census.rules import ImportState
from xiangban.census.tests.stage import CHILDREN, HE, clerk, committed, prepared, received, roster, round_of, silent
from xiangban.children.bulk.content_hash import content_hash
from xiangban.children.models import Child


def grow_old(batch: Import, days: int) -> None:
    """As if so many days had gone by."""
    then = timezone.now() - timedelta(days=days)
    Import.objects.filter(pk=batch.pk).update(ended_at=then, received_at=then)


def values_of(batch: Import) -> set[str]:
    return {record.told for record in CensusRecord.objects.filter(batch=batch)}


def test_ninety_days_after_commit_the_rosters_are_gone_and_the_register_stands(
    world: World, django_capture_on_commit_callbacks: pytest.FixtureRequest
) -> None:
    batch = committed(world, round_of(world), police=roster(CHILDREN))
    content = batch.files.get().content
    before = content_hash()
    grow_old(batch, 91)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a function, says its library
        erase_rosters()
    file = batch.files.get()
    assert (file.content, file.sha256 != "", values_of(batch)) == (None, True, {""})
    assert content is not None and not path_of(content.stored_as).exists()
    assert content_hash() == before


def test_before_that_day_nothing_is_deleted(world: World) -> None:
    batch = committed(world, round_of(world), police=roster(CHILDREN))
    grow_old(batch, 89)
    erase_rosters()
    assert batch.files.get().content is not None


def test_an_import_whose_rosters_are_gone_is_still_taken_back(world: World) -> None:
    before = content_hash()
    batch = committed(world, round_of(world), police=roster(CHILDREN))
    grow_old(batch, 91)
    erase_rosters()
    undo_import(batch, clerk(world), reason="", progress=silent)
    assert content_hash() == before


def test_the_same_rows_say_nothing_new_also_when_the_first_roster_is_gone(world: World) -> None:
    sweep = round_of(world)
    batch = committed(world, sweep, police=roster(CHILDREN))
    grow_old(batch, 91)
    erase_rosters()
    again = prepared(world, sweep, police=roster(CHILDREN, title="花名册（重报）"))
    assert again.counts["files"]["unchanged"] == 4
    assert Child.objects.filter(name="田小禾").count() == 1


@pytest.mark.parametrize("ending", ["withdrawn", "failed"])
def test_rosters_that_never_reached_the_register_go_as_well(world: World, ending: str) -> None:
    batch = received(world, round_of(world), police=roster(CHILDREN))
    if ending == "withdrawn":
        withdraw_files(batch, clerk(world), reason="wrong file")
    else:
        fail_import(batch, ERASER, sentence="unreadable")
    grow_old(batch, 91)
    erase_rosters()
    assert batch.files.get().content is None


def test_what_was_deleted_is_not_read_again(world: World) -> None:
    batch = received(world, round_of(world), police=roster(CHILDREN))
    fail_import(batch, ERASER, sentence="unreadable")
    grow_old(batch, 91)
    erase_rosters()
    with pytest.raises(Refused, match="xlsx"):
        prepare_import(batch, clerk(world), progress=silent)


def test_an_import_that_nobody_went_on_with_is_withdrawn_and_its_rosters_go(world: World, settings: Settings) -> None:
    sweep = round_of(world)
    read, unread = prepared(world, sweep, police=roster([HE])), received(world, sweep, police=roster(CHILDREN))
    settings.XIANGBAN_ROSTER_DAYS = 0  # since a move that is made cannot be made older
    erase_rosters()
    assert set(Import.objects.values_list("state", flat=True)) == {ImportState.WITHDRAWN}
    assert [file.content for file in (read.files.get(), unread.files.get())] == [None, None]
    assert values_of(read) == {""}


def test_an_import_on_which_somebody_worked_is_not_left_lying(world: World) -> None:
    batch = prepared(world, round_of(world), police=roster(CHILDREN))
    grow_old(batch, 91)
    erase_rosters()
    batch.refresh_from_db()
    assert (batch.state, batch.files.get().content is None) == (ImportState.READY, False)


def test_a_roster_that_stayed_on_the_disk_when_the_machine_stopped_is_swept_out(world: World) -> None:
    batch = received(world, round_of(world), police=roster(CHILDREN))
    content = batch.files.get().content
    assert content is not None and path_of(content.stored_as).exists()
    Attachment.objects.filter(pk=content.pk).update(withdrawn_at=timezone.now())
    erase_rosters()
    assert not path_of(content.stored_as).exists()
