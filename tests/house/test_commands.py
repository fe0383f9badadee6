"""Every command is named verb_noun, says in one line what it does, and stands in docs/operations.md; and vice versa.

What a command does is tested in its room.
"""

import re
from collections.abc import Collection, Iterator

from django.core.management import get_commands, load_command_class

from tests.house.sources import expect_none, read

VERB_NOUN = re.compile(r"[a-z]+(?:_[a-z]+)+")
VERBS = {
    *("check", "commit", "import", "invite", "list", "load", "make", "map", "match", "migrate"),
    *("open", "read", "rotate", "run", "seed", "show", "undo", "verify", "write"),
}
MENTIONED = re.compile(r"\bxiangban ([a-z]+_[a-z_]+)")


def our_commands() -> dict[str, str]:
    """The commands of the rooms, each with its one line."""
    ours = {name: str(room) for name, room in get_commands().items() if str(room).startswith("xiangban.")}
    return {name: str(load_command_class(room, name).help) for name, room in ours.items()}


def test_every_command_is_a_verb_and_a_noun_with_one_line_of_help() -> None:
    expect_none(fault for name, line in our_commands().items() for fault in faults_of(name, line))


def test_the_operations_manual_and_the_commands_agree() -> None:
    expect_none(disagreements(read("docs/operations.md"), our_commands()))


def faults_of(name: str, line: str) -> Iterator[str]:
    if not VERB_NOUN.fullmatch(name) or name.partition("_")[0] not in VERBS:
        yield f"{name}: not a verb and a noun; a new verb is added to VERBS"
    if not line.strip() or "\n" in line.strip():
        yield f"{name}: its help is one line"


def disagreements(manual: str, commands: Collection[str]) -> Iterator[str]:
    mentioned = set(MENTIONED.findall(manual))
    yield from (f"{name}: not in docs/operations.md" for name in set(commands) - mentioned)
    yield from (f"{name}: in docs/operations.md, but no such command" for name in mentioned - set(commands))


def test_a_wrong_name_and_a_forgotten_line_are_seen() -> None:
    assert list(faults_of("divisions_load", "Load.")) != []
    assert list(faults_of("load_divisions", "")) != []
    assert list(faults_of("load_divisions", "Load.")) == []
    assert sorted(disagreements("Run `xiangban load_all`.", {"load_divisions"})) == [
        "load_all: in docs/operations.md, but no such command",
        "load_divisions: not in docs/operations.md",
    ]
