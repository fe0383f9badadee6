"""What the verbs of this room refuse in the same words: a reason that says nothing.

Refusals of one verb alone stand with it.
"""

from django.utils.translation import gettext as _

from xiangban.access.acts import Refused
from xiangban.lib.chinese_text import says_something


def need(text: str, field: str) -> str:
    """The text without blanks around it. Raises Refused when nothing is left."""
    if not says_something(text):
        raise Refused(_("Say it in a few words; it is kept with what you do."), field)
    return text.strip()
