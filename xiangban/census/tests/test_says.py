"""Every kind of reason that matching gives has its words."""

from xiangban.census.reason_words import REASONS
from xiangban.matching.reasons import REASON_KINDS


def test_every_kind_of_reason_has_its_words_and_no_word_is_left_over() -> None:
    assert set(REASON_KINDS) == REASONS.keys()
