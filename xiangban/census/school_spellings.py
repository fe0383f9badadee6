"""How a school's name is written in rosters: with and without its places, by other words for its kind, in parts. Pure.

Which school a written name means is decided in schools.py.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

from xiangban.lib.chinese_text import compact_name
from xiangban.lib.place_endings import bare_name

LONGEST = 60  # characters of a school's name that are looked at
_FILE = Path(__file__).parent / "data" / "school_words.txt"
_NUMBERED = re.compile(r"(.*)第([一二三四五六七八九十]{1,3})(初级中学|高级中学|中学|小学|幼儿园)")
_SHORT_KINDS = {"初级中学": "初中", "高级中学": "高中", "中学": "中", "小学": "小", "幼儿园": "幼"}
_DIGITS = str.maketrans("123456789", "一二三四五六七八九")
_BRACKETED = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]?")
_PART = re.compile(
    r"(附属|附设)?(小学部|初中部|高中部|中学部|幼儿部|学前部|小学教学部|教学部|学前班|幼儿班|总校|本部|校本部|[东西南北新老]?校区|本校)$"
)
_CLASS = re.compile(
    r"([一二三四五六七八九1-9]|初[一二三]|高[一二三]|[小中大]班?)年?级?[（(]?[0-9一二三四五六七八九十]*[)）]?班?$"
)
_OWN = re.compile("^[本我该]?[县区市镇乡村]")  # 县一中 is the county's own
_SWAPPED = {"镇": "乡", "乡": "镇"}  # a township that became a town, or the reverse, keeps its schools


@lru_cache(maxsize=1 << 14)
def plain_school(text: str) -> str:
    """A school's name as names are compared: simplified, half width, without blanks and marks."""
    return compact_name(text[:LONGEST]).translate(_DIGITS)


@lru_cache(maxsize=1 << 14)
def forms_of(text: str) -> Sequence[str]:
    """What a written name may stand for, the fullest first: without brackets, a part of the school, or a class."""
    unbracketed = _BRACKETED.sub("", text[:LONGEST])
    forms = [plain_school(text), plain_school(unbracketed)]
    forms.append(_PART.sub("", forms[1]))
    forms.append(_PART.sub("", plain_school(_CLASS.sub("", unbracketed.strip()))))
    forms += [_OWN.sub("", form) for form in forms]
    return [form for form in dict.fromkeys(forms) if len(form) > 1]


def place_spellings(name: str, kind: str) -> tuple[str, ...]:
    """A place's name as it stands before a school's: in full, short, and as the other kind of township."""
    full = compact_name(name)
    short = bare_name(full, kind)
    swapped = short + _SWAPPED[full[-1]] if kind == "town" and full[-1:] in _SWAPPED else full
    return tuple(dict.fromkeys((full, short, swapped)))


def spellings_of(name: str, places: Sequence[Sequence[str]]) -> Iterator[tuple[str, bool, bool]]:
    """Every way the name is written: the spelling, whether it is loose, and whether it names the first of its places.

    `places` are the spellings of the school's county, township and village, as far as it has them.
    """
    core, taken = _without_places(plain_school(name), places)
    steps: list[tuple[str, ...]] = [("", *spellings) for spellings in places]
    if taken and _is_kind(core):
        steps[taken - 1] = tuple(places[taken - 1])  # 石门小学 without 石门 is any school
    for variant, loose in _variants(core):
        for prefix in product(*steps):
            if any(prefix) or not _is_kind(variant):
                yield "".join(prefix) + variant, loose, bool(prefix and prefix[0])


def _without_places(name: str, places: Sequence[Sequence[str]]) -> tuple[str, int]:
    """The name without the places it begins with, and the lowest of them, counted from 1; 0 for none."""
    taken = 0
    for level, spellings in enumerate(places, start=1):
        found = next((one for one in sorted(spellings, key=len, reverse=True) if _begins(name, one)), None)
        if found is not None:
            name, taken = name[len(found) :], level
    return name, taken


def _begins(name: str, place: str) -> bool:
    return name.startswith(place) and len(name) > len(place) + 1


def _is_kind(core: str) -> bool:
    return core in _bare_kinds()


def _variants(core: str) -> Iterator[tuple[str, bool]]:
    """The core by other words for its kind, and by its number alone: 第一中学 is 一中."""
    yield core, False
    numbered = _NUMBERED.fullmatch(core)
    if numbered:
        stem, number, kind = numbered.groups()
        yield from ((f"{stem}{form}", False) for form in (number + _SHORT_KINDS[kind], number + kind))
    for near, loose in _kinds():
        ending = next((word for word in near if core.endswith(word)), None)
        if ending is not None:
            stem = core[: len(core) - len(ending)]
            yield from ((stem + word, False) for word in near)
            yield from ((stem + word, True) for word in loose)
            return


@cache
def _bare_kinds() -> frozenset[str]:
    """Words of a kind that many schools of a county are: alone they tell none."""
    return frozenset(word for line in _lines() if line.startswith("*") for word in _words(line.partition("|")[0]))


@cache
def _kinds() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    return tuple((_words(line.partition("|")[0]), _words(line.partition("|")[2])) for line in _lines())


def _lines() -> list[str]:
    return [line for line in _FILE.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def _words(text: str) -> tuple[str, ...]:
    return tuple(sorted(text.strip("* ").split(), key=len, reverse=True))


def begins_with_any(text: str, names: Iterable[str]) -> bool:
    """Whether the text begins with one of the names."""
    return any(text.startswith(name) for name in names)
