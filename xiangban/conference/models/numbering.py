"""The words and the running numbers of an issuer's papers: one series per issuer, kind and year, without gaps.

Taking a number is in numbering.py of the room.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xiangban.conference.rules import NumberStyle
from xiangban.territories.models import Agency


class DocumentWord(models.Model):
    """How an issuer names one kind of its papers: ×民函, ×民通报, or the name above the issues of its minutes."""

    issuer = models.ForeignKey(Agency, models.PROTECT, related_name="document_words")
    kind = models.CharField(_("kind of paper"), max_length=24)
    word = models.CharField(_("document word"), max_length=24)
    style = models.CharField(_("number"), max_length=8, choices=NumberStyle.choices, default=NumberStyle.OF_YEAR)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "kind"], name="one_document_word_per_kind")]
        ordering = ["issuer", "kind"]

    def __str__(self) -> str:
        return self.word


class NumberSeries(models.Model):
    """The last number an issuer gave to one kind of its papers in one year."""

    issuer = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "kind", "year"], name="one_series_per_year")]
        ordering = ["issuer", "kind", "year"]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"
