"""NameKey: the key table of the name search, with the county in the key; see lib/name_keys.py for the keys."""

from django.db import models

from xiangban.access.gate import ScopedModel
from xiangban.access.roles import Facet
from xiangban.children.models.child import Child
from xiangban.territories.fields import CountyOfField


class NameKey(ScopedModel):
    """One key (character, pair, syllables, initials, whole name) under which a child is found in its county."""

    seen_through = "child"
    needs = Facet.ROSTER

    county_code = CountyOfField(through="child__responsible_code")
    key = models.CharField(max_length=80)
    # Derived from the child's row and read only beside it: the engine's own check of half a million keys says nothing.
    child = models.ForeignKey(Child, models.CASCADE, related_name="name_keys", db_index=False, db_constraint=False)

    class Meta:
        indexes = [
            models.Index(fields=["county_code", "key", "child"], name="name_key"),
            models.Index(fields=["child"], name="name_key_child"),
        ]

    def __str__(self) -> str:
        return f"key of child {self.child_id}"
