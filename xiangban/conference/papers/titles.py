"""What the title of a meeting says: both names of a combined one, who meets, and how.

Kinds and forms of meetings as the conference keeps them are in rules.py of the room.
"""

import re

_TELEVISED = re.compile(r"电视电话|视频")
_SPECIAL = re.compile(r"专题|专项|部署|推进|调度|现场")
_WHOLE = re.compile(r"联席会议|全体")


def both_titles(title: str) -> tuple[str, str]:
    """The two names of a combined meeting (暨), the second "" for a plain one."""
    first, _and, second = title.partition("暨")
    return first.strip(), second.strip()


def is_of_liaisons(title: str) -> bool:
    return "联络员" in both_titles(title)[0]


def is_special(title: str) -> bool:
    """Whether the first name speaks of one topic and not of the whole conference."""
    first = both_titles(title)[0]
    return bool(_SPECIAL.search(first)) and not _WHOLE.search(first)


def is_televised(title: str) -> bool:
    return bool(_TELEVISED.search(title))
