"""What a row says, in the register's words: facts of the child and the relatives it names.

How cells become texts is in rosters/; which of several rows' words stands is decided in survivorship.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache

from xiangban.census.places import Places
from xiangban.census.schools import Schools
from xiangban.children.codes import DatePrecision, IdKind, NoIdReason
from xiangban.children.facts import FACTS, FactValue
from xiangban.children.family import PersonValue, Relative
from xiangban.lib.resident_id import sure_birth
from xiangban.matching.lunar_day import solar_day

Values = Mapping[str, str]

# Fields that are the register's own under another name, in the codes of the register.
AS_WRITTEN = {
    "child_name": "name",
    "pet_or_former_name": "former_name",
    "sex": "sex",
    "ethnicity": "ethnicity",
    "contact_phone": "phone",
    "hukou_registered": "hukou_registered",
    "hukou_type": "hukou_kind",
    "hukou_place": "hukou_address",
    "home_address": "living_address",
    "health": "health",
    "disability_level": "disability_level",
    "schooling": "schooling",
    "grade": "grade",
    "class": "class_name",
    "student_no": "student_number",
    "boarding": "boarding",
    "left_behind_type": "care_reason",
    "guardianship_type": "guardianship_kind",
    "guardianship_rating": "guardianship_rating",
    "remark": "notes",
}
SEVERAL = {"aid": "aid_measures", "disability_type": "disability_kinds"}
# What a fact may hold, looked up once: the codes of its list, or how long its text may be; None where all is taken.
_LISTS = {fact: frozenset(FACTS[fact].words) for fact in AS_WRITTEN.values() if FACTS[fact].codes}
_LONGEST = {fact: FACTS[fact].column.max_length for fact in AS_WRITTEN.values() if not FACTS[fact].sealed}
_TAKEN = {name: (fact, _LISTS.get(fact), _LONGEST.get(fact)) for name, fact in AS_WRITTEN.items()}
_CARERS = {
    "grandfather": "grandparents",
    "grandmother": "grandparents",
    "maternal_grandfather": "grandparents",
    "maternal_grandmother": "grandparents",
    "uncle_aunt": "uncles_aunts",
    "sibling": "adult_sibling",
    "neighbour": "neighbour",
}
_PARENTS = {parent: (f"{parent}_name", f"{parent}_workplace") for parent in ("father", "mother")}
_BY_NUMBER = {nth: (f"{nth}_name", f"{nth}_relation") for nth in ("parent1", "parent2")}
# Where a row names an adult: name, number, phone and address.
_TELLS = {
    whom: tuple(f"{whom}_{what}" for what in ("name", "id", "phone", "address"))
    for whom in (*_PARENTS, *_BY_NUMBER, "guardian")
}
LONGEST_SCHOOL = 60  # characters of a name that is kept as it was written


@dataclass(slots=True)
class Said:
    """What one row says of a child."""

    facts: dict[str, FactValue] = field(default_factory=dict)
    family: dict[str, Relative] = field(default_factory=dict)  # by what they are to the child
    unsettled: dict[str, str] = field(default_factory=dict)  # words that stand for no value of the register


def interpret(values: Values, places: Places, schools: Schools) -> Said:
    """The row in the register's words; a value that no list of the register holds is left out."""
    said = Said()
    facts = said.facts
    for name, text in values.items():
        taken = _TAKEN.get(name)
        if taken is None or not text:
            continue
        fact, codes, longest = taken
        if codes is None:
            facts[fact] = text if longest is None else text[:longest]
        elif text in codes:
            facts[fact] = text
    for name, fact in SEVERAL.items() if not SEVERAL.keys().isdisjoint(values) else ():
        given = [code for code in values.get(name, "").split(";") if code in FACTS[fact].words]
        if given:
            said.facts[fact] = ",".join(dict.fromkeys(given))
    _say_identity(values, said)
    _say_places(values, said, places)
    _say_school(values, said, schools)
    _say_family(values, said)
    return said


def _say_identity(values: Values, said: Said) -> None:
    number = values.get("id_number", "")
    if number:
        said.facts["id_number"] = number
        said.facts["id_kind"] = _id_kind(values.get("id_type", ""))
    elif (reason := values.get("no_id_reason", "")) in NoIdReason.values:
        said.facts |= {"no_id_reason": reason, "id_kind": IdKind.NONE.value}
    born, precision = birth_of(values)
    if born is not None:
        said.facts["birth_date"], said.facts["birth_precision"] = born, precision


def birth_of(values: Values) -> tuple[date | None, str]:
    """The birth date and how far it is known: by a number that can be trusted, else as written; never from an age."""
    number = values.get("id_number")
    born = _born_by(number) if number else None
    return (born, DatePrecision.DAY.value) if born is not None else _written_birth(values.get("birth_date", ""))


@lru_cache(maxsize=100_000)
def _born_by(number: str) -> date | None:
    """The birth date within a number that can be trusted; the rows of one child repeat the number."""
    return sure_birth(number)


@lru_cache(maxsize=20_000)
def _written_birth(text: str) -> tuple[date | None, str]:
    if text.startswith("lunar:"):
        born = _solar_of(text)
        return born, DatePrecision.DAY.value if born else ""
    parts = [int(part) for part in text.split("-")] if text else []
    if not parts:
        return None, ""
    precision = (DatePrecision.YEAR, DatePrecision.MONTH, DatePrecision.DAY)[len(parts) - 1]
    try:
        return date(*[*parts, 1, 1][:3]), precision.value
    except ValueError:
        return None, ""


@cache
def _solar_of(text: str) -> date | None:
    """The solar day of "lunar:2011-01-01"; a plus at the end is the leap month; None where there is no such day."""
    leap, parts = text.endswith("+"), text.removeprefix("lunar:").rstrip("+").split("-")
    if len(parts) != 3:
        return None
    year, month, day = map(int, parts)
    return solar_day(year, month, day, leap=leap)


def _say_places(values: Values, said: Said, places: Places) -> None:
    found = places.of(values)
    if found.code is not None:
        said.facts["living_code"] = found.code
    written = values.get("hukou_place")
    hukou = places.named_in(written) if written else None
    if hukou is not None:
        said.facts["hukou_code"] = hukou


def _say_school(values: Values, said: Said, schools: Schools) -> None:
    """The school that is meant; a name that tells none or several is kept as it was written and stands nowhere."""
    written = values.get("school", "")
    if not written:
        return
    living = said.facts.get("living_code")
    school = schools.of(written, living if isinstance(living, int) else None).school
    if school is None:
        said.unsettled["school"] = written[:LONGEST_SCHOOL]
    else:
        said.facts["school"] = school


def _say_family(values: Values, said: Said) -> None:
    for parent, (name, workplace) in _PARENTS.items():
        if values.get(name):
            work = values.get(workplace) or values.get("parents_workplace", "")
            _note(said, Relative(parent, _told(parent, values, work[:60]), guardian=True))
    for nth, (name, relation) in _BY_NUMBER.items():
        kinship = values.get(relation, "")
        if kinship and values.get(name):
            _note(said, Relative(kinship, _told(nth, values), guardian=kinship in _PARENTS))
    if values.get("guardian_name"):
        told = values.get("guardian_relation_of_guardian_to_child", "")
        kinship = told or _named_before(said, values["guardian_name"]) or "other"
        own = kinship in _PARENTS
        _note(said, Relative(kinship, _told("guardian", values), guardian=own, carer=not own))
        if carer := _CARERS.get(kinship):
            said.facts["actual_carer"] = carer


def _named_before(said: Said, name: str) -> str:
    """What somebody of this name is to the child by another column of the row; "" when nobody is."""
    return next((kinship for kinship, relative in said.family.items() if relative.name == name.strip()), "")


def _told(whom: str, values: Values, workplace: str = "") -> dict[str, PersonValue]:
    name, number, phone, address = _TELLS[whom]
    return {
        "name": values.get(name, ""),
        "id_number": values.get(number, ""),
        "phone": values.get(phone, "").partition(";")[0],
        "workplace": workplace,
        "address": values.get(address, ""),
    }


def _note(said: Said, relative: Relative) -> None:
    """Two columns that name the same adult tell of one."""
    known = said.family.get(relative.kinship)
    if known is not None and known.name == relative.name:
        relative.facts = {key: known.facts.get(key) or value for key, value in relative.facts.items()}
    said.family[relative.kinship] = relative


def _id_kind(written: str) -> str:
    return written if written in FACTS["id_kind"].words else IdKind.RESIDENT.value
