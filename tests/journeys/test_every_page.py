"""Every page of the demo, by its own links, as every account: it answers, speaks Chinese, breaks no rule, bars nobody.

What people do on the pages is told in the journeys beside this file.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest

from tests.house.routes import routes
from tests.house.sources import expect_none
from tests.journeys.crawler import Kind, Visit, crawl
from tests.journeys.examination import VENDOR, Examiner
from tests.journeys.reading import faults_of, read
from tests.journeys.site import Site
from tests.journeys.steps import approve_export, ask_for_export
from xiangban.access.permissions import GRANTS
from xiangban.demo.accounts import ABILITIES

pytestmark = pytest.mark.browser

ACCOUNTS = tuple(ABILITIES)
# Words that are no English to a reader of Chinese: names of accounts, of programs, of things without another name.
KNOWN = frozenset({"english", *ACCOUNTS})
LANGUAGES = ("zh-hant", "en")
SAMPLE = {"desk:today", "childfile:list", "childfile:file", "network:coverage", "access:trail", "children:found"}
# What no link leads to by GET, with the reason.
UNLINKED = {
    "access:welcome": "a one-time link is printed, never shown on a page",
}
# Pages that a role's grants alone change: who may do the same there sees the same.
ALIKE_BY_GRANTS = ("network:", "account_", "mfa_", "usersessions_")


@dataclass
class Journey:
    """All visits, with one example of every shape of every route for the browser."""

    visits: list[Visit] = field(default_factory=list)
    examples: dict[tuple[str, frozenset[str]], Visit] = field(default_factory=dict)

    def add(self, visit: Visit) -> None:
        self.visits.append(visit)
        self.examples.setdefault((visit.kind.route, visit.reading.shape), visit)
