"""From scored pairs to children, by the rules that no score may break.

Two different trusted numbers never join; at most two rows of one agency, if they speak for each other, and one register
child are a child; a pair gives way where either side has a clearly better partner in the other's agency.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from xiangban.matching.arrays import Flags, Floats, Ints
from xiangban.matching.numbers import Trust
from xiangban.matching.table import Table

MOST_OF_AN_AGENCY = 2
CLEARLY_BETTER = 3.0
AGAINST = -4.0  # a compared pair below this inside a group makes the group be looked at link by link


@dataclass(frozen=True)
class Links:
    """Pairs of rows with their log odds."""

    left: Ints
    right: Ints
    score: Floats

    def taken(self, which: Flags | Ints) -> "Links":
        """Some of the pairs."""
        return Links(self.left[which], self.right[which], self.score[which])


def outdone(links: Links, table: Table) -> Flags:
    """Which pairs give way: a side has a partner in the other's agency that is clearly better."""
    agencies = int(table.agency.max(initial=0)) + 1
    of_left = links.left * agencies + table.agency[links.right]
    of_right = links.right * agencies + table.agency[links.left]
    best = np.full(len(table) * agencies, -np.inf)
    np.maximum.at(best, of_left, links.score)
    np.maximum.at(best, of_right, links.score)
    better: Flags = np.maximum(best[of_left], best[of_right]) > links.score + CLEARLY_BETTER
    return better


def cluster(links: Links, table: Table, threshold: float) -> Ints:
    """A label per row; links must already be without pairs that may not join or gave way."""
    joined = links.taken(links.score > threshold)
    label = components(joined, len(table))
    broken = _broken(label, links, table)
    inside = broken[label[joined.left]]
    if not inside.any():
        return label
    label = components(joined.taken(~inside), len(table))
    doubted = joined.taken(inside)
    return _link_by_link(label, doubted, _scores(links, doubted, len(table)), table)


def components(links: Links, rows: int) -> Ints:
    """A label per row, equal where a chain of links leads from one to the other."""
    head = np.arange(rows)
    first, second = links.left, links.right
    while len(first):
        np.minimum.at(head, np.maximum(first, second), np.minimum(first, second))
        while not np.array_equal(nearer := head[head], head):
            head = nearer
        first, second = head[links.left], head[links.right]
        apart = first != second
        first, second = first[apart], second[apart]
    label: Ints = ((head == np.arange(rows)).cumsum() - 1)[head]
    return label


def trusted_numbers(table: Table) -> Ints:
    """The number of each row if it can be trusted, else 0."""
    numbers: Ints = np.where(table.numbers.trust >= Trust.NEARLY, table.numbers.value, 0)
    return numbers


def _broken(label: Ints, links: Links, table: Table) -> Flags:
    """By label whether its group breaks a rule or holds a pair that speaks against it."""
    groups = int(label.max(initial=-1)) + 1
    broken = np.zeros(groups, dtype=bool)
    agencies = int(table.agency.max(initial=0)) + 1
    counts = np.bincount(label * agencies + table.agency, minlength=groups * agencies).reshape(groups, agencies)
    broken |= (counts > MOST_OF_AN_AGENCY).any(axis=1)
    inside = label[links.left] == label[links.right]
    twice = inside & (table.agency[links.left] == table.agency[links.right]) & (links.score > 0)
    broken |= np.bincount(label[links.left[twice]], minlength=groups) < (counts == MOST_OF_AN_AGENCY).sum(axis=1)
    broken |= np.bincount(label, table.registered, groups) > 1
    number = trusted_numbers(table)
    least = np.full(groups, np.iinfo(np.int64).max)
    most = np.zeros(groups, dtype=np.int64)
    known = number > 0
    np.minimum.at(least, label[known], number[known])
    np.maximum.at(most, label[known], number[known])
    broken |= (most > 0) & (least != most)
    against = (links.score < AGAINST) & inside
    broken[label[links.left[against]]] = True
    return broken


def _scores(links: Links, doubted: Links, total: int) -> dict[int, float]:
    """The score of every compared pair among the rows in doubt, by left * total + right."""
    member = np.zeros(total, dtype=bool)
    member[doubted.left] = member[doubted.right] = True
    kept = links.taken(member[links.left] & member[links.right])
    return dict(zip((kept.left * total + kept.right).tolist(), kept.score.tolist(), strict=True))


@dataclass
class _Group:
    rows: list[int]
    agencies: Counter[int]
    numbers: set[int]
    registered: int


def _link_by_link(label: Ints, links: Links, scores: dict[int, float], table: Table) -> Ints:
    """Join the best link first, and only where the joined group keeps the rules and speaks for itself."""
    number = trusted_numbers(table)
    groups: dict[int, _Group] = {}
    for row in np.unique(np.r_[links.left, links.right]).tolist():
        numbers = {int(number[row])} - {0}
        groups[row] = _Group([row], Counter([int(table.agency[row])]), numbers, int(table.registered[row]))
    order = np.argsort(-links.score, kind="stable")
    for left, right in zip(links.left[order].tolist(), links.right[order].tolist(), strict=True):
        first, second = groups[left], groups[right]
        if first is not second and _may_join(first, second) and _speaks_for(first, second, scores, table):
            first.rows += second.rows
            first.agencies += second.agencies
            first.numbers |= second.numbers
            first.registered += second.registered
            for row in second.rows:
                groups[row] = first
    result = label.copy()
    for group in groups.values():
        result[group.rows] = label[group.rows[0]]
    return result


def _may_join(first: _Group, second: _Group) -> bool:
    together = first.agencies + second.agencies
    return (
        max(together.values()) <= MOST_OF_AN_AGENCY
        and len(first.numbers | second.numbers) <= 1
        and first.registered + second.registered <= 1
    )


def _speaks_for(first: _Group, second: _Group, scores: dict[int, float], table: Table) -> bool:
    """Whether the compared pairs between two groups speak for one child on the whole, and those of one agency each."""
    total, speaks = len(table), 0.0
    for mine in first.rows:
        for theirs in second.rows:
            score = scores.get(min(mine, theirs) * total + max(mine, theirs), 0.0)
            if score <= 0 and table.agency[mine] == table.agency[theirs]:
                return False
            speaks += score
    return speaks > 0
