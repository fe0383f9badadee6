"""The type of words for people: said already, or said in the reader's language when they are shown.

The words themselves stand where they are used.
"""

from typing import TYPE_CHECKING

from django.utils.functional import Promise

__all__ = ["StrOrPromise"]

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise
else:
    # The stubs' own module would bring Django's administration pages into every process: 2 MiB.
    StrOrPromise = str | Promise
