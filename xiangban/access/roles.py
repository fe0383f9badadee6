"""Roles, what each sees of a child through its place, and what each may do (GRANTS): one page.

Pure tables after domain 6.4; the gate in gate.py is the only reader of sight.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    VILLAGE_DIRECTOR = "village_director", _("Village child director")
    TOWNSHIP_SUPERVISOR = "township_supervisor", _("Township child supervisor")
    COUNTY_CLERK = "county_clerk", _("County civil-affairs clerk")
    COUNTY_HEAD = "county_head", _("County civil-affairs head")
    CITY_CLERK = "city_clerk", _("City civil-affairs clerk")
    CITY_HEAD = "city_head", _("City civil-affairs head")
    CONFERENCE_OFFICE = "conference_office", _("Conference office")
    LIAISON = "liaison", _("Liaison of a member unit")
    CONVENER = "convener", _("Convener")
    SCHOOL = "school", _("School")
    HOSPITAL = "hospital", _("Hospital")
    POLICE = "police", _("Police")
    COURT = "court", _("Court or procuratorate")
    SOCIAL_WORKER = "social_worker", _("Social worker")
    PARENT = "parent", _("Parent")
    SYSTEM_ADMINISTRATOR = "system_administrator", _("System administrator")
    SECURITY_ADMINISTRATOR = "security_administrator", _("Security administrator")
    AUDIT_ADMINISTRATOR = "audit_administrator", _("Audit administrator")


class Facet(StrEnum):
    """One block of a child's file; what a reader's field set is made of."""

    ROSTER = "roster"  # a row in a list: masked name, sex, age, village
    NAME = "name"  # the name unmasked, in list and file
    FILE = "file"  # the file may be opened; each block below is asked on its own
    IDENTITY = "identity"
    CONTACT = "contact"
    FAMILY = "family"
    CARE = "care"
    SCHOOLING = "schooling"
    HEALTH = "health"
    OWN_HEALTH = "own_health"  # health facts the reader's own agency entered
    PSYCHOLOGY_FLAG = "psychology_flag"
    PSYCHOLOGY = "psychology"
    HISTORY = "history"
    PAPERS = "papers"  # no block of a file: meetings, decisions and tasks of the conference, which name no child


class Reach(StrEnum):
    """Where a role's own sight lies before anything is given to it."""

    PLACE = "place"
    PUPILS = "pupils"
    GIVEN = "given"
    NOTHING = "nothing"


F = Facet
_CORE = frozenset({F.ROSTER, F.NAME, F.FILE, F.IDENTITY, F.CONTACT, F.FAMILY, F.CARE, F.SCHOOLING, F.HISTORY})

FIELD_SETS: dict[str, frozenset[Facet]] = {
    "nothing": frozenset(),
    "list_masked": frozenset({F.ROSTER}),
    "village_file": _CORE | {F.OWN_HEALTH, F.PSYCHOLOGY_FLAG},
    "township_file": _CORE | {F.HEALTH, F.PSYCHOLOGY_FLAG},
    "county_file": _CORE | {F.HEALTH, F.PSYCHOLOGY_FLAG, F.PSYCHOLOGY},
    "file_with_reason": _CORE,
    "emergency_file": _CORE | {F.HEALTH},
    "schooling_only": frozenset({F.ROSTER, F.NAME, F.FILE, F.SCHOOLING}),
    "contact_only": frozenset({F.ROSTER, F.NAME, F.FILE, F.CONTACT}),
    "health_only": frozenset({F.ROSTER, F.NAME, F.FILE, F.HEALTH}),
    "psychology_flag_only": frozenset({F.ROSTER, F.NAME, F.FILE, F.PSYCHOLOGY_FLAG}),
    "own_child": _CORE | {F.HEALTH},
    "papers": frozenset({F.PAPERS}),
}


@dataclass(frozen=True)
class Sight:
    """What a role sees through its own place: where and which blocks; counting is a verb (children.count).

    `papers` is where its conference papers lie; a member unit has only those given to it (domain 6.4).
    """

    reach: Reach
    field_set: str
    papers: Reach = Reach.NOTHING

    @property
    def facets(self) -> frozenset[Facet]:
        return FIELD_SETS[self.field_set]

    def reach_of(self, facet: Facet) -> Reach:
        """Where a block lies for this role before anything is given to it."""
        if facet is Facet.PAPERS:
            return self.papers
        return self.reach if facet in self.facets else Reach.NOTHING


R = Role
# What such a post is given is meant for the person who holds it: it never passes to the next one by itself.
GIVEN_TO_THE_PERSON = frozenset({R.SOCIAL_WORKER, R.PARENT})

SIGHT: dict[Role, Sight] = {
    R.VILLAGE_DIRECTOR: Sight(Reach.PLACE, "village_file", Reach.PLACE),
    R.TOWNSHIP_SUPERVISOR: Sight(Reach.PLACE, "township_file", Reach.PLACE),
    R.COUNTY_CLERK: Sight(Reach.PLACE, "county_file", Reach.PLACE),
    R.COUNTY_HEAD: Sight(Reach.PLACE, "county_file", Reach.PLACE),
    R.CITY_CLERK: Sight(Reach.PLACE, "list_masked", Reach.PLACE),
    R.CITY_HEAD: Sight(Reach.PLACE, "list_masked", Reach.PLACE),
    R.CONFERENCE_OFFICE: Sight(Reach.GIVEN, "nothing", Reach.PLACE),
    R.LIAISON: Sight(Reach.GIVEN, "nothing", Reach.GIVEN),
    R.CONVENER: Sight(Reach.GIVEN, "nothing", Reach.PLACE),
    R.SCHOOL: Sight(Reach.PUPILS, "schooling_only", Reach.GIVEN),
    R.HOSPITAL: Sight(Reach.GIVEN, "nothing", Reach.GIVEN),
    R.POLICE: Sight(Reach.GIVEN, "nothing", Reach.GIVEN),
    R.COURT: Sight(Reach.GIVEN, "nothing", Reach.GIVEN),
    R.SOCIAL_WORKER: Sight(Reach.GIVEN, "nothing", Reach.GIVEN),
    R.PARENT: Sight(Reach.GIVEN, "nothing"),
    R.SYSTEM_ADMINISTRATOR: Sight(Reach.NOTHING, "nothing"),
    R.SECURITY_ADMINISTRATOR: Sight(Reach.NOTHING, "nothing"),
    R.AUDIT_ADMINISTRATOR: Sight(Reach.NOTHING, "nothing"),
}
