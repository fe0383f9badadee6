"""Places without the word for their kind."""

import pytest

from xiangban.lib.place_endings import ENDINGS, bare_name


@pytest.mark.parametrize(
    ("name", "kind", "bare"),
    [
        ("石桥街道办事处", "town", "石桥"),
        ("石桥镇", "town", "石桥"),
        ("上湾村民委员会", "village", "上湾"),
        ("新村", "village", "新村"),
        ("青禾自治县", "county", "青禾"),
        ("市区", "county", "市区"),
    ],
)
def test_a_place_is_called_without_its_kind_where_two_characters_stay(name: str, kind: str, bare: str) -> None:
    assert bare_name(name, kind) == bare


@pytest.mark.parametrize("kind", ENDINGS)
def test_no_word_hides_a_longer_one_that_ends_in_it(kind: str) -> None:
    words = ENDINGS[kind]
    assert not [(first, later) for at, first in enumerate(words) for later in words[at + 1 :] if later.endswith(first)]
