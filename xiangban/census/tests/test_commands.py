"""The commands an office's technician uses: rosters in, into the register, and back out."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.world import COUNTY, World
from xiangban.access.models import Attachment, TrailRow
from xiangban.access.roles import Role
from xiangban.census.actions.rounds import open_round
from xiangban.census.models import CensusRecord, Import
from xiangban.census.rules import ImportState
from xiangban.census.tests.stage import CHILDREN, DEADLINE, HE, LIN, REFERENCE, number_of, person, roster, round_of
from xiangban.children.bulk.content_hash import content_hash
from xiangban.children.models import Child

NAME = "2026年秋季排查"
SIGNS = "山水云月星"
CLERK = f"seat_{Role.CITY_CLERK.value}"


def file_of(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def test_rosters_go_in_and_come_out_by_three_commands(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    round_of(world, NAME)
    before = content_hash()
    police = file_of(tmp_path, "a.xlsx", roster(CHILDREN))
    villages = file_of(tmp_path, "b.xlsx", roster([HE, LIN]))
    call_command("import_roster", f"police={police}", f"villages={villages}", "--round", NAME, "--as", CLERK)
    number = capsys.readouterr().out.splitlines()[-1]
    call_command("commit_roster", number, "--as", CLERK)
    assert Child.objects.filter(name="田小禾").exists()
    call_command("undo_roster", number, "--as", CLERK)
    assert content_hash() == before


def test_a_trial_run_counts_and_keeps_nothing(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    round_of(world, NAME)
    trail = TrailRow.objects.count()
    police = file_of(tmp_path, "a.xlsx", roster(CHILDREN))
    call_command("import_roster", f"police={police}", "--round", NAME, "--as", CLERK, "--dry-run")
    assert "4" in capsys.readouterr().out
    kept = (Import.objects.count(), CensusRecord.objects.count(), Attachment.objects.count())
    assert (kept, TrailRow.objects.count()) == ((0, 0, 0), trail)


def test_rows_in_doubt_are_told_by_the_code_of_the_end(world: World, tmp_path: Path) -> None:
    round_of(world, NAME)
    grown = person("丁大树", "2005-01-05", "166")
    police = file_of(tmp_path, "a.xlsx", roster([*CHILDREN, grown]))
    with pytest.raises(SystemExit) as end:
        call_command("import_roster", f"police={police}", "--round", NAME, "--as", CLERK)
    assert end.value.code == 3


def test_a_round_that_is_not_open_is_named_with_the_command_that_opens_it(world: World, tmp_path: Path) -> None:
    police = file_of(tmp_path, "a.xlsx", roster(CHILDREN))
    with pytest.raises(CommandError, match="open_round"):
        call_command("import_roster", f"police={police}", "--round", "没有这一轮", "--as", CLERK)


def test_a_village_director_imports_nothing(world: World, tmp_path: Path) -> None:
    round_of(world, NAME)
    police = file_of(tmp_path, "a.xlsx", roster(CHILDREN))
    with pytest.raises(CommandError):
        call_command(
            "import_roster", f"police={police}", "--round", NAME, "--as", f"seat_{Role.VILLAGE_DIRECTOR.value}"
        )


def test_a_file_without_an_agency_is_a_wrong_use(world: World, tmp_path: Path) -> None:
    round_of(world, NAME)
    with pytest.raises(CommandError) as fault:
        call_command("import_roster", "a.xlsx", "--round", NAME, "--as", CLERK)
    assert fault.value.returncode == 2
    assert number_of("2018-03-04", "112").startswith("990101")


def test_an_import_that_was_broken_off_is_gone_on_with_by_the_same_command(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_of(world, NAME)
    police = file_of(tmp_path, "a.xlsx", roster(CHILDREN))
    line = ("import_roster", f"police={police}", "--round", NAME, "--as", CLERK)
    with monkeypatch.context() as broken:
        broken.setattr("xiangban.census.management.commands.import_roster.prepare_import", _break_off)
        with pytest.raises(KeyboardInterrupt):
            call_command(*line)
    call_command(*line)
    assert Import.objects.get().state == ImportState.READY


def _break_off(*_arguments: object, **_named: object) -> None:
    raise KeyboardInterrupt


def test_a_roster_of_last_year_is_not_taken_for_this_one(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    round_of(world, NAME)
    police = file_of(tmp_path, "a.xlsx", roster(CHILDREN, title="2025年农村留守儿童花名册"))
    with pytest.raises(SystemExit):
        call_command("import_roster", f"police={police}", "--round", NAME, "--as", CLERK)
    said = capsys.readouterr().out
    assert "2025" in said
    with pytest.raises(CommandError):
        call_command("commit_roster", said.splitlines()[-1], "--as", CLERK)
    assert Import.objects.get().state == ImportState.READY


def test_a_sheet_that_is_no_roster_is_refused_and_changes_nothing(world: World, tmp_path: Path) -> None:
    round_of(world, NAME)
    marks = roster([{"科目": "语文", "成绩": "90"}], ["科目", "成绩"], title="期末成绩")
    with pytest.raises(CommandError, match=r"a\.xlsx"):
        call_command("import_roster", f"police={file_of(tmp_path, 'a.xlsx', marks)}", "--round", NAME, "--as", CLERK)
    assert not CensusRecord.objects.exists()


def test_the_roster_of_another_county_is_cautioned_for_by_name(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    away = {"县": "白石县", "乡镇": "石桥镇", "村": "石门村"}
    people = [person(f"石小{sign}", "2016-05-06", f"{nth}00", **away) for nth, sign in enumerate(SIGNS, start=1)]
    head = world.viewer(Role.COUNTY_CLERK)
    open_round(world.places[COUNTY], head, name="青禾县排查", days=(REFERENCE, DEADLINE))
    police = file_of(tmp_path, "a.xlsx", roster(people * 4))
    seat = f"seat_{Role.COUNTY_CLERK.value}"
    with pytest.raises(SystemExit):
        call_command("import_roster", f"police={police}", "--round", "青禾县排查", "--as", seat)
    assert "白石县" in capsys.readouterr().out
