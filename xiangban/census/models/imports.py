"""Import: the files dropped together; its moves, its files, and the columns as an agency wrote them.

The rows of the files are in records.py.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel, ScopedQuerySet
from xiangban.access.models import Attachment, Job, Post, User
from xiangban.access.roles import Facet
from xiangban.census.models.rounds import CensusRound
from xiangban.census.rules import STANDING, ImportState
from xiangban.territories.fields import PlaceCodeField
from xiangban.territories.models import LEVELS, Agency
from xiangban.territories.rules import Interval, Level, interval_of


class ImportQuerySet(ScopedQuerySet["Import"]):
    def standing(self) -> Self:
        """Neither taken back nor withdrawn nor unreadable."""
        return self.filter(state__in=STANDING)

    def committed(self) -> Self:
        return self.filter(state=ImportState.COMMITTED)

    def overlapping(self, interval: Interval) -> Self:
        """Imports whose territory shares a place with this interval."""
        return self.filter(place_code__lt=interval.high, place_end__gt=interval.low)


class Import(ScopedModel):
    """Files dropped together for one territory and settled together: the unit of preview, commit and undo."""

    seen_at = "place_code"
    needs = Facet.ROSTER

    round = models.ForeignKey(CensusRound, models.PROTECT, related_name="imports")
    place_code = PlaceCodeField(_("territory"))
    place_end = models.BigIntegerField(editable=False)  # the first code after the territory, so that overlap is asked
    level = models.PositiveSmallIntegerField(choices=LEVELS)
    state = models.CharField(_("state"), max_length=10, choices=ImportState.choices, default=ImportState.RECEIVED)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+")
    counts = models.JSONField(default=dict)  # rows by verdict, files by change, questions: numbers only
    register_version = models.BigIntegerField(default=0)  # of the register when it was matched
    committed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # committed, undone or withdrawn: from here the data waits to be deleted
    erased_at = models.DateTimeField(null=True)
    message = models.TextField(blank=True)
    despite = SealedTextField()  # why a person goes on in spite of what the files are cautioned for
    schools = SealedTextField()  # names of schools that tell none or several, see school_names.py

    objects: ClassVar[Any] = ImportQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state")]
        indexes = [models.Index(fields=["place_code", "state"], name="import_place")]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"import {self.pk}"

    @property
    def interval(self) -> Interval:
        return interval_of(Level(self.level), self.place_code)


class ImportMove(ScopedModel):
    """One move of an import; immutable."""

    seen_through = "batch"
    needs = Facet.ROSTER

    batch = models.ForeignKey(Import, models.PROTECT, related_name="moves")  # `import` is a word of Python
    move = models.CharField(max_length=10)
    state_before = models.CharField(max_length=10, choices=ImportState.choices)
    state_after = models.CharField(max_length=10, choices=ImportState.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    reason = SealedTextField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.move} import {self.batch_id}"


class ImportFile(ScopedModel):
    """One file of an import as it came: hash and counts stay, the content is sealed and deleted in time."""

    seen_through = "batch"
    needs = Facet.ROSTER
    attachments_need = Facet.IDENTITY

    batch = models.ForeignKey(Import, models.PROTECT, related_name="files")
    number = models.PositiveSmallIntegerField()
    agency_kind = models.CharField(_("from"), max_length=32)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("file name"), max_length=120)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    content = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    marked = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")  # with its doubts explained
    kind = models.CharField(max_length=8, blank=True)
    encoding = models.CharField(max_length=16, blank=True)
    as_of = models.DateField(null=True)
    layout = models.JSONField(default=list)  # per table: sheet, header rows, and each column with field and why
    left_out = models.JSONField(default=dict)  # rows that are no data, by kind
    refusal = models.CharField(max_length=40, blank=True)  # why nothing of it was read, as a kind; see refusals.py
    cautions = models.JSONField(default=list)  # what a person may know better: kinds with what they name
    sources = models.JSONField(default=dict)  # by sheet the key of its Source, once it was committed

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="one_file_per_number")]
        indexes = [models.Index(fields=["sha256"], name="import_file_hash")]
        ordering = ["batch", "number"]

    def __str__(self) -> str:
        return f"file {self.number} of import {self.batch_id}"


class ColumnMapping(ScopedModel):
    """What the columns of one form of one kind of agency mean, corrected by hand once and remembered."""

    seen_at = "place_code"
    needs = Facet.ROSTER

    place_code = PlaceCodeField()
    agency_kind = models.CharField(max_length=32)
    signature = models.CharField(max_length=64)  # SHA-256 of the headers with their groups
    fields = models.JSONField(default=dict)
    remembered_at = models.DateTimeField()
    remembered_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    class Meta:
        # No constraint: two counties that merge may both have decided on one form; the newest decision counts.
        indexes = [models.Index(fields=["agency_kind", "signature", "place_code"], name="column_mapping_form")]
        ordering = ["-remembered_at", "-pk"]

    def __str__(self) -> str:
        return f"columns of {self.agency_kind}"
