"""The page of fields names every column that keeps something of a child or a relative, and none that is not there."""

import re
from pathlib import Path

from xiangban.children.facts import FACTS
from xiangban.children.family import KIN_FACTS, PERSON_FACTS
from xiangban.children.models import Child, Kin, Person

PAGE = Path(__file__).parents[3] / "docs" / "fields.md"
MODELS = {"child": Child, "person": Person, "kin": Kin}
# How exactly the day of birth is known belongs to the day; of relatives it is read from the number.
UNSAID = {"person.birth_precision"}


def test_the_page_of_fields_is_true_and_whole() -> None:
    said = set(re.findall(r"`((?:child|person|kin)\.\w+)`", PAGE.read_text()))
    kept = {f"child.{name}" for name in FACTS} | {f"person.{name}" for name in PERSON_FACTS}
    kept |= {f"kin.{name}" for name in KIN_FACTS}
    columns = {f"{word}.{field.name}" for word, model in MODELS.items() for field in model._meta.concrete_fields}
    assert kept - said == UNSAID
    assert said <= columns
