"""How common each character is, for choosing among readings of a damaged byte; the table is made by tools/.

Counted are the phrases of a dictionary of pronunciation, in simplified and in traditional script.
"""

from functools import cache
from pathlib import Path

FREQUENCIES_FILE = Path(__file__).parents[1] / "data" / "frequencies.txt"


def frequency(char: str) -> int:
    """In how many phrases the character stands; 0 for the rare ones."""
    return _frequencies().get(char, 0)


@cache
def _frequencies() -> dict[str, int]:
    found: dict[str, int] = {}
    for line in FREQUENCIES_FILE.read_text(encoding="utf-8").splitlines():
        count, characters = line.split("\t")
        found.update(dict.fromkeys(characters, int(count)))
    return found
