"""A million rows: the product by places in two processes, and Splink tuned on the same rows, in turn.

Run in an environment with requirements/bench.in: python -m bench.matching_million [--cities 12] [--rounds 3]
The product is timed from files of texts to children, verdicts and questions: reading, a helper's start, teaching and
joining included. Splink (DuckDB, two threads) is timed from the product's cleaned columns in memory to its clusters.
Memory is the sum of proportional set sizes of all processes of a side at its worst moment, with libraries. Each side
runs in a fresh process; the ratios are those of one round.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from bench.matching_country import make, said

PROCESSES = 2
COSTS = ("processors s", "MiB")
FEWER = {"OMP_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1"}  # of the product: its processes are its threads


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cities", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, frame = Path(name) / "cities", Path(name) / "cleaned.arrow"
        make(folder, options.cities, PROCESSES)
        side("bench.matching_splink", "--cities", str(folder), "--frame", str(frame))
        rounds = [compare_sides(folder, frame, options.cities) for _ in range(options.rounds)]
    names = ("times Splink's rows/s", "of Splink's processor seconds", "of Splink's memory")
    for name, ratios in zip(names, zip(*rounds, strict=True), strict=True):
        print(f"{name}: median {median(ratios):.2f}, of {', '.join(f'{ratio:.2f}' for ratio in sorted(ratios))}")


def compare_sides(folder: Path, frame: Path, cities: int) -> tuple[float, ...]:
    """One round; how many times as fast the product is, and its shares of the other's processor time and memory."""
    ours = side("bench.matching_country", "--made", "--folder", str(folder), "--cities", str(cities))
    theirs = side("bench.matching_splink", "--frame", str(frame))
    for name, answer in (("product", ours), ("splink", theirs)):
        print(f"{name:8} {said(answer)}", flush=True)
    return ours["rows/s"] / theirs["rows/s"], *(ours[cost] / theirs[cost] for cost in COSTS)


def side(module: str, *options: str) -> dict[str, float]:
    """What a fresh process printed last."""
    surroundings = os.environ | (FEWER if module == "bench.matching_country" else {})
    command = [sys.executable, "-m", module, *options]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=surroundings).stdout
    figures: dict[str, float] = json.loads(told.splitlines()[-1]) if told else {}
    return figures


if __name__ == "__main__":
    main()
