"""Which children each agency's roster holds, how often, in which order: coverage, doubled rows, errors.

What a row says is in observed.py, what goes wrong with it in errors.py.
"""

from datetime import date

from xiangban.children.codes import YesNo
from xiangban.demo.dice import Dice
from xiangban.demo.population import Child, Population
from xiangban.demo.rosters.dates import age_at
from xiangban.demo.rosters.errors import deal_errors, whole
from xiangban.demo.rosters.observed import Facts, ObservedRow, describe, facts_of
from xiangban.demo.rosters.rates import AGENCIES, Rates

EDUCATION, POLICE, VILLAGES = AGENCIES
RARELY = 0.001  # the police know hardly any child whom no hukou names


def observe(population: Population, rates: Rates, seed: int) -> list[ObservedRow]:
    """All rows of the three agencies, in the order of their rosters; the same arguments give the same rows."""
    facts = facts_of(population, seed)
    rows: list[ObservedRow] = []
    for agency in AGENCIES:
        rows += _roster(facts, agency, rates, seed)
    return rows


def _roster(facts: Facts, agency: str, rates: Rates, seed: int) -> list[ObservedRow]:
    dice = Dice(seed, f"rosters-{agency}")
    children = _covered(dice, facts.population.children, agency, rates)
    doubled = list(children)
    dice.shuffle(doubled)
    doubled = doubled[: whole(dice, rates.share("rows_twice", agency) * len(children))]
    rows = [describe(facts, agency, child) for child in (*children, *doubled)]
    deal_errors(facts, rows, rates, seed)
    for row in rows:
        _count_age(row, facts.population.reference_date)
    return sorted(rows, key=lambda row: _place_in_roster(facts, row))


def _count_age(row: ObservedRow, day: date) -> None:
    """Ages are counted from the birth date that was written, errors included."""
    if "age" in row.values:
        row.values["age"] = f"{age_at(row.values['birth_date'], day)}@{day.isoformat()}"


def _covered(dice: Dice, children: tuple[Child, ...], agency: str, rates: Rates) -> list[Child]:
    """Exactly the share of children the agency covers, likelier ones first (weighted draw without return)."""
    luck = {child.key: dice.roll() ** (1 / _weight(child, agency, rates)) for child in children}
    ranked = sorted(children, key=lambda child: -luck[child.key])
    kept = {child.key for child in ranked[: round(rates.coverage[agency] * len(children))]}
    return [child for child in children if child.key in kept]


def _weight(child: Child, agency: str, rates: Rates) -> float:
    """How likely the agency knows this child, against others: schools by stage, the police by hukou."""
    if agency == EDUCATION:
        return rates.coverage_by_schooling[child.schooling]
    return RARELY if agency == POLICE and child.hukou_registered != YesNo.YES.value else 1.0


def _place_in_roster(facts: Facts, row: ObservedRow) -> tuple[int, str, int]:
    """Schools list by school and grade, the others by village and household."""
    child = facts.child_of(row)
    if row.agency == EDUCATION:
        return child.school or 0, child.grade, child.key
    return facts.listed_in(row), "", child.key
