"""The pictures of states in docs/states.md are printed from the tables of moves.

`tools/draw_states.py` draws them.
"""

from enum import StrEnum

from tests.house.sources import read
from tools.draw_states import drawn_tables, picture, redrawn, tables
from xiangban.lib.moves import Moves


def test_every_table_of_moves_has_a_picture() -> None:
    assert drawn_tables(read("docs/states.md")) == set(tables())


def test_the_pictures_show_what_the_tables_say() -> None:
    page = read("docs/states.md")
    assert redrawn(page, tables()) == page


class Lamp(StrEnum):
    OFF = "off"
    ON = "on"


def test_a_picture_of_yesterday_is_seen() -> None:
    lamp = Moves[Lamp](("light", [Lamp.OFF], Lamp.ON))
    assert "    off --> on: light\n" in picture(lamp)
    page = f"<!-- moves: a.LAMP_MOVES -->\n{picture(lamp)}<!-- end of moves -->\n"
    assert redrawn(page, {"a.LAMP_MOVES": lamp}) == page
    assert redrawn(page, {"a.LAMP_MOVES": Moves[Lamp](("dim", [Lamp.ON], Lamp.OFF))}) != page
