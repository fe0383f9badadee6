"""The search finds a child for whoever has it in the list, by number for whoever reads numbers, and for nobody else.

How names are found at all is tested in children/.
"""

from collections.abc import Callable

import pytest

from tests.gate.cast import CHILDREN, SEATS, number_of
from tests.gate.grants import GRANTED
from tests.gate.policy import blocks
from tests.gate.stage import Stage, address_of, text_of

pytestmark = pytest.mark.django_db

SEARCHING = [seat for seat, who in SEATS.items() if who.role in GRANTED["children.search"]]
# What is typed, and the block that must be in sight to be found by it.
TYPED: dict[str, tuple[Callable[[str], str], str]] = {
    "the whole name": (lambda child: CHILDREN[child].name, "roster"),
    # A seat that reads masked names could unmask one by trying parts of it.
    "two characters of the name": (lambda child: CHILDREN[child].name[:2], "name"),
    "the whole number": (number_of, "identity"),
    "the last six places": (lambda child: number_of(child)[-6:], "identity"),
}


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("seat", SEARCHING)
def test_a_seat_finds_exactly_the_children_in_its_sight_by(stage: Stage, seat: str, typed: str) -> None:
    words, block = TYPED[typed]
    wrong = []
    for child in CHILDREN:
        page = text_of(stage.ask(seat, "post", address_of("childfile:search"), {"q": words(child)}))
        found = address_of("childfile:file", pk=stage.children[child].pk) in page
        if found != (block in blocks(seat, child)):
            wrong.append(f"{child}: {'found' if found else 'not found'}")
    assert not wrong, ", ".join(wrong)
