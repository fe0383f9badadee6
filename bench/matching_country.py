"""The country: 260 cities of 34,711 children, written to files, matched shard by shard, joined, held against the truth.

Run: nice .venv/bin/python -m bench.matching_country [--cities 260] [--processes 2] [--folder FOLDER]
Generating is not counted; reading the files, starting the workers, teaching, matching and joining are. Some children
stand in another city's roster. Prints seconds by the clock and of processors, rows a second, F1, questions, and most
memory of all processes together; the files are removed afterwards.
"""

import argparse
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import polars
from tqdm import tqdm

from bench.matching_people import CHILDREN, Ints, demo_names, invent_people
from bench.matching_rows import make_rosters
from bench.process_tree import PeakOf
from xiangban.matching.rows import Roster
from xiangban.matching.running import Everywhere, link_everywhere
from xiangban.matching.texts import Column

SEED = 5000
STRAYING = 0.0015  # of the rows are written into the next city's roster
AGENCY, CHILD = "agency", "child"
PER_CITY = 10**6
MEBIBYTE = 2**20


@dataclass(frozen=True)
class CityFile:
    """One city's rows in a file of columns."""

    path: Path

    def read(self, rows: Ints | None = None) -> list[Roster]:
        """All rows of the city, or some."""
        frame = polars.read_ipc(self.path)
        return rosters_of(frame if rows is None else frame[rows])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cities", type=int, default=260)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "matching_country")
    parser.add_argument(
        "--made", action="store_true", help="the files are there: match them and print one line of JSON"
    )
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    if arguments.made:
        print(json.dumps(run(folder, arguments.cities, arguments.processes)))
        return
    make(folder, arguments.cities, arguments.processes)
    print(said(run(folder, arguments.cities, arguments.processes)))
    shutil.rmtree(folder)


def make(folder: Path, cities: int, processes: int) -> None:
    """Write the cities' files."""
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        jobs = [(str(folder), city, cities) for city in range(cities)]
        list(tqdm(pool.map(generate, jobs), total=len(jobs), desc="generating", disable=None))


def run(folder: Path, cities: int, processes: int) -> dict[str, float]:
    """Match and join; the truth is looked at afterwards."""
    shards = [CityFile(folder / f"{city}.arrow") for city in range(cities)]
    with PeakOf(os.getpid()) as peak, tqdm(total=cities, desc="matching", disable=None) as bar:
        began, before = time.perf_counter(), processor_seconds()
        found = link_everywhere(shards, processes=processes, tell=lambda _done, _all: bar.update())
        seconds, spent = time.perf_counter() - began, processor_seconds() - before
    truth = np.concatenate([polars.read_ipc(shard.path, columns=[CHILD])[CHILD].to_numpy() for shard in shards])
    return {
        "rows": len(truth),
        "s": seconds,
        "processors s": spent,
        "rows/s": len(truth) / seconds,
        "MiB": peak.bytes / MEBIBYTE,
        "F1": pair_score(found.child, truth),
        "questions/1000": questions(found, len(np.unique(truth))),
    }


def said(figures: dict[str, float]) -> str:
    """Names and figures in one line."""
    return "  ".join(f"{name} {value:,.5f}" if value < 1 else f"{name} {value:,.1f}" for name, value in figures.items())


def processor_seconds() -> float:
    """Of this process and of those it started that have ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def questions(found: Everywhere, children: int) -> float:
    """How many distinct pairs of children a person is asked about, per 1,000 children."""
    asked = {(int(found.child[row]), label) for row, labels in found.candidates.items() for label in labels}
    return 1000 * len(asked) / children


def generate(job: tuple[str, int, int]) -> None:
    """Write one city's rows as a file; a few are another city's children."""
    folder, city, cities = job
    people = invent_people(CHILDREN, demo_names(), SEED, city)
    rosters, truth = make_rosters(people, SEED + city)
    before = (city - 1) % cities
    moved, moved_truth = make_rosters(invent_people(CHILDREN, demo_names(), SEED, before), SEED + before)
    parts = [
        *frames(rosters, truth + city * PER_CITY, straying(len(truth), city, cities, leaving=True)),
        *frames(moved, moved_truth + before * PER_CITY, straying(len(moved_truth), before, cities, leaving=False)),
    ]
    polars.concat(parts, how="diagonal").write_ipc(Path(folder) / f"{city}.arrow")


def straying(rows: int, city: int, cities: int, *, leaving: bool) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """The rows of a city that stay in its file, or those that stand in the next one's."""
    away = np.random.default_rng([SEED, city, 9]).random(rows) < (STRAYING if cities > 1 else 0)
    return ~away if leaving else away


def frames(
    rosters: list[Roster], truth: Ints, kept: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
) -> Iterator[polars.DataFrame]:
    """One frame per roster, with the agency and the truth as columns."""
    at = 0
    for roster in rosters:
        end = at + len(roster)
        frame = polars.DataFrame(dict(roster.columns)).with_columns(
            polars.lit(roster.agency).alias(AGENCY), polars.Series(CHILD, truth[at:end])
        )
        yield frame.filter(polars.Series(kept[at:end]))
        at = end


def rosters_of(frame: polars.DataFrame) -> list[Roster]:
    """A roster for every run of one agency, in the order of the rows; a text that is missing is empty."""
    texts = frame.select(polars.col(polars.String).exclude(AGENCY))
    lengths = texts.select(polars.all().str.len_chars().fill_null(0).cast(polars.Int64))
    rosters, at = [], 0
    for size in frame[AGENCY].rle().struct.field("len").to_list():
        joined = texts[at : at + size].select(polars.all().str.join("")).row(0, named=True)
        columns = {name: Column(text, lengths[name][at : at + size].to_numpy()) for name, text in joined.items()}
        rosters.append(Roster(str(frame[AGENCY][at]), columns))
        at += size
    return rosters


def pair_score(labels: Ints, truth: Ints) -> float:
    """F1 over pairs of rows."""
    _, child = np.unique(truth, return_inverse=True)
    both = pairs(child.astype(np.int64) * (int(labels.max()) + 1) + labels)
    return 2 * both / (pairs(child) + pairs(labels))


def pairs(labels: Ints) -> int:
    """How many pairs of rows share a label."""
    ordered = np.sort(labels)
    sizes = np.diff(np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1], True]))
    return int((sizes * (sizes - 1) // 2).sum())


if __name__ == "__main__":
    os.environ["OMP_NUM_THREADS"] = os.environ["POLARS_MAX_THREADS"] = "1"
    main()
