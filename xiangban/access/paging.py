"""Lists of any length, page by page, by the key of the last row: no page is counted, none gets slower.

How the buttons look is web/pager.html.
"""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

Row = TypeVar("Row", bound=Model)
PAGE = 50


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows of one page and the cursors of its neighbours ("" where there is none)."""

    rows: list[Row]
    previous: str
    following: str


def page_of(rows: QuerySet[Row], keys: tuple[str, ...], query: QueryDict, size: int = PAGE) -> Page[Row]:
    """The page after `?after=` or before `?before=`; keys are whole-number columns, unique together, "-" descends."""
    backwards = _read(query.get("before", ""), keys)
    cursor = backwards or _read(query.get("after", ""), keys)
    order = tuple(_turned(key) for key in keys) if backwards else keys
    chosen = rows.order_by(*order)
    if cursor:
        chosen = chosen.filter(_beyond(order, cursor))
    found = list(chosen[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_previous, has_following = (more, True) if backwards else (bool(cursor), more)
    return Page(
        found,
        _write(found[0], keys) if found and has_previous else "",
        _write(found[-1], keys) if found and has_following else "",
    )


def _turned(key: str) -> str:
    return key[1:] if key.startswith("-") else f"-{key}"


def _beyond(order: tuple[str, ...], cursor: tuple[int, ...]) -> Q:
    beyond, equal = Q(pk__in=[]), Q()
    for key, value in zip(order, cursor, strict=True):
        column = key.removeprefix("-")
        beyond |= equal & Q(**{f"{column}__{'lt' if key.startswith('-') else 'gt'}": value})
        equal &= Q(**{column: value})
    return beyond


def _read(text: str, keys: tuple[str, ...]) -> tuple[int, ...]:
    """A cursor from the address; one that is not ours is as good as none."""
    parts = text.split("-")
    if len(parts) != len(keys) or not all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts):
        return ()
    return tuple(map(int, parts))


def _write(row: Any, keys: tuple[str, ...]) -> str:
    return "-".join(str(getattr(row, key.removeprefix("-"))) for key in keys)
