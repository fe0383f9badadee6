"""The one face of matching: rosters in, children out, with a verdict and a score for every row.

Why a pair speaks for or against is said in reasons.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from xiangban.matching.arrays import Flags, Floats, Ints
from xiangban.matching.births import BirthLevel
from xiangban.matching.blocking import candidate_pairs
from xiangban.matching.clustering import Links, cluster, outdone
from xiangban.matching.comparing import Levels, compare, packed, unpacked
from xiangban.matching.evidence import VETO, with_numbers
from xiangban.matching.numbers import compare_numbers
from xiangban.matching.rows import Roster
from xiangban.matching.table import Table, read_table
from xiangban.matching.teaching import enough, experience_of, labelled_pairs, teach
from xiangban.matching.trees import Trees, default_trees

THRESHOLD, UPPER, LOWER = 0.0, 4.0, -4.0
CERTAIN = 30.0
"""Log odds."""


class Verdict(StrEnum):
    """What becomes of a pair."""

    AUTOMATIC = "automatic"
    REVIEW = "review"
    APART = "apart"


@dataclass(frozen=True)
class Linking:
    """Rows in the order of the rosters; pairs are those compared, candidates the labels each row may also belong to."""

    child: Ints
    automatic: Flags
    score: Floats
    links: Links
    candidates: list[list[int]]


def link(rosters: Sequence[Roster], *, model: Trees | None = None) -> Linking:
    """Say which rows are one child."""
    table = read_table(rosters)
    left, right = candidate_pairs(table)
    levels = compare(table, left, right, table.written)
    model = model or taught_model(table, left, right, levels)
    scored = score_pairs(table, left, right, model)
    return settle(table, scored)


def taught_model(table: Table, left: Ints, right: Ints, levels: Levels) -> Trees:
    """The model taught on these very pairs, or the default where too few carry trustworthy numbers."""
    experience = experience_of(levels, *labelled_pairs(table, left, right, levels[:, 0]))
    return teach(experience) if enough(experience) else default_trees()


def score_pairs(table: Table, left: Ints, right: Ints, model: Trees) -> Links:
    """Every candidate pair with its log odds, numbers included."""
    levels = compare(table, left, right, table.known)
    keys, at = np.unique(packed(levels), return_inverse=True)
    score = model.log_odds(unpacked(keys))[at]
    numbers = compare_numbers(table.numbers.taken(left), table.numbers.taken(right))
    return Links(left, right, with_numbers(score, numbers, levels[:, 1] == BirthLevel.EQUAL))


def settle(table: Table, links: Links) -> Linking:
    """Children, verdicts and candidates from scored pairs."""
    possible = links.taken(links.score > VETO)
    standing = possible.taken(~outdone(possible, table) | (possible.score < LOWER))
    child = cluster(standing, table, THRESHOLD)
    best = np.full(len(table), np.nan)
    same = child[links.left] == child[links.right]
    for side in (links.left, links.right):
        np.fmax.at(best, side[same], links.score[same])
    return Linking(child, best >= UPPER, best, links, [])
