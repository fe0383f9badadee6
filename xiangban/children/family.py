"""What is written down of one adult of a child's family, and the form in which a change keeps it.

Whether a relative is a person already known is asked in actions/family.py.
"""

import json
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import models

from xiangban.access.fields import SealedTextField
from xiangban.access.roles import Facet
from xiangban.children.facts import KIN
from xiangban.children.models import Kin, Person

PersonValue = str | date | None

PERSON_FACTS = (
    "name",
    "sex",
    "birth_date",
    "birth_precision",
    "id_kind",
    "id_number",
    "phone",
    "health",
    "disability_kinds",
    "disability_level",
    "illness",
    "situation",
    "workplace",
    "address",
    "hukou_address",
    "income_sources",
    "single_parent",
    "single_parent_reason",
)
SEALED_OF_PERSON = tuple(name for name in PERSON_FACTS if isinstance(Person._meta.get_field(name), SealedTextField))
# What a sealed value tells of besides the family: a village reads that a parent is ill, not of what.
FACET_OF_SEALED = dict.fromkeys(SEALED_OF_PERSON, Facet.FAMILY) | {"illness": Facet.HEALTH}
KIN_FACTS = ("kinship", "guardian", "carer", "distance_km")
_quote = json.encoder.encode_basestring


@dataclass(slots=True)  # a city makes hundreds of thousands, and frozen ones take thrice as long
class Relative:
    """One adult as written down for one child; `person` is the key of a known person or of one shared within a bulk."""

    kinship: str
    facts: Mapping[str, PersonValue] = field(default_factory=dict)
    guardian: bool = False
    carer: bool = False
    distance_km: int | None = None
    person: Hashable = None

    @property
    def name(self) -> str:
        return str(self.facts.get("name") or "").strip()


def field_of(person_id: int) -> str:
    """The name under which changes tell of this person."""
    return f"{KIN}{person_id}"


def said_of(relative: Relative) -> str:
    """All that is said of a relative, as the sealed text of a change; empty facts are left out."""
    facts = relative.facts
    said = [_tie(relative.kinship, relative.guardian, relative.carer, relative.distance_km)]
    said += [f'"{name}":{_quote(str(value))}' for name in _in_order(tuple(facts)) if (value := facts[name])]
    return "{" + ",".join(filter(None, said)) + "}"


@lru_cache(maxsize=1_000)
def _tie(*values: Any) -> str:
    told = zip(KIN_FACTS, values, strict=True)
    return ",".join(f'"{name}":{json.dumps(value)}' for name, value in told if value)


@lru_cache(maxsize=1_000)
def _in_order(names: tuple[str, ...]) -> Sequence[str]:
    return [name for name in PERSON_FACTS if name in names]


def relative_of(kin: Kin) -> Relative:
    """What is known now of a person as kin of one child."""
    return Relative(kin.kinship, facts_of(kin.person), kin.guardian, kin.carer, kin.distance_km, kin.person_id)


def facts_of(person: Person) -> dict[str, PersonValue]:
    """All facts of a person as they are known now."""
    return {name: getattr(person, name) for name in PERSON_FACTS}


def heard(said: str) -> tuple[dict[str, PersonValue], dict[str, Any]]:
    """What said_of() wrote down: facts of the person, and what the person is to the child."""
    held = json.loads(said)
    facts: dict[str, PersonValue] = {name: held[name] for name in PERSON_FACTS if name in held}
    if "birth_date" in facts:
        facts["birth_date"] = date.fromisoformat(str(facts["birth_date"]))
    blank = {"kinship": "", "guardian": False, "carer": False, "distance_km": None}
    return facts, {name: held.get(name, blank[name]) for name in KIN_FACTS}


def label_of(name: str) -> str:
    """The label of one fact of a relative, in the reader's language."""
    model: type[models.Model] = Kin if name in KIN_FACTS else Person
    return str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # all are plain columns
