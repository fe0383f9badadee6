"""What the generator hands out: persons, children, families, schools and the population that holds them.

Plain data, values as in children/codes.py; an empty value is 未采集.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from hashlib import sha256

from xiangban.demo.city import City
from xiangban.demo.schools import School


@dataclass(slots=True)
class Person:
    """A parent, grandparent or carer; one person however many wards there are."""

    key: int
    name: str
    sex: str
    birth_date: date | None
    ethnicity: str
    id_number: str = ""
    phone: str = ""
    health: str = ""
    situation: str = ""
    workplace: str = ""
    address: str = ""
    id_kind: str = ""
    disability_kinds: tuple[str, ...] = ()
    disability_level: str = ""
    illness: str = ""
    hukou_address: str = ""
    income_sources: tuple[str, ...] = ()
    single_parent: str = ""
    single_parent_reason: str = ""


@dataclass(slots=True)
class Child:
    """All facts of one child (domain 2.2 and 2.4); `school` is the key of a School, several values are a tuple."""

    key: int
    family: int
    birth_date: date
    age: int
    name: str = ""
    former_name: str = ""
    sex: str = ""
    ethnicity: str = ""
    id_kind: str = ""
    id_number: str = ""
    no_id_reason: str = ""
    phone: str = ""
    hukou_registered: str = ""
    hukou_kind: str = ""
    hukou_code: int | None = None
    hukou_address: str = ""
    living_code: int | None = None
    living_address: str = ""
    health: str = ""
    disability_kinds: tuple[str, ...] = ()
    disability_level: str = ""
    illness: str = ""
    enrolment: str = ""
    schooling: str = ""
    school: int | None = None
    grade: str = ""
    class_name: str = ""
    boarding: str = ""
    student_number: str = ""
    both_parents_away: str = ""
    one_away_other_unable: str = ""
    unable_parent: str = ""
    care_reason: str = ""
    has_entrusted_carer: str = ""
    guardianship_kind: str = ""
    guardianship_rating: str = ""
    improper_guardianship: tuple[str, ...] = ()
    actual_carer: str = ""
    lives_alone: str = ""
    income_sources: tuple[str, ...] = ()
    aid_measures: tuple[str, ...] = ()
    other_situations: tuple[str, ...] = ()
    support_recommendations: tuple[str, ...] = ()
    institution_name: str = ""
    institution_head: str = ""
    institution_kind: str = ""
    institution_landline: str = ""
    institution_phone: str = ""
    institution_address: str = ""
    consent_state: str = ""
    consent_on: date | None = None
    notes: str = ""


@dataclass(slots=True)
class Family:
    """Children of the same parents in one house; `kin` is by Kinship, the dead among it; `care` is an ActualCarer."""

    key: int
    village: int
    children: list[Child]
    surname: str = ""
    ethnicity: str = ""
    house: str = ""
    kin: dict[str, Person] = field(default_factory=dict)
    care: str = ""
    carer: Person | None = None
    carer_kinship: str = ""
    carer_distance_km: int | None = None


@dataclass(frozen=True)
class Population:
    """Everybody of one city on the reference date; children, families and persons stand in the order of their keys."""

    city: City
    seed: int
    reference_date: date
    schools: tuple[School, ...]
    families: tuple[Family, ...]
    children: tuple[Child, ...]
    persons: tuple[Person, ...]

    def kin_of(self, family: Family) -> Iterator[tuple[str, Person, bool]]:
        """(kinship, person, whether this person is the carer) of every child of the family."""
        for kinship, person in family.kin.items():
            yield kinship, person, person is family.carer
        if family.carer is not None and all(person is not family.carer for person in family.kin.values()):
            yield family.carer_kinship, family.carer, True

    def fingerprint(self) -> str:
        """One SHA-256 over every value of every child, person and school: equal only for equal populations."""
        digest = sha256()
        for rows in (self.children, self.persons, self.schools):
            names = [each.name for each in fields(rows[0])] if rows else []
            for row in rows:
                digest.update(repr([getattr(row, name) for name in names]).encode())
        for family in self.families:
            kin = sorted((kinship, person.key) for kinship, person in family.kin.items())
            digest.update(repr((family.key, family.village, kin, family.carer_kinship)).encode())
        return digest.hexdigest()
