"""Every verb that is granted can be done somewhere, and every verb that guards something is granted to somebody.

Who is granted what is in access/permissions.py.
"""

import ast
from collections.abc import Iterable, Iterator

from tests.house.sources import Source, expect_none, name_of, product_files
from xiangban.access.permissions import ALL_PERMISSIONS

GUARDS = {"action", "page", "may", "record_opening"}
# Verbs of the system viewer alone: no seat holds them.
SYSTEM_VERBS: dict[str, str] = {
    "users.found": "the first administrator of an installation, when there is nobody yet",
    "exports.make_ready": "the job that makes the file",
    "figures.write_paper": "the job that writes a frozen table as a workbook",
    "figures.read_back": "the job that reads a table from below",
    "conference.write_digests": "the job of Monday that writes last week of each post",
    "conference.lay_reading": "the job that reads a paper of the past",
    "conference.write_paper": "the job that writes issued minutes as a text document",
    "campaigns.draw_curve": "the nightly job that computes the curve of a special action",
    "census.erase": "the daily job that deletes rosters whose time is over",
    "census.fail": "the job or command that cannot read a roster",
    "exports.fail": "the job that cannot make it any more",
    "exports.expire": "the daily job that takes old files away",
    "children.lapse_handover": "a change of places after which a handover's two places are one",
    "users.set_password": "done by the person a one-time link names, who has no seat yet",
}


def guards(sources: Iterable[Source]) -> Iterator[tuple[str, str, str]]:
    """Every @action, @page, record_opening and question `may(…)`: what asks, for which verb, where."""
    calls = ((source, node) for source in sources for node in ast.walk(source.tree) if isinstance(node, ast.Call))
    for source, call in calls:
        if name_of(call.func) in GUARDS and (verb := verb_of(call)):
            yield name_of(call.func), verb, source.at(call)


def verb_of(call: ast.Call) -> str:
    """The literal verb: the first argument of a guard, the last of record_opening; "" when it is a variable."""
    given = call.args[-1:] if name_of(call.func) == "record_opening" else call.args[:1]
    texts = [part.value for part in given if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return texts[0] if texts else ""


def unheld(sources: Iterable[Source]) -> Iterator[str]:
    known = ALL_PERMISSIONS | SYSTEM_VERBS.keys()
    yield from (f"{at} {what}({verb}): no role holds it" for what, verb, at in guards(sources) if verb not in known)


def undone(sources: Iterable[Source]) -> set[str]:
    """Granted verbs that guard no action and no page and are asked nowhere."""
    return set(ALL_PERMISSIONS) - {verb for _what, verb, _at in guards(sources)}


def test_every_verb_that_guards_something_is_granted() -> None:
    expect_none(unheld(product_files()))


def test_every_granted_verb_can_be_done() -> None:
    expect_none(f"{verb}: granted, and nothing asks for it" for verb in undone(product_files()))


def test_no_verb_of_the_system_is_granted_to_a_seat_or_forgotten() -> None:
    expect_none(SYSTEM_VERBS.keys() & ALL_PERMISSIONS)
    expect_none(SYSTEM_VERBS.keys() - {verb for what, verb, _at in guards(product_files()) if what == "action"})


def test_a_verb_nobody_holds_and_a_grant_nobody_uses_are_seen() -> None:
    invented = Source("xiangban/desk/actions.py", "@action('desk.dance')\ndef dance(): ...\n")
    assert list(unheld([invented])) == ["xiangban/desk/actions.py:1 action(desk.dance): no role holds it"]
    assert "children.found" in undone([invented])
