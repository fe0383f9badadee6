"""Addresses of static files and the icons of the sprite.

The files themselves are under static/; who may use which icon is nobody's rule.
"""

import re
from functools import cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

SPRITE = "vendor/tabler-icons/sprite.svg"


class UnknownIcon(LookupError):
    """No icon of this name is in the sprite; add it with tools/make_icon_sprite.py."""


@cache
def asset(path: str) -> str:
    """The address of a static file, worked out once in a process."""
    return static(path)


@cache
def icon_names() -> frozenset[str]:
    """Names of all icons in the sprite."""
    sprite = Path(__file__).parent / "static" / SPRITE
    return frozenset(re.findall(r'<symbol id="([^"]+)"', sprite.read_text(encoding="utf-8")))


@cache
def icon(name: str) -> SafeString:
    """A picture beside a word, hidden from screen readers; raises UnknownIcon."""
    if name not in icon_names():
        raise UnknownIcon(name)
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', asset(SPRITE), name
    )
