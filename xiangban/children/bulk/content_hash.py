"""A fingerprint of the register: equal when children, persons, values, sources and search keys are equal.

Keys of rows do not count, nor versions and what was withdrawn: an import and its undo leave the fingerprint as it was.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from xiangban.children.bulk.present import in_parts
from xiangban.children.facts import KIN
from xiangban.children.models import Child, FactChange, Kin, NameKey, Person, Source
from xiangban.children.models.child import ChildQuerySet
from xiangban.children.packing import PACKED, unpack
from xiangban.children.rules import ChildState

OF_CHILD = [column.attname for column in Child._meta.concrete_fields if column.attname not in ("id", "version")]
OF_PERSON = [column.attname for column in Person._meta.concrete_fields if column.attname != "id"]
OF_KIN = ("kinship", "guardian", "carer", "distance_km", "since", "until")
OF_SOURCE = ("agency_id", "kind", "title", "file_hash", "sheet", "received_on", "as_written")

Grouped = Mapping[int, list[Any]]


def content_hash(children: ChildQuerySet | None = None) -> str:
    """SHA-256, in hexadecimal, over clear contents of these files and their families; default: of the whole register.

    Reads a few thousand files at a time; of each it keeps a digest.
    """
    standing = (Child._base_manager.all() if children is None else children).exclude(state=ChildState.WITHDRAWN)
    digests: dict[int, bytes] = {}
    wards: dict[int, list[bytes]] = defaultdict(list)
    for some in in_parts(standing.order_by().values_list("pk", flat=True)):
        families = _families(some)
        for pk, line in _files(some, families):
            digests[pk] = _digest(line)
            for person_id, _tie in families.get(pk, []):
                wards[person_id].append(digests[pk])
    lines = sorted(digests.values()) + sorted(_persons(wards))
    return hashlib.sha256(b"".join(lines)).hexdigest()


def _files(some: list[int], families: Grouped) -> Iterator[tuple[int, Any]]:
    """Key and contents of each file: columns, ties of kin, search keys, and every standing word with its source."""
    words, keys = _words(some), _search_keys(some)
    for pk, *columns in Child._base_manager.filter(pk__in=some).values_list("pk", *OF_CHILD):
        ties = sorted(_encode(tie) for _person, tie in families.get(pk, []))
        yield pk, [columns, ties, sorted(keys.get(pk, [])), sorted(words.get(pk, []))]


def _families(some: list[int]) -> Grouped:
    rows = Kin._base_manager.filter(child__in=some).order_by("child_id")
    return _grouped(
        (child, (person, tie)) for child, person, *tie in rows.values_list("child_id", "person_id", *OF_KIN)
    )


def _search_keys(some: list[int]) -> Grouped:
    rows = NameKey._base_manager.filter(child__in=some).order_by("child_id")
    return _grouped((child, [county, key]) for child, county, key in rows.values_list("child_id", "county_code", "key"))


def _words(some: list[int]) -> Grouped:
    sources = {pk: list(told) for pk, *told in Source.objects.values_list("pk", *OF_SOURCE)}
    rows = FactChange._base_manager.filter(child__in=some, withdrawn_at=None).order_by("child_id")
    told = rows.values_list("child_id", "field", "value", "sealed", "valid_from", "source_id", "row")
    return _grouped(
        (child, _encode([name, text, stands, since, sources[source], row]))
        for child, field, value, sealed, since, source, row in told
        for name, text, stands in _texts(field, value, sealed)
    )


def _texts(field: str, value: str, sealed: str) -> Iterator[tuple[str, str, bool]]:
    """The words of one change; of whom a word of kin tells is in its text, the person's key is no content."""
    held = unpack(sealed) if field == PACKED else None
    stands = held.stands if held else {field: value or sealed}
    for name, text in stands.items():
        yield KIN if name.startswith(KIN) else name, text, True
    for name, text in held.said.items() if held else ():
        yield name, text, False


def _persons(wards: Mapping[int, list[bytes]]) -> Iterator[bytes]:
    for some in in_parts(wards):
        for pk, *facts in Person._base_manager.filter(pk__in=some).values_list("pk", *OF_PERSON):
            yield _digest([facts, [ward.hex() for ward in sorted(wards[pk])]])


def _grouped(rows: Iterable[tuple[int, Any]]) -> Grouped:
    return {key: [row for _key, row in group] for key, group in groupby(rows, key=itemgetter(0))}


def _digest(line: Any) -> bytes:
    return hashlib.sha256(_encode(line).encode()).digest()


def _plain(value: Any) -> str:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain).encode
