"""Which links are settled alone, which are asked of a person, and what is asked: as few questions as there are doubts.

How rows were joined is in clustering.py.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from xiangban.matching.arrays import Flags, Floats, Ints, Small, among, distinct, first_that_holds
from xiangban.matching.clustering import MOST_OF_AN_AGENCY, Links, components, trusted_numbers
from xiangban.matching.table import Table

UPPER, LOWER = 4.0, -4.0  # natural log odds: joined alone above, asked about between


class Verdict(IntEnum):
    """What becomes of a compared pair."""

    APART = 0
    REVIEW = 1
    AUTOMATIC = 2


@dataclass(frozen=True)
class Doubts:
    """Rows whose own link is in doubt, and questions: row, label of the other child, log odds."""

    own: Flags
    row: Ints
    other: Ints
    score: Floats


def find_doubts(table: Table, child: Ints, standing: Links) -> Doubts:
    """The doubts among links that no rule decided; two children are asked about once, at the one with fewer rows.

    Links below LOWER are those that may never join.
    """
    inside = child[standing.left] == child[standing.right]
    own = _weakly_joined(child, standing.taken(inside & (standing.score >= UPPER)))
    between = standing.taken(~inside & (standing.score >= LOWER))
    between = between.taken(_could_join(table, child, between))
    between = between.taken(~_decided(child, between, standing.taken(standing.score < LOWER)))
    asked = _ask_smaller(child, between)
    return Doubts(own, asked.left, child[asked.right], asked.score)


def automatic_rows(child: Ints, doubts: Doubts) -> Flags:
    """Rows settled without a person: well joined, or alone and not asked about on either side."""
    size = np.bincount(child, minlength=int(child.max(initial=-1)) + 1)
    asked = np.zeros(len(size), dtype=bool)
    asked[child[doubts.row]] = asked[doubts.other] = True
    automatic: Flags = ~doubts.own & ~((size[child] == 1) & asked[child])
    return automatic


def verdict_of_pairs(child: Ints, automatic: Flags, doubts: Doubts, links: Links) -> Small:
    """The Verdict of each pair of links."""
    first, second = child[links.left], child[links.right]
    same = first == second
    settled = automatic[links.left] & automatic[links.right]
    groups = int(child.max(initial=0)) + 1
    questions = distinct(_unordered(child[doubts.row], doubts.other, groups))
    asked = links.score >= LOWER
    asked[asked] = among(_unordered(first[asked], second[asked], groups), questions)
    return first_that_holds([(same & settled, Verdict.AUTOMATIC), (same | asked, Verdict.REVIEW)], Verdict.APART)


def _weakly_joined(child: Ints, strong: Links) -> Flags:
    """Rows that no chain of strong links ties to the largest well-joined part of their child."""
    part = components(strong, len(child))
    size = np.bincount(part)
    rows = len(child)
    largest = np.zeros(int(child.max(initial=-1)) + 1, dtype=np.int64)
    np.maximum.at(largest, child, size[part] * rows + np.arange(rows)[::-1])  # of equal parts, that of the first row
    main = part[rows - 1 - largest % max(rows, 1)]
    several = np.bincount(child)[child] > 1
    weak: Flags = several & ((part != main[child]) | (size[part] == 1))
    return weak


def _could_join(table: Table, child: Ints, links: Links) -> Flags:
    """Pairs whose two children would keep the rules as one; two files of the register may be asked about."""
    groups = int(child.max(initial=-1)) + 1
    number = np.zeros(groups, dtype=np.int64)
    np.maximum.at(number, child, trusted_numbers(table))
    first, second = child[links.left], child[links.right]
    kept: Flags = (number[first] == 0) | (number[second] == 0) | (number[first] == number[second])
    agencies = int(table.agency.max(initial=0)) + 1
    counts = np.bincount(child * agencies + table.agency, minlength=groups * agencies).reshape(groups, agencies)
    kept &= (counts[first] + counts[second] <= MOST_OF_AN_AGENCY).all(axis=1)
    return kept


def _decided(child: Ints, between: Links, forbidden: Links) -> Flags:
    """Pairs of children of whom two rows are known to be two children."""
    groups = int(child.max(initial=0)) + 1
    known = distinct(_unordered(child[forbidden.left], child[forbidden.right], groups))
    return among(_unordered(child[between.left], child[between.right], groups), known)


def _ask_smaller(child: Ints, between: Links) -> Links:
    """The best pair of each two children, its left row in the child with fewer rows."""
    size = np.bincount(child, minlength=1)
    first, second = child[between.left], child[between.right]
    turn = (size[second] < size[first]) | ((size[second] == size[first]) & (between.right > between.left))
    turned = Links(
        np.where(turn, between.right, between.left), np.where(turn, between.left, between.right), between.score
    )
    key = _unordered(first, second, len(size))
    order = np.lexsort((turned.left, -between.score, key))
    best = order[np.r_[True, key[order][1:] != key[order][:-1]]] if len(order) else order
    return turned.taken(best)


def _unordered(first: Ints, second: Ints, groups: int) -> Ints:
    return np.minimum(first, second) * groups + np.maximum(first, second)
