"""What an agency knows of a child before it errs: its fields, whom it calls guardian, which place it writes.

Fields are the canonical names of census/rosters/; the errors come afterwards, in errors.py.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from xiangban.children.codes import ActualCarer, NoIdReason
from xiangban.demo.circumstances import full_address
from xiangban.demo.city import county_code, township_code
from xiangban.demo.dice import Dice
from xiangban.demo.kin import FATHER, GRANDFATHER, MOTHER
from xiangban.demo.numbers import Numbers
from xiangban.demo.population import Child, Family, Person, Population
from xiangban.territories.rules import Level

DEAD = "1"
IN_BRACKETS = 50  # villages write the phone behind the name of every so manieth child
Values = dict[str, str]


@dataclass(slots=True)
class ObservedRow:
    """One row of an agency; `values` as a good reader understands it, `written` only where a cell looks otherwise."""

    agency: str
    child: int
    values: Values
    written: Values = field(default_factory=dict)


class Facts:
    """The population by key, and the numbers of children whose family did not show them to the register."""

    def __init__(self, population: Population, dice: Dice) -> None:
        self.population = population
        self.children = {child.key: child for child in population.children}
        self.families = {family.key: family for family in population.families}
        self.names = {place.code: place.name for place in population.city.places}
        self.schools = {school.key: school for school in population.schools}
        self.numbers = _true_numbers(population, dice)
        self.villages_of: dict[int, list[int]] = defaultdict(list)
        self._codes: dict[tuple[str, str, str], int] = {}
        for place in population.city.of_level(Level.VILLAGE):
            self.villages_of[township_code(place.code)].append(place.code)
            self.villages_of[county_code(place.code)].append(place.code)
            self._codes[place_names(self, place.code)] = place.code

    def child_of(self, row: ObservedRow) -> Child:
        """The child a row is about."""
        return self.children[row.child]

    def family_of(self, row: ObservedRow) -> Family:
        """The family of the child a row is about."""
        return self.families[self.children[row.child].family]

    def listed_in(self, row: ObservedRow) -> int:
        """The village whose list a row stands in: the one it names, else the family's."""
        values = row.values
        named = values["county"], values["town"], values["village"]
        return self._codes.get(named) or self.family_of(row).village

    def settle(self, row: ObservedRow, village: int, house: str) -> None:
        """Write a village of the city into a row, in the agency's way."""
        PLACES[row.agency](self, row.values, village, house)


def facts_of(population: Population, seed: int) -> Facts:
    """The facts as every step of one seed knows them."""
    return Facts(population, Dice(seed, "rosters-numbers"))


def describe(facts: Facts, agency: str, child: Child) -> ObservedRow:
    """The row of a child as the agency would write it without any error."""
    family = facts.families[child.family]
    row = ObservedRow(agency, child.key, VIEWS[agency](facts, child, family))
    facts.settle(row, family.village, family.house)
    return row


def as_written(row: ObservedRow, name: str) -> str:
    """What the agency wrote in a cell: often just the value."""
    return row.written.get(name, row.values.get(name, ""))


def name_guardian(row: ObservedRow, person: Person | None, kinship: str) -> None:
    """Write who cares for the child; nobody leaves the cells empty."""
    row.values["guardian_name"] = person.name if person else ""
    row.values["guardian_phone"] = person.phone if person else ""
    row.values["guardian_relation_of_guardian_to_child"] = kinship if person else ""


def _true_numbers(population: Population, dice: Dice) -> dict[int, str]:
    """Every number, also of those whose family could not show it; empty for those who have none."""
    fresh = Numbers(dice)
    known = {child.id_number for child in population.children}
    numbers = {}
    for child in population.children:
        numbers[child.key] = child.id_number
        while child.no_id_reason == NoIdReason.NOT_SHOWN.value and not numbers[child.key]:
            village = population.families[child.family - 1].village
            number = fresh.identity(village, child.birth_date, child.sex)
            numbers[child.key] = "" if number in known else number
    return numbers


def _common(facts: Facts, child: Child) -> Values:
    return {
        "child_name": child.name,
        "sex": child.sex,
        "birth_date": child.birth_date.isoformat(),
        "ethnicity": child.ethnicity,
        "id_number": facts.numbers[child.key],
    }


def _education(facts: Facts, child: Child, family: Family) -> Values:
    """The school register with two relatives and the guardian the class teacher knows."""
    school = facts.schools.get(child.school or 0)
    first, second = family.kin[FATHER], family.kin[MOTHER]
    values = _common(facts, child) | {
        "student_no": child.student_number,
        "school": school.name if school else "",
        "schooling": child.schooling,
        "grade": child.grade,
        "class": child.class_name,
        "boarding": child.boarding,
        "hukou_type": child.hukou_kind,
        "left_behind_flag": "1",
        "health": child.health,
        "disability_flag": "1" if child.disability_kinds else "0",
        "poverty_flag": _flag("out_of_poverty", child),
        "low_income_flag": _flag("living_allowance", child),
        "contact_phone": child.phone,
        "parent1_name": first.name,
        "parent1_relation": FATHER,
        "parent1_id": first.id_number,
        "parent1_phone": first.phone,
        "parent2_name": second.name,
        "parent2_relation": MOTHER,
        "parent2_id": second.id_number,
        "parent2_phone": second.phone,
    }
    return values | _guardian(family)


def _police(facts: Facts, child: Child, family: Family) -> Values:
    """The household register: number, householder, parents; it knows few phones."""
    father, mother = family.kin[FATHER], family.kin[MOTHER]
    grandfather = family.kin[GRANDFATHER]
    head = father if grandfather.situation == DEAD else grandfather
    return _common(facts, child) | {
        "pet_or_former_name": child.former_name,
        "household_no": f"99{family.key:07d}",
        "householder_name": head.name,
        "relation_to_householder": _to_head(head is father, child.sex),
        "hukou_registered": child.hukou_registered,
        "hukou_type": child.hukou_kind,
        "contact_phone": father.phone or mother.phone,
        "father_name": father.name,
        "father_id": father.id_number,
        "mother_name": mother.name,
        "mother_id": mother.id_number,
        "orphan_flag": "0",
    }


def _villages(facts: Facts, child: Child, family: Family) -> Values:
    """The form of 2016: child, parents, entrusted carer; a phone stands behind some names only."""
    father, mother = family.kin[FATHER], family.kin[MOTHER]
    values = _common(facts, child) | {
        "age": f"{child.age}@{facts.population.reference_date.isoformat()}",
        "hukou_registered": child.hukou_registered,
        "contact_phone": child.phone if child.key % IN_BRACKETS == 0 else "",
        "health": child.health,
        "schooling": child.schooling,
        "boarding": child.boarding,
        "father_name": father.name,
        "father_phone": father.phone,
        "father_workplace": father.workplace,
        "mother_name": mother.name,
        "mother_phone": mother.phone,
        "mother_workplace": mother.workplace,
        "guardian_address": family.carer.address if family.carer else "",
        "guardianship_type": child.guardianship_kind,
        "left_behind_type": child.care_reason,
        "low_income_flag": _flag("living_allowance", child),
        "remark": child.notes,
    }
    return values | _guardian(family)


def _guardian(family: Family) -> Values:
    carer = family.carer if family.care != ActualCarer.NOBODY.value else None
    return {
        "guardian_name": carer.name if carer else "",
        "guardian_phone": carer.phone if carer else "",
        "guardian_relation_of_guardian_to_child": family.carer_kinship if carer else "",
    }


def _flag(measure: str, child: Child) -> str:
    return "1" if measure in child.aid_measures else "0"


@cache
def _to_head(child_of_head: bool, sex: str) -> str:
    if child_of_head:
        return "子" if sex == "1" else "女"
    return "孙子" if sex == "1" else "孙女"


def _place_education(facts: Facts, values: Values, village: int, house: str) -> None:
    _name_places(facts, values, village)
    values["home_address"] = full_address(facts.names, village, house)
    values["hukou_place"] = str(village)


def _place_police(facts: Facts, values: Values, village: int, house: str) -> None:
    _name_places(facts, values, village)
    values["village_group"] = house.partition("组")[0] + "组"
    values["hukou_place"] = full_address(facts.names, village, house)


def _place_villages(facts: Facts, values: Values, village: int, house: str) -> None:
    _name_places(facts, values, village)
    values["village_group"] = house.partition("组")[0] + "组"
    values["home_address"] = full_address(facts.names, village, house)


def _name_places(facts: Facts, values: Values, village: int) -> None:
    values["county"], values["town"], values["village"] = place_names(facts, village)


def place_names(facts: Facts, village: int) -> tuple[str, str, str]:
    """County, town and village of a village's code."""
    return facts.names[county_code(village)], facts.names[township_code(village)], facts.names[village]


VIEWS: dict[str, Callable[[Facts, Child, Family], Values]] = {
    "education": _education,
    "police": _police,
    "villages": _villages,
}
PLACES: dict[str, Callable[[Facts, Values, int, str], None]] = {
    "education": _place_education,
    "police": _place_police,
    "villages": _place_villages,
}
