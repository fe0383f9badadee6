"""Child: the present value of every fact; ChildMove: every move of the register.

How a value came to be is in facts.py; nothing but the actions of this room writes here.
"""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel, ScopedQuerySet
from xiangban.access.models import Attachment, Post, User
from xiangban.access.roles import Facet
from xiangban.children import codes
from xiangban.children.rules import ChildState, PlaceBasis
from xiangban.territories.fields import PlaceCodeField
from xiangban.territories.models import Agency


class ChildQuerySet(ScopedQuerySet["Child"]):
    def on_register(self) -> Self:
        return self.filter(state__in=[ChildState.REGISTERED, ChildState.EXIT_PROPOSED])

    def unclaimed(self) -> Self:
        return self.filter(responsible_basis=PlaceBasis.UNCLAIMED)

    def born_on_or_before(self, day: date) -> Self:
        return self.filter(birth_date__lte=day)


class Child(ScopedModel):
    """One file for life. An empty value is 「未采集」; several values of one list are joined by commas."""

    seen_at = "responsible_code"
    pupils_of = "school_id"
    needs = Facet.ROSTER

    name = models.CharField(_("name"), max_length=72)
    former_name = models.CharField(_("former or pet name"), max_length=72, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=codes.Sex.choices, blank=True)
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    birth_precision = models.CharField(
        _("birth date known to"), max_length=5, choices=codes.DatePrecision.choices, blank=True
    )
    ethnicity = models.CharField(_("ethnicity"), max_length=2, choices=codes.Ethnicity.choices, blank=True)
    id_kind = models.CharField(_("kind of number"), max_length=20, choices=codes.IdKind.choices, blank=True)
    id_number = SealedTextField(_("identity number"))
    id_index = models.BinaryField(max_length=17, null=True, editable=False)
    id_last_six_index = models.BinaryField(max_length=17, null=True, editable=False)
    no_id_reason = models.CharField(
        _("why there is no number"), max_length=16, choices=codes.NoIdReason.choices, blank=True
    )
    phone = SealedTextField(_("phone"))

    hukou_registered = models.CharField(_("hukou registered"), max_length=1, choices=codes.YesNo.choices, blank=True)
    hukou_kind = models.CharField(_("kind of hukou"), max_length=10, choices=codes.HukouKind.choices, blank=True)
    hukou_code = PlaceCodeField(_("place of hukou"), null=True, blank=True)  # type: ignore[misc]  # column allows null
    hukou_address = SealedTextField(_("address of hukou"))
    living_code = PlaceCodeField(_("place of living"), null=True, blank=True)  # type: ignore[misc]  # column allows null
    living_address = SealedTextField(_("address of living"))
    responsible_code = PlaceCodeField(_("responsible place"))
    responsible_basis = models.CharField(_("why this place answers"), max_length=12, choices=PlaceBasis.choices)

    health = models.CharField(_("health"), max_length=2, choices=codes.Health.choices, blank=True)
    disability_kinds = models.CharField(_("kinds of disability"), max_length=24, blank=True)
    disability_level = models.CharField(
        _("grade of disability"), max_length=1, choices=codes.DisabilityLevel.choices, blank=True
    )
    illness = SealedTextField(_("illness"))

    enrolment = models.CharField(_("enrolment"), max_length=1, choices=codes.Enrolment.choices, blank=True)
    schooling = models.CharField(_("schooling"), max_length=16, choices=codes.Schooling.choices, blank=True)
    school = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="pupils", verbose_name=_("school"), db_index=False
    )
    grade = models.CharField(_("grade"), max_length=16, blank=True)
    class_name = models.CharField(_("class"), max_length=16, blank=True)
    boarding = models.CharField(_("boarding"), max_length=1, choices=codes.YesNo.choices, blank=True)
    student_number = SealedTextField(_("student number"))

    both_parents_away = models.CharField(_("both parents away"), max_length=1, choices=codes.YesNo.choices, blank=True)
    one_away_other_unable = models.CharField(
        _("one parent away, the other unable"), max_length=1, choices=codes.YesNo.choices, blank=True
    )
    unable_parent = models.CharField(_("parent who is unable"), max_length=6, choices=codes.Parent.choices, blank=True)
    care_reason = models.CharField(
        _("reason for entrusted care"), max_length=12, choices=codes.CareReason.choices, blank=True
    )
    has_entrusted_carer = models.CharField(_("carer entrusted"), max_length=1, choices=codes.YesNo.choices, blank=True)
    guardianship_kind = models.CharField(
        _("kind of guardianship"), max_length=16, choices=codes.GuardianshipKind.choices, blank=True
    )
    guardianship_rating = models.CharField(
        _("guardianship"), max_length=4, choices=codes.GuardianshipRating.choices, blank=True
    )
    improper_guardianship = models.CharField(_("improper guardianship"), max_length=80, blank=True)
    actual_carer = models.CharField(_("actual carer"), max_length=16, choices=codes.ActualCarer.choices, blank=True)
    lives_alone = models.CharField(_("lives alone"), max_length=1, choices=codes.YesNo.choices, blank=True)
    # Only of a child who lives in an institution (机构信息, domain 2.4).
    institution_name = models.CharField(_("name of the institution"), max_length=72, blank=True)
    institution_head = models.CharField(_("head of the institution"), max_length=72, blank=True)
    institution_kind = models.CharField(
        _("kind of institution"), max_length=8, choices=codes.InstitutionKind.choices, blank=True
    )
    institution_landline = models.CharField(_("landline of the institution"), max_length=24, blank=True)
    institution_phone = SealedTextField(_("phone of the institution"))
    institution_address = SealedTextField(_("address of the institution"))
    income_sources = models.CharField(_("income of the family"), max_length=60, blank=True)
    aid_measures = models.CharField(_("aid received"), max_length=160, blank=True)
    other_situations = models.CharField(_("other special situation"), max_length=80, blank=True)
    support_recommendations = models.CharField(_("recommended support"), max_length=160, blank=True)
    support_other = models.CharField(_("other recommended support"), max_length=80, blank=True)
    notes = SealedTextField(_("notes"))

    consent_state = models.CharField(_("consent or notice"), max_length=10, choices=codes.Consent.choices, blank=True)
    consent_on = models.DateField(_("date of consent or notice"), null=True, blank=True)
    legal_basis = models.CharField(
        _("legal basis"), max_length=16, choices=codes.LegalBasis.choices, default=codes.LegalBasis.STATUTORY_DUTY
    )

    # No fact with a source but a picture: who laid it there and when is said by the attachment and the trail.
    photo = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("photo"), db_index=False
    )

    state = models.CharField(_("state"), max_length=16, choices=ChildState.choices, default=ChildState.DRAFT)
    definition_version = models.CharField(_("definition"), max_length=8, default="2016")
    founded_on = models.DateField(_("file founded on"))
    exit_reason = models.CharField(_("reason of exit"), max_length=12, choices=codes.ExitReason.choices, blank=True)
    exit_on = models.DateField(_("date of exit"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)  # a later save of an older page is refused

    objects: ClassVar[Any] = ChildQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ChildState.values), name="child_state"),
            models.CheckConstraint(
                condition=~Q(state=ChildState.EXITED) | ~Q(exit_reason=""), name="exited_with_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["responsible_code", "id"], name="child_responsible"),
            models.Index(fields=["state", "responsible_code"], name="child_state_place"),
            models.Index(fields=["school", "id"], name="child_school"),
            models.Index(fields=["birth_date"], name="child_birth"),
            models.Index(fields=["id_index"], name="child_id_index"),
            models.Index(fields=["id_last_six_index", "responsible_code"], name="child_last_six"),
        ]
        ordering = ["responsible_code", "id"]

    def __str__(self) -> str:
        return f"child {self.pk}"  # never the name: this text reaches logs

    @property
    def place_code(self) -> int:
        return self.responsible_code


class ChildMove(ScopedModel):
    """One move of a child through the register; immutable."""

    seen_through = "child"

    child = models.ForeignKey(Child, models.PROTECT, related_name="moves", db_index=False)
    move = models.CharField(max_length=16)
    state_before = models.CharField(max_length=16, choices=ChildState.choices, blank=True)
    state_after = models.CharField(max_length=16, choices=ChildState.choices)
    at = models.DateTimeField()
    # The same two for all moves of an import, and neither is ever deleted: the engine does not look them up row by row.
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False)
    exit_reason = models.CharField(max_length=12, choices=codes.ExitReason.choices, blank=True)
    reason = SealedTextField()

    class Meta:
        indexes = [models.Index(fields=["child", "id"], name="child_move")]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.move} {self.child_id}"
