"""The curve computed from history: what was known of each listed child, day by day, from its recorded changes.

What adds up to a curve is in rules.py; when it is computed is said by the job.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.utils import timezone

from xiangban.campaigns.models import CampaignIndicator, ListedChild
from xiangban.campaigns.rules import Change, facts_at, moments_of
from xiangban.children.models import ChildMove, FactChange
from xiangban.children.packing import PACKED, standing_texts
from xiangban.children.rules import ChildState
from xiangban.figures.definitions import Indicator
from xiangban.figures.registry import indicator as indicator_of
from xiangban.territories.rules import Level, ancestor_code

STATE = "state"
ON_REGISTER = frozenset({ChildState.REGISTERED.value, ChildState.EXIT_PROPOSED.value})
Steps = Mapping[tuple[int, date], tuple[int, int]]


def steps_of(measured: CampaignIndicator, until: datetime) -> Steps:
    """By township and day: how many more are on the list and how many more open, from the recorded changes alone."""
    wanted = indicator_of(measured.key)
    rows = ListedChild.objects.filter(indicator=measured, listed_at__lte=until)
    # A child that stood on the list with two files is one child: the line of the file that went is not counted.
    listed = list(rows.exclude(child__state=ChildState.MERGED).order_by("pk"))
    changes = _changes_of({row.child_id for row in listed}, wanted)
    more: Counter[tuple[int, date]] = Counter()
    opened: Counter[tuple[int, date]] = Counter()
    for row in listed:
        township = ancestor_code(row.place_code, Level.TOWNSHIP)
        more[township, _day(row.listed_at)] += 1
        for day, difference in _openings(changes[row.child_id], wanted, row.listed_at, until):
            opened[township, day] += difference
    return {key: (more[key], opened[key]) for key in {*more, *opened} if more[key] or opened[key]}


def is_open(facts: Mapping[str, str], wanted: Indicator) -> bool:
    """Whether the child is on register and the condition still holds."""
    return facts.get(STATE, "") in ON_REGISTER and wanted.counts(facts)


def _openings(changes: list[Change], wanted: Indicator, since: datetime, until: datetime) -> Iterator[tuple[date, int]]:
    before = False
    for moment in moments_of(changes, since, until):
        now = is_open(facts_at(changes, moment), wanted)
        if now != before:
            yield _day(moment), 1 if now else -1
        before = now


def _changes_of(children: set[int], wanted: Indicator) -> dict[int, list[Change]]:
    """Every change of the facts the definition reads and every move of these children, in the order recorded."""
    found: dict[int, list[Change]] = defaultdict(list)
    facts = FactChange.objects.filter(child__in=children, field__in=[*wanted.asks, PACKED])
    told = facts.order_by("recorded_at", "pk").values_list(
        "child_id", "field", "value", "sealed", "recorded_at", "withdrawn_at"
    )
    for child, field, value, sealed, at, withdrawn_at in told.iterator(chunk_size=2_000):
        texts = standing_texts(field, value, sealed)
        kept = {name: texts[name] for name in wanted.asks if name in texts}
        if kept:
            found[child].append(Change(at, kept, withdrawn_at))
    moves = ChildMove.objects.filter(child__in=children).order_by("at", "pk")
    for child, at, state in moves.values_list("child_id", "at", "state_after"):
        found[child].append(Change(at, {STATE: state}))
    return found


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
