"""Draws the tables of roles, field sets and verbs into docs/sight.md, between the marks that name the table.

Usage: tools/draw_sight.py. The tables themselves stand in access/roles.py and access/permissions.py.
"""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import django
from django.utils import translation

from tools.catalogue import read
from tools.catalogue import translation as translated
from xiangban.access.permissions import ALL_PERMISSIONS, GRANTS, ON_GIVEN, granted
from xiangban.access.roles import FIELD_SETS, SIGHT, Facet, Reach, Role

CHECKOUT = Path(__file__).resolve().parents[1]
PAGE = CHECKOUT / "docs" / "sight.md"
DRAWN = re.compile(r"(<!-- table: (?P<table>\w+) -->\n).*?(<!-- end of table -->)", re.DOTALL)
REACHES = {
    Reach.PLACE: "the post's own place and all below it",
    Reach.PUPILS: "the school's own pupils",
    Reach.GIVEN: "only what is given to it",
    Reach.NOTHING: "nothing",
}


def role_words(role: Role) -> tuple[str, str]:
    """The role in English and in Simplified Chinese, as the pages say it."""
    with translation.override("en"):
        english = str(role.label)
    return english, translated(read("zh_Hans")[english])


def roles_table() -> str:
    """What each role sees through its own place, before anything is given to it."""
    rows = []
    for role, sight in SIGHT.items():
        counts = "yes" if granted(role, "children.count") else "no"
        own = [REACHES[sight.reach], f"`{sight.field_set}`", counts, REACHES[sight.papers]]
        rows.append([*role_words(role), f"`{role.value}`", *own])
    return _table(["role", "岗位", "code", "sees", "field set", "counts its place", "papers of the conference"], rows)


def field_sets_table() -> str:
    """Which blocks of a file each field set opens."""
    rows = [[f"`{name}`", *("●" if facet in facets else "" for facet in Facet)] for name, facets in FIELD_SETS.items()]
    return _table(["field set", *(facet.value for facet in Facet)], rows)


def verbs_table() -> str:
    """Every verb with the roles that may do it, verbs of the same roles on one line."""
    lines: dict[tuple[Role, ...], list[str]] = {}
    for verb in sorted(ALL_PERMISSIONS):
        lines.setdefault(tuple(role for role in Role if verb in GRANTS[role]), []).append(verb)
    ordered = sorted(lines.items(), key=lambda line: (-len(line[0]), line[1]))
    rows = [[_list(verbs), "everybody" if len(roles) == len(Role) else _list(roles)] for roles, verbs in ordered]
    return _table(["verbs", "roles"], rows)


def given_table() -> str:
    """The verbs that stay open on a child that is only given."""
    return _list(sorted(ON_GIVEN)) + "\n"


TABLES: dict[str, Callable[[], str]] = {
    "roles": roles_table,
    "field_sets": field_sets_table,
    "verbs": verbs_table,
    "on_given": given_table,
}


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _list(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def redrawn(page: str) -> str:
    """The page with every marked table drawn anew; an unknown table is a KeyError."""
    return DRAWN.sub(lambda mark: mark[1] + TABLES[mark["table"]]() + mark[3], page)


def main() -> None:
    """Draw the tables anew."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiangban.config.settings")
    django.setup()
    PAGE.write_text(redrawn(PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
