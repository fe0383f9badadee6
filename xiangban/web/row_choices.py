"""The choice of several rows of a table.

The look of a form's fields is in forms.py.
"""

from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

_LONGEST_KEY = 18  # digits that a column holds
Row = TypeVar("Row", bound=Model)


class RowsField(forms.ModelMultipleChoiceField[Row]):
    """Several rows; a forged key too long for its column is refused like one that is none."""

    def clean(self, value: Any) -> Any:
        """The rows chosen. Raises ValidationError."""
        for key in value if isinstance(value, list | tuple) else ():
            if len(str(key)) > _LONGEST_KEY:
                raise ValidationError(
                    self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": str(key)[:40]}
                )
        return super().clean(value)
