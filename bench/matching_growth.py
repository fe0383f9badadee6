"""How the time of matching grows: one city, twelve, and the country, and the slope of seconds over rows.

Run: nice .venv/bin/python -m bench.matching_growth [--cities 1 12 260] [--processes 2]
Each size is generated, matched as in bench.matching_country in a fresh process, and removed. The exponent between two
sizes is the slope of the logarithms; of all sizes together it is that of the best line. Given by the clock and by
processor time, which a busy machine disturbs less.
"""

import argparse
import shutil
import tempfile
from itertools import pairwise
from math import log
from pathlib import Path

import numpy as np

from bench.matching_country import make, said
from bench.matching_million import side

COUNTED = ("s", "processors s")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cities", type=int, nargs="+", default=[1, 12, 260])
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        sizes = [measured(Path(name) / str(cities), cities, options.processes) for cities in options.cities]
    for counted in COUNTED:
        print(f"{counted:12} exponent {slope(sizes, counted):.3f}; from size to size {steps(sizes, counted)}")


def measured(folder: Path, cities: int, processes: int) -> dict[str, float]:
    """The figures of one size."""
    make(folder, cities, processes)
    figures = side(
        *("bench.matching_country", "--made", "--folder", str(folder)),
        *("--cities", str(cities), "--processes", str(processes)),
    )
    shutil.rmtree(folder)
    print(said(figures), flush=True)
    return figures


def slope(sizes: list[dict[str, float]], counted: str) -> float:
    """The exponent of the best power of rows through all sizes."""
    rows, spent = ([log(size[name]) for size in sizes] for name in ("rows", counted))
    return float(np.polyfit(rows, spent, 1)[0])


def steps(sizes: list[dict[str, float]], counted: str) -> str:
    """The exponent between each size and the next."""
    return ", ".join(f"{slope([one, two], counted):.3f}" for one, two in pairwise(sizes))


if __name__ == "__main__":
    main()
