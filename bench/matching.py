"""The product's matching and Splink tuned in turn on the same rows: seconds, rows/s, memory, F1, questions, twins.

Run in an environment with requirements/bench.in:
    python -m bench.matching [--children N] [--errors 1 2 4] [--seeds 1 2] [--mix usual] [--generator demo] [--rounds N]
The product is timed from texts to children, teaching included. Splink gets the product's cleaned columns (cleaning not
counted), its own clusters, and the best of sixteen thresholds by the truth. Each runs in a fresh process.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.matching_default import demo_city
from bench.matching_people import CHILDREN, Ints, Texts, demo_names, invent_people, other_names
from bench.matching_rows import USUAL, make_rosters
from xiangban.matching.arrays import Flags
from xiangban.matching.blocking import candidate_pairs
from xiangban.matching.linking import Linking, link
from xiangban.matching.rows import Roster

OTHER_NAMES_FROM = 100  # seeds from here on take other names, in the generator of bench
DEMO, BENCH = "demo", "bench"
SIDES = ("bench.matching", "bench.matching_splink")


@dataclass(frozen=True)
class City:
    """Rosters and, per row, child, family and birth date."""

    rosters: list[Roster]
    child: Ints
    family: Ints
    birth: Texts


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--children", type=int, default=CHILDREN)
    parser.add_argument("--errors", type=float, nargs="+", default=[1.0])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--mix", default="usual")
    parser.add_argument("--generator", choices=(DEMO, BENCH), default=DEMO)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--without-splink", action="store_true")
    parser.add_argument("--city", type=Path, help="a written city: the product's side of it, and nothing else")
    options = parser.parse_args()
    if options.city:
        print(json.dumps(product(read_city(options.city))))
        return
    for seed in options.seeds:
        for errors in options.errors:
            for numbers in (True, False):
                compare_sides(options, seed, errors, numbers=numbers)


def compare_sides(options: Any, seed: int, errors: float, *, numbers: bool) -> None:
    """Both sides in turn on one city; one line each."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "city.json"
        write_city(make_city(options, seed, errors, numbers=numbers), path)
        sides = SIDES[: 1 if options.without_splink else 2]
        for _ in range(options.rounds):
            for side in sides:
                command = [sys.executable, "-m", side, "--city", str(path)]
                answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
                head = f"{options.generator} {options.mix} seed {seed} x{errors:g}"
                print(f"{head} {'numbers' if numbers else 'none':8} {side:22} {said(json.loads(answer))}", flush=True)


def said(figures: dict[str, float]) -> str:
    return "  ".join(f"{name} {value:,.5g}" if value < 1 else f"{name} {value:,.1f}" for name, value in figures.items())


def product(city: City) -> dict[str, float]:
    """The product: default settings, taught on these very rows where they carry numbers."""
    link(city.rosters[:1])  # imports and tables are read once
    began = time.perf_counter()
    linking = link(city.rosters)
    seconds = time.perf_counter() - began
    return {**costs(seconds, len(city.child)), **quality(linking.child, city.child), **verdicts(linking, city)}


def costs(seconds: float, rows: int) -> dict[str, float]:
    """Seconds, rows a second, and the peak of the whole process with libraries and the rows as given."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"s": seconds, "rows/s": rows / seconds, "MiB": peak}


def quality(labels: Ints, truth: Ints) -> dict[str, float]:
    """Pair precision, recall and F1."""
    right = pairs(labels, truth)
    precision, recall = right / max(pairs(labels), 1), right / pairs(truth)
    return {"P": precision, "R": recall, "F1": 2 * precision * recall / (precision + recall)}


def verdicts(linking: Linking, city: City) -> dict[str, float]:
    """Precision of what is joined alone, questions per 1,000 children, and twins wrongly joined per 100 compared."""
    alone: Flags = linking.automatic
    joined, right = pairs(linking.child[alone]), pairs(linking.child[alone], city.child[alone])
    questions = {(int(linking.child[row]), one) for row, labels in linking.candidates.items() for one in labels}
    left, other = candidate_pairs(linking.table)
    twins = (city.family[left] == city.family[other]) & (city.birth[left] == city.birth[other])
    twins &= city.child[left] != city.child[other]
    wrong = twins & (linking.child[left] == linking.child[other])
    return {
        "alone": right / max(joined, 1),
        "questions/1000": 1000 * len(questions) / len(np.unique(city.child)),
        "twins wrong %": 100 * wrong.sum() / max(twins.sum(), 1),
    }


def pairs(*labels: Ints) -> int:
    """How many pairs of rows agree in all labels."""
    sizes = np.unique(np.stack(labels), axis=1, return_counts=True)[1]
    return int((sizes * (sizes - 1) // 2).sum())


def make_city(options: Any, seed: int, errors: float, *, numbers: bool) -> City:
    """Invented rows of one of the two generators."""
    if options.generator == BENCH:
        names = other_names(seed) if seed >= OTHER_NAMES_FROM else demo_names()
        people = invent_people(options.children, names, seed)
        rosters, child = make_rosters(people, seed, tuple(rates.times(errors) for rates in USUAL), numbers)
        return City(rosters, child, people.family[child], people.birth[child].astype(str))
    return City(*demo_city(options.children, seed, (options.mix, errors), numbers=numbers))


def write_city(city: City, path: Path) -> None:
    """As text, for the processes of both sides."""
    rosters = [
        (roster.agency, {name: list(column) for name, column in roster.columns.items()}) for roster in city.rosters
    ]
    whole = [rosters, city.child.tolist(), city.family.tolist(), city.birth.tolist()]
    path.write_text(json.dumps(whole), encoding="utf-8")


def read_city(path: Path) -> City:
    rosters, child, family, birth = json.loads(path.read_text(encoding="utf-8"))
    made = [Roster(agency, columns) for agency, columns in rosters]
    return City(made, np.array(child), np.array(family), np.array(birth))


if __name__ == "__main__":
    os.environ["OMP_NUM_THREADS"] = "1"
    main()
