import numpy as np
import pytest

from xiangban.matching.births import read_births
from xiangban.matching.numbers import NumberLevel, Numbers, Trust, compare_numbers, read_numbers
from xiangban.matching.tests.cast import number

BORN = "2014-05-06"
RIGHT = number(BORN)


def read(text: str, born: str = BORN, sex: int = 1, prefix: str = "") -> Numbers:
    return read_numbers([text], [prefix], read_births([born]), np.array([sex], dtype=np.int8))


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
    assert Trust(read(text, born, sex).trust[0]) is expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (read(RIGHT), read(RIGHT), NumberLevel.SAME),
        (read(RIGHT), read(RIGHT, "2011-01-20"), NumberLevel.SAME_UNSURE),
        (read(RIGHT), read(number(BORN, 13)), NumberLevel.DIFFERENT),
        (read(RIGHT), read(RIGHT[:7] + "9" + RIGHT[8:]), NumberLevel.ONE_SLIP),
        (read(RIGHT), read(RIGHT[:12] + RIGHT[13] + RIGHT[12] + RIGHT[14:]), NumberLevel.ONE_SLIP),
        (read(RIGHT), read(RIGHT[:15] + "000"), NumberLevel.SAME_BEGINNING),
        (read(RIGHT), read("", prefix=RIGHT[:15]), NumberLevel.SAME_BEGINNING),
        (read(RIGHT), read(number("2010-12-31", 455), "2013-07-08"), NumberLevel.UNLIKE),
        (read(RIGHT), read(""), NumberLevel.MISSING),
    ],
)
def test_two_numbers_agree_in_levels(left: Numbers, right: Numbers, expected: NumberLevel) -> None:
    assert NumberLevel(compare_numbers(left, right)[0]) is expected
    assert NumberLevel(compare_numbers(right, left)[0]) is expected
