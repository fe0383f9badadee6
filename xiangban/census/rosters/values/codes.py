"""Coded words: from what agencies write (1-男, 汉, √, 走读) to the codes of the register.

The words are the table data/values.txt; the codes are those of children/codes.py.
"""

import re
import unicodedata
from functools import cache

from xiangban.census.rosters.tables import Trouble
from xiangban.census.rosters.values.cells import NOTHING, Value, says_nothing, tidy
from xiangban.census.rosters.words import table_lines
from xiangban.lib.chinese_text import simplify_for_search

_CODED = re.compile(r"^[0-9]{1,3}\s*[-—_.、:：)）]\s*(?=\D)")
_NUMBERED_END = re.compile(r"[(（][0-9]{1,3}[)）]$")
_BOX_FIRST = re.compile(r"[☑✓✔√■☒]\s*(\w+)")
_BOX_LAST = re.compile(r"(\w+)\s*[☑✓✔√■☒]")
_SEVERAL = re.compile(r"[、,，;；/+和及\s]+")


@cache
def _words() -> dict[str, tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]]:
    tables: dict[str, tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]] = {}
    for field, code, words in table_lines("values.txt"):
        whole, found = tables.setdefault(field, ({}, []))
        for word in words.split(" "):
            if word.startswith("~"):
                found.append((re.compile(word[1:]), code))
            else:
                whole.setdefault(word, code)
    return tables


@cache
def _ethnicities() -> dict[str, str]:
    names = {name: code for code, name in table_lines("ethnicities.txt")}
    coded = {code.lstrip("0"): code for code in names.values()}
    return names | {f"{name}族": code for name, code in names.items()} | {code: code for code in names.values()} | coded


def plain_word(text: str) -> str:
    """The word of a cell as the tables spell it: 1-男 is 男, ☑是☐否 is 是."""
    word = simplify_for_search(unicodedata.normalize("NFKC", text)).strip().lower()
    if "☐" in word or "□" in word:
        ticked = (_BOX_LAST if word[0].isalnum() else _BOX_FIRST).search(word)
        word = ticked[1] if ticked else word
    word = _NUMBERED_END.sub("", _CODED.sub("", word))
    return word.replace(" ", "")


def code_of(field: str, text: str, *, whole: bool = False) -> str:
    """The code of a word in a field's list; "" where none fits. With `whole` no pattern is searched."""
    words, searched = _words().get(field, ({}, []))
    word = plain_word(text)
    found = words.get(word, "")
    if found or whole:
        return found
    return next((code for pattern, code in searched if pattern.search(word)), "")


def ethnicity_of(text: str) -> str:
    """GB/T 3304 code of a name with or without 族, of a code, or of both in one cell."""
    word = plain_word(text)
    return _ethnicities().get(word, "") or code_of("ethnicity", word, whole=True)


def read_ethnicity(text: str) -> Value:
    """The code, or nothing and a doubt."""
    if says_nothing(text):
        return NOTHING
    code = ethnicity_of(text)
    return Value(code) if code else Value("", Trouble.UNKNOWN_WORD)


def read_code(field: str, text: str) -> Value:
    """The code of a single word of the field, or nothing and a doubt."""
    code = code_of(field, text)
    if code or says_nothing(tidy(text)):
        return Value(code)
    return Value("", Trouble.UNKNOWN_WORD)


def read_flag(text: str) -> Value:
    """1 or 0 of any mark, yes or no; a word that says more than yes counts as yes by its beginning."""
    word = plain_word(text)
    code = code_of("flag", word, whole=True)
    if code or says_nothing(word):
        return Value(code)
    if word[0] in "是有√☑✓":
        return Value("1")
    if word[0] in "否无非不未没×":
        return Value("0")
    return Value("", Trouble.UNKNOWN_WORD)


def read_aid(text: str) -> Value:
    """Codes of several measures joined by ;."""
    if not text:
        return NOTHING
    codes = [code_of("aid", part) for part in _SEVERAL.split(tidy(text)) if part]
    known = [code for code in dict.fromkeys(codes) if code]
    if len(known) > 1:
        known = [code for code in known if code != "none"]
    if known or says_nothing(tidy(text)):
        return Value(";".join(known))
    return Value("", Trouble.UNKNOWN_WORD)


def read_disability_type(text: str) -> Value:
    """The kind; a level in the same cell is told beside it, several kinds are multiple."""
    if says_nothing(text):
        return NOTHING
    parts = [code_of("disability_type", part) for part in _SEVERAL.split(tidy(text)) if part]
    kinds = [code for code in dict.fromkeys(parts) if code]
    level = code_of("disability_level", text) if "级" in text else ""
    also = (("disability_level", level),) if level else ()
    if kinds:
        return Value(kinds[0] if len(kinds) == 1 else "7", also=also)
    return Value("", None if also else Trouble.UNKNOWN_WORD, also)
