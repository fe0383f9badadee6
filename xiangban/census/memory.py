"""What people said of two descriptions of children, kept beyond every undo: the same child, or not.

A description is a digest of what a row tells of who the child is; nobody reads a name out of it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from django.utils import timezone

from xiangban.access.viewer import Viewer
from xiangban.census.models import Import, Match, Remembered
from xiangban.census.models.records import MatchKind
from xiangban.census.register_rows import row_of_child
from xiangban.census.told import told_in
from xiangban.territories.rules import Interval

Values = Mapping[str, str]
Pair = tuple[int, int]

WHO = ("child_name", "sex", "birth_date", "id_number", "town", "village", "guardian_name")


@dataclass
class Decided:
    """Pairs of rows, by their places in a list, on which a person has decided."""

    apart: list[Pair] = field(default_factory=list)
    together: list[Pair] = field(default_factory=list)


def described(values: Values) -> str:
    """The digest of who a row tells of, in hexadecimal; equal for rows that tell the same of the same child."""
    text = "\x1f".join(values.get(name, "") for name in WHO)
    return blake2b(text.encode(), digest_size=16).hexdigest()


def remember(place_code: int, by: Viewer, pair: tuple[Values, Values], *, same: bool) -> Remembered:
    """Keep what a person said of two descriptions; what was said of them before counts no more."""
    forget(place_code, pair)
    return Remembered.objects.create(
        place_code=place_code, same=same, pair=said_of(pair), decided_at=timezone.now(), decided_post_id=by.post_id
    )


def forget(place_code: int, pair: tuple[Values, Values]) -> None:
    """What was said of these two counts no more, because a person took it back."""
    said = said_of(pair)
    for row in Remembered._base_manager.filter(place_code=place_code, withdrawn_at=None):
        if row.pair == said:
            row.withdrawn_at = timezone.now()
            row.save(update_fields=["withdrawn_at"])


def said_by(match: Match) -> tuple[Values, Values]:
    """What both sides of a question tell of who they are."""
    mine = told_in(match.record.told)[0]
    if match.other is not None:
        return mine, told_in(match.other.told)[0]
    return mine, row_of_child(match.child_id or 0)


def pairs_decided_in(batch: Import) -> frozenset[str]:
    """The pairs that were decided in this import itself, as they are kept: its decisions are carried out anew, one by
    one, whenever it is matched again, so that each can be taken back alone.
    """
    rows = Match._base_manager.filter(batch=batch).exclude(decision="").exclude(kind=MatchKind.MERGE)
    return frozenset(said_of(said_by(match)) for match in rows.select_related("record", "other"))


def decided_pairs(interval: Interval, rows: Iterable[Values], but: Collection[str] = ()) -> Decided:
    """Which of these rows were decided on in this territory, but for some pairs; nothing is worked out where nobody
    ever decided.
    """
    kept = Remembered._base_manager.filter(
        place_code__gte=interval.low, place_code__lt=interval.high, withdrawn_at=None
    )
    known = [(row.same, row.pair.split(":")) for row in kept.order_by("pk") if row.pair not in but]
    decided = Decided()
    if not known:
        return decided
    places = _places({who for _same, pair in known for who in pair}, rows)
    for same, (first, second) in known:
        pairs = [(one, other) for one in places.get(first, ()) for other in places.get(second, ()) if one != other]
        (decided.together if same else decided.apart).extend(pairs)
    return decided


def _places(asked: set[str], rows: Iterable[Values]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, values in enumerate(rows):
        who = described(values)
        if who in asked:
            found.setdefault(who, []).append(at)
    return found


def said_of(pair: tuple[Values, Values]) -> str:
    """A pair as it is kept: both digests, whichever came first."""
    return ":".join(sorted(described(values) for values in pair))
