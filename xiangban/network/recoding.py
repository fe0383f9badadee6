"""Writes a plan: closes and opens places, keeps who followed whom, re-codes every copied place code.

The columns come from the registry of place columns, so no room above is imported; the caller holds the transaction.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, cast

from django.apps import apps
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.gate import ScopedModel, root_of
from xiangban.access.models import Post, Seat, User
from xiangban.access.models.people import new_stamp
from xiangban.network import rules
from xiangban.network.plans import PlaceMove, Plan
from xiangban.territories.fields import CountyOfField, PlaceChange, PlaceCodeField, place_columns, recoding_steps
from xiangban.territories.models import Succession, SuccessionKind, Territory
from xiangban.territories.rules import Level, interval_of

CHILD = "children.child"  # the label under which sight is given; the room itself is never imported here
BATCH = 2_000  # keys in one statement, well below SQLite's limit of variables


@dataclass
class Recoded:
    """What a change of places wrote: the rows whose code changed, the rows stored for good, and the place it led to."""

    result: Territory
    rows: list[dict[str, Any]] = field(default_factory=list)
    stored: list[Mapping[str, Any]] = field(default_factory=list)
    places: int = 0
    posts: int = 0


def write_plan(plan: Plan) -> Recoded:
    """Carry out the plan; the first move leads to the place that is the result of the verb."""
    codes = plan.codes
    followed = _follow(plan)
    recoded = Recoded(_result_of(plan, followed), places=len(plan.moves))
    recoded.rows = _recode_columns(codes)
    if plan.named:
        recoded.rows += _recode_named(plan)
    _keep_counties_in_step(recoded.rows)
    recoded.stored = _stored(plan, followed, recoded.rows)
    recoded.posts = _move_posts(plan, followed)
    return recoded


def _follow(plan: Plan) -> dict[int, Territory]:
    """Close what ends, open what follows; old place's key → the place that follows it."""
    Territory.objects.filter(pk__in=[move.old.pk for move in plan.moves if move.closes]).update(valid_to=plan.on)
    places: dict[tuple[int, int], Territory] = {}
    if plan.survivor is not None:
        places[plan.survivor.level, plan.survivor.code] = plan.survivor
    # Of several places that become one, the one that keeps its code gives class and civil-affairs code.
    for move in sorted(plan.moves, key=lambda move: move.code != move.old.code):
        if (move.old.level, move.code) not in places:
            places[move.old.level, move.code] = _opened(move, plan)
    followed = {move.old.pk: places[move.old.level, move.code] for move in plan.moves}
    Succession.objects.bulk_create(
        Succession(old=move.old, new=followed[move.old.pk], kind=move.kind, on=plan.on) for move in plan.moves
    )
    return followed


def _opened(move: PlaceMove, plan: Plan) -> Territory:
    return Territory.objects.create(
        level=move.old.level,
        code=move.code,
        civil_code=move.civil_code,
        name=move.name,
        kind=move.old.kind,
        valid_from=plan.on,
    )


def _result_of(plan: Plan, followed: Mapping[int, Territory]) -> Territory:
    return plan.survivor or followed[plan.moves[0].old.pk]


def _stored(plan: Plan, followed: Mapping[int, Territory], rows: Sequence[dict[str, Any]]) -> list[Mapping[str, Any]]:
    """The rows that stay and can be read again: who followed whom, and what the rooms wrote into their history."""
    stored: list[Mapping[str, Any]] = [
        {"old": move.old.pk, "new": followed[move.old.pk].pk, "kind": str(move.kind), "on": plan.on.isoformat()}
        for move in plan.moves
    ]
    change = PlaceChange(_title_of(plan), plan.on, rows)
    for step in recoding_steps():
        stored += step(change)
    return stored


def _title_of(plan: Plan) -> str:
    """What the histories call this change: the first place and what follows it."""
    move = plan.moves[0]
    words = _("Change of places ({kind}): {old} → {new}")
    return words.format(kind=SuccessionKind(move.kind).label, old=move.old.name, new=move.name)[:120]


def _recode_columns(codes: Mapping[tuple[Level, int], int]) -> list[dict[str, Any]]:
    changed: list[dict[str, Any]] = []
    if not codes:
        return changed
    for model, column in place_columns():
        if not isinstance(column, CountyOfField):
            changed += _recode(model, column, list(_rows_to_recode(model, column, codes)))
    return changed


def _rows_to_recode(
    model: type[models.Model], column: PlaceCodeField, codes: Mapping[tuple[Level, int], int]
) -> Iterator[tuple[Any, int, int]]:
    """Key, old and new code of every row; a model that knows its level is matched by it, others by the code alone."""
    leveled = _has_column(model, "level")
    by_code = {code: new for (_level, code), new in codes.items()}
    manager = model._base_manager
    for batch in _batches(sorted(by_code)):
        rows = manager.filter(**{f"{column.attname}__in": batch})
        names = ("pk", column.attname, "level") if leveled else ("pk", column.attname)
        for row in rows.values_list(*names):
            new = codes.get((Level(row[2]), row[1])) if leveled else by_code[row[1]]
            if new is not None:
                yield row[0], row[1], new


def _recode(
    model: type[models.Model], column: PlaceCodeField, rows: Sequence[tuple[Any, int, int]]
) -> list[dict[str, Any]]:
    """Write new codes by key, so that a code that is one place's old and another's new one is never moved twice."""
    # A page opened before the change must not write the old code back: its version is no longer the row's.
    counted = {"version": F("version") + 1} if _has_column(model, "version") else {}
    by_new: dict[int, list[Any]] = defaultdict(list)
    for key, _old, new in rows:
        by_new[new].append(key)
    for new, keys in by_new.items():
        for batch in _batches(keys):
            model._base_manager.filter(pk__in=batch).update(**{column.attname: new}, **counted)
    label = f"{model._meta.label_lower}.{column.attname}"
    return [{"column": label, "key": str(key), "old": old, "new": new} for key, old, new in rows]


def _has_column(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)


def _recode_named(plan: Plan) -> list[dict[str, Any]]:
    """A village's split: only rows of the named children follow, in their own table and in those seen through them."""
    [move] = plan.moves
    changed: list[dict[str, Any]] = []
    for model, column in place_columns():
        if isinstance(column, CountyOfField) or not issubclass(model, ScopedModel):
            continue
        root, path = root_of(model)
        if root.sight_label() != CHILD:
            continue
        rows = model._base_manager.filter(**{f"{path}pk__in": plan.named, column.attname: move.old.code})
        keys = rows.values_list("pk", flat=True)
        changed += _recode(model, column, [(key, move.old.code, move.code) for key in keys])
    return changed


def _keep_counties_in_step(rows: Sequence[Mapping[str, Any]]) -> None:
    entered = rules.counties_entered((row["old"], row["new"]) for row in rows)
    for model, column in place_columns():
        if isinstance(column, CountyOfField):
            for county in entered:
                span = interval_of(Level.COUNTY, county)
                inside = {f"{column.through}__gte": span.low, f"{column.through}__lt": span.high}
                moved = model._base_manager.filter(**inside).exclude(**{column.attname: county})
                moved.update(**{column.attname: county})


def _move_posts(plan: Plan, followed: Mapping[int, Territory]) -> int:
    """Posts stand at the place that followed, under its name; whose place has another code signs in again."""
    moved = 0
    for move in plan.moves:
        if not move.closes:
            continue
        new = followed[move.old.pk]
        posts = list(Post.objects.filter(territory=move.old))
        for post in posts:
            post.territory = new
            post.title = _said_anew(post.title, move.old.name, new.name)
        Post.objects.bulk_update(posts, ["territory", "title"])
        moved += len(posts)
        if new.code != move.old.code:
            _end_sessions([post.pk for post in posts])
    return moved


def _said_anew(title: str, old: str, new: str) -> str:
    return new + title.removeprefix(old) if title.startswith(old) else title


def _end_sessions(posts: Sequence[int]) -> None:
    today = timezone.localdate()
    for user in User.objects.filter(pk__in=Seat.objects.on(today).filter(post__in=posts).values("user")):
        user.sign_in_stamp = new_stamp()
        user.save(update_fields=["sign_in_stamp"])


def child_model() -> type[ScopedModel]:
    """The model of children, by its label."""
    return cast("type[ScopedModel]", apps.get_model(CHILD))


def _batches(keys: Sequence[Any]) -> Iterator[list[Any]]:
    stream = iter(keys)
    while batch := list(islice(stream, BATCH)):
        yield batch
