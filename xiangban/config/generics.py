"""Lets classes of Django be written with the types they hold, as in BigIntegerField[int, int].

As django_stubs_ext does, for the classes this house writes so: that one loads Django's administration pages too.
"""

from typing import Any

from django.core.files.utils import FileProxyMixin
from django.core.paginator import Paginator
from django.db.models import Field
from django.forms.models import BaseModelForm, BaseModelFormSet, ModelChoiceField

_WRITTEN_WITH_TYPES: tuple[type, ...] = (
    Field,
    FileProxyMixin,
    Paginator,
    BaseModelForm,
    BaseModelFormSet,
    ModelChoiceField,
)


def _itself(cls: type, _types: Any) -> type:
    return cls


def let_classes_be_written_with_types() -> None:
    """Give each of these classes a `[...]` that changes nothing; called before any model is read."""
    for owner in _WRITTEN_WITH_TYPES:
        owner.__class_getitem__ = classmethod(_itself)  # type: ignore[attr-defined]  # the stubs believe it is there
