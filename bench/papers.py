"""How fast papers of the past are read: repair, simplified view and all that is proposed, on one core.

Usage: .venv/bin/python -m bench.papers [--kilobytes N]. The goal is 200 kB of text in a second.
"""

import argparse
import json
import time
from pathlib import Path

from xiangban.conference.papers import tests as invented
from xiangban.conference.papers.as_data import as_data
from xiangban.conference.papers.open import paper_of
from xiangban.lib.papers import tests as damaged

TEXTS = sorted((Path(invented.__file__).parent / "texts").glob("*.txt"))
SUMMARIES = Path(damaged.__file__).parent / "data" / "summaries.txt"


def rate_of(texts: list[str], kilobytes: int) -> float:
    """Kilobytes of UTF-8 read in a second, the texts one after the other until so many are read."""
    size = sum(len(text.encode()) for text in texts)
    rounds = max(1, kilobytes * 1000 // size)
    start = time.process_time()
    for _ in range(rounds):
        for text in texts:
            read = paper_of(text)
            json.dumps(as_data(read.paper, read.repaired, read.simplified), ensure_ascii=False)
    return rounds * size / 1000 / (time.process_time() - start)


def main() -> None:
    """Prints the rate for invented papers, for the damaged summaries, and for one long text of many papers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kilobytes", type=int, default=400)
    kilobytes = parser.parse_args().kilobytes
    texts = [path.read_text(encoding="utf-8") for path in TEXTS]
    damaged_text = SUMMARIES.read_text(encoding="utf-8")
    paper_of(damaged_text)
    for name, group in (
        ("invented papers", texts),
        ("damaged summaries", [damaged_text]),
        ("one long text", ["\n".join(texts) * 6]),
        ("one long line", ["".join(texts).replace("\n", "") * 6]),
    ):
        print(f"{name:20} {rate_of(group, kilobytes):8.0f} kB/s")


if __name__ == "__main__":
    main()
