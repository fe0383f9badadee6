"""What the tests of this room share: small rosters as agencies send them, a round, the way from file to register."""

from collections.abc import Mapping, Sequence
from datetime import date

from tests.world import CITY, World
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer
from xiangban.census.actions.imports import Dropped, receive_files
from xiangban.census.actions.rounds import open_round
from xiangban.census.models import CensusRound, Import
from xiangban.census.preparing import prepare_import
from xiangban.census.strokes import commit_import
from xiangban.lib.resident_id import check_digit
from xiangban.lib.sheets.workbook import Sheet
from xiangban.lib.sheets.write import write_workbook

Person = Mapping[str, str]
HEADERS = ("姓名", "性别", "出生日期", "身份证号码", "县", "乡镇", "村", "监护人姓名", "监护人电话", "与监护人关系")
PLACE = {"县": "青禾县", "乡镇": "柳溪镇", "村": "上湾村"}
REFERENCE, DEADLINE = date(2026, 9, 1), date(2026, 10, 31)


def number_of(born: str, serial: str) -> str:
    """An invented number of the invented county 990101 with the right check digit; `serial` has three digits."""
    first = f"990101{born.replace('-', '')}{serial}"
    return first + check_digit(first)


def person(name: str, born: str, serial: str, **more: str) -> dict[str, str]:
    """A child as a roster writes it, with a grandmother of its own."""
    known = {
        "姓名": name,
        "性别": "男" if int(serial) % 2 else "女",
        "出生日期": born,
        "身份证号码": number_of(born, serial),
        "监护人姓名": f"{name[0]}桂{name[-1]}",
        "监护人电话": f"199{born[2:4]}{born[5:7]}{serial}0"[:11].ljust(11, "1"),
        "与监护人关系": "祖孙",
    }
    return {**PLACE, **known, **more}


HE = person("田小禾", "2018-03-04", "112")
MIAO = person("田小苗", "2019-06-11", "121", 村="下湾村")
SHU = person("石树林", "2016-11-23", "133", 乡镇="桃坪乡", 村="桃源村")
LIN = person("方林杉", "2014-01-30", "144")
CHILDREN = (HE, MIAO, SHU, LIN)


def roster(people: Sequence[Person], headers: Sequence[str] = HEADERS, title: str = "留守儿童花名册") -> bytes:
    """A workbook with a title row, a header row, and a row for each child."""
    rows = [[title], ["序号", *headers]]
    rows += [[str(nth), *(one.get(header, "") for header in headers)] for nth, one in enumerate(people, start=1)]
    return write_workbook([Sheet("花名册", [list(row) for row in rows])])


def clerk(world: World) -> Viewer:
    """Who imports for the whole city."""
    return world.viewer(Role.CITY_CLERK)


def round_of(world: World, name: str = "2026年秋季排查", **more: str) -> CensusRound:
    """An open round of the city."""
    return open_round(world.places[CITY], clerk(world), name=name, days=(REFERENCE, DEADLINE), **more)


def received(world: World, sweep: CensusRound, **files: bytes) -> Import:
    """Files of these agencies, dropped together."""
    dropped = [Dropped(agency, f"{agency}.xlsx", content) for agency, content in files.items()]
    return receive_files(world.places[CITY], clerk(world), sweep=sweep, files=dropped)


def prepared(world: World, sweep: CensusRound, **files: bytes) -> Import:
    """An import read and matched."""
    return prepare_import(received(world, sweep, **files), clerk(world), progress=silent)


def committed(world: World, sweep: CensusRound, **files: bytes) -> Import:
    """An import in the register."""
    batch = prepared(world, sweep, **files)
    commit_import(batch, clerk(world), progress=silent)
    batch.refresh_from_db()
    return batch


def silent(_done: int, _of: int) -> None:
    """Nobody looks at the progress."""
