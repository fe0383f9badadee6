"""Relations between a child and the person who cares for it: which way a word runs, and its code.

爷爷 is said of the guardian, 孙子 of the child, whatever the column's header asks for.
"""

import re

from xiangban.census.rosters.tables import Trouble
from xiangban.census.rosters.values.cells import NOTHING, Value, says_nothing, tidy, written
from xiangban.census.rosters.values.codes import code_of, plain_word
from xiangban.lib.sheets.workbook import Cell

TO_CHILD, TO_GUARDIAN = "guardian_relation_of_guardian_to_child", "guardian_relation_of_child_to_guardian"
_YOUNGER = re.compile(
    r"^(之|长|次|三|四|小|大|二|独生?|亲|养|继|重)?(孙|外孙|曾孙|子|女|儿|侄|外甥|甥|弟|妹)(子|女|儿|孙子|孙女|男|媳)?$|^(孙|外孙|祖孙|外祖孙)"
)
_RECIPROCAL = re.compile(r"^(祖孙|爷孙|婆孙|外祖孙|叔侄|姑侄|舅甥|姨甥|父子|父女|母子|母女)(关系)?$")


def read_relation_to_child(cell: Cell) -> Value:
    """Who the guardian is to the child, as a code; a word about the child goes to the other direction."""
    return _read(cell, TO_CHILD)


def read_relation_to_guardian(cell: Cell) -> Value:
    """What the child is to the guardian, as the word itself; a word about the guardian goes to the other direction."""
    return _read(cell, TO_GUARDIAN)


def read_kinship(cell: Cell) -> Value:
    """A relative's relation to the child as a code."""
    text = tidy(written(cell))
    if says_nothing(text):
        return NOTHING
    code = code_of("kinship", _stem(text))
    return Value(code) if code else Value("", Trouble.UNKNOWN_WORD)


def _read(cell: Cell, asked: str) -> Value:
    text = tidy(written(cell))
    if says_nothing(text):
        return NOTHING
    word = _stem(text)
    code = code_of("kinship", word) if not _YOUNGER.match(word) else ""
    if not code and not _YOUNGER.match(word) and not _RECIPROCAL.match(word):
        return Value("", Trouble.UNKNOWN_WORD)
    if code and not (code == "sibling" and asked == TO_GUARDIAN):
        return Value(code) if asked == TO_CHILD else Value("", also=((TO_CHILD, code),))
    return Value(word) if asked == TO_GUARDIAN else Value("", also=((TO_GUARDIAN, word),))


def _stem(text: str) -> str:
    return re.sub(r"关系$|^(系|是|为)", "", plain_word(text))
