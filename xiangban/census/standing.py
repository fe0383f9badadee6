"""Files that stand, as an import compares them: present facts, what a person wrote by hand, the family.

How rows change them is worked out in transfer.py.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from xiangban.children.bulk.present import in_parts
from xiangban.children.facts import FACTS, FactValue, value_in
from xiangban.children.family import PersonValue, facts_of
from xiangban.children.models import Child, FactChange, Kin, SourceKind

BY_HAND = (SourceKind.FORM, SourceKind.VISIT, SourceKind.SCHOOL)


@dataclass(frozen=True)
class KnownRelative:
    """A person of the family as known now."""

    person_id: int
    name: str
    facts: Mapping[str, PersonValue]


@dataclass
class StandingFile:
    """One file of the register."""

    child_id: int
    facts: dict[str, FactValue] = field(default_factory=dict)
    by_hand: set[str] = field(default_factory=set)
    kin: dict[str, KnownRelative] = field(default_factory=dict)


def standing_files(keys: Iterable[int]) -> dict[int, StandingFile]:
    """The files of these keys."""
    found: dict[int, StandingFile] = {}
    for some in in_parts(keys):
        for child in Child._base_manager.filter(pk__in=some):
            found[child.pk] = StandingFile(child.pk, {name: value_in(child, fact) for name, fact in FACTS.items()})
        for child_id, name in _written_by_hand(some):
            found[child_id].by_hand.add(name)
        for kin in Kin._base_manager.filter(child__in=some).select_related("person"):
            relative = KnownRelative(kin.person_id, kin.person.name, facts_of(kin.person))
            found[kin.child_id].kin.setdefault(kin.kinship, relative)
    return found


def _written_by_hand(keys: Iterable[int]) -> Any:
    changes = FactChange._base_manager.filter(child__in=keys, withdrawn_at=None, source__kind__in=BY_HAND)
    return changes.filter(field__in=FACTS).values_list("child_id", "field")
