"""The writer: amends two files and founds new ones by the product's own actions, and acknowledges each save.

It never ends by itself; campaign.py kills it.
"""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from itertools import count

from django.db import transaction

from tests.crash.ledger import Ledger, Promise
from tests.world import VILLAGE, as_viewer
from xiangban.access.models import Seat
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer
from xiangban.children.actions import Edit, amend_child, found_child
from xiangban.children.facts import FactValue
from xiangban.children.models import Child, Source, SourceKind
from xiangban.territories.models import Territory

AMENDED = "class_name"
FOUND_EVERY = 4
FACTS: dict[str, FactValue] = {
    "name": "田小禾",
    "sex": "2",
    "birth_date": date(2018, 3, 4),
    "living_code": VILLAGE,
    "hukou_kind": "rural",
    "care_reason": "both_away",
}


def save_for_ever(ledger: Ledger, *, too_early: bool) -> None:
    """Save and acknowledge until killed; too early means inside the transaction that is yet to commit."""
    by = as_viewer(Seat.objects.select_related("user").get(post__role=Role.TOWNSHIP_SUPERVISOR))
    children = list(Child.objects.visible_to(by).order_by("pk")[:2])
    for number in count():
        save = found_one if number % FOUND_EVERY == 0 else amender(children[number % 2])
        with transaction.atomic() if too_early else nullcontext():
            promise = save(by)
            if too_early:
                ledger.acknowledge(promise)
        if not too_early:
            ledger.acknowledge(promise)


def amender(child: Child) -> Callable[[Viewer], Promise]:
    """A save that gives this child a value no other save gives."""

    def amend(by: Viewer) -> Promise:
        child.refresh_from_db()
        value = f"{child.pk}-{child.version + 1}"
        amend_child(child, by, edit=Edit(child.version, {AMENDED: value}), source=_form())
        child.refresh_from_db()
        return Promise("children.amend", child.pk, child.version, value)

    return amend


def found_one(by: Viewer) -> Promise:
    """A save that founds one more file."""
    child = found_child(Territory.objects.get(code=VILLAGE), by, facts=FACTS, source=_form())
    return Promise("children.found", child.pk, child.version, child.name)


def _form() -> Source:
    return Source(kind=SourceKind.FORM, title="登记表", received_on=date(2026, 9, 1))
