"""Draws every table of moves into docs/states.md, between the marks that name the table.

Usage: tools/draw_states.py. The tables themselves stand in the rooms.
"""

import ast
import importlib
import os
import re
from pathlib import Path

import django

from xiangban.lib.moves import Moves

CHECKOUT = Path(__file__).resolve().parents[1]
PAGE = CHECKOUT / "docs" / "states.md"
DRAWN = re.compile(r"(<!-- moves: (?P<table>[\w.]+) -->\n).*?(<!-- end of moves -->)", re.DOTALL)


def tables() -> dict[str, Moves]:  # type: ignore[type-arg]  # tables of all kinds of states
    """Every table of moves of the product by its dotted name; Django must be set up."""
    found = {}
    for path in sorted((CHECKOUT / "xiangban").rglob("*.py")):
        if "tests" not in path.parts:
            module = ".".join(path.relative_to(CHECKOUT).with_suffix("").parts)
            for name in names_of_tables(path.read_text("utf-8")):
                found[f"{module}.{name}"] = getattr(importlib.import_module(module), name)
    return found


def names_of_tables(source: str) -> list[str]:
    """The module's names that are given a table of moves."""
    return [
        target.id
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id.endswith("_MOVES")
    ]


def picture(moves: Moves) -> str:  # type: ignore[type-arg]  # a table of any kind of states
    """One line per arrow: from, verb, to; as Mermaid reads it."""
    arrows = [
        f"    {source.value} --> {move.target.value}: {move.verb}"
        for move in moves.as_table()
        for source in move.sources
    ]
    return "\n".join(["```mermaid", "stateDiagram-v2", *arrows, "```", ""])


def redrawn(page: str, known: dict[str, Moves]) -> str:  # type: ignore[type-arg]  # tables of all kinds of states
    """The page with every marked picture drawn anew; an unknown table is a KeyError."""
    return DRAWN.sub(lambda mark: mark[1] + picture(known[mark["table"]]) + mark[3], page)


def drawn_tables(page: str) -> set[str]:
    """The tables the page has a picture of."""
    return {mark["table"] for mark in DRAWN.finditer(page)}


def main() -> None:
    """Draw the pictures anew."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiangban.config.settings")
    django.setup()
    PAGE.write_text(redrawn(PAGE.read_text("utf-8"), tables()), "utf-8")


if __name__ == "__main__":
    main()
