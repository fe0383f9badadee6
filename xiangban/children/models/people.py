"""Person: a parent, guardian or carer with facts of their own; Kin: what a person is to a child.

One grandmother is one person however many wards she has.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel
from xiangban.access.roles import Facet
from xiangban.children import codes
from xiangban.children.models.child import Child


class Person(ScopedModel):
    """An adult of a child's family or care; seen through the children it is kin to."""

    seen_through = "kin__child"
    needs = Facet.FAMILY

    name = models.CharField(_("name"), max_length=72)
    sex = models.CharField(_("sex"), max_length=1, choices=codes.Sex.choices, blank=True)
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    birth_precision = models.CharField(max_length=5, choices=codes.DatePrecision.choices, blank=True)
    id_kind = models.CharField(_("kind of number"), max_length=20, choices=codes.IdKind.choices, blank=True)
    id_number = SealedTextField(_("identity number"))
    id_index = models.BinaryField(max_length=17, null=True, editable=False)
    phone = SealedTextField(_("phone"))
    health = models.CharField(_("health"), max_length=2, choices=codes.Health.choices, blank=True)
    disability_kinds = models.CharField(_("kinds of disability"), max_length=24, blank=True)
    disability_level = models.CharField(
        _("grade of disability"), max_length=1, choices=codes.DisabilityLevel.choices, blank=True
    )
    illness = SealedTextField(_("illness"))
    situation = models.CharField(_("special situation"), max_length=1, choices=codes.Situation.choices, blank=True)
    workplace = models.CharField(_("place of work"), max_length=60, blank=True)
    address = SealedTextField(_("address"))
    # Asked of parents only (domain 2.4); they may be registered anywhere in the country, so the place is no code.
    hukou_address = SealedTextField(_("hukou place and address"))
    income_sources = models.CharField(_("sources of income"), max_length=60, blank=True)
    single_parent = models.CharField(_("single parent"), max_length=1, choices=codes.YesNo.choices, blank=True)
    single_parent_reason = models.CharField(
        _("why a single parent"), max_length=12, choices=codes.SingleParentReason.choices, blank=True
    )

    class Meta:
        indexes = [models.Index(fields=["id_index"], name="person_id_index")]

    def __str__(self) -> str:
        return f"person {self.pk}"


class Kin(ScopedModel):
    """What a person is to a child: relation, guardian in law, carer in fact, how far away."""

    seen_through = "child"
    needs = Facet.FAMILY

    child = models.ForeignKey(Child, models.PROTECT, related_name="kin", db_index=False)  # the constraint's serves
    person = models.ForeignKey(Person, models.PROTECT, related_name="kin")
    kinship = models.CharField(_("relation"), max_length=24, choices=codes.Kinship.choices)
    guardian = models.BooleanField(_("guardian in law"), default=False)
    carer = models.BooleanField(_("carer in fact"), default=False)
    distance_km = models.PositiveSmallIntegerField(_("distance in km"), null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "person", "kinship"], name="one_kin_per_child_and_person")
        ]
        ordering = ["child", "pk"]

    def __str__(self) -> str:
        return f"{self.kinship} of child {self.child_id}"
