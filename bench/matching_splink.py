"""Splink 5 on DuckDB, tuned: pinyin, one family level, numbers whose check digit is right, ten passes of blocking.

bench.matching and bench.matching_million run it in a process of its own; needs requirements/bench.in.
"""

import argparse
import json
import os
import time
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from bench.matching import quality, read_city
from bench.matching_country import CHILD, MEBIBYTE, rosters_of
from bench.matching_people import Ints
from bench.process_tree import PeakOf
from xiangban.matching.families import FATHER, MOTHER
from xiangban.matching.numbers import Trust
from xiangban.matching.table import Table, read_table

WEIGHTS = tuple(range(0, 31, 2))  # bits; each is tried as the threshold of clusters
PAIRS_FOR_U = 2e6
LOWEST = -5


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--city", type=Path, help="a city written by bench.matching")
    parser.add_argument(
        "--cities", type=Path, help="a folder of bench.matching_country: its cleaned columns are written"
    )
    parser.add_argument("--frame", type=Path, help="such columns")
    options = parser.parse_args()
    if options.cities:
        write_frame(options.cities, options.frame)
    elif options.frame:
        print(json.dumps(splink_of_frame(options.frame)))
    else:
        city = read_city(options.city)
        print(json.dumps(splink(frame_of(read_table(city.rosters)), city.child)))


def splink(frame: polars.DataFrame, truth: Ints) -> dict[str, float]:
    """Training, prediction and one clustering are timed and their memory told; the other thresholds are not."""
    with PeakOf(os.getpid()) as peak:
        began, before = time.perf_counter(), time.process_time()
        linker = trained(frame)
        predicted = linker.inference.predict(threshold_match_weight=LOWEST)
        clusters(linker, predicted, WEIGHTS[len(WEIGHTS) // 2])
        seconds, spent = time.perf_counter() - began, time.process_time() - before
    found = [quality(clusters(linker, predicted, weight), truth) for weight in WEIGHTS]
    figures = {"s": seconds, "processors s": spent, "rows/s": len(truth) / seconds, "MiB": peak.bytes / MEBIBYTE}
    return {**figures, **max(found, key=lambda one: one["F1"])}


def write_frame(folder: Path, path: Path) -> None:
    """The cleaned columns of all cities of a folder, with the truth."""
    frames = [polars.read_ipc(folder / f"{city}.arrow") for city in range(len(list(folder.glob("*.arrow"))))]
    table = read_table([roster for frame in frames for roster in rosters_of(frame)])
    truth = polars.concat([frame[CHILD] for frame in frames])
    frame_of(table).with_columns(truth.alias(CHILD)).write_ipc(path)


def splink_of_frame(path: Path) -> dict[str, float]:
    """The same from cleaned columns, so that no memory of cleaning is counted."""
    frame = polars.read_ipc(path)
    return splink(frame.drop(CHILD), frame[CHILD].to_numpy())


def frame_of(table: Table) -> polars.DataFrame:
    """The product's cleaned columns, so that cleaning is no advantage of either side."""
    names, families = table.names, table.families
    number = np.where(table.numbers.trust >= Trust.DOUBTED, table.numbers.value, 0)
    columns: dict[str, Any] = {
        "unique_id": np.arange(len(table)),
        "name": names.spelling,
        "sound": names.sound,
        "given": names.sound & ((1 << 27) - 1),
        "surname": names.head,
        "birth": np.where(table.known.exact, table.known.first, 0),
        "month": np.where(table.known.year > 0, table.known.year * 12 + table.known.month, 0),
        "year": table.known.year,
        "sex": table.sex.astype(np.int64),
        "village": table.places.village,
        "town": table.places.town,
        "county": table.places.county,
        "number": number,
        "number14": np.where(number > 0, number // (11 * 1000), 0),
        "number12": np.where(number > 0, number % (11 * 10**11), 0),
        "phone": families.phones.max(axis=1),
        "guardian": families.sounds[:, 0],
        "father": families.sounds[:, FATHER],
        "mother": families.sounds[:, MOTHER],
    }
    frame = polars.DataFrame(columns)
    return frame.with_columns(polars.when(polars.col(name) != 0).then(polars.col(name)) for name in frame.columns[1:])


def equal(column: str) -> str:
    return f'"{column}_l" = "{column}_r"'


def compared(name: str, missing: str, *cases: str) -> Any:
    """A comparison of SQL cases, the strongest first."""
    made = [levels.CustomLevel(f'"{missing}_l" IS NULL OR "{missing}_r" IS NULL').configure(is_null_level=True)]
    made += [levels.CustomLevel(case) for case in cases]
    return comparisons.CustomComparison(output_column_name=name, comparison_levels=[*made, levels.ElseLevel()])


def settings(numbers: bool) -> Any:
    """What is compared and blocked; without any number nothing is said of numbers."""
    swapped = '"birth_l" BETWEEN "birth_r" - 53 AND "birth_r" + 53'
    family = " OR ".join(map(equal, ("phone", "guardian", "father", "mother")))
    rules = [
        *(("number",), ("sound", "birth"), ("birth", "town", "sex"), ("sound", "town"), ("phone",)),
        *(("guardian", "village"), ("number14", "surname"), ("number12", "surname"), ("sound", "county", "year")),
        ("father", "mother", "county"),
    ]
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            compared("name", "name", equal("name"), equal("sound"), equal("given"), equal("surname")),
            compared("birth", "month", equal("birth"), equal("month"), swapped, equal("year")),
            *([compared("number", "number", equal("number"), equal("number14"))] if numbers else []),
            comparisons.ExactMatch("sex"),
            compared("place", "county", equal("village"), equal("town"), equal("county")),
            levels_of_family(family),
        ],
        blocking_rules_to_generate_predictions=[
            block_on(*rule) for rule in rules if numbers or "number" not in rule[0]
        ],
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )


def levels_of_family(family: str) -> Any:
    """Any relative or telephone in common, as one level: several would be counted as if independent."""
    shared = levels.CustomLevel(f"coalesce({family}, false)")
    return comparisons.CustomComparison(output_column_name="family", comparison_levels=[shared, levels.ElseLevel()])


def trained(frame: polars.DataFrame) -> Any:
    """A linker taught by its own means."""
    numbers = frame["number"].null_count() < len(frame)
    interface = DuckDBAPI(duckdb.connect(config={"threads": 2}))
    linker = Linker(interface.register(frame.to_arrow()), settings(numbers))
    certain = [block_on("sound", "birth", "town"), *([block_on("number")] if numbers else [])]
    linker.training.estimate_probability_two_random_records_match(certain, recall=0.9)
    linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS_FOR_U, seed=1)
    for rule in (("birth", "town"), ("sound", "county"), *([("number",)] if numbers else [])):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
    return linker


def clusters(linker: Any, predicted: Any, weight: float) -> Ints:
    """A label per row by Splink's own clusters at a threshold in bits."""
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold_match_weight=weight)
    table = polars.from_arrow(found.as_duckdbpyrelation().to_arrow_table())
    assert isinstance(table, polars.DataFrame)
    return table.sort("unique_id")["cluster_id"].cast(polars.Int64).to_numpy()


if __name__ == "__main__":
    main()
