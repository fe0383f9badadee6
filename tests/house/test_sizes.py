"""Sizes: function 40 lines, view 25, file 400, arguments 5, nesting 3.

Arguments are all but self and cls, named ones too; what pytest hands to a test or a fixture does not count.
"""

import ast
from collections.abc import Iterator

from tests.house.sources import Function, Source, decorators, expect_none, functions, python_files, read, tracked_files

FUNCTION, VIEW, FILE, ARGUMENTS, NESTING = 40, 25, 400, 5, 3
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.Match)
PAGES = (".html", ".css", ".js")


def test_no_function_view_or_file_is_longer_than_it_may_be() -> None:
    expect_none(fault for source in python_files() for fault in too_large(source))


def test_no_page_style_or_script_of_ours_is_longer_than_a_file_may_be() -> None:
    ours = [name for name in tracked_files() if name.endswith(PAGES) and "/vendor/" not in name]
    expect_none(name for name in ours if lines(read(name)) > FILE)


def too_large(source: Source) -> Iterator[str]:
    """One line for each size the file exceeds."""
    if lines(source.text) > FILE:
        yield f"{source.path}: {lines(source.text)} lines, at most {FILE}"
    for function in functions(source.tree):
        for what, found, allowed in sizes_of(function, source):
            if found > allowed:
                yield f"{source.at(function)} {function.name}: {found} {what}, at most {allowed}"


def sizes_of(function: Function, source: Source) -> Iterator[tuple[str, int, int]]:
    """What is measured, how much it is, how much it may be."""
    assert function.end_lineno is not None
    yield "lines", function.end_lineno - function.lineno + 1, VIEW if is_view(function, source) else FUNCTION
    yield "levels", nesting(function), NESTING
    if not is_given_by_pytest(function, source):
        yield "arguments", arguments(function), ARGUMENTS


def is_view(function: Function, source: Source) -> bool:
    first = function.args.args[0].arg if function.args.args else ""
    return source.speaks_as("views") and first == "request"


def is_given_by_pytest(function: Function, source: Source) -> bool:
    return source.is_test and (function.name.startswith("test_") or "fixture" in decorators(function))


def arguments(function: Function) -> int:
    given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return len([argument for argument in given if argument.arg not in {"self", "cls"}])


def nesting(node: ast.AST) -> int:
    """How deep blocks stand in one another; an elif stands beside its if."""
    deepest = 0
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, Function | ast.ClassDef):
            beside = isinstance(node, ast.If) and node.orelse == [child]
            deepest = max(deepest, nesting(child) + (isinstance(child, BLOCKS) and not beside))
    return deepest


def lines(text: str) -> int:
    return len(text.splitlines())


def test_a_long_function_a_long_view_and_a_long_file_are_seen() -> None:
    body = "    word = 1\n" * 25
    view = Source("xiangban/desk/views.py", f"def today(request):\n{body}")
    assert list(too_large(view)) == ["xiangban/desk/views.py:1 today: 26 lines, at most 25"]
    assert list(too_large(Source("xiangban/desk/rules.py", view.text))) == []
    assert len(list(too_large(Source("xiangban/desk/rules.py", f"def f():\n{body}{body}")))) == 1
    assert len(list(too_large(Source("xiangban/desk/rules.py", "word = 1\n" * 401)))) == 1


def test_a_sixth_argument_is_seen_except_where_pytest_gives_it() -> None:
    text = "def test_f(self, a, b, c, *, d, e, f=1):\n    pass\n"
    assert len(list(too_large(Source("xiangban/desk/rules.py", text)))) == 1
    assert list(too_large(Source("tests/house/test_f.py", text))) == []


def test_a_fourth_level_is_seen_and_a_long_row_of_elif_is_none() -> None:
    deep = "def f(x):\n for a in x:\n  if a:\n   with a:\n    while a:\n     pass\n"
    row = "def f(x):\n if x == 1:\n  pass\n elif x == 2:\n  pass\n elif x == 3:\n  pass\n elif x == 4:\n  pass\n"
    assert [nesting(Source("a.py", text).tree.body[0]) for text in (deep, row)] == [4, 1]
