"""The menu: every room registers its entries when it starts.

Which entries a reader sees is decided in access/, which asks `sections` with its own rule.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from xiangban.web.addresses import address
from xiangban.web.phrases import StrOrPromise


@dataclass(frozen=True)
class MenuItem:
    """One entry; an empty permission means that every signed-in reader may see it."""

    label: StrOrPromise
    url_name: str
    icon: str
    permission: str
    section: StrOrPromise
    order: int


@dataclass(frozen=True)
class MenuLink:
    """One entry as it is shown on the page at hand."""

    label: str
    url: str
    icon: str
    current: bool


@dataclass
class MenuSection:
    """A heading of the menu and the entries below it."""

    label: str
    items: list[MenuLink] = field(default_factory=list)


_registered: dict[str, MenuItem] = {}


def register(*items: MenuItem) -> None:
    """Add entries; an entry with the same address takes the place of the earlier one."""
    _registered.update({item.url_name: item for item in items})


def items() -> tuple[MenuItem, ...]:
    """All entries of all rooms, in their order."""
    return tuple(sorted(_registered.values(), key=lambda item: (item.order, item.url_name)))


def sections(may: Callable[[str], bool], path: str) -> list[MenuSection]:
    """The menu of a reader at this path; `may` answers for one permission."""
    shown = [(item, address(item.url_name)) for item in items() if not item.permission or may(item.permission)]
    here = max((url for _, url in shown if _holds(url, path)), key=len, default=None)
    found: dict[str, MenuSection] = {}
    for item, url in shown:
        label = str(item.section)
        section = found.setdefault(label, MenuSection(label))
        section.items.append(MenuLink(str(item.label), url, item.icon, current=url == here))
    return list(found.values())


def _holds(url: str, path: str) -> bool:
    """Whether the path lies under the entry; the start page holds only itself."""
    return path == url or (url != "/" and path.startswith(url))
