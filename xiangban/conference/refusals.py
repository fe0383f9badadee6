"""What the verbs of this room and of those above refuse in the same words: a reason that says nothing, a far day.

Refusals of one verb alone stand with it.
"""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from xiangban.access.acts import Refused
from xiangban.access.installation import register_day
from xiangban.lib.chinese_text import says_something
from xiangban.web.templatetags.web import chinese_date

FIRST_DAY = date(1949, 10, 1)
FARTHEST = timedelta(days=10 * 366)


def need(text: str, field: str) -> str:
    """The text without blanks around it. Raises Refused when nothing is left."""
    if not says_something(text):
        raise Refused(_("Say it in a few words; it is kept with what you do."), field)
    return text.strip()


def refuse_far(day: date, field: str) -> None:
    """Raises Refused for a day before 1949 or more than ten years ahead: a slip, and no calendar counts up to it."""
    if not FIRST_DAY <= day <= register_day() + FARTHEST:
        words = _("{day} lies more than ten years ahead, or long ago. Look at the year.")
        raise Refused(words.format(day=chinese_date(day)), field)
