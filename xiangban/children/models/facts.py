"""Source (where a fact came from) and FactChange (every change of every fact, immutable).

A source points at nothing above; rosters and visits of higher rooms point at it.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel
from xiangban.children.models.child import Child
from xiangban.territories.models import Agency


class SourceKind(models.TextChoices):
    FORM = "form", _("form filled in by hand")
    ROSTER = "roster", _("roster")
    VISIT = "visit", _("visit")
    SCHOOL = "school", _("school")
    PAPER = "paper", _("old paper")
    RULE = "rule", _("rule")


class Source(models.Model):
    """Where facts came from: agency, kind, title, file hash, sheet, received on; of a sheet, changes name the row."""

    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="sources")
    kind = models.CharField(max_length=8, choices=SourceKind.choices)
    title = models.CharField(max_length=120)
    file_hash = models.CharField(max_length=64, blank=True)
    sheet = models.CharField(max_length=60, blank=True)
    received_on = models.DateField()
    as_written = models.CharField(max_length=160, blank=True)  # fields a person confirmed to stand so in the source

    class Meta:
        indexes = [models.Index(fields=["file_hash"], name="source_file")]

    def __str__(self) -> str:
        return self.title


class FactChange(ScopedModel):
    """One change of one fact of a child; sealed fields keep their value in `sealed`, all others in `value`.

    Besides the fields of facts.py, `field` may be "responsible_code" or "kin.<person>", whose sealed value is all that
    is said of that person; an empty value says that the fact is not collected any more. Under the field "*" one row
    holds all that one row of a sheet said of the child at once; packing.py opens it.
    """

    seen_through = "child"

    child = models.ForeignKey(Child, models.PROTECT, related_name="changes", db_index=False)
    field = models.CharField(max_length=40)
    value = models.TextField(blank=True)
    sealed = SealedTextField()
    valid_from = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    source = models.ForeignKey(Source, models.PROTECT, related_name="changes")
    row = models.PositiveIntegerField(null=True)  # of the source's sheet, counted from 1
    withdrawn_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)  # of the child's file after this change

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=models.F("recorded_at")),
                name="withdrawn_after_recorded",
            )
        ]
        indexes = [models.Index(fields=["child", "field"], name="fact_change")]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.field} of child {self.child_id}"
