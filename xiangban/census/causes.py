"""Why a child differs between two rounds: the codes a person chooses from, by kind of difference. Pure.

What differs is in differences.py; a cause neither moves a file nor lets a child exit.
"""

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from xiangban.census.reconciliation import Since


class Cause(models.TextChoices):
    """Domain 2.6 (退出原因) for those who went; the others say how a child came, moved or was missed."""

    PARENT_BACK = "parent_back", _("a parent came home")
    SIXTEEN = "sixteen", _("reached the age of 16")
    MIGRATED = "migrated", _("moved away with the parents")
    HUKOU_MOVED = "hukou_moved", _("hukou moved away or changed to urban")
    ADOPTED = "adopted", _("adopted, or now an orphan or de facto unattended")
    DIED = "died", _("died")
    MISTAKE = "mistake", _("was entered by mistake")
    DUPLICATE = "duplicate", _("was on the lists twice")
    STILL_HERE = "still_here", _("still here: the lists left the child out")
    NEWLY_LEFT = "newly_left", _("the parents have gone away since")
    MISSED_BEFORE = "missed_before", _("was missed in the last round")
    CAME_BACK = "came_back", _("came back from living with the parents")
    MOVED_IN = "moved_in", _("moved here from elsewhere")
    WITH_CARER = "with_carer", _("moved with the carer or the household")
    TO_SCHOOL = "to_school", _("lives near the school now")
    BOUNDARY = "boundary", _("the boundaries of places changed")
    PLACE_CORRECTED = "place_corrected", _("the place was wrong in the last round")
    BIRTH_CORRECTED = "birth_corrected", _("the date of birth was wrong")
    OTHER = "other", _("another reason, said in words")


C = Cause
CAUSES: Mapping[Since, Sequence[Cause]] = {
    Since.GONE: (
        C.PARENT_BACK, C.MIGRATED, C.STILL_HERE, C.HUKOU_MOVED, C.ADOPTED, C.DIED, C.MISTAKE, C.DUPLICATE, C.SIXTEEN,
        C.OTHER,
    ),
    Since.AGED_OUT: (C.SIXTEEN, C.BIRTH_CORRECTED, C.OTHER),
    Since.NEW: (C.NEWLY_LEFT, C.MISSED_BEFORE, C.CAME_BACK, C.MOVED_IN, C.DUPLICATE, C.OTHER),
    Since.MOVED: (C.WITH_CARER, C.TO_SCHOOL, C.PLACE_CORRECTED, C.BOUNDARY, C.OTHER),
}  # fmt: skip
# What the file of a child that left the register already says needs not be said a second time.
ASKING = tuple(CAUSES)
