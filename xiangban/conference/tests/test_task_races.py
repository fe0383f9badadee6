"""Two people at one task at the same moment: one succeeds, the others are told; on both engines."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection, connections

from tests.world import World, build_world
from xiangban.access.acts import Refused
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer
from xiangban.conference.actions.progress import ask_extension
from xiangban.conference.actions.tasks import return_task, strike_off_task
from xiangban.conference.models import Extension, Task, TaskMove
from xiangban.conference.task_rules import TaskState
from xiangban.conference.tests.giving import WHY, given, in_days

HANDS = 6


@dataclass
class Hands:
    """Several connections that write one database at once: on SQLite a file, as the product has it."""

    file: Path
    world: World = field(default_factory=build_world)

    def at_once(self, act: Callable[[int], object]) -> list[str]:
        """What each hand was told; "" for one that succeeded. What the test has laid is there for all."""
        if connection.vendor == "sqlite":
            with sqlite3.connect(self.file) as copy:
                connection.connection.backup(copy)
        with self._in_the_file(), ThreadPoolExecutor(HANDS) as hands:
            return list(hands.map(lambda hand: _told(act, hand), range(HANDS)))

    def found(self, read: Callable[[], Any]) -> Any:
        """What stands in the shared database afterwards."""
        with self._in_the_file(), ThreadPoolExecutor(1) as reader:
            return reader.submit(_apart, read).result()

    def _in_the_file(self) -> AbstractContextManager[object]:
        shared = {"NAME": str(self.file)} if connection.vendor == "sqlite" else {}
        return patch.dict(connections.settings["default"], shared)


def _apart(read: Callable[[], Any]) -> Any:
    try:
        return read()
    finally:
        connection.close()


def _told(act: Callable[[int], object], hand: int) -> str:
    try:
        _apart(lambda: act(hand))
    except Refused as refusal:
        return refusal.sentence
    return ""


@pytest.fixture
def hands(transactional_db: None, tmp_path: Path) -> Hands:
    """The cast, and several hands."""
    return Hands(tmp_path / "shared.sqlite3")


def _judges(world: World) -> list[Viewer]:
    return [world.viewer(Role.COUNTY_HEAD), world.viewer(Role.COUNTY_CLERK)] * HANDS


def test_a_task_is_struck_off_once_however_many_press_at_once(hands: Hands) -> None:
    task = given(hands.world, hands.world.seats[Role.POLICE])
    Task.objects.filter(pk=task.pk).update(state=TaskState.VERIFIED)
    judges = _judges(hands.world)
    told = hands.at_once(lambda hand: strike_off_task(Task.objects.get(pk=task.pk), judges[hand]))
    assert sorted(map(bool, told)) == [False] + [True] * (HANDS - 1)
    assert hands.found(lambda: TaskMove.objects.filter(task=task, move="strike_off").count()) == 1


def test_a_task_is_struck_off_or_returned_and_never_both(hands: Hands) -> None:
    task = given(hands.world, hands.world.seats[Role.POLICE])
    Task.objects.filter(pk=task.pk).update(state=TaskState.VERIFIED)
    judges = _judges(hands.world)

    def judge(hand: int) -> None:
        found = Task.objects.get(pk=task.pk)
        if hand % 2:
            strike_off_task(found, judges[hand])
        else:
            return_task(found, judges[hand], reason=WHY)

    told = hands.at_once(judge)
    moves = hands.found(lambda: list(TaskMove.objects.filter(task=task).values_list("move", flat=True)))
    assert told.count("") == 1
    assert moves in (["strike_off"], ["return"])


def test_an_extension_is_asked_for_once_at_a_time(hands: Hands) -> None:
    task = given(hands.world, hands.world.seats[Role.POLICE])
    police = hands.world.viewer(Role.POLICE)
    told = hands.at_once(lambda _hand: ask_extension(task, police, until=in_days(40), reason=WHY))
    assert told.count("") == 1
    assert hands.found(lambda: Extension.objects.filter(task=task).count()) == 1
