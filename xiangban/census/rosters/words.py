"""The word tables under data/, and header texts made plain so that the tables can speak of them.

What a header then means is decided in headers.py.
"""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from xiangban.lib.chinese_text import is_han, simplify_for_search

DATA = Path(__file__).parent / "data"
LONGEST_HEADER = 48

_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_SIGNS = re.compile(r"[^\w()]|_", re.ASCII)
_BRACKETS = re.compile(r"\(([^()]*)\)?")
_NUMBERING = re.compile(r"^[(]?[0-9一二三四五六七八九十]{1,2}[)、.:．]+(?=\D)")
_FACTS = re.compile("[/、]|及")
_QUESTION = re.compile(r"^(请问)?(是不是|是否是|是否为|是否属于|是否属|是否有|是否已|是否|属否)")
_OPTIONS = re.compile(
    r"[是有男1√][/|、或,，]*[否无女0×]|必填|选填|单选|多选|代码|编码|格式|例如|填写|可多选|下拉|[0-9]+位"
)


def table_lines(name: str) -> list[list[str]]:
    """The lines of a table under data/, cut at tabs, without remarks."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def patterns(name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A table of word and pattern, in the order of the file."""
    return tuple((word, re.compile(pattern)) for word, pattern in table_lines(name))


def first_of(name: str, text: str) -> str:
    """The word of the first pattern of the table that is found in the text; "" where none is."""
    return next((word for word, pattern in patterns(name) if pattern.search(text)), "")


def readable(text: str) -> str:
    """The header as it was meant: UTF-8 that was read as GBK is turned back, other text stays."""
    if len(text) > LONGEST_HEADER * 2 or text.isascii():
        return text
    try:
        turned = (
            text.rstrip("?\ufffd").encode("gb18030").decode("utf-8", "ignore" if text[-1] in "?\ufffd" else "strict")
        )
    except UnicodeError:
        return text
    return turned if any(map(is_han, turned)) else text


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Half-width, simplified, lower case, without blanks, numbering and signs; brackets stay as ( and )."""
    single = simplify_for_search(_BLANKS.sub("", unicodedata.normalize("NFKC", readable(text)))).lower()
    single = (
        single.replace("[", "(")
        .replace("]", ")")
        .replace("{", "(")
        .replace("}", ")")
        .replace("【", "(")
        .replace("】", ")")
    )
    return "".join(char for char in _NUMBERING.sub("", single) if char.isalnum() or char in "()")


@lru_cache(maxsize=8192)
def spellings(text: str) -> tuple[str, ...]:
    """The forms under which a header is looked up: with what its brackets hold, then without."""
    whole = plain(text)
    kept = _BRACKETS.sub(lambda found: "" if _OPTIONS.search(found[1]) else found[1], whole)
    without = _BRACKETS.sub("", whole)
    forms = [_QUESTION.sub("", form) for form in (kept, without, whole.replace("(", "").replace(")", ""))]
    forms.append(forms[0].replace("是否", ""))
    return tuple(dict.fromkeys(form for form in forms if form))


def asks(text: str) -> bool:
    """Whether the header is a question to be answered with yes or no."""
    return bool(_QUESTION.match(plain(text)))


def first_fact(text: str) -> str:
    """The first of several things that a header names, outside brackets; "" where it names one."""
    parts = _FACTS.split(_BRACKETS.sub("", unicodedata.normalize("NFKC", readable(text))))
    return parts[0] if len(parts) > 1 and len(parts[0]) > 1 and parts[1] else ""


def without_brackets(text: str) -> str:
    """The plain header without what its brackets hold."""
    return _BRACKETS.sub("", plain(text))


def in_brackets(text: str) -> str:
    """What stands in the last brackets of a header, made plain."""
    found = _BRACKETS.findall(plain(text))
    return str(found[-1]) if found else ""
