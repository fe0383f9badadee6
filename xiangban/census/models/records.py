"""CensusRecord: one row as read; Match: a question to a person; Settlement: its answer; Remembered: kept for later.

Values of rows stand sealed and are deleted with their import; verdicts, counts and decisions stay.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel, ScopedQuerySet
from xiangban.access.models import Post, User
from xiangban.access.roles import Facet
from xiangban.census.models.imports import Import, ImportFile
from xiangban.census.rules import IN_DOUBT, SETTLED, Decision, Verdict, Why
from xiangban.children.models import Child
from xiangban.territories.fields import PlaceCodeField


class RecordQuerySet(ScopedQuerySet["CensusRecord"]):
    def in_doubt(self) -> Self:
        return self.filter(verdict__in=IN_DOUBT)

    def settled(self) -> Self:
        return self.filter(verdict__in=SETTLED)


class CensusRecord(ScopedModel):
    """A row of a roster as it was read: a proposal, until it is settled.

    `cluster` is the number of the child within the import; `core` the same before any person decided.
    """

    seen_at = "place_code"
    needs = Facet.ROSTER

    batch = models.ForeignKey(Import, models.PROTECT, related_name="records", db_index=False)
    file = models.ForeignKey(ImportFile, models.PROTECT, related_name="records", db_index=False)
    sheet = models.CharField(max_length=60)
    row = models.PositiveIntegerField()
    place_code = PlaceCodeField()  # as far as the row says it; else the territory of the import
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    why = models.CharField(max_length=20, choices=Why.choices, blank=True)
    cluster = models.IntegerField()
    core = models.IntegerField()
    child = models.ForeignKey(Child, models.PROTECT, null=True, related_name="records", db_index=False)
    doubts = models.PositiveSmallIntegerField(default=0)
    digest = models.BinaryField(max_length=17)  # keyed, of all values: the same row is known when it comes again
    told = SealedTextField()  # values, doubts and line as one JSON; see staging.py

    objects: ClassVar[Any] = RecordQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="record_verdict")]
        indexes = [
            models.Index(fields=["batch", "verdict", "place_code"], name="record_verdict"),
            models.Index(fields=["batch", "cluster"], name="record_cluster"),
            models.Index(fields=["child"], name="record_child", condition=Q(child__isnull=False)),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"row {self.row} of file {self.file_id}"


class MatchKind(models.TextChoices):
    ROWS = "rows", _("two rows of the import")
    CHILD = "child", _("a row and a file of the register")
    MERGE = "merge", _("two files of the register that seem to be one child")


class Match(ScopedModel):
    """A pair that a person decides: two rows, a row and a file, or two files that one row joins."""

    seen_at = "place_code"
    needs = Facet.ROSTER

    batch = models.ForeignKey(Import, models.PROTECT, related_name="matches", db_index=False)
    kind = models.CharField(max_length=6, choices=MatchKind.choices)
    place_code = PlaceCodeField()  # the lowest place that covers both sides: who decides
    record = models.ForeignKey(CensusRecord, models.PROTECT, related_name="questions")
    other = models.ForeignKey(CensusRecord, models.PROTECT, null=True, related_name="asked_of")
    child = models.ForeignKey(Child, models.PROTECT, null=True, related_name="+")
    other_child = models.ForeignKey(Child, models.PROTECT, null=True, related_name="+")
    log_odds = models.FloatField()
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    evidence = SealedTextField()  # what speaks for and against, as data; says.py makes the sentences

    class Meta:
        indexes = [models.Index(fields=["batch", "decision", "place_code"], name="match_open")]
        ordering = ["-log_odds", "pk"]

    def __str__(self) -> str:
        return f"match {self.pk}"


class Settlement(ScopedModel):
    """What was decided for the rows of one core in doubt, by whom; it can be taken back."""

    seen_at = "place_code"
    needs = Facet.ROSTER

    batch = models.ForeignKey(Import, models.PROTECT, related_name="settlements")
    place_code = PlaceCodeField()
    core = models.IntegerField()
    decision = models.CharField(max_length=10, choices=Decision.choices)
    match = models.ForeignKey(Match, models.PROTECT, null=True, related_name="settlements")
    child = models.ForeignKey(Child, models.PROTECT, null=True, related_name="+")
    cluster = models.IntegerField()  # the child of the import whose rows these became
    before = models.JSONField(default=list)  # per row it changed: key, verdict, why, cluster, file
    sources = models.JSONField(default=list)  # keys of the sources under which it wrote into the register
    corrected_by = models.ForeignKey(Import, models.PROTECT, null=True, related_name="corrections")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["match"], condition=Q(taken_back_at=None), name="one_standing_settlement_per_match"
            )
        ]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"settlement {self.pk}"


class Remembered(ScopedModel):
    """That two descriptions of children are the same child, or not, as a person said; it outlives every undo."""

    seen_at = "place_code"
    needs = Facet.ROSTER

    place_code = PlaceCodeField()
    same = models.BooleanField()
    pair = SealedTextField()  # two digests of who was described, see memory.py
    decided_at = models.DateTimeField()
    decided_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["place_code"], name="remembered_place")]

    def __str__(self) -> str:
        return f"remembered {self.pk}"
