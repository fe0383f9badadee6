"""The simplified view of a traditional text, by OpenCC's tw2s; loads the library, so only jobs and commands import it.

Simplification for the search by name is in lib/chinese_text.py.
"""

from functools import cache

import opencc


def simplified(text: str) -> str:
    """The text in simplified characters: tw2s, since plain t2s leaves 著力 where 着力 is meant."""
    converted: str = _converter().convert(text)
    return converted


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("tw2s")
