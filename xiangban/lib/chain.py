"""A chain of rows: each row's link covers the row and the link before it, a keyed code covers the link.

Where the rows are kept, who writes them and where anchors lie is said in the rooms above.
"""

import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import Literal
from uuid import UUID

FIRST_LINK = "0" * 64

FaultKind = Literal["missing", "inserted", "changed", "reordered", "bad_mac", "truncated"]
Check = Literal["links", "macs", "anchors"]


@dataclass(frozen=True)
class ChainRow:
    """A row as stored: `payload` is what link() was given; it should name `seq` too, which binds row and place."""

    seq: int
    previous: str
    link: str
    payload: Mapping[str, object]
    mac: str = ""
    key_version: int = 1


@dataclass(frozen=True)
class ChainFault:
    """The first place where the chain does not hold; the sentence is for logs, rooms above say it in words."""

    seq: int
    kind: FaultKind
    sentence: str


@dataclass(frozen=True)
class ChainVerdict:
    """What was found, which checks could be made, and the last row that holds (0 and FIRST_LINK when none does)."""

    fault: ChainFault | None
    checks: frozenset[Check]
    last_seq: int
    last_link: str


def canonical_json(value: object) -> bytes:
    """One spelling per value: sorted keys, no spaces, UTF-8, dates in ISO 8601, moments in UTC."""
    text = json.dumps(value, default=_plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "surrogatepass")


def link(previous: str, row: Mapping[str, object]) -> str:
    """SHA-256, in hexadecimal, over the link before and the canonical JSON of the row."""
    return sha256(previous.encode() + b"\n" + canonical_json(row)).hexdigest()


def mac(key: bytes, own_link: str) -> str:
    """HMAC-SHA256 of the link, in hexadecimal: what an owner of the table cannot compute without the key."""
    return hmac.digest(key, own_link.encode(), sha256).hex()


def first_fault(
    rows: Iterable[ChainRow], key: bytes | Mapping[int, bytes] | None, anchors: Mapping[int, str]
) -> ChainFault | None:
    """The first fault in rows that come in order of `seq`, from 1; see examine()."""
    return examine(rows, key, anchors).fault


def examine(
    rows: Iterable[ChainRow], key: bytes | Mapping[int, bytes] | None, anchors: Mapping[int, str]
) -> ChainVerdict:
    """Walk rows in order of `seq`, from 1, one at a time; `key` may map versions to keys, `anchors` seq to link."""
    checks: set[Check] = {"links"}
    if key is not None:
        checks.add("macs")
    if anchors:
        checks.add("anchors")
    walk = _Walk({1: key} if isinstance(key, bytes) else key, anchors)
    stream = iter(rows)
    fault = next((found for row in stream if (found := walk.fault_at(row))), None) or walk.fault_at_end()
    if fault and fault.kind == "missing":
        fault = _reordered_if_found(fault, stream)
    return ChainVerdict(fault, frozenset(checks), walk.seq, walk.link)


@dataclass
class _Walk:
    """How far the chain was found whole."""

    keys: Mapping[int, bytes] | None
    anchors: Mapping[int, str]
    seq: int = 0
    link: str = FIRST_LINK
    link_before: str = field(default="")

    def fault_at(self, row: ChainRow) -> ChainFault | None:
        """The fault this row shows; without one the walk goes on from it."""
        fault = self._fault_of_place(row) or self._fault_of_links(row) or self._fault_of_proof(row)
        if fault is None:
            self.seq, self.link_before, self.link = row.seq, self.link, row.link
        return fault

    def fault_at_end(self) -> ChainFault | None:
        """Rows that an anchor knows and the table has no more."""
        if not self.anchors or max(self.anchors) <= self.seq:
            return None
        return ChainFault(
            self.seq + 1, "truncated", f"the chain ends at {self.seq}, an anchor knows {max(self.anchors)}"
        )

    def _fault_of_place(self, row: ChainRow) -> ChainFault | None:
        due = self.seq + 1
        if row.seq > due:
            return ChainFault(due, "missing", f"after {self.seq} comes {row.seq}")
        if row.seq == self.seq:
            return ChainFault(row.seq, "inserted", f"{row.seq} stands twice")
        if row.seq < due or row.payload.get("seq", row.seq) != row.seq:
            return ChainFault(due, "reordered", f"where {due} belongs stands {row.payload.get('seq', row.seq)}")
        return None

    def _fault_of_links(self, row: ChainRow) -> ChainFault | None:
        whole = link(row.previous, row.payload) == row.link
        if row.previous == self.link:
            return None if whole else ChainFault(row.seq, "changed", f"{row.seq} does not give its link")
        if row.previous == self.link_before:
            return ChainFault(self.seq, "inserted", f"{row.seq} follows the row before {self.seq}")
        if whole:
            return ChainFault(row.seq, "missing", f"{row.seq} follows a row that is not before it")
        return ChainFault(row.seq, "inserted", f"{row.seq} follows nothing and does not give its link")

    def _fault_of_proof(self, row: ChainRow) -> ChainFault | None:
        if self.anchors.get(row.seq, row.link) != row.link:
            return ChainFault(row.seq, "changed", f"{row.seq} has another link than its anchor")
        if self.keys is None:
            return None
        key = self.keys.get(row.key_version)
        if key is None or not hmac.compare_digest(mac(key, row.link).encode(), row.mac.encode()):
            return ChainFault(row.seq, "bad_mac", f"{row.seq} bears no valid code of key {row.key_version}")
        return None


def _reordered_if_found(fault: ChainFault, rest: Iterator[ChainRow]) -> ChainFault:
    if any(row.seq == fault.seq for row in rest):
        return ChainFault(fault.seq, "reordered", f"{fault.seq} stands further on")
    return fault


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        # A moment read back from another engine or zone is the same moment.
        return (value.astimezone(UTC) if value.tzinfo else value).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"no canonical spelling of {type(value).__name__}")
