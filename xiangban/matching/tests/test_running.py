from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from xiangban.matching.arrays import Ints
from xiangban.matching.linking import link
from xiangban.matching.rows import Roster
from xiangban.matching.running import link_everywhere
from xiangban.matching.tests.cast import Row, other_family, roster, row, without_number
from xiangban.matching.verdicts import UPPER


@dataclass(frozen=True)
class Place:
    """A place that keeps its rows itself."""

    rows: tuple[tuple[str, Row], ...]

    def read(self, rows: Ints | None = None) -> Sequence[Roster]:
        chosen = range(len(self.rows)) if rows is None else rows.tolist()
        return [roster(*self.rows[at]) for at in chosen]


HOME = Place((("police", row()), ("villages", row()), ("villages", other_family())))
BROTHER = without_number(row(child_name="王子轩", sex="1", birth_date="2014-05-08"))
AWAY = Place((
    ("education", row(county="龙泉县", town="大湾乡", village="老鹰岩村")),
    ("police", without_number(other_family(child_name="孙晓", birth_date="2016-01-02"))),
    ("villages", without_number(other_family(child_name="孙小", birth_date="2016-01"))),
))  # fmt: skip


@pytest.mark.parametrize("processes", [1, 2])
def test_a_row_in_another_place_is_its_child_whoever_runs_the_places(processes: int) -> None:
    told: list[tuple[int, int]] = []
    found = link_everywhere([HOME, AWAY], processes=processes, tell=lambda done, all_: told.append((done, all_)))
    assert found.starts.tolist() == [0, 3]
    assert found.child[0] == found.child[1] == found.child[3]
    assert len({int(label) for label in found.child[[0, 2, 4]]}) == 3
    assert found.score[3] >= UPPER
    assert told == [(1, 2), (2, 2)]


def test_one_place_says_what_matching_it_alone_says() -> None:
    together, alone = link_everywhere([AWAY]), link(AWAY.read())
    assert together.child.tolist() == alone.child.tolist()
    assert together.automatic.tolist() == alone.automatic.tolist()
    assert np.array_equal(together.score, alone.score, equal_nan=True)
    assert together.candidates == alone.candidates


def test_a_question_of_a_place_names_labels_that_somebody_bears() -> None:
    doubtful = Place((*AWAY.rows, ("villages", BROTHER), ("police", without_number(row(child_name="王子")))))
    found = link_everywhere([HOME, doubtful])
    assert found.candidates
    assert {label for labels in found.candidates.values() for label in labels} <= set(found.child.tolist())
