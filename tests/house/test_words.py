"""Names and words the house does without: files that are no noun, imports that hide, promises, prints.

What may be imported at all is the floors' matter.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.house.sources import Function, Source, expect_none, product_files, python_files, read, tracked_files
from xiangban.access.words import DETAILS

NO_NOUNS = {"utils", "util", "helpers", "helper", "services", "managers", "constants", "misc", "common"}
PROMISE = re.compile(r"\b(?:TO[D]O|FIX[M]E|HAC[K])\b")
WRITTEN = (".py", ".html", ".css", ".js", ".md", ".toml", ".txt")


def test_no_file_or_folder_bears_a_name_that_says_nothing() -> None:
    expect_none(name for name in tracked_files() if says_nothing(name))


def test_no_import_stands_inside_a_function() -> None:
    expect_none(place for source in python_files() for place in hidden_imports(source))


def test_nothing_written_is_a_promise() -> None:
    ours = (name for name in tracked_files() if name.endswith(WRITTEN) and "/vendor/" not in name)
    expect_none(name for name in ours if PROMISE.search(read(name)))


def test_only_commands_speak_to_the_terminal_and_not_by_print() -> None:
    expect_none(place for source in product_files() for place in prints(source))


def test_every_detail_that_the_trail_is_told_has_a_word_for_its_reader() -> None:
    expect_none(place for source in product_files() for place in unnamed_details(source))


def unnamed_details(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tell":
            told = {keyword.arg for keyword in node.keywords if keyword.arg} - {"subject", "purpose"}
            yield from (f"{source.at(node)} tells {name!r}" for name in sorted(told - DETAILS.keys()))


def says_nothing(name: str) -> bool:
    return bool(NO_NOUNS & {PurePosixPath(part).stem for part in PurePosixPath(name).parts})


def hidden_imports(source: Source) -> Iterator[str]:
    for function in (node for node in ast.walk(source.tree) if isinstance(node, Function)):
        yield from (source.at(node) for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom))


def prints(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            yield source.at(node)


def test_each_of_these_is_seen_where_it_stands() -> None:
    bad = Source("xiangban/desk/queries.py", "def f():\n    from a import b\n    print(b)\n")
    assert list(hidden_imports(bad)) == ["xiangban/desk/queries.py:2"]
    assert list(prints(bad)) == ["xiangban/desk/queries.py:3"]
    assert says_nothing("xiangban/desk/utils.py")
    assert says_nothing("xiangban/helpers/dates.py")
    assert not says_nothing("xiangban/desk/views.py")
    assert PROMISE.search("# TO" + "DO later")
