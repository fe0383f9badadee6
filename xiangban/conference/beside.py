"""A figure of a paper beside the register's: how far apart they are, and what may explain it. Pure.

The reasons in words are in past_words.py; the register is counted in actions/comparing.py.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from xiangban.figures.summary import INDICATORS, SUMMARY

NUMBERS = {indicator.key: column.number for indicator, column in zip(INDICATORS, SUMMARY, strict=True)}
ALL_CHILDREN = INDICATORS[0].key
_PEOPLE = {"人", "名", "位"}
_AT_LEAST = re.compile(r"余|多|超|逾")
_PLACES = {"全国": 1, "全省": 1, "全市": 2, "全县": 3, "全区": 3, "全镇": 4, "全乡": 4, "全村": 5, "全校": 5}
_DAY = re.compile(r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日")
_YEAR = re.compile(r"(?:19|20)(\d\d)\s?年?")
_DEFINED = date(2016, 2, 4)  # 国发〔2016〕13号


class Reason(StrEnum):
    """What may explain a difference, in the order in which it is told."""

    SAME = "same"
    ROUNDED = "rounded"  # about so many, and the register's lies in what that may mean
    NOT_ROUNDED = "not_rounded"  # about so many, and it does not
    UNIT = "unit"
    PLACE = "place"
    NO_DAY = "no_day"
    OTHER_DAY = "other_day"
    OLD_DEFINITION = "old_definition"
    OTHER_WORDS = "other_words"
    LACKING = "lacking"


@dataclass(frozen=True)
class Told:
    """The paper's figure; `level` is that of the conference whose paper it is."""

    label: str
    value: Decimal
    unit: str
    as_of: str = ""
    approximate: bool = False
    sentence: str = ""
    level: int = 2


@dataclass(frozen=True)
class Counted:
    """The register's figure: children, the day, the column, and of how many it lacks what the column asks."""

    number: int
    day: date
    indicator: str = ALL_CHILDREN
    lacking: int = 0


def difference(told: Told, counted: Counted) -> Decimal:
    """The register's figure less the paper's."""
    return Decimal(counted.number) - told.value


def reasons(told: Told, counted: Counted) -> list[Reason]:
    """What may explain that the two differ; SAME alone when they do not."""
    if difference(told, counted) == 0 and told.unit in _PEOPLE:
        return [Reason.SAME]
    found = []
    if told.approximate:
        low, high = span(told)
        found.append(Reason.ROUNDED if low <= counted.number <= high else Reason.NOT_ROUNDED)
    checks = (
        (Reason.UNIT, told.unit not in _PEOPLE),
        (Reason.PLACE, _of_another_place(told)),
        (Reason.NO_DAY, not _DAY.search(told.as_of)),
        (Reason.OTHER_DAY, bool(_DAY.search(told.as_of)) and not _is_day(told.as_of, counted.day)),
        (Reason.OLD_DEFINITION, _may_be_old(told)),
        (Reason.OTHER_WORDS, "留守儿童" not in told.label or counted.indicator != ALL_CHILDREN),
        (Reason.LACKING, counted.lacking > 0),
    )
    return found + [reason for reason, holds in checks if holds]


def span(told: Told) -> tuple[Decimal, Decimal]:
    """From what to what a rounded figure may mean: 3.4万余 from 34,000 to 35,000, 约3.4万 from 33,500 to 34,500."""
    step = Decimal(1)
    while told.value and told.value % (step * 10) == 0:
        step *= 10
    if _AT_LEAST.search(told.sentence):
        return told.value, told.value + step
    return told.value - step / 2, told.value + step / 2


def _of_another_place(told: Told) -> bool:
    found = [level for word, level in _PLACES.items() if word in told.sentence]
    return bool(found) and told.level not in found


def _is_day(as_of: str, day: date) -> bool:
    numbers = [int(part) for part in re.findall(r"\d+", as_of)[:3]]
    return numbers == [day.year, day.month, day.day]


def _may_be_old(told: Told) -> bool:
    """Before 2016 a left-behind child was under 18 with one parent away: a paper without a year may be of then."""
    year = _YEAR.search(told.as_of)
    return "留守" in told.label and (year is None or int(year[0][:4]) <= _DEFINED.year)
