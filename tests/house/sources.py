"""Reading the house's own files: what git knows, Python as syntax trees, the chain of calls an expression is.

What is demanded of them stands in the test files beside this one.
"""

import ast
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

CHECKOUT = Path(__file__).parents[2]
FOLDERS = ("xiangban", "tests", "tools", "bench")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file; a control makes one from invented text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @property
    def parts(self) -> tuple[str, ...]:
        return PurePosixPath(self.path).parts

    @property
    def room(self) -> str:
        """The room of the package; "" for tests, tools and benchmarks."""
        return self.parts[1] if self.parts[0] == "xiangban" and len(self.parts) > 2 else ""

    @property
    def is_test(self) -> bool:
        return "tests" in self.parts or self.parts[-1] == "conftest.py"

    def speaks_as(self, *names: str) -> bool:
        """Whether this is the room's file of that part of speech: `views.py` or a file in `views/`."""
        return not self.is_test and bool({PurePosixPath(part).stem for part in self.parts[2:]} & set(names))

    def at(self, node: ast.AST) -> str:
        return f"{self.path}:{getattr(node, 'lineno', 1)}"


@cache
def tracked_files() -> tuple[str, ...]:
    """Every file of the checkout that git holds or would take, by its path from the checkout."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return tuple(sorted(name for name in set(listed.split("\0")) if name and (CHECKOUT / name).is_file()))


def read(path: str) -> str:
    return (CHECKOUT / path).read_text("utf-8")


@cache
def python_files() -> tuple[Source, ...]:
    """The Python files written by hand: migrations are made by Django, but for raw triggers."""
    wanted = (name for name in tracked_files() if name.endswith(".py") and PurePosixPath(name).parts[0] in FOLDERS)
    return tuple(Source(name, read(name)) for name in wanted if "migrations" not in PurePosixPath(name).parts)


def product_files() -> tuple[Source, ...]:
    """The Python files of the product itself, without its tests."""
    return tuple(source for source in python_files() if source.parts[0] == "xiangban" and not source.is_test)


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def with_function(tree: ast.AST, inside: str = "") -> Iterator[tuple[ast.AST, str]]:
    """Every node with the name of the function it stands in ("" at the top of the file)."""
    for child in ast.iter_child_nodes(tree):
        yield child, inside
        yield from with_function(child, child.name if isinstance(child, Function) else inside)


def chain_of(node: ast.expr) -> list[str]:
    """The names along a chain: `Child.objects.visible_to(v).count` is Child, objects, visible_to, count."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        return [*chain_of(node.value), node.attr]
    if isinstance(node, ast.Call):
        return chain_of(node.func)
    return chain_of(node.value) if isinstance(node, ast.Subscript) else [""]


def name_of(node: ast.expr) -> str:
    """The last word of a call's or decorator's name: `xiangban.acts.action("x")` is action."""
    return chain_of(node)[-1]


def decorators(function: Function) -> set[str]:
    return {name_of(decorator) for decorator in function.decorator_list}


def expect_none(faults: Iterable[str]) -> None:
    """Fail with every fault on a line of its own, in the order of their places."""
    found = sorted(set(faults))
    assert not found, "\n" + "\n".join(found)
