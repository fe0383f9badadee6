"""The expected answers know nothing of the product: neither its grants nor its names are imported."""

import ast
from pathlib import Path

import pytest

HERE = Path(__file__).parent
# What is written by hand, also where it is split by room; none of it may lean on what it judges.
BY_HAND = sorted(
    path.stem
    for kind in ("cast", "policy", "grants", "routes", "route_rows", "acts")
    for path in HERE.glob(f"{kind}*.py")
    if path.stem == kind or path.stem.startswith(f"{kind}_of_")
)
OURS = tuple(f"tests.gate.{name}" for name in BY_HAND)
STANDARD = ("collections.abc", "dataclasses")


def imported(text: str) -> set[str]:
    """The modules a text imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            ours = node.module == "tests.gate"
            found |= {f"{node.module}.{alias.name}" if ours else str(node.module) for alias in node.names}
    return found


@pytest.mark.parametrize("name", BY_HAND)
def test_the_expected_answers_import_nothing_of_the_product(name: str) -> None:
    text = (HERE / f"{name}.py").read_text("utf-8")
    assert imported(text) <= {*OURS, *STANDARD}


def test_an_import_of_the_product_would_be_seen() -> None:
    assert not imported("from xiangban.access.permissions import GRANTS") <= {*OURS, *STANDARD}
