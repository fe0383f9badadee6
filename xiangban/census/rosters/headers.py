"""What one header cell can mean by its words: whose attribute it names, or which field, or that it must be dropped.

What its neighbours add to that is in context.py, what its column holds in evidence.py.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from xiangban.census.rosters.words import (
    LONGEST_HEADER,
    asks,
    first_fact,
    first_of,
    in_brackets,
    patterns,
    spellings,
    without_brackets,
)

CHILD = "child"
# Fields of the child whose bare word can as well be another person's, by the attribute it then is.
PERSONAL = {
    "child_name": "name",
    "id_number": "id",
    "contact_phone": "phone",
    "parents_workplace": "workplace",
    "home_address": "address",
    **dict.fromkeys(("province", "city", "county", "town", "village", "village_group"), "address"),
    **dict.fromkeys(("sex", "age", "birth_date", "ethnicity", "id_type", "pet_or_former_name"), "-"),
    **dict.fromkeys(("hukou_place", "hukou_type", "hukou_registered", "health", "schooling"), "-"),
    **dict.fromkeys(("disability_flag", "disability_type", "disability_level", "disability_cert"), "-"),
}
OF_PERSON = {
    (person, attribute): f"{person}_{attribute}"
    for person in ("father", "mother")
    for attribute in ("name", "id", "phone", "workplace")
} | {
    ("parents", "workplace"): "parents_workplace",
    ("parents", "name"): "parent1_name",
    ("parents", "id"): "parent1_id",
    ("parents", "phone"): "contact_phone",
    ("guardian", "name"): "guardian_name",
    ("guardian", "id"): "guardian_id",
    ("guardian", "phone"): "guardian_phone",
    ("guardian", "address"): "guardian_address",
    ("guardian", "relation"): "guardian_relation_of_guardian_to_child",
    ("householder", "name"): "householder_name",
    ("householder", "phone"): "contact_phone",
    ("householder", "address"): "home_address",
    ("householder", "relation"): "relation_to_householder",
    ("contact", "phone"): "contact_phone",
    ("child", "name"): "child_name",
    ("child", "id"): "id_number",
    ("child", "phone"): "contact_phone",
    ("child", "address"): "home_address",
} | {
    (person, attribute): f"{person}_{attribute}"
    for person in ("parent1", "parent2")
    for attribute in ("name", "relation", "id", "phone")
}  # fmt: skip

_RELATION = re.compile(r"关系(代码|名称)?[一二12]?$|^关系|称谓$|称呼$")
_TO_CHILD = re.compile(
    r"[与和同跟系是为].{0,6}(被监护|被照护|受监护|被委托|受照护|儿童|学生|孩子|幼儿|本人|留守|残疾|该生|其|未成年|子女|对象|小孩|少年)"
)
_TO_GUARDIAN = re.compile(r"[与和同跟系是为].{0,4}(监护|照护|照料|抚养|看护|受托|受委托|委托|带养)")
_TO_PARENT = re.compile(r"[与和同跟](父|母|双亲)")
_MEMBER = re.compile(r"^(家庭)?(主要)?成员(?![0-9一二①②])")


@dataclass(frozen=True, slots=True)
class Meaning:
    """By its words: `field`, or attribute of a person; `known` says whether the words are header words at all."""

    known: bool = False
    field: str | None = None
    person: str = ""
    attribute: str = ""
    yes: str = ""
    dropped: str = ""
    member: bool = False  # 成员 without a number: a relative, or the child itself in a list of households

    @property
    def bare(self) -> bool:
        """Whether the words name an attribute and not whose."""
        return self.field in PERSONAL and not self.person


UNKNOWN = Meaning()
PLACES = ("province", "city", "county", "town", "village", "home_address")


@lru_cache(maxsize=8192)
def meaning_of(header: str) -> Meaning:
    """What the words of one header cell say."""
    forms = spellings(header) if len(header) <= LONGEST_HEADER else ()
    if not forms:
        return UNKNOWN
    without = without_brackets(header)
    dropped = first_of("dropped.txt", without or forms[0])
    if dropped:
        return Meaning(known=True, dropped=dropped)
    first = meaning_of(first_fact(header)) if first_fact(header) else UNKNOWN
    if first.field and not first.field.startswith(PLACES) and not _meaning(forms[0]).yes:
        return first
    relation = next((found for form in forms if (found := _relation(form))), None)
    if relation:
        return relation
    person = first_of_start(in_brackets(header))
    if person and without:
        return _of_person(person, without, header)
    found = next((found for form in forms if (found := _meaning(form)).known), UNKNOWN)
    return Meaning(known=True, attribute="-") if found.attribute == "name" and asks(header) else found


def first_of_start(text: str) -> str:
    """The person whose word stands at the beginning of the text and fills it; "" where none does."""
    return next((word for word, pattern in patterns("persons.txt") if pattern.fullmatch(text)), "")


def person_of_group(text: str) -> str:
    """Whose attributes stand under a group cell; "family" where it says only that; "" where it names nobody."""
    for form in spellings(text):
        person, _rest = split_person(form)
        if person:
            return person
        if re.search(r"监护|照护|照料|抚养", form) and not re.search(r"儿童|学生", form):
            return "guardian"
        if re.search(r"^(家庭|家属|亲属|家人|社会关系)", form) and not re.search(r"地址|住址|经济", form):
            return "family"
    return ""


def split_person(form: str) -> tuple[str, str]:
    """The person at the beginning of a plain header and the rest; "" and the whole where it names nobody."""
    for person, pattern in patterns("persons.txt"):
        found = pattern.match(form)
        if found:
            return person, form[found.end() :]
    return "", form


def _relation(form: str) -> Meaning | None:
    if not _RELATION.search(form) or "户主" in form or "社会关系" in form:
        return None
    person, rest = split_person(form)
    about = rest if person and person != CHILD else form
    if _TO_CHILD.search(about):
        return _relation_of("" if person == CHILD else person)
    if _TO_GUARDIAN.search(about):
        return Meaning(
            known=True, field="guardian_relation_of_child_to_guardian", person="guardian", attribute="relation"
        )
    if _TO_PARENT.search(about):
        return Meaning(known=True, person="other", attribute="-")
    return _relation_of("guardian" if "监护" in form else "" if person == CHILD else person)


def _relation_of(person: str) -> Meaning:
    if not person:
        return Meaning(known=True, attribute="relation")
    return Meaning(known=True, field=OF_PERSON.get((person, "relation")), person=person, attribute="relation")


def _meaning(form: str) -> Meaning:
    """By the tables of fields first; where a person is named before the attribute, by the person."""
    person, rest = split_person(form)
    if person and person != CHILD:
        found = None if person == "other" else _impersonal(form)
        return found or _of_person(person, rest, form)
    whole, own = _field(form), _field(rest) if person else UNKNOWN
    if own.field in PERSONAL and whole.field != "disability_cert":
        return replace(own, person=CHILD)
    if whole.known or not person:
        return whole
    return own if rest else Meaning(known=True, field="child_name", person=CHILD)


def _impersonal(form: str) -> Meaning | None:
    """A field of the child that begins with another person's word, such as the parents being away."""
    found = _field(form)
    kinds = ("left_behind", "guardianship", "householder", "relation_to", "last_visit", "visit")
    return found if found.field and found.field.startswith(kinds) else None


def _of_person(person: str, rest: str, header: str) -> Meaning:
    attribute = first_of("attributes.txt", rest) or ("name" if not rest else "")
    field = OF_PERSON.get((person, attribute))
    member = person == "parent1" and bool(_MEMBER.search(header))
    return Meaning(known=True, field=field, person=person, attribute=attribute or "-", member=member)


def _field(form: str) -> Meaning:
    word = first_of("headers.txt", form)
    if not word:
        return UNKNOWN
    field, _equals, code = word.partition("=")
    return Meaning(known=True, field=None if field == "-" else field, yes=code)
