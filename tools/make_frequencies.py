"""Makes the table of how common characters are: phrases of pypinyin's dictionary, in both scripts by OpenCC.

Run it after either package changes: `python -m tools.make_frequencies`; the product reads only the table.
"""

from collections import Counter, defaultdict

import opencc
from pypinyin.phrases_dict import phrases_dict

from xiangban.lib.chinese_text import is_han
from xiangban.lib.papers.frequencies import FREQUENCIES_FILE


def frequencies() -> Counter[str]:
    """In how many phrases each character stands; a phrase counts in simplified and in traditional characters."""
    to_traditional = opencc.OpenCC("s2t")
    counts: Counter[str] = Counter()
    for phrase in phrases_dict:
        counts.update(char for char in {*phrase, *to_traditional.convert(phrase)} if is_han(char))
    return counts


def table() -> str:
    """One line per count: the count, a tab, the characters that have it; the commonest first."""
    sharing: dict[int, list[str]] = defaultdict(list)
    for char, count in frequencies().items():
        sharing[count].append(char)
    return "".join(f"{count}\t{''.join(sorted(sharing[count]))}\n" for count in sorted(sharing, reverse=True))


def main() -> None:
    FREQUENCIES_FILE.write_text(table(), encoding="utf-8")
    print(f"{FREQUENCIES_FILE.name}: {FREQUENCIES_FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
