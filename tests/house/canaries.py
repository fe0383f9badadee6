"""Canaries: invented personal data that stand nowhere else, what is written where, and how a leak is recognised.

Where they must not turn up is asked in test_canaries.py.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.house.page_forms import WRITTEN, Field, Form
from tests.world import VILLAGE
from xiangban.lib.resident_id import check_digit

# Characters of the rare block beyond the ones any name of the cast has.
NAME = "㙈㙉㙊"
_SEVENTEEN = "99010120170309713"
NUMBER = _SEVENTEEN + check_digit(_SEVENTEEN)
PHONE = "19907145926"
ADDRESS = "㙋㙌村㙍㙎组37号"
NOTE = "㙏㙐㙑㙒㙓"
PASSWORD = "canary-㙔㙕-password"
PERSONAL = (NAME, NUMBER[:17], PHONE, ADDRESS[:6], NOTE, PASSWORD)
# What must stand sealed; a name stands in clear where it is searched and shown.
SECRET = (NUMBER[:17], PHONE, ADDRESS[:6], NOTE, PASSWORD)
SECRET_FIELDS = {
    "id_number": NUMBER,
    "number": NUMBER,
    "student_number": NUMBER,
    "phone": PHONE,
    "address": ADDRESS,
    "notes": NOTE,
    "illness": NOTE,
    "reason": NOTE,
    "answer": NOTE,
    "finding": NOTE,
    "password": PASSWORD,
}
PLACES = ("_code", "place")
TOO_LONG = 300


@dataclass(frozen=True)
class Hand:
    """How somebody fills a form: what is written into a field and what is chosen of an offer."""

    write: Callable[[Field], str]
    choose: Callable[[Field], str]


def value_for(name: str) -> str:
    """The canary that belongs into a field of this name: a sealed one where it ends so, else a name."""
    ends = [end for end in SECRET_FIELDS if name.lower().rstrip("0123456789").endswith(end)]
    return SECRET_FIELDS[max(ends, key=len)] if ends else NAME


def _write_well(one: Field) -> str:
    if one.name.endswith(PLACES) or one.name == "school":
        return str(VILLAGE) if one.name.endswith(PLACES) else ""
    return {"date": "2017-03-09", "number": "1"}.get(one.kind, value_for(one.name))


def _write_badly(one: Field) -> str:
    return (value_for(one.name) + "\u202e<b>") * (TOO_LONG // 10)


def _choose_first(one: Field) -> str:
    return next((option for option in one.options if option), "")


def _is_beside(one: Field) -> bool:
    """A further person of the family: one is enough."""
    return one.name.startswith(("more-", "kin-mother"))


GOOD = Hand(
    lambda one: "" if _is_beside(one) else _write_well(one), lambda one: "" if _is_beside(one) else _choose_first(one)
)
# The same person in every place of the family.
EAGER = Hand(_write_well, _choose_first)
BAD = Hand(_write_badly, lambda one: value_for(one.name))
# Chosen of an offer as is, written wrongly: the verb itself says no.
HALF = Hand(_write_badly, _choose_first)
PUBLIC = Hand(lambda one: {"date": "2026-09-01", "number": "1"}.get(one.kind, "open to all"), _choose_first)


def filled(form: Form, hand: Hand) -> dict[str, Any]:
    """The form as this hand fills it; hidden fields and buttons go as they stand."""
    data: dict[str, Any] = {}
    for one in form.fields:
        if one.kind == "file":
            data[one.name] = SimpleUploadedFile(f"{NAME}.txt", NOTE.encode(), "text/plain")
        elif one.kind in WRITTEN:
            data[one.name] = hand.write(one)
        elif one.kind == "select":
            data[one.name] = hand.choose(one)
        elif one.name not in data:
            data[one.name] = one.value
    return data


def spellings(word: str) -> Iterator[str]:
    """How a word may stand in a text: as it is, percent-encoded, escaped by JSON, as a column of bytes is shown."""
    yield word
    yield quote(word)
    yield json.dumps(word)[1:-1]
    yield word.encode().hex()


def leaks(text: str, words: tuple[str, ...] = PERSONAL) -> list[str]:
    """The canaries that can be read in a text."""
    lowered = text.lower()
    return [word for word in words if any(spelling.lower() in lowered for spelling in spellings(word))]
