"""How people of this invented place are called: surnames by share, given names by sex and year of birth.

Facts behind the tables: the yearly name reports of the public security ministry (shares, top names of newborns).
"""

from functools import cache

from xiangban.demo.dice import Dice, Urn
from xiangban.demo.name_tables import (
    ADULT_COHORTS,
    CHILD_COHORTS,
    COMPOUND_SURNAMES,
    FIVE_LARGEST,
    NEXT_NINETY_FIVE,
    RARE_SURNAMES,
    UYGHUR_NAMES,
    YI_FAMILIES,
    YI_NAMES,
    Cohort,
)

MALE, FEMALE = "1", "2"
HAN, HUI, MIAO, YI, DONG, TUJIA, UYGHUR = "01", "03", "06", "07", "12", "15", "05"  # GB/T 3304
SHARE_FIVE_LARGEST, SHARE_HUNDRED_LARGEST = 0.308, 0.859
SHARE_COMPOUND = 0.0028
DOT = "·"
# Characters of the 2013 general list or of Unicode that GBK lacks; many office programs print them as a box.
OUTSIDE_GBK = "㛃䶮㵘𬭎𫖯𬍛𬤊𫍯𬸣𬘭"
TOP_TEN_SHARES = (0.0046, 0.0044, 0.0042, 0.0041, 0.0039, 0.0037, 0.0036, 0.0035, 0.0034, 0.0033)
SHARE_OTHER_KNOWN = 0.055
FLATTENING = 8
FLATTENING_COMPOSED = 16  # keeps the commonest combination of two characters far below the top names


def _surname_weights() -> dict[str, float]:
    """Shares of surnames among people: five largest 30.8 %, hundred largest 85.9 %, the rest thinly spread."""
    weights = {name: share / 100 for name, share in FIVE_LARGEST.items()}
    scale = SHARE_FIVE_LARGEST / sum(weights.values())
    weights = {name: share * scale for name, share in weights.items()}
    ranks = {name: 1 / rank for rank, name in enumerate(NEXT_NINETY_FIVE, start=6)}
    scale = (SHARE_HUNDRED_LARGEST - SHARE_FIVE_LARGEST) / sum(ranks.values())
    weights.update({name: weight * scale for name, weight in ranks.items()})
    rest = 1 - SHARE_HUNDRED_LARGEST - SHARE_COMPOUND
    thin = {name: 1 / (rank + 40) for rank, name in enumerate(RARE_SURNAMES)}
    scale = rest / sum(thin.values())
    weights.update({name: weight * scale for name, weight in thin.items()})
    compound = {name: 1 / (rank + 2) for rank, name in enumerate(COMPOUND_SURNAMES)}
    scale = SHARE_COMPOUND / sum(compound.values())
    weights.update({name: weight * scale for name, weight in compound.items()})
    return weights


SURNAMES: Urn[str] = Urn(_surname_weights())


def child_given(dice: Dice, sex: str, year: int) -> str:
    """A given name as children of that sex and birth year (2010 to 2026) bear it."""
    return _child_urn(sex, _cohort(year, CHILD_COHORTS)).draw(dice)


def adult_given(dice: Dice, sex: str, year: int) -> str:
    """A given name as adults of that sex and birth year (1930 to 2008) bear it."""
    return _adult_urn(sex, _cohort(year, ADULT_COHORTS)).draw(dice)


def rare_given(dice: Dice, sex: str, year: int) -> str:
    """A child's given name with one character outside GBK."""
    given = child_given(dice, sex, year)
    return given[:-1] + dice.pick(OUTSIDE_GBK)


def yi_name(dice: Dice, family: str, sex: str) -> str:
    """A Yi name: family, middle dot, given name."""
    return f"{family}{DOT}{dice.pick(YI_NAMES[sex])}"


def yi_family(dice: Dice) -> str:
    """A Yi family name, invented after common syllables."""
    return dice.pick(YI_FAMILIES)


def uyghur_name(dice: Dice, father_given: str, sex: str) -> str:
    """A Uyghur name: own name, middle dot, the father's own name."""
    return f"{uyghur_given(dice, sex)}{DOT}{father_given}"


def uyghur_given(dice: Dice, sex: str) -> str:
    """The own name of a Uyghur person."""
    return dice.pick(UYGHUR_NAMES[sex])


def with_shared_character(given: str, shared: str) -> str:
    """The given name with the generation character of the siblings in first place."""
    return shared + given[-1] if given[-1] != shared else shared


def _cohort(year: int, cohorts: tuple[Cohort, ...]) -> int:
    """The place of the cohort that covers the birth year; years outside take the nearest."""
    return next((at for at, cohort in enumerate(cohorts) if year <= cohort.until), len(cohorts) - 1)


@cache
def _child_urn(sex: str, at: int) -> Urn[str]:
    cohort = CHILD_COHORTS[at]
    known = cohort.names[sex]
    weights = dict(zip(known, TOP_TEN_SHARES, strict=False))
    others = {name: 1 / (rank + FLATTENING) for rank, name in enumerate(known[len(TOP_TEN_SHARES) :])}
    scale = SHARE_OTHER_KNOWN / sum(others.values())
    weights.update({name: weight * scale for name, weight in others.items()})
    return Urn(_composed(cohort, sex, weights))


@cache
def _adult_urn(sex: str, at: int) -> Urn[str]:
    cohort = ADULT_COHORTS[at]
    known = {name: 1 / (rank + FLATTENING) for rank, name in enumerate(cohort.names[sex])}
    scale = cohort.known_share / sum(known.values())
    return Urn(_composed(cohort, sex, {name: weight * scale for name, weight in known.items()}))


def _composed(cohort: Cohort, sex: str, weights: dict[str, float]) -> dict[str, float]:
    """The known names and, in what is left of 1, names of one character and of two put together."""
    left = 1 - sum(weights.values())
    composed: dict[str, float] = {}
    for first_rank, first in enumerate(cohort.first[sex]):
        for last_rank, last in enumerate(cohort.last[sex]):
            if first != last and first + last not in weights:
                composed[first + last] = 1 / ((first_rank + FLATTENING_COMPOSED) * (last_rank + FLATTENING_COMPOSED))
    scale = left * (1 - cohort.single_share) / sum(composed.values())
    found = weights | {name: weight * scale for name, weight in composed.items()}
    single = {
        name: 1 / (rank + FLATTENING_COMPOSED) for rank, name in enumerate(cohort.last[sex]) if name not in weights
    }
    scale = left * cohort.single_share / sum(single.values())
    return found | {name: weight * scale for name, weight in single.items()}
