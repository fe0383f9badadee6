import pytest

from xiangban.matching.names import NameLevel, compare_names, read_names


def level(left: str, right: str) -> NameLevel:
    return NameLevel(compare_names(read_names([left]), read_names([right]))[0])


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("王子涵", "王子涵", NameLevel.EXACT),
        ("張國強", "张国强", NameLevel.EXACT),
        ("王 子涵", "王子涵", NameLevel.EXACT),
        ("王子涵", "王梓涵", NameLevel.SAME_SOUND),
        ("王子涵", "王子□", NameLevel.UNREADABLE_PART),
        ("陈诗涵", "陈思涵", NameLevel.NEAR_SOUND),
        ("王子涵", "李子涵", NameLevel.GIVEN_SAME),
        ("王子涵", "王涵子", NameLevel.TURNED),
        ("王子涵", "王子昂", NameLevel.ONE_DIFFERS),
        ("王子涵", "王涵", NameLevel.SHORTENED),
        ("王子涵", "涵涵", NameLevel.A_CHARACTER),
        ("王子涵", "王建国", NameLevel.SURNAME),
        ("王子涵", "赵奕辰", NameLevel.NOTHING),
        ("王子涵", "", NameLevel.MISSING),
    ],
)
def test_two_names_agree_in_levels(left: str, right: str, expected: NameLevel) -> None:
    assert level(left, right) is expected
    assert level(right, left) is expected


def test_any_reading_of_a_character_counts() -> None:
    assert level("张乐", "张悦") is NameLevel.SAME_SOUND
    assert level("张乐", "张勒") is NameLevel.SAME_SOUND


def test_a_surname_is_heard_as_a_surname() -> None:
    names = read_names(["单小龙", "山小龙", "蛋小龙"])
    assert names.sound[0] == names.sound[1] != names.sound[2]


def test_a_compound_surname_is_one_surname() -> None:
    assert level("欧阳娜", "欧阳静") is NameLevel.SURNAME
    assert read_names(["欧阳娜娜"]).surname[0] == 2


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("阿木·吉克子尔", "阿木吉克子尔", NameLevel.EXACT),
        ("阿木·吉克子尔", "阿木·吉克子儿", NameLevel.SAME_SOUND),
        ("阿卜杜热合曼·买买提", "阿卜杜热合曼·买买江", NameLevel.NEAR_SOUND),
        ("吉克子尔阿木", "吉克子尔", NameLevel.SHORTENED),
        ("阿木·吉克子尔", "沙马·约布木果", NameLevel.NOTHING),
        ("阿木·吉克子尔", "王子涵", NameLevel.NOTHING),
    ],
)
def test_names_of_five_and_more_characters_are_compared_whole(left: str, right: str, expected: NameLevel) -> None:
    assert level(left, right) is expected
    assert level(right, left) is expected


def test_long_names_that_begin_alike_are_not_one_name() -> None:
    names = read_names(["阿木吉克子尔", "阿木吉克者曲"])
    assert names.spelling[0] != names.spelling[1]
    assert names.sound[0] != names.sound[1]
