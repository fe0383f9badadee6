"""What the documents say is what the program does: words, paths, commands, options, variables, jobs, sentences, sight.

Floors and pictures of states are compared in test_floors.py and test_pictures.py.
"""

import argparse
import ast
import importlib.util
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC
from pathlib import Path, PurePosixPath

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand
from django.db import models
from django.utils import translation

from tests.house.sources import CHECKOUT, expect_none, product_files, read, tracked_files
from tests.house.test_commands import our_commands
from tests.house.test_floors import built_rooms
from tests.world import World
from tools.catalogue import messages_of_python
from tools.catalogue import read as read_catalogue
from tools.catalogue import translation as translated
from tools.draw_sight import redrawn
from xiangban.access import trail
from xiangban.access.models import TrailRow
from xiangban.access.permissions import ALL_PERMISSIONS
from xiangban.access.roles import FIELD_SETS
from xiangban.access.trail import CHAINED
from xiangban.access.viewer import system_viewer
from xiangban.children.actions.given import GIVEN_BY

LONGEST_DECISION = 40
OPERATIONS = "docs/operations.md"
GLOSSARY = "docs/glossary.md"
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
PATH = re.compile(r"`((?:xiangban|tests|tools|bench|docs|requirements)/[\w./-]*)`")
MODULE = re.compile(r"-m ((?:bench|tests|tools)\.[\w.]+)")
CODE_NAME = re.compile(r"^\| (?P<chinese>[^|]+) \| [^|]+ \| `(?P<code>[\w.]+)` \|$", re.MULTILINE)
VARIABLE = re.compile(r"(?:XIANGBAN_[A-Z_]+|PORT|FRESH)")
# Sentences of these files stop a start or follow a sudden end.
START = ("start_checks", "home", "demo_home", "supervisor")


def documents() -> list[str]:
    return [name for name in tracked_files() if name.endswith(".md")]


# --- Any document -------------------------------------------------------------------------------------------------


def test_every_path_and_link_of_the_documents_leads_somewhere() -> None:
    expect_none(f"{name}: {fault}" for name in documents() for fault in broken(name, read(name)))


def test_a_decision_is_one_page_and_numbered() -> None:
    decisions = [name for name in documents() if name.startswith("docs/decisions/")]
    numbers = [int(PurePosixPath(name).name.split("-")[0]) for name in decisions]
    assert numbers == list(range(1, len(decisions) + 1))
    expect_none(name for name in decisions if len(read(name).splitlines()) > LONGEST_DECISION)


def test_the_readme_names_every_room_and_only_targets_that_exist() -> None:
    readme = read("README.md")
    assert set(re.findall(r"^\| `xiangban/(\w+)/` \|", readme, re.MULTILINE)) == built_rooms()
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    texts = {name: read(name) for name in documents()}
    said = {(name, target) for name, text in texts.items() for target in re.findall(r"\bmake ([a-z]+)`", text)}
    expect_none(f"{name}: make {target}" for name, target in said if target not in targets)


def broken(name: str, text: str) -> Iterator[str]:
    """Links, paths and modules of a document that are not there."""
    for path, part in LINK.findall(text):
        target = (CHECKOUT / name).parent / path if path else CHECKOUT / name
        if not target.exists():
            yield path
        elif part and part not in anchors_of(target.read_text("utf-8")):
            yield f"{path}#{part}"
    yield from (path for path in PATH.findall(text) if not (CHECKOUT / path).exists())
    yield from (module for module in MODULE.findall(text) if importlib.util.find_spec(module) is None)


def anchors_of(text: str) -> set[str]:
    """The addresses of the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


# --- Operations ---------------------------------------------------------------------------------------------------


def test_the_manual_lists_the_options_of_every_command() -> None:
    manual = read(OPERATIONS)
    expect_none(
        f"{name}: {options_of(name)} in the program, {listed} in the manual"
        for name in our_commands()
        if (listed := listed_options(manual, name)) != options_of(name)
    )


def listed_options(manual: str, command: str) -> set[str]:
    section = re.search(rf"^### `xiangban {command}`\n(.*?)^##", manual, re.MULTILINE | re.DOTALL)
    return set(re.findall(r"^- `(--[a-z-]+)`", section[1], re.MULTILINE)) if section else {"no section"}


def options_of(command: str) -> set[str]:
    """The long options of a command that are not every command's."""
    every = load_command_class(get_commands()[command], command).create_parser("xiangban", command)
    common = BaseCommand().create_parser("xiangban", command)
    return long_options(every) - long_options(common)


def long_options(parser: argparse.ArgumentParser) -> set[str]:
    return {option for action in parser._actions for option in action.option_strings if option.startswith("--")}


def test_the_manual_lists_every_variable_that_the_program_reads() -> None:
    listed = set(re.findall(r"^\| `(\w+)` \|", section_of(read(OPERATIONS), "Environment"), re.MULTILINE))
    assert listed == {name for source in product_files() for name in variables_of(source.tree)}


def variables_of(tree: ast.AST) -> Iterator[str]:
    """The variables of the environment that a file names as texts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and VARIABLE.fullmatch(node.value):
            yield node.value


def test_the_manual_lists_every_job_of_the_timetable() -> None:
    listed = set(
        re.findall(r"^\| `([\w.]+)` \|", section_of(read(OPERATIONS), "What happens by the clock"), re.MULTILINE)
    )
    migrations = [read(name) for name in tracked_files() if "/migrations/" in name]
    assert listed == {job for text in migrations for job in re.findall(r'(?:daily|every_minutes)\("([\w.]+)"', text)}


def test_the_manual_quotes_every_sentence_of_a_refused_start_in_both_languages() -> None:
    manual, chinese = read(OPERATIONS), read_catalogue("zh_Hans")
    for text in sentences_of_a_start():
        assert text in manual, text
        assert translated(chinese[text]) in manual, translated(chinese[text])


def sentences_of_a_start() -> Iterator[str]:
    for name in START:
        messages = messages_of_python((CHECKOUT / f"xiangban/config/{name}.py").read_bytes())
        yield from (message.text for message in messages if message.text.endswith(".") and ":" in message.text)


def section_of(text: str, heading: str) -> str:
    """What stands below a heading of the second level."""
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


# --- The stranger's check -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_stranger_checks_the_trail_with_the_script_of_the_manual_alone(world: World, tmp_path: Path) -> None:
    for number in range(3):
        trail.write(
            trail.Entry(verb="children.open", reason="来电核实", detail={"number": number}), system_viewer("test")
        )
    script = re.search(r"```python\n(.*?)```", read(OPERATIONS), re.DOTALL)
    assert script
    (tmp_path / "check_trail.py").write_text(script[1], "utf-8")
    rows = [list(row) for row in copied_rows()]
    seq, link = str(rows[-1][0]), str(rows[-1][-1])

    assert said_of(rows, tmp_path, seq, link) == 0
    assert said_of(rows[:-1], tmp_path, seq, link) != 0
    assert said_of(rows, tmp_path, seq, "0" * 64) != 0
    rows[0][5] = "somebody_else"
    assert said_of(rows, tmp_path) != 0


def copied_rows() -> Iterator[tuple[object, ...]]:
    """The trail's rows as SQLite stores them."""
    for row in TrailRow.objects.order_by("seq"):
        fields = {name: getattr(row, name) for name in CHAINED}
        fields["at"] = str(row.at.astimezone(UTC).replace(tzinfo=None))
        fields["detail"] = json.dumps(row.detail, ensure_ascii=False)
        yield (*fields.values(), row.link)


def said_of(rows: Sequence[Sequence[object]], folder: Path, *anchor: str) -> int:
    """The exit code of the manual's script for a database with these rows."""
    copy = folder / "copy.sqlite3"
    copy.unlink(missing_ok=True)
    columns = ", ".join(f'"{name}"' for name in (*CHAINED, "link"))
    with closing(sqlite3.connect(copy)) as database, database:
        database.execute(f"CREATE TABLE access_trailrow ({columns})")
        marks = ", ".join("?" * (len(CHAINED) + 1))
        database.executemany(f"INSERT INTO access_trailrow VALUES ({marks})", rows)
    command = [sys.executable, str(folder / "check_trail.py"), str(copy), *anchor]
    return subprocess.run(command, capture_output=True, check=False).returncode


# --- Words and sight ----------------------------------------------------------------------------------------------


def test_every_code_name_of_the_glossary_is_in_the_code() -> None:
    known = defined_names() | ALL_PERMISSIONS
    expect_none(f"{GLOSSARY}: {code}" for _chinese, code in CODE_NAME.findall(read(GLOSSARY)) if code not in known)


def test_states_roles_and_kinds_are_called_as_the_glossary_says() -> None:
    expect_none(misnamed(CODE_NAME.findall(read(GLOSSARY)), labels()))


def misnamed(words: Iterable[tuple[str, str]], pages: Mapping[str, str]) -> Iterator[str]:
    """Members of choices whose word on the pages is another one than in the glossary."""
    for chinese, code in words:
        if code in pages and pages[code] != chinese:
            yield f"{code}: {chinese} in the glossary, {pages[code]} on the pages"


def defined_names() -> set[str]:
    """Rooms, files, classes, functions, and what is assigned in modules and classes, also as Class.member."""
    found: set[str] = set()
    for source in product_files():
        found |= {source.room, PurePosixPath(source.path).stem, *names_of(source.tree, "")}
    return found


def names_of(body: ast.AST, prefix: str) -> Iterator[str]:
    for node in ast.iter_child_nodes(body):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield from (node.name, prefix + node.name)
        if isinstance(node, ast.ClassDef):
            yield from names_of(node, f"{node.name}.")
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name):
                yield from (target.id, prefix + target.id)


def labels() -> dict[str, str]:
    """Class.MEMBER of every list of choices with its Chinese word."""
    chinese = read_catalogue("zh_Hans")
    with translation.override("en"):
        return {
            f"{choices.__name__}.{member.name}": translated(chinese[str(member.label)])
            for choices in lists_of_choices(models.TextChoices)
            for member in choices
            if str(member.label) in chinese
        }


def lists_of_choices(kind: type[models.TextChoices]) -> Iterator[type[models.TextChoices]]:
    return (choices for choices in kind.__subclasses__() if choices.__module__.startswith("xiangban."))


def test_who_sees_what_is_drawn_from_the_tables() -> None:
    page = read("docs/sight.md")
    assert redrawn(page) == page, "run tools/draw_sight.py"


def test_every_purpose_of_given_sight_stands_on_the_page_of_sight() -> None:
    given = section_of(read("docs/sight.md"), "How sight is given")
    verbs = set(re.findall(r"^\| [^|]+ \| `([\w.]+)` \|", given, re.MULTILINE))
    assert verbs == set(GIVEN_BY.values())
    sets = set(re.findall(r"`(\w+)` \| [^|]+ \|$", given, re.MULTILINE))
    assert sets <= set(FIELD_SETS)


# --- Each of these can fail ---------------------------------------------------------------------------------------


def test_a_dead_link_a_lost_path_and_a_lost_module_are_seen() -> None:
    text = "[a](docs/nowhere.md) [b](README.md#nowhere) [c](README.md) `tests/nowhere.py` `python -m bench.nowhere`"
    assert list(broken("README.md", text)) == [
        "docs/nowhere.md",
        "README.md#nowhere",
        "tests/nowhere.py",
        "bench.nowhere",
    ]


def test_a_forgotten_option_variable_and_word_are_seen() -> None:
    assert listed_options("### `xiangban x_y`\n- `--one` first\n## End", "x_y") == {"--one"}
    assert listed_options("nothing", "x_y") == {"no section"}
    assert set(variables_of(ast.parse('flag("XIANGBAN_NEW")'))) == {"XIANGBAN_NEW"}
    assert list(misnamed([("旧词", "State.OLD")], {"State.OLD": "新词"})) != []
    assert {"State", "OLD", "State.OLD"} <= set(names_of(ast.parse("class State:\n    OLD = 1"), ""))
