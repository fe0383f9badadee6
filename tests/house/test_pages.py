"""Every page has a rule, reads through the gate, and is called by one word from its address to its permission.

What each rule answers to whom is in tests/gate; that GET writes nothing is in test_crawl.py.
"""

import ast
from collections.abc import Iterator, Set
from functools import cache
from typing import TypeGuard

from django.apps import apps

from tests.house.routes import Route, routes
from tests.house.sources import Source, chain_of, expect_none, name_of, product_files, with_function
from xiangban.access.gate import ScopedModel
from xiangban.access.library_pages import LIBRARY_PAGES
from xiangban.access.permissions import ALL_PERMISSIONS

MANAGERS = {"objects", "_base_manager", "_default_manager"}
SHORT_WAYS = {"get_object_or_404", "get_list_or_404"}
# A condition bound to the outer row is as narrow as the rows it is asked of.
SCOPES = {"visible_to", "counted_for", "OuterRef"}
BEHIND_THE_GATE = ("actions", "bulk", "jobs", "models", "management", "gate")
# Whoever reads the page may find the form on it; that the verb is granted is asked by the action (403, not 404).
READS = {"see", "open", "list", "search", "read"}
WORDS = {permission.partition(".")[2] for permission in ALL_PERMISSIONS}

# Reads of scoped rows that another narrowing already limits: function, or a whole file → which.
BY_CALLER = "the caller's own children, already narrowed"
RECODED = "the rows that the action of a change of places has just re-coded, in its transaction"
MATCHED = "the system matches a territory's whole register; what a reader may read of a row is asked in sides.py"
WRITTEN = "the import that an action or its job is just working on"
NARROWED: dict[str, str] = {
    "xiangban/campaigns/history.py": "the job that draws the curve: sums of a township, no child is told",
    "xiangban/census/differences.py": "rows of two rounds and merged files by key: every child passes visible_to",
    "xiangban/census/lists.py agencies_of": "which kinds of agencies a round has rosters of, and nothing else",
    "xiangban/census/lists.py missing_on": "bound to the children in sight",
    "xiangban/census/held.py standing_decisions": WRITTEN,
    "xiangban/census/merge_sides.py _side": "a file of a merge in sight, for readers of its history",
    "xiangban/census/housekeeping.py": "the clock, which deletes what is over and shows nothing",
    "xiangban/census/known_rows.py": MATCHED,
    "xiangban/census/marking.py": "the rows of one file, fetched by who may",
    "xiangban/census/memory.py": "decisions about pairs as digests that name nobody; the system reads them",
    "xiangban/census/previews.py stands_on": "numbers of later imports of the same territory, which the caller sees",
    "xiangban/census/queries.py row_counts": "one import, which the caller sees: numbers only",
    "xiangban/census/queue.py asked_elsewhere": "one row in sight: whether a higher place is asked, and no more",
    "xiangban/census/reception.py": "whether the same file stands in another import: its number alone is said",
    "xiangban/census/register_rows.py": MATCHED,
    "xiangban/census/register_version.py": "two numbers of the register, so that a stale match is refused",
    "xiangban/census/sides.py sides_of": "a pair in sight; each value passes facets_of",
    "xiangban/census/standing.py": MATCHED,
    "xiangban/census/starting.py start_work": "the import that the gate was just asked for",
    "xiangban/census/taking_in.py": WRITTEN,
    "xiangban/census/working.py": WRITTEN,
    "xiangban/census/arrivals.py _remembered": "what columns meant before, in the import that the gate was asked for",
    "xiangban/census/refusals.py _here_already": "whether the same file came before: its name alone is said",
    "xiangban/census/school_names.py decided_names": "names of schools decided in the territory of an import in sight",
    "xiangban/census/schools.py __init__": "names of schools decided in the territory of an import in sight",
    "xiangban/conference/arising.py": "meetings and decisions before by key alone: every task passes visible_to",
    "xiangban/conference/origins.py _read_decision": "words of an issued decision, for readers of its tasks",
    "xiangban/conference/evidence.py attachments_of_task": "the reports of a task that the verb holds",
    "xiangban/conference/evidence.py touched_children": "how many files of a list were brought up to date",
    "xiangban/conference/parties.py": "whose side the asking seat itself is on, of a task in sight",
    "xiangban/conference/queries.py _latest": "the tasks that the caller found in sight",
    "xiangban/conference/queries.py count_tasks": "narrowed to the viewer's own tasks or those in sight by the key",
    "xiangban/conference/queries.py lines_of": "the leads of tasks that the caller found in sight",
    "xiangban/conference/targets.py lay_targets": "the list of a task that the verb holds",
    "xiangban/conference/targets.py part_of": "the list of a task that the verb holds",
    "xiangban/conference/task_sight.py": "what a task that ends takes out of sight, inside the verb",
    "xiangban/conference/views/tasks.py _narrowed": "a condition on tasks that passed visible_to",
    "xiangban/conference/views/tasks.py _units_with_tasks": "bound to the tasks in sight",
    "xiangban/desk/red.py red_units": "the leads of tasks that passed visible_to",
    "xiangban/conference/giving.py": "whose liaison's post is given a paper, inside the verb that gives it",
    "xiangban/conference/units.py": "which units a conference has on a day, and whose post speaks for one",
    "xiangban/supervision/queries.py inspected_lately": "whether a unit was inspected lately, asked inside the verb",
    "xiangban/supervision/queries.py moves_of": "the history of one row, which the caller found in sight",
    "xiangban/supervision/sheets.py _children": "an inspection in sight: villages; each name passes visible_to",
    "xiangban/supervision/sheets.py sheet_of": "the villages of an inspection in sight",
    "xiangban/children/carrying.py _carried_over": "one child, whose source the caller withdraws",
    "xiangban/children/carrying.py carry_back": "as above",
    "xiangban/children/merging.py merge_of": "the merge of one file; whether it is told is asked by the caller",
    "xiangban/children/merging.py pair_known": "two files that the verb holds: whether they were asked about before",
    "xiangban/children/merging.py ties_of": "two files of a merge in sight; each name passes facets_of",
    "xiangban/children/queries.py _facts_as_of": BY_CALLER,
    "xiangban/children/queries.py _states_as_of": BY_CALLER,
    "xiangban/children/queries.py changes_since": "one child, whose file the caller holds",
    "xiangban/children/recoding.py _changes": RECODED,
    "xiangban/children/recoding.py _end_handovers": RECODED,
    "xiangban/children/recoding.py note_place_change": RECODED,
}
# Unscoped models that a view may ask directly: model → rooms whose views may ("*" for all).
ASKED_DIRECTLY = {
    "Agency": "*",
    "AgencyName": "*",
    "CalendarDay": "*",
    "CalendarYear": "*",
    "Staffing": "*",
    "Succession": "*",
    "Territory": "*",
    "Export": "access",
    "Job": "access",
    "Post": "*",
    "Seat": "access",
    "TrailRow": "access",
    "User": "access",
}
# Addresses that take a POST and do not end in the verb of their rule.
NO_VERB = {
    "access:welcome": "the address is the one-time link itself",
    "census:mark": "begins the job that lays what is then fetched: who may fetch may ask for it",
}


@cache
def scoped_names() -> frozenset[str]:
    return frozenset(model.__name__ for model in apps.get_models() if issubclass(model, ScopedModel))


def test_every_page_of_ours_says_who_may_ask_for_it() -> None:
    expect_none(f"{route.path}: no rule" for route in routes() if route.is_ours and not route.rule)


def test_every_page_of_a_library_that_is_let_in_exists() -> None:
    expect_none(LIBRARY_PAGES.keys() - {route.name for route in routes() if not route.is_ours})


def test_pages_and_queries_read_rows_about_children_through_the_gate() -> None:
    sources = [source for source in product_files() if asks_the_gate(source)]
    found = {fault for source in sources for fault in open_reads(source, scoped_names())}
    places = {fault: fault.partition(" reads ")[0] for fault in found}
    expect_none(fault for fault, place in places.items() if not NARROWED.keys() & {place, place.split()[0]})
    known = {*places.values(), *(place.split()[0] for place in places.values())}
    expect_none(f"{place}: excused in vain" for place in NARROWED.keys() - known)


def asks_the_gate(source: Source) -> bool:
    """Whether what this file reads is shown to somebody: all but the verbs themselves, tables, jobs and commands."""
    return source.room not in {"demo", "config"} and not source.speaks_as(*BEHIND_THE_GATE)


def test_views_ask_only_public_tables_and_their_own_directly() -> None:
    expect_none(fault for source in product_files() if source.speaks_as("views") for fault in direct_reads(source))


def test_an_address_that_takes_a_post_ends_in_the_verb_of_its_rule() -> None:
    expect_none(fault for route in routes() if route.is_ours for fault in faults_of_verb(route))


def open_reads(source: Source, scoped: Set[str]) -> Iterator[str]:
    """Reads of scoped models that pass neither visible_to nor counted_for in the same expression."""
    followed = {id(child): node for node in ast.walk(source.tree) for child in ast.iter_child_nodes(node)}
    for node, inside in with_function(source.tree):
        if isinstance(node, ast.Call) and name_of(node.func) in SHORT_WAYS and node.args:
            model = chain_of(node.args[0])
            if len(model) == 1 and model[0] in scoped:
                yield f"{source.path} {inside} reads {model[0]} by {name_of(node.func)}"
        elif is_manager(node, scoped) and not SCOPES & set(words_after(node, followed)):
            yield f"{source.path} {inside} reads {chain_of(node)[-2]} without asking the gate"


def is_manager(node: ast.AST, scoped: Set[str]) -> TypeGuard[ast.Attribute]:
    return isinstance(node, ast.Attribute) and node.attr in MANAGERS and name_of(node.value) in scoped


def words_after(node: ast.AST, followed: dict[int, ast.AST]) -> Iterator[str]:
    """The names called further along the chain that begins with this node, and OuterRef where a call is given one."""
    while isinstance(after := followed[id(node)], ast.Attribute | ast.Call):
        if isinstance(after, ast.Call) and after.func is not node:
            return
        if isinstance(after, ast.Attribute):
            yield after.attr
        elif "OuterRef" in {name_of(part.func) for part in ast.walk(after) if isinstance(part, ast.Call)}:
            yield "OuterRef"
        node = after


def direct_reads(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS and name_of(node.value) not in scoped_names():
            model = name_of(node.value)
            if ASKED_DIRECTLY.get(model) not in {"*", source.room}:
                yield f"{source.at(node)} asks {model} directly"


def faults_of_verb(route: Route) -> Iterator[str]:
    """A POST's address ends in the word its permission begins with (`merge` of merge_places), and so does its view."""
    if not route.takes_post or route.name in NO_VERB:
        return
    own = route.rule.removeprefix("permission:").partition(".")[2]
    words = {own} if own in WORDS - READS else WORDS
    if not any(word == route.last_word or word.startswith(f"{route.last_word}_") for word in words):
        yield f"{route.path}: takes a POST for {own or route.rule} and does not end in its verb"
    elif not route.view.__name__.startswith(route.last_word):
        yield f"{route.path}: its view is called {route.view.__name__}"


def test_a_read_past_the_gate_is_seen_in_each_form() -> None:
    scoped = {"Child"}
    for way in ("Child.objects.filter(pk=1)", "get_object_or_404(Child, pk=1)", "Child._base_manager.count()"):
        assert list(open_reads(Source("xiangban/desk/views.py", f"rows = {way}\n"), scoped)), way
    hidden = "rows = Child.objects.filter(pk__in=Child.objects.visible_to(viewer))\n"
    assert len(list(open_reads(Source("xiangban/desk/views.py", hidden), scoped))) == 1
    bound = "rows = Child._base_manager.filter(pk=OuterRef('child'))\n"
    assert list(open_reads(Source("xiangban/desk/views.py", bound), scoped)) == []
    right = "rows = get_object_or_404(Child.objects.order_by('pk').visible_to(viewer), pk=1)\n"
    assert list(open_reads(Source("xiangban/desk/views.py", right), scoped)) == []


def test_a_table_of_another_room_asked_directly_is_seen() -> None:
    assert list(direct_reads(Source("xiangban/desk/views.py", "rows = TrailRow.objects.all()\n"))) != []
    assert list(direct_reads(Source("xiangban/access/views.py", "rows = TrailRow.objects.all()\n"))) == []


def test_a_post_without_its_verb_is_seen() -> None:
    def close_post(request: object) -> str:
        return "POST"

    close_post.access_rule = "permission:posts.close"  # type: ignore[attr-defined]  # as @page leaves it
    assert list(faults_of_verb(Route("access:close", "posts/<int:pk>/close/", close_post))) == []
    assert list(faults_of_verb(Route("access:close", "posts/<int:pk>/", close_post))) != []
    assert list(faults_of_verb(Route("access:close", "posts/<int:pk>/open/", close_post))) != []
