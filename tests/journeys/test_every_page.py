"""Every page of the demo, by its own links, as every account: it answers, speaks Chinese, breaks no rule, bars nobody.

What people do on the pages is told in the journeys beside this file.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import APIRequestContext, BrowserContext

from tests.house.routes import Route, routes
from tests.house.sources import expect_none
from tests.journeys.crawler import Kind, Visit, crawl
from tests.journeys.examination import VENDOR, Examiner
from tests.journeys.reading import faults_of, read
from tests.journeys.site import Site
from tests.journeys.steps import (
    add_attachment,
    approve_export,
    ask_for_export,
    disable_account,
    found_file,
    freeze_a_table,
    invented_child,
    invite_parent,
    leave_a_round,
    let_exit,
    open_account,
    receive_a_summary,
)
from tests.journeys.supervision_steps import leave_supervision
from xiangban.access.permissions import GRANTS
from xiangban.access.roles import Role
from xiangban.demo.accounts import ROLES

pytestmark = pytest.mark.browser

ACCOUNTS = {username: Role(role) for username, role in ROLES.items()}
DISABLED = "zhoumin"
# Latin words that a reader of Chinese expects: names of accounts, programs and commands, the search's own examples.
PROGRAMS = {"chrome", "linux", "sha", "tab", "xiangban", "verify", "trail"}
FILE_TYPES = {"pdf", "jpg", "png", "docx", "xlsx", "xls", "et", "txt", "csv", "mb"}
KNOWN = frozenset({"english", "wangxm", "xm", "xiaoming", *PROGRAMS, *FILE_TYPES, *ACCOUNTS, DISABLED})
LANGUAGES = ("zh-hant", "en")
SAMPLE = {"desk:today", "childfile:list", "childfile:file", "network:coverage", "access:trail", "children:found"}
# A page of ours that no link leads to, with the reason.
UNLINKED = {
    "access:welcome": "its one-time link is handed over, and shown once",
    "access:choose_seat": "only who holds several seats is asked which",
    "children:open_with_reason": "its form stands where the file would",
    "children:print": "it is pressed for, since a look at the sealed facts stands in the trail",
    "web:set_language": "its form stands on every page",
    "campaigns:fill": "offered where the unit's own task is filled in; see test_special_action.py",
    "census:decided": "an import of the demo has no decision yet; see census/tests/test_settling.py",
    "census:reopen_place": "offered once a place is submitted; see test_submitting.py",
    "census:return_place": "offered once a place is submitted; see test_submitting.py",
    "census:schools": "every school of the demo is told; its page stands behind an import that names another",
    "conference:answer_comment": "the demo's minutes are issued; see test_meeting.py",
    "conference:circulate_minutes": "the demo's minutes are issued; see test_meeting.py",
    "conference:comment_minutes": "the demo's minutes are issued; see test_meeting.py",
    "conference:decide": "the demo's minutes are issued; see test_meeting.py",
    "conference:decide_anew": "the demo's minutes are issued; see the tests of meetings",
    "conference:decide_nothing": "the demo's minutes are issued; see the tests of meetings",
    "conference:draft_minutes_part": "the demo's minutes are issued; see test_meeting.py",
    "conference:feed": "a secret link, shown once to its seat",
    "conference:grant_extension": "nobody in the demo asks for time; see test_tasks.py",
    "conference:refuse_extension": "nobody in the demo asks for time; see test_tasks.py",
    "conference:return_task": "no task of the demo waits to be judged; see test_tasks.py",
    "supervision:sheet": "behind an older inspection whose sample is drawn; see test_supervision.py",
}
# These pages tell every seat the same but for what it may do there: seats with the same grants share them.
SHARED = {"network": "network.", "account": "", "mfa": "", "usersessions": "", "access:job": "jobs."}


# What a form of filters leads to, and no link.
BY_FILTER = {"children.list": "/children/?state=exited", "users.see": f"/users/?q={DISABLED}"}
# The demo's own import, older than the rounds that the journey leaves on top of the list.
OF_THE_CITY, FIRST_IMPORT = {Role.CITY_CLERK, Role.CITY_HEAD}, "/census/imports/1/"


@dataclass
class Journey:
    """All visits, and who shares which pages with whom."""

    visits: list[Visit] = field(default_factory=list)
    shared: dict[tuple[str, frozenset[str]], set[Kind]] = field(default_factory=dict)

    def add(self, visit: Visit, role: Role) -> None:
        self.visits.append(visit)
        for family, grants in _families(visit.kind, role):
            self.shared.setdefault((family, grants), set()).add(visit.kind)

    def examples(self) -> Iterator[Visit]:
        """The fewest visits, fullest pages first, that show every element of every route in its surroundings."""
        shown: dict[str, set[str]] = {}
        for visit in sorted(self.visits, key=lambda visit: len(visit.reading.shape), reverse=True):
            seen = shown.setdefault(visit.kind.route, set())
            if not visit.reading.shape <= seen:
                seen |= visit.reading.shape
                yield visit

    def known_to(self, role: Role) -> set[Kind]:
        """What another seat with the same grants has seen already."""
        mine = {(family, _granted(prefix, role)) for family, prefix in SHARED.items()}
        return {kind for key, kinds in self.shared.items() if key in mine for kind in kinds}


def _families(kind: Kind, role: Role) -> Iterator[tuple[str, frozenset[str]]]:
    for family, prefix in SHARED.items():
        if kind.route.startswith(family):
            yield family, _granted(prefix, role)


def _granted(prefix: str, role: Role) -> frozenset[str]:
    return frozenset(verb for verb in GRANTS[role] if prefix and verb.startswith(prefix))


@pytest.fixture(scope="module")
def journey(site: Site) -> Journey:
    """Every account follows every link, after enough has happened that every kind of page is there."""
    lively, left = _live(site)
    supervised = _supervise(site)
    found = Journey()
    for username, role in ACCOUNTS.items():
        context = site.open_as(username)
        starts = ["/", *(path for verb, path in BY_FILTER.items() if verb in GRANTS[role])]
        starts += [*left, FIRST_IMPORT] if role in OF_THE_CITY else []
        starts += supervised.get(username, [])
        starts += [lively] if "children.invite_parent" in GRANTS[role] else []
        for visit in crawl(context.request, username, [site.url + path for path in starts], found.known_to(role)):
            found.add(visit, role)
        context.close()
    return found


def _supervise(site: Site) -> dict[str, list[str]]:
    """Inspections, papers and suggestions stand at every step; the addresses by who reads them."""
    office, liaison = site.open_as("lusiyuan"), site.open_as("qinxiaomei")
    of_office, of_unit = leave_supervision(office.new_page(), liaison.new_page())
    office.close()
    liaison.close()
    return {"lusiyuan": of_office, "qinxiaomei": of_unit}


def _live(site: Site) -> tuple[str, list[str]]:
    """An export is approved and another waits, a child has left the register, a round is locked, an account disabled.

    Returns the address of a file that has an attachment and that a parent sees, and those of round and import.
    """
    names = ("heguifang", "luoxiaoyan", "tangwenjing", "dengzhihua", "hewei", "songyanan")
    people = {name: site.open_as(name) for name in names}
    pages = {name: context.new_page() for name, context in people.items()}
    approve_export(pages["dengzhihua"], ask_for_export(pages["tangwenjing"]))
    ask_for_export(pages["tangwenjing"])
    let_exit(pages["tangwenjing"])
    left = leave_a_round(pages["songyanan"])
    freeze_a_table(pages["songyanan"])
    receive_a_summary(pages["songyanan"])
    open_account(pages["hewei"], DISABLED, "周敏")
    disable_account(pages["hewei"], DISABLED)
    file = found_file(pages["heguifang"], invented_child("欧阳霜降", 161))
    add_attachment(pages["heguifang"], file)
    invite_parent(pages["luoxiaoyan"], file)
    for context in people.values():
        context.close()
    return file, left


@pytest.fixture(scope="module")
def examiner(site: Site) -> Iterator[Callable[[str], Examiner]]:
    """Gives a browser of somebody of the demo; each is kept until the end of the file."""
    kept: dict[tuple[str, str], Examiner] = {}
    contexts: list[BrowserContext] = []

    def give(username: str, language: str = "zh-hans") -> Examiner:
        if (username, language) not in kept:
            contexts.append(site.open_as(username, language=language))
            kept[username, language] = Examiner(contexts[-1].new_page())
        return kept[username, language]

    yield give
    for context in contexts:
        context.close()


def test_every_account_reaches_its_pages_and_every_link_leads_somewhere(journey: Journey) -> None:
    assert {visit.who for visit in journey.visits} == set(ACCOUNTS)
    expect_none(f"{visit} answers {visit.status}" for visit in journey.visits if visit.status != 200)


def test_every_page_has_a_title_says_that_all_is_invented_and_speaks_chinese(journey: Journey) -> None:
    expect_none(f"{visit.kind.route} {fault}" for visit in journey.visits for fault in faults_of(visit.reading, KNOWN))


def test_every_page_of_the_house_is_reached_by_links(site: Site, journey: Journey) -> None:
    reached = {visit.kind.route for visit in journey.visits}
    assert not reached & UNLINKED.keys(), "an excuse that is not needed"
    context = site.open_as("tangwenjing")
    expect_none(
        f"{route.name}: no link leads to it"
        for route in routes()
        if route.is_ours and route.name not in reached | UNLINKED.keys() and _is_page(context.request, route)
    )
    context.close()


def _is_page(request: APIRequestContext, route: Route) -> bool:
    """Whether it answers to looking at all: a verb that is only pressed says 405."""
    address = route.address(dict.fromkeys(route.parameters, 1))
    return request.get(address).status != 405


def test_no_page_breaks_a_rule_bars_anybody_or_is_wider_than_a_phone(
    journey: Journey, examiner: Callable[[str], Examiner]
) -> None:
    sampled: set[str] = set()
    faults: list[str] = []
    for visit in journey.examples():
        route = visit.kind.route
        found = examiner(visit.who).examine(visit.address, phone_too=route in SAMPLE - sampled)
        sampled.add(route)
        faults += [f"{visit} {fault}" for fault in found]
    expect_none(faults)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_main_pages_hold_in_the_other_languages_too(
    journey: Journey, examiner: Callable[[str, str], Examiner], language: str
) -> None:
    faults: list[str] = []
    for route in sorted(SAMPLE):
        visit = next(visit for visit in journey.visits if visit.kind.route == route)
        browser = examiner(visit.who, language)
        faults += [f"{visit} in {language} {fault}" for fault in browser.examine(visit.address, phone_too=True)]
        assert read(browser.page.content()).language == language
    expect_none(faults)


def test_a_page_with_faults_is_told_of_every_one(site: Site, examiner: Callable[[str], Examiner]) -> None:
    """The control: what is put into a good page is found."""
    looked = examiner("heguifang")
    assert looked.examine(f"{site.url}/network/") == []
    looked.page.evaluate("document.querySelector('h1').setAttribute('style', 'color: red')")
    looked.page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=/favicon.ico>')")
    looked.page.evaluate("document.querySelector('h1').textContent = 'x'.repeat(300)")
    looked.page.wait_for_timeout(200)
    assert len([fault for fault in looked.breaches() if fault.startswith("breaks the policy: style-src")]) == 1
    assert any("image-alt" in fault for fault in looked.barriers())
    assert looked.overflow() != []
    page = "<html lang=zh-hans><title>相伴</title><p>Nothing here</p><p lang=en>English</p><p aria-label=Close>好</p>"
    assert list(faults_of(read(page), KNOWN)) == [
        "has no title",
        "does not say that all is invented",
        "is not translated: 'Nothing here'",
        "is not translated: 'Close'",
    ]


def test_the_tool_for_accessibility_is_the_one_that_was_listed() -> None:
    (library,) = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))["libraries"]
    assert (library["name"], library["version"][:4], library["licence"]) == ("axe-core", "4.14", "MPL-2.0")
    found = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    assert found - {"manifest.json"} == {entry["file"] for entry in library["files"]}
    for entry in library["files"]:
        assert hashlib.sha256((VENDOR / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
