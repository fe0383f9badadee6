"""Taking the next number of an issuer's papers, inside the action that issues one.

Which word stands before it is the issuer's setting, see models/numbering.py.
"""

from django.utils.translation import gettext as _

from xiangban.access.acts import Refused
from xiangban.conference.documents.wording import document_number
from xiangban.conference.models import DocumentWord, NumberSeries
from xiangban.conference.rules import NumberStyle
from xiangban.territories.models import Agency


def take_number(issuer: Agency, kind: str, year: int) -> int:
    """The next number of this series; it is given back when the caller's action is rolled back, so no gap is left."""
    NumberSeries.objects.get_or_create(issuer=issuer, kind=kind, year=year)
    series = NumberSeries.objects.select_for_update().get(issuer=issuer, kind=kind, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last


def numbered(issuer: Agency, kind: str, year: int) -> tuple[int, str]:
    """The next number of the series and how it is printed. Raises Refused where the issuer has no word for the kind."""
    word = DocumentWord.objects.filter(issuer=issuer, kind=kind).first()
    if word is None:
        words = _("{issuer} has no document word for this kind of paper. Enter it on the page of the conference first.")
        raise Refused(words.format(issuer=issuer.name))
    # Kinds that bear one word share its numbers, or two papers would have the same one.
    series = word.word if word.style == NumberStyle.OF_YEAR else kind
    number = take_number(issuer, series, year)
    return number, document_number(word.word, year, number, NumberStyle(word.style))
