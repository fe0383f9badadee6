"""Writes pass the gate: states move in one private function per table, verbs are guarded, pages write nothing.

Which moves there are is said in each room's table; the pictures of them are compared in test_pictures.py.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from tests.house.sources import (
    Function,
    Source,
    chain_of,
    decorators,
    expect_none,
    name_of,
    product_files,
    with_function,
)

# Parts of speech that only read; the rooms that gather have no others.
READING = ("views", "forms", "queries", "templatetags", "context", "urls")
READING_ROOMS = {"childfile", "desk", "web"}
WRITES = {
    "save",
    "create",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "execute",
    "raw",
}
SETS_STATE = re.compile(r"\bUPDATE\b.+\bSET\b[^;]*\bstate\b", re.DOTALL | re.IGNORECASE)


def test_only_the_private_move_functions_assign_a_state() -> None:
    expect_none(place for source in product_files() if source.room != "lib" for place in state_writes(source))


def test_every_table_of_moves_is_walked_in_one_place() -> None:
    expect_none(walks_apart(product_files()))


def test_what_is_not_guarded_among_the_verbs_is_called_by_the_verbs_alone() -> None:
    expect_none(unguarded_calls(product_files()))


def test_pages_forms_and_queries_write_nothing() -> None:
    expect_none(place for source in product_files() if only_reads(source) for place in writes(source))


def state_writes(source: Source) -> Iterator[str]:
    """Every place outside a `_move…` that gives a row a state."""
    for node, inside in with_function(source.tree):
        if gives_state(node) and not inside.startswith("_move"):
            yield f"{source.at(node)} gives a state in {inside or 'the open'}"
        elif names_state_at_birth(node) and not (inside.startswith("_move") or source.speaks_as("actions", "bulk")):
            yield f"{source.at(node)} makes a row with a state of its own choice in {inside or 'the open'}"


def gives_state(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        parts = (part for target in targets for part in ast.walk(target))
        return any(isinstance(part, ast.Attribute) and part.attr == "state" and is_written(part) for part in parts)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(SETS_STATE.search(node.value))
    if not isinstance(node, ast.Call) or name_of(node.func) not in {"setattr", "update", "bulk_update"}:
        return False
    return any(word.arg == "state" for word in node.keywords) or "state" in texts_in([*node.args, *node.keywords])


def is_written(part: ast.Attribute) -> bool:
    return isinstance(part.ctx, ast.Store)


def texts_in(nodes: Iterable[ast.AST]) -> set[object]:
    return {part.value for node in nodes for part in ast.walk(node) if isinstance(part, ast.Constant)}


def names_state_at_birth(node: ast.AST) -> bool:
    made = isinstance(node, ast.Call) and name_of(node.func) in {"create", "get_or_create", "update_or_create"}
    return isinstance(node, ast.Call) and made and any(word.arg == "state" for word in node.keywords)


def walks_apart(sources: Iterable[Source]) -> Iterator[str]:
    """Tables of moves that no `_move…` walks, that two walk, or that are walked elsewhere.

    A bulk founding may walk one too: it writes the history that leads to the state a row is born with.
    """
    walked: Counter[str] = Counter()
    tables: dict[str, str] = {}
    for source in sources:
        for node, inside in with_function(source.tree):
            if isinstance(node, ast.Assign) and "_MOVES" in (name := chain_of(node.targets[0])[0]):
                tables[name] = source.at(node)
            elif (name := table_walked(node)) and not source.speaks_as("bulk"):
                walked[name] += 1
                yield from [] if inside.startswith("_move") else [f"{source.at(node)} walks its table in {inside}"]
    yield from (f"{at} {name}: walked in {walked[name]} places" for name, at in tables.items() if walked[name] != 1)


def table_walked(node: ast.AST) -> str:
    """The table whose target this call asks for; "" for any other node."""
    chain = chain_of(node.func) if isinstance(node, ast.Call) else [""]
    return chain[0] if chain[-1] == "target" and chain[0].endswith("_MOVES") else ""


def unguarded_calls(sources: Iterable[Source]) -> Iterator[str]:
    """Functions of `actions` without @action that somebody outside that folder imports."""
    known = list(sources)
    opened: dict[str, set[str]] = {}
    for source in known:
        if source.speaks_as("actions"):
            opened.setdefault(source.room, set()).update(unguarded(source))
    for source in known:
        for room, node in imported_verbs(source):
            names = {alias.name for alias in node.names} & opened.get(room, set())
            yield from (f"{source.at(node)} imports {name}, which no gate guards" for name in names)


def imported_verbs(source: Source) -> Iterator[tuple[str, ast.ImportFrom]]:
    """Every import from a room's actions, but for those among the verbs of one room."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.module and ".actions" in node.module:
            room = node.module.split(".")[1]
            if source.room != room or not source.speaks_as("actions"):
                yield room, node


def unguarded(source: Source) -> Iterator[str]:
    for node in source.tree.body:
        if isinstance(node, Function) and not node.name.startswith("_") and "action" not in decorators(node):
            yield node.name


def only_reads(source: Source) -> bool:
    return source.speaks_as(*READING) or source.room in READING_ROOMS


def writes(source: Source) -> Iterator[str]:
    """Calls that would write rows: `.save()`, `.create()`, raw SQL, and `.update()` of a queryset (not of a dict)."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        of_rows = isinstance(node.func.value, ast.Call) or "objects" in chain_of(node.func)
        if node.func.attr in WRITES or (node.func.attr == "update" and of_rows):
            yield f"{source.at(node)} {'.'.join(chain_of(node.func))}"


def test_each_way_of_giving_a_state_is_seen() -> None:
    ways = [
        "child.state = S.DRAFT",
        "child.state, child.exit_on = S.DRAFT, None",
        "setattr(child, 'state', 'draft')",
        "Child.objects.filter(pk=1).update(state='draft')",
        "Child.objects.bulk_update(rows, ['name', 'state'])",
        "cursor.execute('UPDATE children_child SET name = 1, state = 2')",
        "Child.objects.create(name='x', state='draft')",
    ]
    for way in ways:
        text = f"def submit(child):\n    {way}\n"
        assert list(state_writes(Source("xiangban/children/views.py", text))), way
        assert not list(state_writes(Source("xiangban/children/actions.py", text.replace("submit", "_move")))), way
    assert not list(state_writes(Source("xiangban/children/queries.py", "rows = Child.objects.filter(state='draft')")))


def test_a_table_walked_twice_or_never_is_seen() -> None:
    table = "CASE_MOVES = Moves(('open', [A], B))\n"
    once = "def _move(row):\n    return CASE_MOVES.target('open', row.state)\n"
    assert list(walks_apart([Source("xiangban/cases/rules.py", table + once)])) == []
    assert len(list(walks_apart([Source("xiangban/cases/rules.py", table)]))) == 1
    assert len(list(walks_apart([Source("xiangban/cases/rules.py", table + once + once)]))) == 1
    assert len(list(walks_apart([Source("xiangban/cases/rules.py", table + once.replace("_move", "close"))]))) == 1


def test_an_unguarded_verb_and_a_page_that_writes_are_seen() -> None:
    verb = Source("xiangban/cases/actions/close.py", "@action('cases.close')\ndef close(c): ...\ndef drop(c): ...\n")
    page = Source("xiangban/cases/views.py", "from xiangban.cases.actions.close import close, drop\n")
    sibling = Source("xiangban/cases/actions/open.py", page.text)
    assert list(unguarded_calls([verb, page, sibling])) == [
        "xiangban/cases/views.py:1 imports drop, which no gate guards"
    ]
    assert list(writes(Source("xiangban/desk/views.py", "row.save()\nrows().update(a=1)\nwords.update(a=1)\n"))) == [
        "xiangban/desk/views.py:1 row.save",
        "xiangban/desk/views.py:2 rows.update",
    ]
