"""Compares what was read from a paper with what a person wrote down beside it; only keys that stand there count."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from xiangban.conference.papers.as_data import as_data
from xiangban.conference.papers.open import paper_of

TEXTS = Path(__file__).parent / "texts"
NAMES = sorted(path.stem for path in TEXTS.glob("*.txt"))
_PLAIN = ("doc_type", "doc_no", "date", "date_text", "people", "special_actions")
_OF_MEETING = (
    *("title", "date", "date_text", "date_basis", "chair", "place", "level", "attendees", "special_actions", "units"),
)


def text_named(name: str) -> str:
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8")


def read(text: str) -> dict[str, Any]:
    found = paper_of(text)
    return as_data(found.paper, found.repaired, found.simplified)


def faults_of(name: str) -> list[str]:
    """Each key whose value differs, with both values."""
    expected = json.loads((TEXTS / f"{name}.json").read_text(encoding="utf-8"))
    return [f"{name}: {fault}" for fault in _paper(expected, read(text_named(name)))]


def _paper(expected: dict[str, Any], found: dict[str, Any]) -> Iterator[str]:
    yield from _same(expected, found, _PLAIN)
    yield from (f"people: {name} is missing" for name in expected.get("people_has", ()) if name not in found["people"])
    yield from _shared(expected, found)
    if len(expected["meetings"]) != len(found["meetings"]):
        yield f"meetings: {[meeting['title'] for meeting in found['meetings']]}"
        return
    for one, other in zip(expected["meetings"], found["meetings"], strict=True):
        yield from _meeting(one, other)


def _meeting(expected: dict[str, Any], found: dict[str, Any]) -> Iterator[str]:
    yield from _same(expected, found, _OF_MEETING)
    yield from _shared(expected, found)
    if "date_parts" in expected and expected["date_parts"] != list(found["date_parts"].values()):
        yield f"date_parts: {found['date_parts']}"
    if "speakers" in expected:
        told = [[person["name"], person["role"]] for person in found["speakers"]]
        if sorted(told) != sorted(expected["speakers"]):
            yield f"speakers: {told}, not {expected['speakers']}"
    if "decisions_n" in expected and expected["decisions_n"] != len(found["decisions"]):
        yield f"decisions: {found['decisions']}"


def _shared(expected: dict[str, Any], found: dict[str, Any]) -> Iterator[str]:
    """Counts, tasks and units, which papers and meetings both have."""
    yield from (f"units: {unit} is missing" for unit in expected.get("units_has", ()) if unit not in found["units"])
    if "counts" in expected:
        told = [[count[key] for key in ("label", "value", "unit", "approximate")] for count in found["counts"]]
        wanted = expected["counts"]
        if expected.get("counts_fuzzy"):
            told = [[*count[1:]] for count in told]
            wanted = [[*count[1:]] for count in wanted]
        missing = [count for count in wanted if count not in told]
        beyond = [] if expected.get("counts_subset") else [count for count in told if count not in wanted]
        if missing or beyond:
            yield f"counts: missing {missing}, beyond {beyond} of {told}"
    if "as_of" in expected and found["counts"][0]["as_of"] != expected["as_of"]:
        yield f"as_of: {found['counts'][0]['as_of']}"
    if "tasks" in expected:
        yield from _tasks(expected["tasks"], found["tasks"])


def _tasks(expected: list[dict[str, Any]], found: list[dict[str, Any]]) -> Iterator[str]:
    if len(expected) != len(found):
        yield f"tasks: {found}"
        return
    for one, other in zip(expected, found, strict=True):
        yield from (f"task {key}: {other[key]}, not {one[key]}" for key in one if one[key] != other[key])


def _same(expected: dict[str, Any], found: dict[str, Any], keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        if key in expected and expected[key] != found[key]:
            yield f"{key}: {found[key]!r}, not {expected[key]!r}"
