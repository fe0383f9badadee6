"""Every route of the URL table, with an address of the cast's world for each.

What is asked of the routes stands in the test files beside this one.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Route:
    """One line of the URL table: `children:amend`, `children/<int:pk>/amend/` and the view behind them."""

    name: str
    path: str
    view: Callable[..., Any]

    @property
    def is_ours(self) -> bool:
        return str(inspect.unwrap(self.view).__module__).startswith("xiangban.")

    @property
    def rule(self) -> str:
        """The view's own access rule; "" where it carries none."""
        return str(getattr(self.view, "access_rule", ""))

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(PARAMETER.findall(self.path))

    @property
    def last_word(self) -> str:
        """The last segment that is no parameter, as a word: a verb may be told of what (`reveal/<field>/`)."""
        words = [segment for segment in self.path.split("/") if segment and "<" not in segment]
        return words[-1].replace("-", "_") if words else ""

    @property
    def takes_post(self) -> bool:
        """Whether the view's own text speaks of POST."""
        return "POST" in inspect.getsource(inspect.unwrap(self.view))

    def address(self, values: Mapping[str, object]) -> str:
        """The address with these values for its parameters."""
        return "/" + PARAMETER.sub(lambda found: str(values[found[1]]), self.path)


@cache
def routes() -> tuple[Route, ...]:
    return tuple(_below(get_resolver(), "", ""))


def _below(resolver: URLResolver, path: str, space: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        here = path + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Route(f"{space}{entry.name or ''}", here, entry.callback)
        else:
            yield from _below(entry, here, f"{space}{entry.namespace}:" if entry.namespace else space)
