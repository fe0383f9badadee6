"""SchoolNaming: which school a name in rosters means in one county, as a person decided.

Names that tell it by themselves are resolved in schools.py.
"""

from django.db import models

from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel
from xiangban.access.models import Post, User
from xiangban.access.roles import Facet
from xiangban.census.models.imports import Import
from xiangban.territories.fields import PlaceCodeField
from xiangban.territories.models import Agency


class SchoolNaming(ScopedModel):
    """A written name of a school, the county in which it was written, and the school that is meant."""

    seen_at = "place_code"
    needs = Facet.ROSTER

    place_code = PlaceCodeField()  # the county
    written = SealedTextField()  # whatever stood in the column of schools
    school = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    batch = models.ForeignKey(Import, models.PROTECT, related_name="school_namings")
    sources = models.JSONField(default=list)  # keys of the sources under which it wrote into the register
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["place_code"], name="school_naming_place")]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"school name {self.pk}"
