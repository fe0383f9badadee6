"""What stands in the database after a kill, compared with what was promised and with the trail.

Each function gives one line per fault.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db import connection

from tests.crash.ledger import Promise
from tests.crash.saves import AMENDED
from xiangban.access.keys import keyring
from xiangban.access.models import TrailRow
from xiangban.access.trail import chained_fields
from xiangban.children.models import Child, FactChange, NameKey
from xiangban.lib.chain import ChainRow, examine

Saved = tuple[str, int]


def faults_of_promises(promises: Iterable[Promise]) -> Iterator[str]:
    """Acknowledged saves that are not there."""
    amended = set(FactChange._base_manager.filter(field=AMENDED).values_list("child_id", "version", "value"))
    founded = set(Child._base_manager.values_list("pk", flat=True))
    for promise in promises:
        kept = promise.child in founded
        if promise.verb == "children.amend":
            kept = (promise.child, promise.version, promise.value) in amended
        if not kept:
            yield f"lost: {promise}"


def faults_of_trail(cast: frozenset[int]) -> Iterator[str]:
    """Saves without a row in the trail, rows without a save, and a chain that does not hold; the cast has no trail."""
    told = Counter(
        (verb, int(key)) for verb, key in TrailRow.objects.filter(outcome="done").values_list("verb", "subject_key")
    )
    stands: Counter[Saved] = Counter(
        ("children.amend", key)
        for key in FactChange._base_manager.filter(field=AMENDED).values_list("child_id", flat=True)
    )
    stands.update(
        ("children.found", key) for key in Child._base_manager.values_list("pk", flat=True) if key not in cast
    )
    yield from (f"saved without trail: {saved}" for saved in stands - told)
    yield from (f"in the trail and not saved: {saved}" for saved in told - stands)
    yield from faults_of_chain()


def faults_of_chain() -> Iterator[str]:
    """A row of the trail that does not follow from the one before, or bears no true code."""
    rows = (
        ChainRow(row.seq, row.previous, row.link, chained_fields(row), row.mac, row.key_version)
        for row in TrailRow.objects.order_by("seq").iterator()
    )
    if fault := examine(rows, keyring().secrets("trail"), {}).fault:
        yield f"trail: {fault.sentence}"


def faults_of_files(cast: frozenset[int]) -> Iterator[str]:
    """Files of which only a part was saved."""
    latest = dict(FactChange._base_manager.filter(field=AMENDED).order_by("version").values_list("child_id", "value"))
    for key, value in Child._base_manager.filter(pk__in=cast).values_list("pk", AMENDED):
        if value != latest.get(key, ""):
            yield f"child {key} shows {value!r}, its last change says {latest.get(key, '')!r}"
    founded = set(Child._base_manager.values_list("pk", flat=True)) - cast
    for what, model in (("facts", FactChange), ("search keys", NameKey)):
        whole = set(model._base_manager.values_list("child_id", flat=True))
        yield from (f"child {key} has no {what}" for key in founded - whole)


def faults_of_database() -> Iterator[str]:
    """What SQLite says of itself; PostgreSQL recovers before it answers at all."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            yield from (line for (line,) in cursor.fetchall() if line != "ok")
