"""Names of persons in running text: a surname of the list, one or two more characters, and an office or a verb beside.

Who did what at a meeting is read in people.py.
"""

import re
from functools import cache
from pathlib import Path

from xiangban.lib.surnames import COMPOUND_SURNAMES

_DATA = Path(__file__).parent / "data"
SURNAMES = "".join((_DATA / "surnames.txt").read_text(encoding="utf-8").split())
_COMPOUND = "|".join(COMPOUND_SURNAMES)
_HAN = "[\u4e00-\u9fff]"
NAME = (
    rf"(?:(?:{_COMPOUND}){_HAN}{{1,2}}|[{SURNAMES}](?:{_HAN}{{1,2}}|某某?|×{{1,2}})"
    rf"|{_HAN}{{1,6}}·{_HAN}{{1,6}}(?:·{_HAN}{{1,6}})?)"
)

_NO_NAMES = frozenset((_DATA / "no_names.txt").read_text(encoding="utf-8").split())  # words that begin as one
_ENDINGS = re.compile(r"[的了在于和及与并等为是说率就对将把请向到县市区镇乡村局委会人名们要也又都还已]")

_VERBS = re.compile(r"[做作副开展到并先再来去讲指强任务]")


def is_full_name(word: str) -> bool:
    """Whether three characters that begin as a common word end as a name may: 许多荣, not 关于做."""
    return (
        word not in _NO_NAMES and (word[-1:] == "为" or not _ENDINGS.match(word[-1:])) and not _VERBS.match(word[-1:])
    )


@cache
def looks_like_a_name(word: str) -> bool:
    """Whether two to four characters may be a person; common words that begin with a surname are not."""
    if "·" in word:
        return True
    if (
        word[-1:] == "副"
        or word in _NO_NAMES
        or word[:2] in _NO_NAMES
        or any(word.startswith(no) for no in _NO_NAMES if len(no) > 2)
    ):
        return False
    return not _ENDINGS.match(word[-1:])
