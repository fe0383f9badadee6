import numpy as np
import pytest

from xiangban.matching.births import read_births
from xiangban.matching.numbers import NumberLevel, Numbers, Trust, compare_numbers, read_numbers
from xiangban.matching.tests.cast import number

BORN = "2014-05-06"
RIGHT = number(BORN)


def read_all(*rows: tuple[str, str, str]) -> Numbers:
    """Numbers, cut-off numbers and birth dates of boys."""
    texts, prefixes, births = zip(*rows, strict=True)
    return read_numbers(texts, prefixes, read_births(births), np.ones(len(rows), dtype=np.int8))


@pytest.mark.parametrize(
    ("text", "born", "sex", "expected"),
    [
        (RIGHT, BORN, 1, Trust.FULL),
        (RIGHT, "", 0, Trust.FULL),
        (RIGHT, "2014-05", 1, Trust.FULL),
        (number("2023-01-22"), "2023-01-01", 1, Trust.FULL),  # the date was written as lunar
        (RIGHT, "2015-05-06", 1, Trust.NEARLY),
        (RIGHT, "2014-06-05", 1, Trust.NEARLY),
        (RIGHT, "2011-01-20", 1, Trust.DOUBTED),
        (RIGHT, "2010-05-06", 1, Trust.DOUBTED),
        (RIGHT, BORN, 2, Trust.DOUBTED),
        (RIGHT[:-1] + ("0" if RIGHT[-1] != "0" else "1"), BORN, 1, Trust.NONE),
        (RIGHT[:15] + "000", BORN, 1, Trust.NONE),
        (RIGHT[:15], BORN, 1, Trust.NONE),
        ("", BORN, 1, Trust.NONE),
    ],
)
def test_a_number_is_trusted_by_its_check_digit_and_the_row_it_stands_in(
    text: str, born: str, sex: int, expected: Trust
) -> None:
    read = read_numbers([text], [""], read_births([born]), np.array([sex], dtype=np.int8))
    assert Trust(read.trust[0]) is expected


@pytest.mark.parametrize(
    ("text", "cut_off", "born", "expected"),
    [
        (RIGHT, "", BORN, NumberLevel.SAME),
        (RIGHT, "", "2011-01-20", NumberLevel.SAME_UNSURE),
        (number(BORN, 13), "", BORN, NumberLevel.DIFFERENT),
        (RIGHT[:7] + "9" + RIGHT[8:], "", BORN, NumberLevel.ONE_SLIP),
        (RIGHT[:12] + RIGHT[13] + RIGHT[12] + RIGHT[14:], "", BORN, NumberLevel.ONE_SLIP),
        (RIGHT[:15] + "000", "", BORN, NumberLevel.SAME_BEGINNING),
        ("", RIGHT[:15], BORN, NumberLevel.SAME_BEGINNING),
        (number("2010-12-31", 455), "", "2013-07-08", NumberLevel.UNLIKE),
        ("", "", BORN, NumberLevel.MISSING),
    ],
)
def test_two_numbers_agree_in_levels(text: str, cut_off: str, born: str, expected: NumberLevel) -> None:
    numbers = read_all((RIGHT, "", BORN), (text, cut_off, born))
    levels = compare_numbers(numbers, np.array([0, 1]), np.array([1, 0]))
    assert [NumberLevel(level) for level in levels] == [expected, expected]
