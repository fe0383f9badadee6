"""What runs apart may die, hang or eat memory; its caller only hears of it."""

import os
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from xiangban.lib.sheets.apart import ApartFailed, apart
from xiangban.lib.sheets.read import read_workbook
from xiangban.lib.sheets.tests import deeds
from xiangban.lib.sheets.workbook import Limits, Refusal, Sheet, SheetRefused, Workbook
from xiangban.lib.sheets.write import write_workbook

QUICK = Limits(seconds=1)


def test_a_workbook_comes_back_as_it_was_read_there() -> None:
    content = write_workbook([Sheet("表", [["甲", 7, date(2011, 1, 1)]], [(0, 0, 0, 1)], frozenset({0}))])
    assert apart(read_workbook, content) == read_workbook(content)
    assert isinstance(apart(read_workbook, content), Workbook)


def test_a_refusal_comes_back_with_its_kind_and_detail() -> None:
    with pytest.raises(SheetRefused) as refused:
        apart(read_workbook, b"%PDF")
    assert (refused.value.kind, refused.value.detail) == (Refusal.OTHER_FORMAT, {"format": "pdf"})


@pytest.mark.parametrize(
    ("deed", "kind"),
    [
        (deeds.sleep_long, Refusal.TOO_SLOW),
        (deeds.count_for_ever, Refusal.TOO_SLOW),
        (deeds.eat_memory, Refusal.TOO_MUCH_MEMORY),
        (deeds.abort, Refusal.TOO_MUCH_MEMORY),
        (deeds.fall_over, Refusal.DAMAGED),
        (deeds.be_killed, Refusal.TOO_MUCH_MEMORY),
    ],
)
def test_a_child_that_hangs_or_dies_is_a_refusal(deed: object, kind: Refusal) -> None:
    assert callable(deed)
    started = time.monotonic()
    with pytest.raises(SheetRefused) as refused:
        apart(deed, limits=QUICK)
    assert refused.value.kind is kind
    assert time.monotonic() - started < 10


def test_an_exception_nobody_promised_is_a_failure_that_tells_no_value() -> None:
    with pytest.raises(ApartFailed, match=r"ValueError .*deeds\.py:\d+") as failed:
        apart(deeds.fail_with_a_name)
    assert "甲" not in str(failed.value)


def test_nothing_of_our_surroundings_is_over_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIANGBAN_SECRET", "secret")
    reading, writing = os.pipe()
    os.set_inheritable(reading, True)
    surroundings, descriptors = apart(deeds.look_round)
    os.close(reading)
    os.close(writing)
    assert "XIANGBAN_SECRET" not in surroundings
    assert descriptors <= 6


def test_no_child_is_left_behind_and_no_descriptor() -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for deed in (deeds.look_round, deeds.be_killed, deeds.sleep_long):
        try:
            apart(deed, limits=QUICK)
        except SheetRefused:
            continue
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_child_cannot_make_us_build_what_is_no_plain_data() -> None:
    with pytest.raises(ApartFailed, match="no plain data"):
        apart(deeds.answer_with_a_call)


def test_several_at_once_do_not_disturb_each_other() -> None:
    found: list[str] = []
    content = "姓名\n甲\n".encode()
    threads = [threading.Thread(target=lambda: found.append(apart(read_workbook, content).kind)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["csv"] * 4


def test_what_a_library_prints_does_not_get_into_the_answer() -> None:
    assert apart(deeds.chatter) == "answer"
