"""Reads that span tables: the register as of a past moment, search, and counts whose sums close.

Conditions of the list are in attention.py; the keys of the search are made by lib/name_keys.py.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import BinaryField, Count, F, Q, Value, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from xiangban.access.models import GivenSight, Post, Seat
from xiangban.access.viewer import Viewer
from xiangban.children.age_bands import AGE_BANDS, age_band
from xiangban.children.codes import NOT_COLLECTED, SightPurpose
from xiangban.children.facts import FACTS
from xiangban.children.models import Child, ChildMove, FactChange
from xiangban.children.models.child import ChildQuerySet
from xiangban.children.packing import PACKED, fold, unpacked
from xiangban.children.rules import STANDING

STATE = "state"


@dataclass(frozen=True)
class RegisterRow:
    """One file as it stood: its state and the clear text of every fact that was known."""

    child_id: int
    state: str
    facts: dict[str, str] = field(default_factory=dict)


def register_as_of(moment: datetime, children: ChildQuerySet) -> Iterator[RegisterRow]:
    """The register as it stood at that moment, read by one query in the order of the children's keys.

    Counted is, for each child and field, the latest change recorded until then and not withdrawn by then, whether it
    came alone or packed with others; besides the fields of facts.py also "responsible_code" and "kin.<person>". A file
    founded later does not come.
    """
    rows = _facts_as_of(moment, children).union(_states_as_of(moment, children), all=True)
    rows = rows.order_by("child_id", "recorded_at", "pk").iterator(chunk_size=5_000)
    for child_id, group in groupby(rows, key=itemgetter(0)):
        facts = fold((name, value, sealed) for _child, name, value, sealed, *_order in group)
        state = facts.pop(STATE, "")
        yield RegisterRow(child_id, state, {name: text for name, text in facts.items() if text})


def _facts_as_of(moment: datetime, children: ChildQuerySet) -> Any:
    newest_first = Window(
        RowNumber(), partition_by=[F("child_id"), F("field")], order_by=[F("recorded_at").desc(), F("pk").desc()]
    )
    stands = Q(withdrawn_at=None) | Q(withdrawn_at__gt=moment)
    changes = FactChange.objects.filter(stands, recorded_at__lte=moment, child__in=children.order_by().values("pk"))
    latest = changes.annotate(nth=newest_first).filter(Q(nth=1) | Q(field=PACKED)).order_by()
    return latest.values_list("child_id", "field", "value", "sealed", "recorded_at", "pk")


def _states_as_of(moment: datetime, children: ChildQuerySet) -> Any:
    newest_first = Window(RowNumber(), partition_by=[F("child_id")], order_by=[F("at").desc(), F("pk").desc()])
    moves = ChildMove.objects.filter(at__lte=moment, child__in=children.order_by().values("pk"))
    latest = moves.annotate(nth=newest_first).filter(nth=1).order_by()
    nothing = Value(b"", output_field=BinaryField())
    return latest.values_list("child_id", Value(STATE), "state_after", nothing, "at", "pk")


def latest_changes(child: Child) -> dict[str, FactChange]:
    """For each field the change that stands now, with source and agency: what is known and by whom."""
    standing = child.changes.filter(withdrawn_at=None).select_related("source__agency").order_by("recorded_at", "pk")
    return {change.field: change for change in unpacked(standing, said=False)}


def said_by_agencies(child: Child) -> dict[str, list[FactChange]]:
    """For each field the latest word of every agency, newest first, whether it stood or not: "education says A, police
    say B".
    """
    standing = child.changes.filter(withdrawn_at=None).select_related("source__agency").order_by("-recorded_at", "-pk")
    said: dict[str, dict[int | None, FactChange]] = {}
    for change in unpacked(standing, said=True):
        said.setdefault(change.field, {}).setdefault(change.source.agency_id, change)
    return {name: list(by_agency.values()) for name, by_agency in said.items()}


def changes_since(child_id: int, version: int) -> list[FactChange]:
    """What was written after that version of the file, oldest first."""
    changes = FactChange.objects.filter(child_id=child_id, version__gt=version)
    return list(unpacked(changes.select_related("source__agency").order_by("pk"), said=False))


@dataclass(frozen=True)
class CountRow:
    """One class of a dimension: its code ("" is 未采集) and how many children are in it."""

    code: str
    number: int


def counts_by(viewer: Viewer, dimension: str, day: date) -> list[CountRow]:
    """Children on the register whom the viewer may count, by a coded fact, "state" or "age_band" on that day.

    Every class of the list comes, also empty ones, and 「未采集」 last, so that the sum is the number of children. The
    place that counts is the responsible one. Raises KeyError for a fact without codes.
    """
    children = Child.objects.counted_for(viewer).on_register().order_by()
    classes = _classes_of(dimension)
    counted = children.values(counted_as=_counted_as(dimension, day)).annotate(number=Count("pk"))
    numbers = {row["counted_as"] or NOT_COLLECTED: row["number"] for row in counted}
    return [CountRow(code, numbers.get(code, 0)) for code in (*classes, NOT_COLLECTED)]


def _classes_of(dimension: str) -> Iterable[str]:
    if dimension == "age_band":
        return AGE_BANDS
    if dimension == STATE:
        return [state.value for state in STANDING]
    codes = FACTS[dimension].codes
    if codes is None or FACTS[dimension].many:
        raise KeyError(dimension)
    return [str(value) for value in codes.values]


def _counted_as(dimension: str, day: date) -> Any:
    return age_band(day) if dimension == "age_band" else F(dimension)


def parents_at(child: Child, post: Post | None) -> list[str]:
    """The people at a parent's post that sees this own child; nobody for any other post."""
    given = GivenSight.objects.in_force(timezone.now()).filter(
        post=post, model=Child.sight_label(), key=str(child.pk), purpose=SightPurpose.OWN_CHILD
    )
    held = Seat.objects.on(timezone.localdate()).filter(post__given__in=given).select_related("user")
    return [seat.user.display_name for seat in held]
