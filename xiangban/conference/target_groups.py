"""Groups of children a task may be for, chosen by what the register says of them. Conditions only.

Whoever may not see a list of children sets one of these groups and sees how many they are.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiangban.children.attention import ON_REGISTER
from xiangban.children.codes import ActualCarer, GuardianshipKind, Schooling, YesNo


class TargetGroup(models.TextChoices):
    """The priority cases of the special action (domain 1.4), and those who live alone."""

    UNATTENDED = "unattended", _("no guardian in fact")
    ONE_UNABLE = "one_unable", _("one parent away, the other unable")
    OUT_OF_SCHOOL = "out_of_school", _("dropped out of compulsory schooling")
    NO_HUKOU = "no_hukou", _("hukou not registered")
    ALONE = "alone", _("lives alone")


CONDITIONS: dict[TargetGroup, Q] = {
    # As figures/summary.py counts them: who cares as collected, else as far as the kind of guardianship says it.
    TargetGroup.UNATTENDED: Q(actual_carer=ActualCarer.NOBODY)
    | Q(actual_carer="", guardianship_kind=GuardianshipKind.NOBODY),
    TargetGroup.ONE_UNABLE: Q(one_away_other_unable=YesNo.YES)
    | Q(actual_carer=ActualCarer.PARENT_UNABLE)
    | Q(actual_carer="", guardianship_kind=GuardianshipKind.PARENT_UNABLE),
    TargetGroup.OUT_OF_SCHOOL: Q(schooling=Schooling.DROPPED_OUT),
    TargetGroup.NO_HUKOU: Q(hukou_registered=YesNo.NO),
    TargetGroup.ALONE: Q(lives_alone=YesNo.YES),
}


def members_of(group: TargetGroup) -> Q:
    """The condition of the children on the register who belong to the group today."""
    return Q(state__in=ON_REGISTER) & CONDITIONS[group]
