"""One bad file does not sink the others; what a person may know better is cautioned for and answered with a reason."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.world import CITY, World
from xiangban.access.acts import Refused
from xiangban.access.models import Seat
from xiangban.access.roles import Role
from xiangban.census.actions.imports import Dropped, acknowledge_cautions, receive_files
from xiangban.census.preparing import prepare_import
from xiangban.census.refusals import say_cautions, say_refusal
from xiangban.census.rules import ImportState
from xiangban.census.strokes import commit_import
from xiangban.census.tests.stage import (
    CHILDREN,
    HE,
    LIN,
    clerk,
    committed,
    person,
    prepared,
    received,
    roster,
    round_of,
    silent,
)
from xiangban.children.models import Child
from xiangban.lib.sheets.workbook import Sheet
from xiangban.lib.sheets.write import write_workbook

STAFF = write_workbook([Sheet("教师", [["姓名", "性别", "任教学科", "职称"], ["王一", "男", "语文", "一级教师"]])])
LAST_YEAR = "2024年农村留守儿童花名册"
NAME = "2026年秋季排查"
CLERK = f"seat_{Role.CITY_CLERK.value}"


def test_the_good_files_go_on_and_the_bad_one_is_named_with_its_reason(world: World) -> None:
    batch = prepared(world, round_of(world), police=roster(CHILDREN), education=STAFF, villages=b"no workbook")
    assert (batch.state, batch.counts["all_rows"], sum(batch.counts["rows"].values())) == (ImportState.READY, 4, 4)
    said = {file.agency_kind: say_refusal(file) for file in batch.files.all()}
    assert said["police"] == ""
    assert "education.xlsx" in said["education"] and "villages.xlsx" in said["villages"]
    commit_import(batch, clerk(world), progress=silent)
    assert Child.objects.filter(name="田小禾").exists()


def test_files_none_of_which_is_a_roster_are_refused_each_with_its_reason(world: World) -> None:
    with pytest.raises(Refused, match=r"education\.xlsx.*villages\.xlsx"):
        prepared(world, round_of(world), education=STAFF, villages=b"no workbook")


def test_the_mended_file_comes_as_a_second_import(world: World) -> None:
    sweep = round_of(world)
    committed(world, sweep, police=roster(CHILDREN[:2]), villages=STAFF)
    second = committed(world, sweep, villages=roster([HE, LIN]))
    assert second.counts["rows"]["new"] == 1
    third = received(world, sweep, villages=STAFF)
    assert third.state == ImportState.RECEIVED  # what was left out once is no file that is here already


def test_last_years_roster_is_taken_in_only_with_a_reason(world: World) -> None:
    batch = prepared(world, round_of(world), police=roster(CHILDREN, title=LAST_YEAR))
    (caution,) = say_cautions(batch.files.get())
    assert LAST_YEAR in caution
    with pytest.raises(Refused):
        commit_import(batch, clerk(world), progress=silent)
    with pytest.raises(Refused):
        acknowledge_cautions(batch, clerk(world), reason=" ")
    acknowledge_cautions(batch, clerk(world), reason="标题未改，内容为今年")
    commit_import(batch, clerk(world), progress=silent)
    assert Child.objects.filter(name="田小禾").exists()


def test_another_countys_roster_is_a_caution_with_its_name(world: World) -> None:
    people = [
        person(f"石{'一二三四五'[n % 5]}{'山水林木禾'[n // 5]}", "2016-03-04", f"{n + 200}", 县="白石县")
        for n in range(22)
    ]
    place = world.places[990101000000]
    files = [Dropped("police", "police.xlsx", roster(people))]
    by = world.viewer(Role.COUNTY_CLERK)
    batch = receive_files(place, by, sweep=round_of(world), files=files)
    from_files = prepare_import(batch, by, progress=silent)
    assert "白石县" in say_cautions(from_files.files.get())[0]
    assert from_files.counts["rows"]["waiting"] == 22


def test_the_same_file_under_another_name_is_a_caution(world: World) -> None:
    sweep, content = round_of(world), roster(CHILDREN)
    first = committed(world, sweep, police=content)
    again = prepared(world, sweep, villages=content)
    assert str(first.pk) in say_cautions(again.files.get())[0]


def test_an_answer_holds_as_long_as_the_cautions_are_the_same(world: World) -> None:
    batch = prepared(world, round_of(world), police=roster(CHILDREN, title=LAST_YEAR))
    acknowledge_cautions(batch, clerk(world), reason="标题未改")
    prepare_import(batch, clerk(world), progress=silent)
    batch.refresh_from_db()
    assert batch.despite == "标题未改"


def test_the_page_asks_for_the_reason_before_it_offers_the_commit(
    world: World, as_seat: Callable[[Seat], Client]
) -> None:
    batch = prepared(world, round_of(world), police=roster(CHILDREN, title=LAST_YEAR), villages=STAFF)
    client, address = as_seat(world.seats[Role.CITY_CLERK]), f"/census/imports/{batch.pk}/"
    page = client.get(address).content.decode()
    assert LAST_YEAR in page and "villages.xlsx" in page
    assert f"{address}commit/" not in page
    client.post(f"{address}acknowledge/", {"reason": "标题未改"})
    assert f"{address}commit/" in client.get(address).content.decode()
    assert world.places[CITY].code == batch.place_code


def test_the_command_goes_on_with_the_good_files_and_ends_with_three(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    round_of(world, NAME)
    good, bad = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    good.write_bytes(roster(CHILDREN, title=LAST_YEAR))
    bad.write_bytes(STAFF)
    with pytest.raises(SystemExit) as end:
        call_command("import_roster", f"police={good}", f"education={bad}", "--round", NAME, "--as", CLERK)
    said = capsys.readouterr().out
    assert end.value.code == 3 and "b.xlsx" in said and LAST_YEAR in said
    number = said.splitlines()[-1]
    with pytest.raises(CommandError):
        call_command("commit_roster", number, "--as", CLERK)
    call_command("commit_roster", number, "--as", CLERK, "--despite", "标题未改")
    assert Child.objects.filter(name="田小禾").exists()


def test_the_command_ends_with_one_when_no_file_is_a_roster(world: World, tmp_path: Path) -> None:
    round_of(world, NAME)
    bad = tmp_path / "b.xlsx"
    bad.write_bytes(STAFF)
    with pytest.raises(CommandError, match=r"b\.xlsx") as end:
        call_command("import_roster", f"education={bad}", "--round", NAME, "--as", CLERK)
    assert end.value.returncode == 1
