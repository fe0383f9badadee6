"""The one face of matching: rosters in, children out, with a verdict and a score for every row.

Why a pair speaks for or against is said in reasons.py; many places at once are cut up in shards.py.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from xiangban.matching.arrays import Flags, Floats, Ints, Small, placed
from xiangban.matching.births import BirthLevel
from xiangban.matching.blocking import candidate_pairs
from xiangban.matching.clustering import CLEARLY_BETTER, Links, cluster, outdone
from xiangban.matching.comparing import Levels, compare, packed, unpacked, with_births
from xiangban.matching.evidence import VETO, with_numbers
from xiangban.matching.numbers import NumberLevel, Trust, compare_numbers
from xiangban.matching.rows import Roster
from xiangban.matching.table import Table, read_table
from xiangban.matching.teaching import enough, experience_of, labelled_pairs, teach, with_default
from xiangban.matching.trees import Trees, default_trees
from xiangban.matching.verdicts import LOWER, UPPER, Doubts, automatic_rows, find_doubts, verdict_of_pairs

THRESHOLD = 0.0  # natural log odds; doubtful links above it count as the best answer
CERTAIN = 30.0
STEPS = 5

Pair = tuple[int, int]
Tell = Callable[[int, int], object]


@dataclass(frozen=True)
class Linking:
    """What was found; rows stand in the order of the rosters, scores are natural log odds.

    `child` is a label per row, doubtful links included; `score` that of the row's strongest link, nan without one;
    `links` and `verdict` are the compared pairs that are not plainly apart; `candidates` labels per row, best first,
    beginning with its own where its own link is in doubt.
    """

    child: Ints
    automatic: Flags
    score: Floats
    links: Links
    verdict: Small
    candidates: dict[int, list[int]]
    rosters: Sequence[Roster]
    table: Table


def link(
    rosters: Sequence[Roster],
    *,
    model: Trees | None = None,
    apart: Sequence[Pair] = (),
    together: Sequence[Pair] = (),
    tell: Tell | None = None,
) -> Linking:
    """Say which rows are one child; `apart` and `together` are pairs of rows on which a person has decided."""
    tell = tell or _silent
    compared = compare_rows(rosters, tell)
    model = model or compared.taught()
    tell(3, STEPS)
    table, scored = compared.scored(model)
    links = remembered(scored, apart, together, len(table))
    tell(4, STEPS)
    linking = settle(rosters, table, links)
    tell(5, STEPS)
    return linking


@dataclass(frozen=True)
class Compared:
    """The pairs of rows worth comparing, with their levels by the births as written."""

    table: Table
    left: Ints
    right: Ints
    levels: Levels

    def taught(self) -> Trees:
        """The model taught on these very pairs, or the default where too few carry trustworthy numbers."""
        same, other = labelled_pairs(self.table, self.left, self.right, self.levels[:, 0])
        experience = experience_of(self.levels, same, other)
        return teach(with_default(experience)) if enough(experience) else default_trees()

    def scored(self, model: Trees) -> tuple[Table, Links]:
        """What score_pairs() says of them."""
        known = with_births(self.levels, self.table, self.left, self.right, self.table.known)
        return score_levels(self.table, self.left, self.right, known, model)


def compare_rows(rosters: Sequence[Roster], tell: Tell | None = None) -> Compared:
    """Read the rows and compare the pairs that share a key."""
    tell = tell or _silent
    table = read_table(rosters)
    tell(1, STEPS)
    left, right = candidate_pairs(table)
    tell(2, STEPS)
    return Compared(table, left, right, compare(table, left, right, table.written))


def score_pairs(table: Table, left: Ints, right: Ints, model: Trees) -> tuple[Table, Links]:
    """Every candidate pair with its log odds, numbers included; in the table copied numbers are no longer trusted."""
    return score_levels(table, left, right, compare(table, left, right, table.known), model)


def score_levels(table: Table, left: Ints, right: Ints, levels: Levels, model: Trees) -> tuple[Table, Links]:
    """The same for pairs that are compared already, by the births as known."""
    keys, at = placed(packed(levels))
    kinds = unpacked(keys)
    score = model.log_odds(kinds)
    numbers = compare_numbers(table.numbers, left, right)
    told = without_copied(table, Links(left, right, score[at]), numbers)
    doubted = told.numbers.trust != table.numbers.trust
    again = np.flatnonzero(doubted[left] | doubted[right])
    numbers[again] = compare_numbers(told.numbers, left[again], right[again])
    return told, Links(left, right, with_numbers(score, kinds[:, 1] == BirthLevel.EQUAL, at, numbers))


def without_copied(table: Table, links: Links, levels: Small) -> Table:
    """Doubt a number where its row fits a child of another number clearly better than those who bear it: a twin's."""
    other = strongest(links.taken((levels == NumberLevel.DIFFERENT) & (links.score > UPPER)), len(table))
    rival = ~np.isnan(other)
    same = (levels == NumberLevel.SAME) & (rival[links.left] | rival[links.right])
    copied = other > strongest(links.taken(same), len(table)) + CLEARLY_BETTER
    trust = np.where(copied, int(Trust.DOUBTED), table.numbers.trust).astype(np.int8)
    return replace(table, numbers=replace(table.numbers, trust=trust))


def remembered(links: Links, apart: Sequence[Pair], together: Sequence[Pair], rows: int) -> Links:
    """The links with what people decided before: it outweighs every score."""
    if not apart and not together:
        return links
    decided = {_in_order(pair): VETO for pair in apart} | {_in_order(pair): CERTAIN for pair in together}
    keys = np.array([left * rows + right for left, right in decided], dtype=np.int64)
    kept = links.taken(~np.isin(links.left * rows + links.right, keys))
    values = np.array(list(decided.values()))
    return Links(np.r_[kept.left, keys // rows], np.r_[kept.right, keys % rows], np.r_[kept.score, values])


def settle(rosters: Sequence[Roster], table: Table, links: Links) -> Linking:
    """Children, verdicts and candidates from scored pairs."""
    standing = links.taken(~outdone(links, table) | (links.score < LOWER))
    child = cluster(standing, table, THRESHOLD)
    doubts = find_doubts(table, child, standing.taken((standing.score >= LOWER) | (standing.score <= VETO)))
    automatic = automatic_rows(child, doubts)
    same = child[links.left] == child[links.right]
    telling = links.taken(same | (links.score >= LOWER))
    verdict = verdict_of_pairs(child, automatic, doubts, telling)
    score = strongest(links.taken(same), len(table))
    return Linking(child, automatic, score, telling, verdict, _candidates(child, doubts), rosters, table)


def strongest(links: Links, rows: int) -> Floats:
    """The log odds of each row's best link; nan without one."""
    best = np.full(rows, np.nan)
    np.fmax.at(best, links.left, links.score)
    np.fmax.at(best, links.right, links.score)
    return best


def _candidates(child: Ints, doubts: Doubts) -> dict[int, list[int]]:
    """By row the labels in question."""
    candidates = {row: [int(child[row])] for row in np.flatnonzero(doubts.own).tolist()}
    order = np.argsort(-doubts.score, kind="stable")
    for row, other in zip(doubts.row[order].tolist(), doubts.other[order].tolist(), strict=True):
        candidates.setdefault(row, []).append(other)
    return candidates


def _in_order(pair: Pair) -> Pair:
    return min(pair), max(pair)


def _silent(_done: int, _steps: int) -> None:
    """Nobody asked to be told."""
