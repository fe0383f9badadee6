"""What the printed registration form (农村留守儿童基本情况登记表) is filled with, in the words of the form of 2016.

The form is an official Chinese document: its words stand in its template, not in the catalogues.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import translation

from xiangban.access.viewer import Viewer
from xiangban.children.codes import AidMeasure, Health, Kinship, Situation
from xiangban.children.facts import FACTS, FactField, value_in
from xiangban.children.meanwhile import say_fact
from xiangban.children.models import Child, Kin
from xiangban.lib.chinese_dates import say_date

DOCUMENT_LANGUAGE = "zh-hans"
TICKED, EMPTY, DEAD = "☑", "☐", "—"
ILL = (Health.CHRONIC, Health.SEVERE)
NAMED_AID = (AidMeasure.LIVING_ALLOWANCE, AidMeasure.TEMPORARY, AidMeasure.MEDICAL, AidMeasure.HOUSING, AidMeasure.NONE)
GRANDPARENTS = (
    Kinship.GRANDFATHER,
    Kinship.GRANDMOTHER,
    Kinship.MATERNAL_GRANDFATHER,
    Kinship.MATERNAL_GRANDMOTHER,
)


@dataclass(frozen=True)
class PersonCells:
    """The cells of one adult; the dead are struck out by a dash, as the form asks."""

    name: str = ""
    born: str = ""
    id_number: str = ""
    workplace: str = ""
    phone: str = ""
    address: str = ""
    relation: str = ""


@dataclass(frozen=True)
class RegistrationForm:
    """All cells of the form: words of facts, a box ticked or not for every code, and the adults."""

    words: dict[str, str]
    hukou: str
    living: str
    ticks: dict[str, dict[str, str]]
    ill: str
    other_aid: str
    grandparents: list[PersonCells]
    father: PersonCells
    mother: PersonCells
    carer: PersonCells


def registration_form(child: Child, viewer: Viewer) -> RegistrationForm:
    """The form of one child, with whole numbers: whoever prints it may see all of the file."""
    with translation.override(DOCUMENT_LANGUAGE):
        kin = list(Kin.objects.visible_to(viewer).filter(child=child, until=None).select_related("person"))
        of = {one.kinship: _cells(one) for one in kin}
        carer = next((one for one in kin if one.carer and one.kinship not in (Kinship.FATHER, Kinship.MOTHER)), None)
        aid = child.aid_measures.split(",")
        return RegistrationForm(
            words=(words := {name: _words(fact, child) for name, fact in FACTS.items()}),
            hukou=_whole_address(words["hukou_code"], words["hukou_address"]),
            living=_whole_address(words["living_code"], words["living_address"]),
            ticks={name: _ticks(fact, child) for name, fact in FACTS.items() if fact.codes},
            ill=_tick(child.health in ILL),
            other_aid=_tick(any(code and code not in NAMED_AID for code in aid)),
            grandparents=[of.get(kinship, PersonCells()) for kinship in GRANDPARENTS],
            father=of.get(Kinship.FATHER, PersonCells()),
            mother=of.get(Kinship.MOTHER, PersonCells()),
            carer=_cells(carer) if carer else PersonCells(),
        )


def _tick(ticked: bool) -> str:
    return TICKED if ticked else EMPTY


def _words(fact: FactField, child: Child) -> str:
    value = value_in(child, fact)
    if not value:
        return ""
    if isinstance(value, date):
        return say_date(value)
    return str(value) if fact.sealed else say_fact(fact, str(value))


def _whole_address(place: str, address: str) -> str:
    """Place and address as one, where the address repeats the end of the place's name or not."""
    ends = (place[start:] for start in range(len(place)))
    said_twice = next((end for end in ends if end and address.startswith(end)), "")
    return place + address[len(said_twice) :]


def _ticks(fact: FactField, child: Child) -> dict[str, str]:
    chosen = str(value_in(child, fact) or "").split(",")
    return {code: _tick(code in chosen) for code in fact.words}


def _cells(kin: Kin) -> PersonCells:
    person = kin.person
    if person.situation == Situation.DEAD:
        return PersonCells(name=DEAD, born=DEAD)
    return PersonCells(
        name=person.name,
        born=say_date(person.birth_date) if person.birth_date else "",
        id_number=person.id_number,
        workplace=person.workplace,
        phone=person.phone,
        address=person.address,
        relation=str(Kinship(kin.kinship).label),
    )
