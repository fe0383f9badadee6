"""Writing the trail: one row per action in the action's own transaction, chained and keyed.

Reading and checking it is in trail_reader.py; the chain's arithmetic is lib/chain.py.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, models
from django.utils import timezone

from xiangban.access.keys import cipher, keyring
from xiangban.access.models.trail import Outcome, TrailRow
from xiangban.access.viewer import Viewer
from xiangban.lib.chain import FIRST_LINK, canonical_json, link, mac

ADVISORY_LOCK = 7_716_250_001
REASON_CONTEXT = "access.trailrow.reason"


@dataclass
class Entry:
    """What an action leaves in the trail besides who, when and on what."""

    verb: str
    outcome: Outcome = Outcome.DONE
    subject: models.Model | None = None
    reason: str = ""
    count: int = 1
    changes_hash: str = ""
    detail: dict[str, Any] = field(default_factory=dict)
    given: list[int] = field(default_factory=list)  # keys of the sight it gave, which names this row


def hash_of_changes(rows: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256 over the canonical JSON of a bulk action's change rows, in their order."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(canonical_json(row))
    return digest.hexdigest()


def take_turn() -> None:
    """Serialise writers until this transaction ends: SQLite's write lock does it, PostgreSQL by advisory lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])


def write(entry: Entry, by: Viewer) -> TrailRow:
    """Append one row inside the caller's transaction, after `take_turn`; if it fails, so does the action."""
    last = TrailRow.objects.order_by("-seq").values_list("seq", "link").first()
    seq, previous = (last[0] + 1, last[1]) if last else (1, FIRST_LINK)
    if by.system:
        entry.detail.setdefault("purpose", by.system)
    row = TrailRow(seq=seq, previous=previous, at=timezone.now(), **_who(by), **_what(entry))
    key = keyring().newest("trail")
    row.algorithm, row.key_version = f"sha256+{key.algorithm}", key.version
    row.link = link(previous, chained_fields(row))
    row.mac = mac(key.secret, row.link)
    row.save(force_insert=True)
    return row


def _who(by: Viewer) -> dict[str, Any]:
    return {"user_id": by.user_id, "seat_id": by.seat_id, "post_id": by.post_id, "role": by.role_word}


def _what(entry: Entry) -> dict[str, Any]:
    subject = entry.subject
    return {
        "verb": entry.verb,
        "outcome": entry.outcome.value,
        "subject_model": subject._meta.label_lower if subject is not None else "",
        "subject_key": str(subject.pk) if subject is not None and subject.pk is not None else "",
        "reason": seal_reason(entry.reason),
        "count": entry.count,
        "changes_hash": entry.changes_hash,
        "detail": entry.detail,
    }


CHAINED = (
    "seq",
    "at",
    "user_id",
    "seat_id",
    "post_id",
    "role",
    "verb",
    "outcome",
    "subject_model",
    "subject_key",
    "reason",
    "count",
    "changes_hash",
    "detail",
    "algorithm",
    "key_version",
)


def chained_fields(row: TrailRow) -> dict[str, Any]:
    """The columns the hash covers, in a form that is the same on both engines."""
    fields = {name: getattr(row, name) for name in CHAINED}
    fields["at"] = say_moment(row.at)
    return fields


def say_moment(moment: datetime) -> str:
    return moment.astimezone(timezone.get_default_timezone()).isoformat(timespec="microseconds")


def seal_reason(text: str) -> str:
    """A reason may name a child: it stands sealed in the trail."""
    return base64.b64encode(cipher().seal(text, REASON_CONTEXT)).decode() if text else ""


def open_reason(sealed: str) -> str:
    """The reason in clear, for those who may read the trail."""
    return cipher().open(base64.b64decode(sealed), REASON_CONTEXT) if sealed else ""
