"""What happened to a file, newest first: moves, handovers and recorded facts, by day and source.

How a fact stands today is in known.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.children.facts import FACTS, KIN
from xiangban.children.models import Child, ChildMove, FactChange, Handover, HandoverState
from xiangban.children.packing import fields_told
from xiangban.children.rules import ChildState
from xiangban.territories.place_names import PlaceNames
from xiangban.territories.rules import Level
from xiangban.web.phrases import StrOrPromise
from xiangban.web.templatetags.web import chinese_date

SHOWN_MOST = 40
NAMED_MOST = 8
MOVE_WORDS = {
    "found": gettext_lazy("File founded"),
    "submit": gettext_lazy("Submitted to the township"),
    "review": gettext_lazy("Reviewed by the township"),
    "register": gettext_lazy("Put on the register"),
    "return": gettext_lazy("Returned with a reason"),
    "propose_exit": gettext_lazy("Exit proposed"),
    "exit": gettext_lazy("Left the register"),
    "refuse_exit": gettext_lazy("Exit refused"),
    "restore": gettext_lazy("Restored to the register"),
    "merge": gettext_lazy("Merged into another file"),
    **{f"part_{state}": gettext_lazy("A merge was taken apart") for state in ChildState.values},
}

DECIDED: dict[str, StrOrPromise] = {
    HandoverState.RECEIVED: gettext_lazy("Handover received by {new}"),
    HandoverState.DECLINED: gettext_lazy("Handover declined by {new}"),
    HandoverState.LAPSED: gettext_lazy("Handover ended: both places became {new}"),
}


@dataclass(frozen=True)
class Event:
    """One thing that happened: when, what, by whom, and a reason or the facts it touched."""

    at: datetime
    what: str
    who: str = ""
    detail: str = ""


def story_of(child: Child, viewer: Viewer, facets: frozenset[Facet], places: PlaceNames) -> list[Event]:
    """The newest events of one file; four queries at most."""
    events = [*_moves(child, viewer), *_handovers(child, viewer, places), *_changes(child, viewer, facets)]
    return sorted(events, key=lambda event: event.at, reverse=True)[:SHOWN_MOST]


def _moves(child: Child, viewer: Viewer) -> Iterable[Event]:
    moves = ChildMove.objects.visible_to(viewer).filter(child=child).select_related("by", "post").order_by("-pk")
    for move in moves[:SHOWN_MOST]:
        word = MOVE_WORDS.get(move.move) or ChildState(move.state_after).label
        yield Event(move.at, str(word), _who(move), move.reason)


def _who(move: ChildMove) -> str:
    if move.by is None or move.post is None:
        return _("by rule")
    return _("{name} ({post})").format(name=move.by.display_name, post=move.post.title)


def _handovers(child: Child, viewer: Viewer, places: PlaceNames) -> Iterable[Event]:
    rows = list(Handover.objects.visible_to(viewer).filter(child=child).select_related("proposed_by", "decided_by"))
    names = places.long_names({code for row in rows for code in (row.from_code, row.to_code)}, below=Level.CITY)
    for row in rows:
        way = {"old": names[row.from_code], "new": names[row.to_code]}
        proposed = row.proposed_by.title if row.proposed_by else _("by rule")
        yield Event(row.proposed_at, _("Handover proposed: {old} to {new}").format(**way), proposed, row.reason)
        if row.decided_at is not None and row.state in DECIDED:
            decided = row.decided_by.title if row.decided_by else _("by rule")
            yield Event(row.decided_at, str(DECIDED[row.state]).format(**way), decided, row.answer)


def _changes(child: Child, viewer: Viewer, facets: frozenset[Facet]) -> Iterable[Event]:
    rows = (
        FactChange.objects.visible_to(viewer)
        .filter(child=child)
        .order_by("-recorded_at", "source_id", "pk")
        .values_list(
            "recorded_at",
            "source_id",
            "source__agency__name",
            "source__title",
            "field",
            "withdrawn_at",
            "valid_from",
            "sealed",
        )
    )
    for (at, _source), group in groupby(rows[:2000], key=lambda row: (_minute(row[0]), row[1])):
        changes = list(group)
        fields = _labels((name for row in changes for name in fields_told(row[4], row[7])), facets)
        if not fields:
            continue
        withdrawn = all(row[5] is not None for row in changes)
        what = _("Facts recorded and later withdrawn") if withdrawn else _("Facts recorded")
        source = " · ".join(filter(None, [changes[0][2], changes[0][3]]))
        yield Event(at, what, source, _said_of(fields) + _since({row[6] for row in changes if row[6] is not None}))


def _said_of(fields: list[str]) -> str:
    """The touched facts in words; a whole form is told by its first facts and a number."""
    if len(fields) <= NAMED_MOST:
        return _(", ").join(fields)
    first = _(", ").join(fields[:NAMED_MOST])
    return _("{facts} and {number} more").format(facts=first, number=len(fields) - NAMED_MOST)


def _since(days: set[date]) -> str:
    """Since when it is so, where that was written down."""
    return _("; so since {day}").format(day=_(", ").join(chinese_date(day) for day in sorted(days))) if days else ""


def _minute(at: datetime) -> datetime:
    return timezone.localtime(at).replace(second=0, microsecond=0)


def _labels(fields: Iterable[str], facets: frozenset[Facet]) -> list[str]:
    """Words of the touched facts, of those whose block is in sight."""
    found = []
    for name in dict.fromkeys(fields):
        if name in FACTS and FACTS[name].facet in facets:
            found.append(str(FACTS[name].label))
        elif name.startswith(KIN) and Facet.FAMILY in facets:
            found.append(_("family"))
    return list(dict.fromkeys(found))
