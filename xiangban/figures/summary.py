"""The 32-column summary (排查汇总表, domain facts 2.3): columns, printed check rules, what is left over. Pure.

The printed table has no column for 未采集, so a sum closes only with what is left over: it stands beside the table.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from xiangban.figures.columns import COLUMNS
from xiangban.figures.definitions import AGE_BAND, Condition, Facts, Indicator
from xiangban.web.phrases import StrOrPromise

VERSION = "2016"

MALE, FEMALE = "1", "2"
COMPULSORY = frozenset({"primary", "junior"})
# 患病 is a major illness alone, by the note printed on the form; a weak or chronic state stands with the healthy.
HEALTHY = frozenset({"10", "20", "30"})
RELATIVES = frozenset({"uncles_aunts", "adult_sibling", "neighbour"})

Row = Mapping[int, int]  # number of the column, from 1, and how many children


@dataclass(frozen=True)
class Column:
    """One column of the printed head: group above, word below; `of` is the judgement on one child."""

    number: int
    group: StrOrPromise
    label: StrOrPromise
    of: Condition


@dataclass(frozen=True)
class CheckRule:
    """One printed check (勾稽关系): the sum of `left` equals the sum of `right` and what `remainder` leaves over."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    remainder: str = ""

    def __str__(self) -> str:
        return f"{_sum_of(self.left)}={_sum_of(self.right)}"


@dataclass(frozen=True)
class Breach:
    """A check that does not hold: both sums, and how many children are left over by the register itself."""

    rule: CheckRule
    left: int
    right: int
    not_collected: int = 0

    @property
    def explained(self) -> bool:
        """Whether 未采集 alone is the difference, so that no figure is wrong."""
        return self.left == self.right + self.not_collected


def _sum_of(columns: tuple[int, ...]) -> str:
    if len(columns) > 3 and columns[-1] - columns[0] == len(columns) - 1:
        return f"{columns[0]}+…+{columns[-1]}"
    return "+".join(map(str, columns))


def _is(**wanted: object) -> Condition:
    def judge(facts: Facts) -> bool:
        return all(
            facts[name] in value if isinstance(value, frozenset) else facts[name] == value
            for name, value in wanted.items()
        )

    return judge


# The form's 监护类型 says of these who cares, and of all how well (domain 2.2, 2.3): a roster often says nothing else.
WITHOUT_CARER = frozenset({"nobody", "parent_unable"})
RATING_OF_KIND = {"good": "good", "fair": "fair", "carer_weak": "poor", "parent_unable": "poor", "nobody": "poor"}


def carer_of(facts: Facts) -> str:
    """Who cares for the child: as collected, else as far as the kind of guardianship says it; "" is 未采集."""
    kind = facts.get("guardianship_kind", "")
    return facts["actual_carer"] or (kind if kind in WITHOUT_CARER else "")


def rating_of(facts: Facts) -> str:
    """How well the child is cared for: as rated, else by the kind of guardianship; "" is 未采集."""
    return facts["guardianship_rating"] or RATING_OF_KIND.get(facts.get("guardianship_kind", ""), "")


AGE, SCHOOL, HUKOU = _("Age"), _("Schooling"), _("Hukou")
HEALTH, BOARDING, CARER, RATING = _("Health"), _("Boarding"), _("Actual guardianship"), _("Guardianship")
_BANDS = (("0-5", _("0 to 5")), ("6-13", _("6 to 13")), ("14-15", _("14 to 16")))


def _age_columns() -> Iterable[Column]:
    for index, (band, label) in enumerate(_BANDS):
        first = 2 + 3 * index
        yield Column(first, label, _("subtotal"), _is(age_band=band))
        yield Column(first + 1, label, _("male"), _is(age_band=band, sex=MALE))
        yield Column(first + 2, label, _("female"), _is(age_band=band, sex=FEMALE))


SUMMARY: tuple[Column, ...] = (
    Column(1, "", _("Rural left-behind children in all"), lambda _facts: True),
    *_age_columns(),
    Column(11, SCHOOL, _("kindergarten"), _is(schooling="kindergarten")),
    Column(12, SCHOOL, _("not in kindergarten"), _is(schooling="no_kindergarten")),
    Column(13, SCHOOL, _("primary school"), _is(schooling="primary")),
    Column(14, SCHOOL, _("junior middle school"), _is(schooling="junior")),
    Column(15, SCHOOL, _("senior middle school"), _is(schooling="senior")),
    Column(16, SCHOOL, _("secondary vocational school"), _is(schooling="vocational")),
    Column(17, SCHOOL, _("dropped out"), _is(schooling="dropped_out")),
    Column(18, SCHOOL, _("not studying"), _is(schooling="not_studying")),
    Column(19, HUKOU, _("hukou is registered"), _is(hukou_registered="1")),
    Column(20, HUKOU, _("hukou is not registered"), _is(hukou_registered="0")),
    Column(21, HEALTH, _("healthy"), _is(health=HEALTHY)),
    Column(22, HEALTH, _("disabled"), _is(health="60")),
    Column(23, HEALTH, _("ill"), _is(health="40")),
    Column(24, BOARDING, _("boards at school"), _is(boarding="1", schooling=COMPULSORY)),
    Column(25, BOARDING, _("does not board"), _is(boarding="0", schooling=COMPULSORY)),
    Column(26, CARER, _("grandparents care"), _is(actual_carer="grandparents")),
    Column(27, CARER, _("relatives or friends care"), _is(actual_carer=RELATIVES)),
    Column(28, CARER, _("one parent away, the other unable"), lambda facts: carer_of(facts) == "parent_unable"),
    Column(29, CARER, _("nobody cares"), lambda facts: carer_of(facts) == "nobody"),
    Column(30, RATING, _("good"), lambda facts: rating_of(facts) == "good"),
    Column(31, RATING, _("fair"), lambda facts: rating_of(facts) == "fair"),
    Column(32, RATING, _("poor"), lambda facts: rating_of(facts) == "poor"),
)
ASKS = (
    AGE_BAND, "sex", "schooling", "hukou_registered", "health", "boarding", "actual_carer", "guardianship_rating",
    "guardianship_kind",
)  # fmt: skip
INDICATORS = tuple(
    Indicator(f"summary.{column.number:02}", VERSION, column.label, column.of, ASKS) for column in SUMMARY
)

CHECK_RULES: tuple[CheckRule, ...] = (
    CheckRule((1,), (2, 5, 8), AGE_BAND),
    CheckRule((1,), tuple(range(11, 19)), "schooling"),
    CheckRule((1,), (19, 20), "hukou_registered"),
    CheckRule((1,), (21, 22, 23), "health"),
    CheckRule((1,), (26, 27, 28, 29), "actual_carer"),
    CheckRule((1,), (30, 31, 32), "guardianship_rating"),
    CheckRule((2,), (3, 4), "sex:0-5"),
    CheckRule((5,), (6, 7), "sex:6-13"),
    CheckRule((8,), (9, 10), "sex:14-15"),
    # The stored copy prints 21+22+23+24+25 for one sum, which contradicts this rule: taken as a slip (domain 2.3).
    CheckRule((13, 14), (24, 25), "boarding"),
)


def row_of(groups: Iterable[tuple[Facts, int]]) -> dict[int, int]:
    """All 32 columns over groups of children who share their coded facts."""
    row = dict.fromkeys(range(1, COLUMNS + 1), 0)
    for facts, children in groups:
        for column in SUMMARY:
            if column.of(facts):
                row[column.number] += children
    return row


def check(row: Row, not_collected: Mapping[str, int] | None = None) -> list[Breach]:
    """The printed checks that do not hold for this row; `not_collected` by remainder tells what the register lacks."""
    lacking = not_collected or {}
    breaches = []
    for rule in CHECK_RULES:
        left, right = (sum(row[number] for number in side) for side in (rule.left, rule.right))
        if left != right:
            breaches.append(Breach(rule, left, right, lacking.get(rule.remainder, 0)))
    return breaches


def remainders(row: Row) -> dict[str, int]:
    """For each check of the register's own row what is left over: not collected, or in no column of the form."""
    return {
        rule.remainder: sum(row[number] for number in rule.left) - sum(row[number] for number in rule.right)
        for rule in CHECK_RULES
    }
