"""Packed changes: one immutable row with all that one row of a sheet said of a child, sealed as one JSON.

`stands` became the child's value, `said` is that agency's word only. Rows of one field each are left as they are.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from xiangban.children.facts import FACTS
from xiangban.children.models import FactChange

PACKED = "*"

Texts = Mapping[str, str]
Values = Mapping[str, object]

_quote = json.encoder.encode_basestring  # a city packs two million texts: an encoder for each row costs a second


@dataclass(frozen=True)
class Packed:
    """What a packed row holds, clear texts by field: kin and the responsible place stand under their own names."""

    stands: Texts
    said: Texts


def pack(stands: Values, said: Values) -> str:
    """The JSON of a packed row, its values as texts; what was only said is left out where there is nothing of it."""
    told = ",".join([f'"{name}":{_quote(str(value))}' for name, value in stands.items()])
    more = ",".join(
        [f'"{name}":{_quote(str(value))}' for name, value in said.items() if value is not None and value != ""]
    )
    return f'{{"stands":{{{told}}},"said":{{{more}}}}}' if more else f'{{"stands":{{{told}}}}}'


def unpack(text: str) -> Packed:
    """What the JSON of a packed row holds."""
    held = json.loads(text)
    return Packed(held["stands"], held.get("said", {}))


def standing_texts(field: str, value: str, sealed: str) -> Texts:
    """What became the child's value by one row, of either form, from its columns."""
    return unpack(sealed).stands if field == PACKED else {field: value or sealed}


def fields_told(field: str, sealed: str) -> Iterable[str]:
    """Of which fields one row tells, of either form: of a packed one those that became the child's value."""
    return unpack(sealed).stands if field == PACKED else (field,)


def unpacked(changes: Iterable[FactChange], *, said: bool) -> Iterator[FactChange]:
    """The changes as rows of one field each, none of them new; of packed rows also what was only said, if asked."""
    for change in changes:
        if change.field != PACKED:
            yield change
            continue
        held = unpack(change.sealed)
        for name, text in {**(held.said if said else {}), **held.stands}.items():
            yield _of_one_field(change, name, text)


def fold(rows: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """The last standing text of every field; rows of field, value and sealed text come in their order."""
    known: dict[str, str] = {}
    for field, value, sealed in rows:
        known.update(standing_texts(field, value, sealed))
    return known


def _of_one_field(change: FactChange, name: str, text: str) -> FactChange:
    kept = {"value": text} if is_plain(name) else {"sealed": text}
    return FactChange(
        pk=change.pk,
        child_id=change.child_id,
        field=name,
        source=change.source,
        row=change.row,
        recorded_at=change.recorded_at,
        withdrawn_at=change.withdrawn_at,
        version=change.version,
        **kept,
    )


def is_plain(name: str) -> bool:
    """Whether a change of this field keeps its text in the clear column."""
    return name == "responsible_code" or (name in FACTS and not FACTS[name].sealed)
