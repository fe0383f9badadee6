"""The words that say what kind of place a county, town or village is, and its name without them. Pure.

Which places there are is known to territories/.
"""

from pathlib import Path

_FILE = Path(__file__).parent / "data" / "place_endings.txt"
# A longer word stands before the shorter one it ends in.
ENDINGS = {words[0]: tuple(words[1:]) for line in _FILE.read_text("utf-8").splitlines() if (words := line.split())}
SHORTEST = 2


def bare_name(name: str, kind: str) -> str:
    """The name without the word for its kind ("county", "town", "village"), where at least two characters stay."""
    ending = next((end for end in ENDINGS[kind] if name.endswith(end) and len(name) - len(end) >= SHORTEST), "")
    return name[: len(name) - len(ending)]
