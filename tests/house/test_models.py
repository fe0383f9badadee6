"""Every model is seen through a place, or is excused with a reason; places, sealed texts and managers are of one kind.

What a viewer then sees is asked in test_sight.py and in tests/gate.
"""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.house.sources import expect_none
from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel, root_of
from xiangban.territories.fields import PlaceCodeField

PUBLIC = "public reference data, seen by every seat"
EXCUSED = {
    "access.attachment": "asked through its owner, which is scoped",
    "access.export": "seen by who asked for it and who approves; it holds no child's data",
    "access.givensight": "it is the second source of sight itself",
    "access.installation": "one row about the house",
    "access.invitation": "a one-time link to an account, for the system administrator",
    "access.job": "seen by who started it; it holds ids only",
    "access.post": "posts are public within the service; sight is derived from them",
    "access.seat": "who holds a post; sight is derived from it",
    "access.trailrow": "read by the audit administrator alone",
    "access.user": "accounts, for the system administrator",
    "census.censusround": "a sweep of a territory: name, days and state; its rosters and rows are scoped",
    "children.source": "agency, title and date of a paper; its rows about children are scoped",
    "conference.digest": "read by its own post; it holds numbers of tasks, which are scoped",
    "conference.documentword": "how an issuer names its papers; it holds no paper",
    "conference.feedlink": "a secret link of one seat, for that seat alone",
    "conference.numberseries": "the last number given to a kind of paper; it holds no paper",
    "network.calendarday": PUBLIC,
    "network.calendaryear": PUBLIC,
    "network.staffing": PUBLIC,
    "territories.agency": PUBLIC,
    "territories.agencyname": PUBLIC,
    "territories.succession": PUBLIC,
    "territories.territory": PUBLIC,
}
# Columns whose values must never stand in clear, wherever a scoped model has them.
SEALED = ("id_number", "phone", "address", "notes", "illness", "student_number", "reason", "answer", "finding")
CODES_THAT_ARE_NO_COPY = {
    "territories.territory.code": "the place itself",
    "territories.territory.civil_code": "the other numbering of the same place",
}
OPEN_TEXTS = {
    "children.child.no_id_reason": "a code of a list",
    "children.child.care_reason": "a code of a list",
    "children.child.exit_reason": "a code of a list",
    "children.childmove.exit_reason": "a code of a list",
    "children.person.single_parent_reason": "a code of a list",
}


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("xiangban.")]


def test_every_model_is_seen_through_a_place_or_excused() -> None:
    expect_none(fault for model in our_models() for fault in faults_of_sight(model))


def test_no_excuse_outlives_its_model() -> None:
    labels = {model._meta.label_lower for model in our_models()}
    columns = {f"{model._meta.label_lower}.{field.name}" for model in our_models() for field in model._meta.fields}
    expect_none(EXCUSED.keys() - labels)
    expect_none((OPEN_TEXTS.keys() | CODES_THAT_ARE_NO_COPY.keys()) - columns)


def test_every_copied_place_code_is_found_by_a_re_coding() -> None:
    expect_none(fault for model in our_models() for fault in stray_codes(model))


def test_numbers_phones_addresses_and_notes_are_sealed() -> None:
    expect_none(fault for model in our_models() if issubclass(model, ScopedModel) for fault in open_texts(model))


def faults_of_sight(model: type[models.Model]) -> Iterator[str]:
    """Why nobody could say who sees rows of this model."""
    label = model._meta.label_lower
    if not issubclass(model, ScopedModel):
        yield from [] if label in EXCUSED else [f"{label}: neither scoped nor excused"]
        return
    if label in EXCUSED:
        yield f"{label}: scoped, so it needs no excuse"
    root, _path = root_of(model)
    if not any(isinstance(field, PlaceCodeField) and field.name == root.seen_at for field in root._meta.fields):
        yield f"{label}: its chain ends at {root._meta.label_lower} without a place"
    managers: Iterable[Any] = [model._default_manager, *model._meta.managers]
    if not all(hasattr(manager, word) for manager in managers for word in ("visible_to", "counted_for")):
        yield f"{label}: a manager cannot be asked visible_to"


def stray_codes(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        column = f"{model._meta.label_lower}.{field.name}"
        holds_code = isinstance(field, models.BigIntegerField) and field.name.endswith(("code", "place"))
        if holds_code and not isinstance(field, PlaceCodeField) and column not in CODES_THAT_ARE_NO_COPY:
            yield f"{column}: a copied code that no re-coding finds"


def open_texts(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        column = f"{model._meta.label_lower}.{field.name}"
        if field.name.endswith(SEALED) and not isinstance(field, SealedTextField) and column not in OPEN_TEXTS:
            yield f"{column}: stands in clear"


@isolate_apps("tests")
def test_a_model_nobody_scoped_a_stray_code_and_an_open_number_are_seen() -> None:
    class Diary(models.Model):
        place_code = models.BigIntegerField()

        class Meta:
            app_label = "tests"

    class Letter(ScopedModel):
        seen_at: ClassVar[str] = "village"
        village = models.BigIntegerField()
        id_number = models.CharField(max_length=18)

        class Meta:
            app_label = "tests"

    assert list(faults_of_sight(Diary)) == ["tests.diary: neither scoped nor excused"]
    assert list(stray_codes(Diary)) == ["tests.diary.place_code: a copied code that no re-coding finds"]
    assert list(faults_of_sight(Letter)) == ["tests.letter: its chain ends at tests.letter without a place"]
    assert list(open_texts(Letter)) == ["tests.letter.id_number: stands in clear"]
