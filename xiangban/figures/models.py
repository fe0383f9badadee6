"""Snapshot: a frozen figure or table with definition, scope and moment; SnapshotChild: the list behind it.

Both are never changed; what a figure counts stands in definitions.py.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xiangban.access.gate import ScopedModel
from xiangban.access.models import Attachment, Job, Post
from xiangban.access.roles import Facet
from xiangban.children.models import Child
from xiangban.territories.fields import PlaceCodeField
from xiangban.territories.models import LEVELS


class SnapshotKind(models.TextChoices):
    SUMMARY = "summary", _("32-column summary")


class Snapshot(ScopedModel):
    """Figures frozen at a moment: definition, place, reference day, the numbers, and how many children stand behind."""

    seen_at = "place_code"
    needs: ClassVar[Facet] = Facet.ROSTER

    kind = models.CharField(max_length=12, choices=SnapshotKind.choices)
    definition_version = models.CharField(_("definition"), max_length=8)
    place_code = PlaceCodeField(_("place"))
    level = models.PositiveSmallIntegerField(_("level"), choices=LEVELS)
    place_name = models.CharField(max_length=60)  # as it was called then
    reference_day = models.DateField(_("reference day"))
    frozen_at = models.DateTimeField(_("frozen at"))
    frozen_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(_("purpose"), max_length=120)
    figures = models.JSONField()  # {"rows": [[code, name, {column: number}]], "whole": {…}, "lacking": {…}}
    children = models.PositiveIntegerField()
    list_hash = models.CharField(max_length=64)  # SHA-256 over the keys and columns of the list behind
    paper = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")  # the table as a workbook

    class Meta:
        indexes = [models.Index(fields=["place_code", "-frozen_at"], name="snapshot_place")]
        ordering = ["-frozen_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class SnapshotChild(ScopedModel):
    """One child of the list behind a frozen table, and the columns it was counted in."""

    seen_through = "child"
    needs: ClassVar[Facet] = Facet.ROSTER

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="list", db_index=False)
    child = models.ForeignKey(Child, models.PROTECT, related_name="+")
    columns = models.CharField(max_length=100)  # ",1,2,3,13,"

    class Meta:
        indexes = [models.Index(fields=["snapshot", "child"], name="snapshot_list")]
        ordering = ["snapshot", "child"]

    def __str__(self) -> str:
        return f"child {self.child_id} in figures {self.snapshot_id}"


class ReceivedSummary(ScopedModel):
    """A summary table sent from below: read back, checked by the printed rules and set beside the register."""

    seen_at = "place_code"
    needs: ClassVar[Facet] = Facet.ROSTER

    place_code = PlaceCodeField(_("place"))
    level = models.PositiveSmallIntegerField(_("level"), choices=LEVELS)
    reference_day = models.DateField(_("reference day"))
    file_name = models.CharField(_("file name"), max_length=120)
    file_hash = models.CharField(max_length=64)
    upload = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+")
    said = models.JSONField(default=dict)  # {column: number} of the total line, empty until it was read
    register = models.JSONField(default=dict)  # the register's own figures of that moment
    refusal = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["place_code", "-received_at"], name="received_summary_place")]
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return f"summary {self.pk}"
