"""The country: 260 cities of 34,711 children, written to files, matched shard by shard, joined, held against the truth.

Run: nice .venv/bin/python -m bench.matching_country [--cities 260] [--processes 2] [--folder FOLDER]
Generating is not counted; reading the files, teaching, matching and joining are. Some children stand in another city's
roster. Prints seconds, rows a second, F1, the largest worker and the parent in MiB; the files are removed afterwards.
"""

import argparse
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import polars
from tqdm import tqdm

from bench.matching_people import CHILDREN, Ints, demo_names, invent_people
from bench.matching_rows import make_rosters
from xiangban.matching.blocking import candidate_pairs
from xiangban.matching.comparing import compare
from xiangban.matching.linking import taught_model
from xiangban.matching.rows import Roster
from xiangban.matching.shards import ShardLinks, find_strays, join_strays, link_shard
from xiangban.matching.table import read_table
from xiangban.matching.trees import Trees, trees_from_text

SEED = 5000
STRAYING = 0.0015  # of the rows are written into the next city's roster
AGENCY, CHILD = "agency", "child"
PER_CITY = 10**6


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cities", type=int, default=260)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "matching_country")
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    cities = range(arguments.cities)
    # Fresh processes: a worker's peak is its own, not its parent's.
    with ProcessPoolExecutor(arguments.processes, mp_context=get_context("spawn")) as pool:
        jobs = [(str(folder), city, len(cities)) for city in cities]
        list(tqdm(pool.map(generate, jobs), total=len(jobs), desc="generating"))
    with ProcessPoolExecutor(arguments.processes, mp_context=get_context("spawn")) as pool:
        run(pool, folder, len(cities))
    shutil.rmtree(folder)


def run(pool: ProcessPoolExecutor, folder: Path, cities: int) -> None:
    """Match, join, compare with the truth, and print."""
    began = time.perf_counter()
    model = teach_on(folder, 0)
    shards: list[ShardLinks] = []
    peaks: list[int] = []
    jobs = [(str(folder), city, model.as_text()) for city in range(cities)]
    for found, peak in tqdm(pool.map(match, jobs), total=cities, desc="matching"):
        shards.append(found)
        peaks.append(peak)
    labels = joined(folder, shards, model)
    seconds = time.perf_counter() - began
    truth = np.concatenate([read_columns(folder, city, [CHILD])[CHILD].to_numpy() for city in range(cities)])
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"rows {len(truth):,}  seconds {seconds:.1f}  rows/s {len(truth) / seconds:,.0f}  "
        f"F1 {pair_score(labels, truth):.5f}"
    )
    print(f"largest worker {max(peaks)} MiB  parent {own} MiB")


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


def match(job: tuple[str, int, str]) -> tuple[ShardLinks, int]:
    """What one shard found, and how large this worker became in MiB."""
    folder, city, model = job
    found = link_shard(rosters_of(read_columns(Path(folder), city)), trees_from_text(model))
    return found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def read_columns(folder: Path, city: int, columns: list[str] | None = None) -> polars.DataFrame:
    """A city's rows, agency by agency."""
    return polars.read_ipc(folder / f"{city}.arrow", columns=columns)


def rosters_of(frame: polars.DataFrame) -> list[Roster]:
    """A roster for every run of one agency, in the order of the rows."""
    rosters, at = [], 0
    for size in frame[AGENCY].rle().struct.field("len").to_list():
        part = frame[at : at + size].drop(CHILD, strict=False).fill_null("")
        columns = {name: part[name].to_list() for name in part.columns if name != AGENCY}
        rosters.append(Roster(str(part[AGENCY][0]), columns))
        at += size
    return rosters


def teach_on(folder: Path, city: int) -> Trees:
    """The model taught on one city's own numbers, used everywhere."""
    table = read_table(rosters_of(read_columns(folder, city)))
    left, right = candidate_pairs(table)
    return taught_model(table, left, right, compare(table, left, right, table.written))


def joined(folder: Path, shards: list[ShardLinks], model: Trees) -> Ints:
    """One label per row of the country."""
    strays = find_strays(shards)
    fetched = [read_columns(folder, city)[rows] for city, rows in enumerate(strays.rows) if len(rows)]
    shard = np.concatenate([np.full(len(rows), city) for city, rows in enumerate(strays.rows)])
    child = np.concatenate([shards[city].child[rows] for city, rows in enumerate(strays.rows)])
    row = np.concatenate(strays.rows)
    starts = np.r_[0, np.cumsum([len(one.child) for one in shards])[:-1]]
    labels = np.concatenate([one.child + start for one, start in zip(shards, starts, strict=True)])
    if len(row):
        together = join_strays(rosters_of(polars.concat(fetched, how="diagonal")), shard, child, model)
        labels[starts[shard] + row] = together + len(labels)
    return labels


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
