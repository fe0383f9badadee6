"""Fields that are answered by typing: a place by code or name, a body by name, a person by user name.

A list to choose from would have thousands of rows.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from xiangban.access.models import User
from xiangban.territories.models import Agency, Territory
from xiangban.territories.rules import CODE_DIGITS


class PlaceField(forms.CharField):
    """A place that exists today, by its code (2 to 12 digits) or its whole name."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = list(_places(text)[:2])
        if len(found) == 1:
            return found[0]
        words = _("several places are called so; write the code.") if found else _("there is no such place today.")
        raise ValidationError(words)


def _places(text: str) -> Any:
    current = Territory.objects.current()
    if text.isascii() and text.isdigit() and len(text) <= CODE_DIGITS:
        # Five cities repeat their code as a county; the wider place is meant.
        codes = current.filter(code=int(text.ljust(CODE_DIGITS, "0"))).order_by("level")
        return codes[:1]
    return current.filter(name=text)


class AgencyField(forms.CharField):
    """An open body by its whole name."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = list(Agency.objects.open().filter(name=text)[:2])
        if len(found) == 1:
            return found[0]
        words = _("several bodies are called so; rename one first.") if found else _("there is no such body today.")
        raise ValidationError(words)


class PersonField(forms.CharField):
    """A person by user name."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        user = User.objects.filter(username=text).first() if text else None
        if user is None:
            raise ValidationError(_("there is no account of this user name; open it first."))
        return user
