"""No page carries what the content policy refuses, and every icon a page names is in the sprite.

What a browser says of the policy is counted in tests/journeys.
"""

import re
from pathlib import Path

import pytest

from xiangban.web.assets import icon_names

PACKAGE = Path(__file__).parents[2] / "xiangban"
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
REFUSED = {
    "style attribute": re.compile(r"<[^>{]*\sstyle\s*="),
    "style element": re.compile(r"<style\b"),
    "event attribute": re.compile(r"<[^>{]*\s(?:on[a-z]+|hx-on[:\w-]*)\s*="),
    "inline script": re.compile(r"<script\b(?![^>]*\s(?:src=|type=\"application/json\"))"),  # data is no script
    "javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "evaluated htmx value": re.compile(r"hx-(?:vals|headers|vars)\s*=\s*['\"]?js:|hx-trigger\s*=\s*['\"][^'\"]*\["),
    "another host": re.compile(r"(?:src|href|action)\s*=\s*['\"]?(?:https?:)?//"),
}
NAMED_IN_TEMPLATE = re.compile(r"{%\s*icon\s+\"([\w-]+)\"")
NAMED_IN_PYTHON = re.compile(r"Menu(?:Item|Link)\(\s*_?\(?[^)]*?\)?,[^,]+,\s*\"([\w-]+)\"")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_template_carries_nothing_the_content_policy_refuses(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert [name for name, pattern in REFUSED.items() if pattern.search(text)] == []


def test_every_icon_that_a_template_or_a_menu_names_is_in_the_sprite() -> None:
    named = {name for path in TEMPLATES for name in NAMED_IN_TEMPLATE.findall(path.read_text(encoding="utf-8"))}
    for path in PACKAGE.glob("*/*.py"):
        named |= set(NAMED_IN_PYTHON.findall(path.read_text(encoding="utf-8")))
    assert named - icon_names() == set()


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color:red">',
        "<button onclick=go()>",
        '<div hx-on::load="go()">',
        "<script>go()</script>",
        "<a href='//elsewhere/'>",
        "<div hx-vals='js:{a: 1}'>",
        '<div hx-trigger="click[ctrlKey]">',
    ],
)
def test_the_patterns_find_what_they_are_for(text: str) -> None:
    assert any(pattern.search(text) for pattern in REFUSED.values())
