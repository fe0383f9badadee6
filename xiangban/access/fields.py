"""SealedTextField: text that stands in the database only as ciphertext, and cannot be filtered by.

To find a sealed number, store a blind index beside it (keys.blind_index).
"""

from typing import Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from xiangban.access.keys import cipher


class SealedTextField(models.Field[str, str]):
    """Text sealed by AES-256-GCM with its model and field as context; "" is stored as an empty value."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("default", "")
        options.setdefault("blank", True)
        super().__init__(*args, **options)

    def get_internal_type(self) -> str:
        return "BinaryField"

    @property
    def context(self) -> str:
        return f"{self.model._meta.label_lower}.{self.attname}"

    def get_placeholder(self, value: Any, _compiler: Any, connection: BaseDatabaseWrapper) -> Any:
        return connection.ops.binary_placeholder_sql(value)  # type: ignore[call-arg]  # the stubs know an old signature

    def from_db_value(self, value: Any, _expression: Any, _connection: BaseDatabaseWrapper) -> str:
        return cipher().open(bytes(value), self.context) if value else ""

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        sealed = self.seal(value) if isinstance(value, str) else value
        return connection.Database.Binary(sealed) if sealed is not None else None  # type: ignore[attr-defined]  # each engine has its module

    def seal(self, text: str) -> bytes:
        """The ciphertext of a value of this column, for bulk writers."""
        return cipher().seal(text, self.context) if text else b""

    def value_to_string(self, obj: models.Model) -> str:
        raise FieldError("a sealed field is never serialised")

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is sealed: it cannot be filtered by {lookup_name}")
