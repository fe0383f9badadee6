"""Reading and checking the trail: as a stream, from this installation's database or from a file of it.

Writing is in trail.py, anchors in anchors.py, the arithmetic in lib/chain.py.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from xiangban.access.models import TrailRow
from xiangban.access.trail import CHAINED, chained_fields
from xiangban.lib.chain import ChainFault, ChainRow, ChainVerdict, Check, examine

STREAM = 2000


class NoTrailInFile(Exception):
    """The file is no SQLite database with a trail."""


def rows_of(rows: Iterable[TrailRow]) -> Iterator[ChainRow]:
    """The rows as the chain is checked: exactly what was hashed, the links and the code."""
    for row in rows:
        yield ChainRow(row.seq, row.previous, row.link, chained_fields(row), row.mac, row.key_version)


def stored_rows() -> Iterator[ChainRow]:
    """The whole trail of this installation, oldest first, a few rows at a time in memory."""
    ordered: QuerySet[TrailRow] = TrailRow.objects.order_by("seq")
    return rows_of(ordered.iterator(chunk_size=STREAM))


def rows_of_file(path: Path) -> Iterator[ChainRow]:
    """The trail in a copy of a SQLite database, opened for reading only; raises NoTrailInFile."""
    columns = [*CHAINED, "previous", "link", "mac"]
    try:
        connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
        names = ", ".join(f'"{column}"' for column in columns)
        found = connection.execute(f"SELECT {names} FROM access_trailrow ORDER BY seq")  # noqa: S608  our own names
    except sqlite3.Error as fault:
        raise NoTrailInFile(str(path)) from fault
    try:
        for values in found:
            fields = dict(zip(columns, values, strict=True))
            fields["at"] = datetime.fromisoformat(fields["at"]).replace(tzinfo=UTC)
            fields["detail"] = json.loads(fields["detail"])
            yield from rows_of([TrailRow(**fields)])
    except (sqlite3.Error, ValueError, TypeError) as fault:
        raise NoTrailInFile(str(path)) from fault
    finally:
        connection.close()


def check(rows: Iterable[ChainRow], keys: Mapping[int, bytes] | None, anchors: Mapping[int, str]) -> ChainVerdict:
    """Walk the rows once; without keys the codes stay unchecked, without anchors a cut-off end stays unseen."""
    return examine(rows, keys, anchors)


def say_fault(fault: ChainFault) -> str:
    """What is wrong, in the reader's language, with the number of the first bad row."""
    words = {
        "missing": _("Row {seq} is missing."),
        "inserted": _("Row {seq} was put in later."),
        "changed": _("Row {seq} was changed."),
        "reordered": _("Row {seq} does not stand in its place."),
        "bad_mac": _("Row {seq} bears no valid code of this installation's key."),
        "truncated": _("From row {seq} on the trail was cut off."),
    }
    return words[fault.kind].format(seq=fault.seq)


def say_check(check: Check, made: bool) -> str:
    """One line for each check, made or not, and why not."""
    if check == "links":
        return _("Links (SHA-256, checkable by anybody): checked.")
    if check == "macs":
        return _("Codes (HMAC with the trail's key): checked.") if made else _("Codes: not checked, no key was given.")
    return _("Anchors outside the database: checked.") if made else _("Anchors: not checked, none were given.")
