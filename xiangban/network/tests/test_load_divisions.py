"""Loading a list of places: all or nothing, once is enough, and the trail knows the files."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.world import World
from xiangban.access.models import TrailRow
from xiangban.access.roles import Role
from xiangban.access.viewer import system_viewer
from xiangban.network.actions.divisions import DivisionList, load_divisions
from xiangban.network.management.commands.load_divisions import Command
from xiangban.territories.bulk_writer import DivisionsRefused, LoadReport
from xiangban.territories.models import Territory
from xiangban.territories.tests.test_reader import SAMPLE

REAL = os.environ.get("XIANGBAN_DIVISIONS", "")
REAL_COUNTS = [31, 342, 2_978, 41_352, 620_573]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in SAMPLE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def load(folder: Path, civil_codes: Path | None = None) -> LoadReport:
    source = DivisionList(folder, Command.AS_OF, civil_codes)
    return load_divisions(None, system_viewer("test"), source=source, progress=lambda _rows: None)


@pytest.mark.django_db
def test_a_list_is_loaded_once_and_a_second_time_changes_nothing(folder: Path) -> None:
    assert load(folder).added == 9
    before = list(Territory.objects.values())
    again = load(folder)
    assert (again.added, again.unchanged, again.renamed, again.vanished) == (0, 9, [], [])
    assert list(Territory.objects.values()) == before
    assert TrailRow.objects.filter(verb="network.load_divisions").count() == 2


@pytest.mark.django_db
def test_one_orphan_and_nothing_is_loaded(folder: Path) -> None:
    with (folder / "villages.csv").open("a", encoding="utf-8") as out:
        out.write("990109001201,孤儿村,990109001,99,9901,990109\n")
    with pytest.raises(DivisionsRefused) as refusal:
        load(folder)
    assert refusal.value.faults[0].line == 4
    assert not Territory.objects.exists()


@pytest.mark.django_db
def test_another_name_in_a_later_list_is_a_rename_with_its_history(folder: Path) -> None:
    load(folder)
    villages = folder / "villages.csv"
    villages.write_text(villages.read_text(encoding="utf-8").replace("上湾村", "新湾村"), encoding="utf-8")
    assert [row.name for row in load(folder).renamed] == ["新湾村委会"]
    names = Territory.objects.filter(code=990101001201).order_by("pk").values_list("name", "valid_to")
    assert [name for name, _end in names] == ["上湾村委会", "新湾村委会"]
    assert [end is None for _name, end in names] == [False, True]


@pytest.mark.django_db
def test_a_place_the_list_no_longer_has_stays_and_is_told(folder: Path) -> None:
    load(folder)
    villages = folder / "villages.csv"
    villages.write_text("\n".join(villages.read_text(encoding="utf-8").splitlines()[:2]), encoding="utf-8")
    assert [row.name for row in load(folder).vanished] == ["坪头村委会"]
    assert Territory.objects.current().filter(name="坪头村委会").exists()


@pytest.mark.django_db
def test_civil_affairs_codes_stand_beside_the_statistics_codes(folder: Path, tmp_path: Path) -> None:
    civil = tmp_path / "civil.csv"
    civil.write_text("code,name\n990101,青禾县\n990101105,柳溪镇\n990101106,无此镇\n", encoding="utf-8")
    report = load(folder, civil)
    assert report.civil_matched == 2
    assert [fault.value for fault in report.civil_faults] == ["无此镇"]
    assert Territory.objects.get(name="柳溪镇").civil_code == 990101105000


@pytest.mark.django_db
def test_the_command_names_file_line_and_value_of_what_it_refuses(folder: Path) -> None:
    (folder / "cities.csv").write_text("code,name,provinceCode\n98X1,错码市,98\n", encoding="utf-8")
    errors = StringIO()
    with pytest.raises(CommandError):
        call_command("load_divisions", str(folder), stderr=errors)
    assert "cities.csv" in errors.getvalue()
    assert "98X1" in errors.getvalue()


def test_once_there_are_accounts_only_a_system_administrator_loads(world: World, folder: Path) -> None:
    with pytest.raises(CommandError):
        call_command("load_divisions", str(folder))
    for role in (Role.CITY_CLERK, Role.AUDIT_ADMINISTRATOR):
        with pytest.raises(CommandError):
            call_command("load_divisions", str(folder), by=world.seats[role].user.username)
    assert not Territory.objects.filter(name="独山市").exists()
    call_command(
        "load_divisions", str(folder), by=world.seats[Role.SYSTEM_ADMINISTRATOR].user.username, stdout=StringIO()
    )
    assert Territory.objects.filter(name="独山市").count() == 2


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.skipif(not REAL, reason="XIANGBAN_DIVISIONS does not name a folder of the real list")
def test_the_whole_country_loads() -> None:
    report = load(Path(REAL))
    assert list(report.counts.values()) == REAL_COUNTS
    assert load(Path(REAL)).added == 0
