"""The floors in docs/architecture.md are those of pyproject.toml, and the rooms are the folders.

That no import points up is checked by import-linter in `make check`.
"""

import re
import tomllib

from tests.house.sources import CHECKOUT, read

PICTURE = re.compile(r"```floors\n(.*?)```", re.DOTALL)
Floors = list[set[str]]


def drawn_floors(page: str) -> Floors:
    """The floors of the picture from roof to ground, one set of rooms a line; planned rooms keep their parentheses."""
    found = PICTURE.search(page)
    assert found, "docs/architecture.md has a picture of the floors"
    return [rooms_of(re.sub(r"^[a-z]+  +", "", line)) for line in found[1].splitlines() if line.strip()]


def rooms_of(line: str) -> set[str]:
    return {room.strip() for room in re.split(r"[|:]", line)}


def contracted_floors() -> Floors:
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (floors,) = (contract for contract in contracts if contract["type"] == "layers")
    assert floors["exhaustive"], "a room that stands on no floor is refused"
    return [rooms_of(line) for line in floors["layers"]]


def built_rooms() -> set[str]:
    return {path.parent.name for path in (CHECKOUT / "xiangban").glob("*/__init__.py")}


def test_the_picture_of_the_floors_is_the_contract_of_imports() -> None:
    assert drawn_floors(read("docs/architecture.md")) == contracted_floors()


def test_the_rooms_of_the_picture_are_the_folders_of_the_house() -> None:
    drawn = set().union(*drawn_floors(read("docs/architecture.md")))
    assert {room for room in drawn if not room.startswith("(")} == built_rooms()


def test_every_room_has_its_line_in_the_table_of_rooms() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", read("docs/architecture.md"), re.MULTILINE)) == built_rooms()


def test_every_room_says_at_the_door_what_is_inside_and_what_is_not() -> None:
    for room in built_rooms():
        door = read(f"xiangban/{room}/__init__.py")
        assert re.match(r'"""[^"\n]+\n\n[^"]+"""\n$', door), room


def test_a_room_on_another_floor_would_be_seen() -> None:
    page = "```floors\nroof     config | demo\nground   (matching)\n         lib\n```"
    assert drawn_floors(page) == [{"config", "demo"}, {"(matching)"}, {"lib"}]
    assert drawn_floors(page.replace("(matching)", "matching")) != drawn_floors(page)
