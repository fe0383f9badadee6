"""Nobody edits, removes, adds, moves or cuts off rows of a chain unnoticed."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiangban.lib.chain import FIRST_LINK, ChainRow, canonical_json, examine, first_fault, link, mac

KEY = b"k" * 32
LENGTH = 40
Rows = list[ChainRow]


def forge(payloads: list[dict[str, object]], key: bytes) -> Rows:
    """A whole chain over the payloads, with codes by the given key."""
    rows: Rows = []
    previous = FIRST_LINK
    for seq, payload in enumerate(payloads, 1):
        own = link(previous, payload)
        rows.append(ChainRow(seq, previous, own, payload, mac(key, own)))
        previous = own
    return rows


def payload_of(seq: int) -> dict[str, object]:
    return {"seq": seq, "verb": "open", "subject": f"child {seq % 7}", "on": date(2026, 9, 1) + timedelta(seq)}


CHAIN = forge([payload_of(seq) for seq in range(1, LENGTH + 1)], KEY)
ANCHORS = {20: CHAIN[19].link, LENGTH: CHAIN[-1].link}


def edit(rows: Rows, chance: random.Random) -> Rows:
    at = chance.randrange(len(rows))
    column = chance.choice(["verb", "subject", "seq"])
    rows[at] = replace(rows[at], payload={**rows[at].payload, column: "altered"})
    return rows


def edit_with_new_link(rows: Rows, chance: random.Random) -> Rows:
    at = chance.randrange(len(rows))
    payload = {**rows[at].payload, "verb": "altered"}
    rows[at] = replace(rows[at], payload=payload, link=link(rows[at].previous, payload))
    return rows


def delete(rows: Rows, chance: random.Random) -> Rows:
    del rows[chance.randrange(len(rows) - 1)]
    return rows


def delete_and_renumber(rows: Rows, chance: random.Random) -> Rows:
    del rows[chance.randrange(len(rows) - 1)]
    return [replace(row, seq=seq) for seq, row in enumerate(rows, 1)]


def insert(rows: Rows, chance: random.Random) -> Rows:
    at = chance.randrange(1, len(rows))
    payload = payload_of(at + 1)
    previous = rows[at - 1].link
    rows.insert(at, ChainRow(at + 1, previous, link(previous, payload), payload, "00"))
    return rows if chance.random() < 0.5 else [replace(row, seq=seq) for seq, row in enumerate(rows, 1)]


def reorder(rows: Rows, chance: random.Random) -> Rows:
    moved = rows.pop(chance.randrange(len(rows)))
    places = [place for place in range(len(rows) + 1) if place != moved.seq - 1]
    rows.insert(chance.choice(places), moved)
    return rows


def truncate(rows: Rows, chance: random.Random) -> Rows:
    return rows[: chance.randrange(len(rows))]


def swap(rows: Rows, chance: random.Random) -> Rows:
    """Two rows change their contents and keep their numbers."""
    one, two = chance.sample(range(len(rows)), 2)
    rows[one], rows[two] = replace(rows[two], seq=one + 1), replace(rows[one], seq=two + 1)
    return rows


TAMPERINGS: list[Callable[[Rows, random.Random], Rows]] = [
    edit,
    edit_with_new_link,
    delete,
    delete_and_renumber,
    insert,
    reorder,
    truncate,
    swap,
]


@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda tamper: tamper.__name__)
@pytest.mark.parametrize("key", [KEY, None], ids=["with the key", "without the key"])
def test_a_thousand_tamperings_are_all_found(tamper: Callable[[Rows, random.Random], Rows], key: bytes | None) -> None:
    chance = random.Random(tamper.__name__)
    unnoticed = [run for run in range(1000) if first_fault(tamper(list(CHAIN), chance), key, ANCHORS) is None]
    assert unnoticed == []


@given(at=st.integers(1, LENGTH), anchored=st.booleans())
def test_who_recomputes_all_later_links_is_caught_by_the_codes(at: int, anchored: bool) -> None:
    payloads = [dict(row.payload) for row in CHAIN]
    payloads[at - 1]["verb"] = "altered"
    forged = CHAIN[: at - 1] + forge(payloads, b"guess" * 8)[at - 1 :]
    fault = first_fault(forged, KEY, ANCHORS if anchored else {})
    assert fault is not None
    assert fault.seq == at
    assert fault.kind == ("changed" if anchored and at in ANCHORS else "bad_mac")


@given(at=st.integers(1, LENGTH))
def test_who_recomputes_all_later_links_is_caught_by_an_anchor_where_there_is_no_key(at: int) -> None:
    payloads = [dict(row.payload) for row in CHAIN]
    payloads[at - 1]["verb"] = "altered"
    fault = first_fault(forge(payloads, b"guess" * 8), None, ANCHORS)
    assert fault is not None
    assert (fault.seq, fault.kind) == (20 if at <= 20 else LENGTH, "changed")


def test_an_untouched_chain_has_no_fault_and_says_what_was_checked() -> None:
    verdict = examine(iter(CHAIN), KEY, ANCHORS)
    assert verdict.fault is None
    assert verdict.checks == {"links", "macs", "anchors"}
    assert (verdict.last_seq, verdict.last_link) == (LENGTH, CHAIN[-1].link)


def test_without_key_and_anchors_only_the_links_are_checked() -> None:
    assert examine(CHAIN, None, {}).checks == {"links"}
    assert examine(CHAIN, KEY, {}).checks == {"links", "macs"}


def test_an_empty_chain_is_whole_unless_an_anchor_knows_better() -> None:
    assert first_fault([], KEY, {}) is None
    fault = first_fault([], KEY, ANCHORS)
    assert fault is not None
    assert (fault.seq, fault.kind) == (1, "truncated")


def test_each_kind_of_tampering_has_its_name_and_place() -> None:
    def found(rows: Rows) -> tuple[int, str] | None:
        fault = first_fault(rows, KEY, ANCHORS)
        return (fault.seq, fault.kind) if fault else None

    edited = replace(CHAIN[4], payload={**CHAIN[4].payload, "verb": "altered"})
    doubled = replace(CHAIN[4], seq=6)
    assert found([*CHAIN[:4], edited, *CHAIN[5:]]) == (5, "changed")
    assert found(CHAIN[:4] + CHAIN[5:]) == (5, "missing")
    assert found([*CHAIN[:5], CHAIN[4], *CHAIN[5:]]) == (5, "inserted")
    assert found([*CHAIN[:5], doubled, *CHAIN[6:]]) == (6, "reordered")
    assert found([*CHAIN[:4], CHAIN[5], CHAIN[4], *CHAIN[6:]]) == (5, "reordered")
    assert found(CHAIN[:30]) == (31, "truncated")
    assert found([*CHAIN[:4], replace(CHAIN[4], mac=""), *CHAIN[5:]]) == (5, "bad_mac")


def test_rows_before_and_after_a_new_key_are_checked_each_by_its_own() -> None:
    newer = b"n" * 32
    rows = [replace(row, mac=mac(newer, row.link), key_version=2) if row.seq > 10 else row for row in CHAIN]
    assert first_fault(rows, {1: KEY, 2: newer}, {}) is None
    fault = first_fault(rows, {1: KEY}, {})
    assert fault is not None
    assert (fault.seq, fault.kind) == (11, "bad_mac")


def test_every_row_follows_the_one_before() -> None:
    assert all(after.previous == before.link for before, after in pairwise(CHAIN))


class Outcome(StrEnum):
    DONE = "done"


def test_one_value_has_one_spelling() -> None:
    shanghai = datetime(2026, 9, 1, 8, 0, tzinfo=timezone(timedelta(hours=8)))
    assert canonical_json({"b": 1, "a": "张小明"}) == canonical_json({"a": "张小明", "b": 1})
    assert canonical_json({"a": "张小明", "b": [1, 2]}) == '{"a":"张小明","b":[1,2]}'.encode()
    assert canonical_json(shanghai) == canonical_json(datetime(2026, 9, 1, 0, 0, tzinfo=UTC))
    assert canonical_json(date(2026, 9, 1)) == b'"2026-09-01"'
    assert canonical_json([Outcome.DONE, Decimal("1.50"), UUID(int=0), b"\x01", {"b", "a"}]) == (
        b'["done","1.50","00000000-0000-0000-0000-000000000000","01",["a","b"]]'
    )


def test_what_has_no_spelling_is_refused() -> None:
    with pytest.raises(TypeError):
        canonical_json(object())
    with pytest.raises(ValueError, match="Out of range"):
        canonical_json(float("nan"))
