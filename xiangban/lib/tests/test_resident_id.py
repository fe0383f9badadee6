"""A number is read as it stands: what is wrong with it is said, nothing is repaired."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiangban.lib.resident_id import (
    NumberFlag,
    NumberKind,
    check_digit,
    clean_number,
    fifteen_to_eighteen,
    is_sound,
    read_number,
    sure_birth,
)

FLAG = NumberFlag


def whole(first17: str) -> str:
    return first17 + check_digit(first17)


GIRL = whole("99010120150312002")


def test_the_check_digit_is_that_of_the_example_in_the_standard() -> None:
    # GB 11643-1999 gives 11010519491231002X and 440524188001010014.
    assert check_digit("11010519491231002") == "X"
    assert check_digit("44052418800101001") == "4"


def test_a_sound_number_tells_birth_sex_and_district() -> None:
    number = read_number(GIRL)
    assert number.trustworthy
    assert number.kind is NumberKind.EIGHTEEN
    assert (number.birth_date, number.sex, number.district) == (date(2015, 3, 12), "2", "990101")
    assert read_number(whole("99010120150312003")).sex == "1"


@pytest.mark.parametrize(
    "written",
    [
        " 1101 0519 4912 3100 2x ",
        "'11010519491231002X",
        "‘11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "11010519491231002×",
        "11010519491231002х",
        "\u200b11010519491231002X\ufeff",
        "\u202d11010519491231002X\u202c",
        "\t11010519491231002X\r\n",
    ],
)
def test_ways_of_writing_the_same_number(written: str) -> None:
    assert clean_number(written) == "11010519491231002X"
    assert read_number(written).trustworthy


@pytest.mark.parametrize(
    ("written", "kind", "flags"),
    [
        ("", NumberKind.UNREADABLE, {FLAG.EMPTY}),
        ("5.1E+17", NumberKind.UNREADABLE, {FLAG.SCIENTIFIC}),
        ("9.90101201503e+17", NumberKind.UNREADABLE, {FLAG.SCIENTIFIC}),
        ("99010120150312002", NumberKind.UNREADABLE, {FLAG.WRONG_LENGTH}),
        ("9901012015O3120026", NumberKind.UNREADABLE, {FLAG.UNKNOWN_CHARACTER}),
        ("990101X01503120026", NumberKind.UNREADABLE, {FLAG.UNKNOWN_CHARACTER}),
        ("无", NumberKind.UNREADABLE, {FLAG.UNKNOWN_CHARACTER}),
        ("990101150312002", NumberKind.FIFTEEN, {FLAG.FIFTEEN_DIGITS}),
        ("990101151312002", NumberKind.FIFTEEN, {FLAG.FIFTEEN_DIGITS, FLAG.BAD_BIRTH_DATE}),
        (whole("99010120150230002"), NumberKind.EIGHTEEN, {FLAG.BAD_BIRTH_DATE}),
        (whole("99010100150310002"), NumberKind.EIGHTEEN, {FLAG.BAD_BIRTH_DATE}),
        (whole("01010120150312002"), NumberKind.EIGHTEEN, {FLAG.UNKNOWN_REGION}),
        ("11010519491231002" + "1", NumberKind.EIGHTEEN, {FLAG.BAD_CHECK_DIGIT}),
        ("990101201503120000", NumberKind.EIGHTEEN, {FLAG.BAD_CHECK_DIGIT, FLAG.ENDS_IN_000}),
    ],
)
def test_what_is_wrong_is_said(written: str, kind: NumberKind, flags: set[NumberFlag]) -> None:
    number = read_number(written)
    assert (number.kind, set(number.flags)) == (kind, flags)
    assert not number.trustworthy


def test_a_number_cut_off_by_a_spreadsheet_is_never_filled_up() -> None:
    assert read_number("5.1E+17").text == "5.1E+17"
    assert read_number("5.1E+17").birth_date is None


@pytest.mark.parametrize("region", ["810000", "820000", "830000", "990101", "911156"])
def test_residence_permits_and_invented_places_have_the_right_shape(region: str) -> None:
    assert read_number(whole(region + "20150312002")).trustworthy


def test_an_old_number_becomes_a_new_one() -> None:
    assert fifteen_to_eighteen("110105491231002") == "11010519491231002X"
    assert read_number("110105491231002").birth_date == date(1949, 12, 31)
    with pytest.raises(ValueError, match="15"):
        fifteen_to_eighteen("11010549123100X")


def test_a_number_does_not_show_itself_in_a_log() -> None:
    assert "20150312" not in repr(read_number(GIRL))


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    number = read_number(text)
    assert number.kind is not NumberKind.UNREADABLE or number.flags


@given(st.text(alphabet="0123456789Xx×. E+'", max_size=20))
def test_text_like_a_number_can_be_read(text: str) -> None:
    number = read_number(text)
    assert read_number(number.text) == number


@given(st.integers(0, 10**17 - 1), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_never_passes(number: int, place: int, shift: int) -> None:
    first17 = f"{number:017}"
    wrong = first17[:place] + str((int(first17[place]) + shift) % 10) + first17[place + 1 :]
    assert check_digit(wrong) != check_digit(first17)


@given(st.integers(0, 10**17 - 1), st.integers(0, 15))
def test_two_neighbours_swapped_never_pass(number: int, place: int) -> None:
    first17 = f"{number:017}"
    swapped = first17[:place] + first17[place + 1] + first17[place] + first17[place + 2 :]
    assert swapped == first17 or check_digit(swapped) != check_digit(first17)


@given(st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True), st.booleans())
def test_a_number_is_sound_when_nothing_but_its_region_can_be_remarked(number: str, mended: bool) -> None:
    text = number[:17] + check_digit(number[:17]) if mended else number
    faults = read_number(text).flags & {NumberFlag.BAD_BIRTH_DATE, NumberFlag.BAD_CHECK_DIGIT}
    assert is_sound(text) == (not faults)


def test_a_number_with_a_day_of_birth_is_sound() -> None:
    assert is_sound("11010519491231002X")
    assert not is_sound("11010519491331002X")


@given(
    st.sampled_from(["990101", "331121", "000000", "110105"]),
    st.dates(date(1880, 1, 1), date(2030, 1, 1)),
    st.sampled_from(["000", "001", "312", "999"]),
    st.sampled_from(["", "0", "X", " ", "'"]),
)
def test_a_birth_is_sure_when_nothing_can_be_remarked_of_its_number(
    region: str, born: date, tail: str, after: str
) -> None:
    for text in (
        whole(f"{region}{born:%Y%m%d}{tail}") + after,
        f"{region}{born:%Y%m%d}{tail}1",
        f"{region}20151301{tail}1",
    ):
        read = read_number(text)
        assert sure_birth(text) == (read.birth_date if read.trustworthy else None)
