"""Every fact of a child's file, once: its label, its codes, the block of the 2016 form, who may see it, how it is kept.

Forms, pages, history and exports read this table; what an identity number must satisfy is in identity.py.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiangban.access.fields import SealedTextField
from xiangban.access.roles import Facet
from xiangban.children import codes
from xiangban.children.models import Child
from xiangban.lib.masking import mask_address, mask_number, mask_phone
from xiangban.territories.fields import PlaceCodeField
from xiangban.web.phrases import StrOrPromise

FactValue = str | int | date | None
Facts = Mapping[str, FactValue]

KIN = "kin."  # a change of this kind of field tells all that is known of one person of the family
RESPONSIBLE = "responsible_code"


class Block(models.TextChoices):
    """The blocks of the registration form (农村留守儿童基本情况登记表), in its order."""

    PERSON = "person", gettext_lazy("Basic facts of the child")
    PLACES = "places", gettext_lazy("Hukou and living place")
    HEALTH = "health", gettext_lazy("Health")
    SCHOOLING = "schooling", gettext_lazy("Schooling")
    GUARDIANSHIP = "guardianship", gettext_lazy("Actual guardianship")
    INSTITUTION = "institution", gettext_lazy("Institution where the child lives")
    LIVELIHOOD = "livelihood", gettext_lazy("Income and aid")
    SUPPORT = "support", gettext_lazy("Recommended support and remarks")
    CONSENT = "consent", gettext_lazy("Notice and consent")


@dataclass(frozen=True)
class FactField:
    """One fact: `many` says that several codes are joined by commas; the rest is read from its column."""

    name: str
    block: Block
    facet: Facet
    codes: type[models.TextChoices] | None = None
    many: bool = False

    @cached_property
    def column(self) -> "models.Field[Any, Any]":
        return Child._meta.get_field(self.name)  # type: ignore[return-value]  # facts are plain columns

    @cached_property
    def label(self) -> StrOrPromise:
        return self.column.verbose_name

    @cached_property
    def sealed(self) -> bool:
        return isinstance(self.column, SealedTextField)

    @cached_property
    def is_date(self) -> bool:
        return isinstance(self.column, models.DateField)

    @cached_property
    def is_number(self) -> bool:
        """Whether the value is a place code or the key of an agency."""
        return isinstance(self.column, PlaceCodeField | models.ForeignKey)

    @cached_property
    def words(self) -> dict[str, StrOrPromise]:
        """The word of every code; empty for free values."""
        return {str(value): label for value, label in self.codes.choices} if self.codes else {}

    def text_of(self, value: FactValue) -> str:
        """The value as a change keeps it: a code, ISO date or number as text, "" for not collected."""
        return "" if value is None else str(value)

    def value_of(self, text: str) -> FactValue:
        """The value of the child's column from the text of a change."""
        if self.is_date:
            return date.fromisoformat(text) if text else None
        if self.is_number:
            return int(text) if text else None
        return text

    def say(self, text: str) -> str:
        """The words of a coded text in the reader's language, "" for not collected; places and schools stay numbers."""
        if not self.words:
            return text
        return _(", ").join(str(self.words.get(code, code)) for code in text.split(",") if code)

    def unknown_codes(self, text: str) -> list[str]:
        """The codes of a text that its list does not hold."""
        given = text.split(",") if self.many else [text]
        return [code for code in given if code and self.codes is not None and code not in self.words]


B, F = Block, Facet
_YES_NO = codes.YesNo

FACTS: dict[str, FactField] = {
    fact.name: fact
    for fact in (
        FactField("name", B.PERSON, F.NAME),
        FactField("former_name", B.PERSON, F.NAME),
        FactField("sex", B.PERSON, F.ROSTER, codes.Sex),
        FactField("birth_date", B.PERSON, F.FILE),
        FactField("birth_precision", B.PERSON, F.FILE, codes.DatePrecision),
        FactField("ethnicity", B.PERSON, F.IDENTITY, codes.Ethnicity),
        FactField("id_kind", B.PERSON, F.IDENTITY, codes.IdKind),
        FactField("id_number", B.PERSON, F.IDENTITY),
        FactField("no_id_reason", B.PERSON, F.IDENTITY, codes.NoIdReason),
        FactField("phone", B.PERSON, F.CONTACT),
        FactField("hukou_registered", B.PLACES, F.IDENTITY, _YES_NO),
        FactField("hukou_kind", B.PLACES, F.IDENTITY, codes.HukouKind),
        FactField("hukou_code", B.PLACES, F.IDENTITY),
        FactField("hukou_address", B.PLACES, F.CONTACT),
        FactField("living_code", B.PLACES, F.CONTACT),
        FactField("living_address", B.PLACES, F.CONTACT),
        FactField("health", B.HEALTH, F.HEALTH, codes.Health),
        FactField("disability_kinds", B.HEALTH, F.HEALTH, codes.DisabilityKind, many=True),
        FactField("disability_level", B.HEALTH, F.HEALTH, codes.DisabilityLevel),
        FactField("illness", B.HEALTH, F.HEALTH),
        FactField("enrolment", B.SCHOOLING, F.SCHOOLING, codes.Enrolment),
        FactField("schooling", B.SCHOOLING, F.SCHOOLING, codes.Schooling),
        FactField("school", B.SCHOOLING, F.SCHOOLING),
        FactField("grade", B.SCHOOLING, F.SCHOOLING),
        FactField("class_name", B.SCHOOLING, F.SCHOOLING),
        FactField("boarding", B.SCHOOLING, F.SCHOOLING, _YES_NO),
        FactField("student_number", B.SCHOOLING, F.SCHOOLING),
        FactField("both_parents_away", B.GUARDIANSHIP, F.CARE, _YES_NO),
        FactField("one_away_other_unable", B.GUARDIANSHIP, F.CARE, _YES_NO),
        FactField("unable_parent", B.GUARDIANSHIP, F.CARE, codes.Parent),
        FactField("care_reason", B.GUARDIANSHIP, F.CARE, codes.CareReason),
        FactField("has_entrusted_carer", B.GUARDIANSHIP, F.CARE, _YES_NO),
        FactField("actual_carer", B.GUARDIANSHIP, F.CARE, codes.ActualCarer),
        FactField("guardianship_kind", B.GUARDIANSHIP, F.CARE, codes.GuardianshipKind),
        FactField("guardianship_rating", B.GUARDIANSHIP, F.CARE, codes.GuardianshipRating),
        FactField("improper_guardianship", B.GUARDIANSHIP, F.CARE, codes.ImproperGuardianship, many=True),
        FactField("lives_alone", B.GUARDIANSHIP, F.CARE, _YES_NO),
        FactField("institution_name", B.INSTITUTION, F.CARE),
        FactField("institution_head", B.INSTITUTION, F.CARE),
        FactField("institution_kind", B.INSTITUTION, F.CARE, codes.InstitutionKind),
        FactField("institution_landline", B.INSTITUTION, F.CONTACT),
        FactField("institution_phone", B.INSTITUTION, F.CONTACT),
        FactField("institution_address", B.INSTITUTION, F.CONTACT),
        FactField("income_sources", B.LIVELIHOOD, F.CARE, codes.IncomeSource, many=True),
        FactField("aid_measures", B.LIVELIHOOD, F.CARE, codes.AidMeasure, many=True),
        FactField("other_situations", B.LIVELIHOOD, F.CARE),
        FactField("support_recommendations", B.SUPPORT, F.CARE, codes.Support, many=True),
        FactField("support_other", B.SUPPORT, F.CARE),
        FactField("notes", B.SUPPORT, F.CARE),
        FactField("consent_state", B.CONSENT, F.CARE, codes.Consent),
        FactField("consent_on", B.CONSENT, F.CARE),
        FactField("legal_basis", B.CONSENT, F.CARE, codes.LegalBasis),
    )
}

# Values that stand masked on every page until they are revealed with a reason.
MASKS: dict[str, Callable[[str], str]] = {
    "id_number": mask_number,
    "student_number": mask_number,
    "phone": mask_phone,
    "hukou_address": mask_address,
    "living_address": mask_address,
    "institution_phone": mask_phone,
    "institution_address": mask_address,
}

# What a school may write of its pupils; to which school a child goes is not its to change.
SCHOOL_WRITES = ("enrolment", "schooling", "grade", "class_name", "boarding", "student_number")


@dataclass(frozen=True)
class Fault:
    """A value that may not stand: the field, what was written, what to do; `sentence` is translated."""

    field: str
    sentence: str


def facts_of(block: Block) -> Iterator[FactField]:
    """The facts of one block, in the order of the form."""
    return (fact for fact in FACTS.values() if fact.block is block)


def value_in(child: Child, fact: FactField) -> FactValue:
    """The present value of a fact of a child."""
    value: FactValue = getattr(child, fact.column.attname)
    return value


def tidy(facts: Facts) -> dict[str, FactValue]:
    """Facts as they are kept: texts without blanks at their ends; an unknown field raises KeyError."""
    tidied = {FACTS[name].name: value.strip() if isinstance(value, str) else value for name, value in facts.items()}
    if tidied.get("disability_kinds"):
        tidied["disability_kinds"] = with_multiple(str(tidied["disability_kinds"]))
    return tidied


def with_multiple(kinds: str) -> str:
    """Codes of disabilities; whoever has two kinds has a multiple disability too (domain 2.4)."""
    multiple = codes.DisabilityKind.MULTIPLE.value
    given = kinds.split(",")
    return f"{kinds},{multiple}" if len(given) > 1 and multiple not in given else kinds


def changed_facts(child: Child, facts: Facts) -> dict[str, FactValue]:
    """Only what differs from the present values."""
    written = tidy(facts)
    return {name: value for name, value in written.items() if (value or None) != (value_in(child, FACTS[name]) or None)}


def shape_faults(facts: Facts) -> list[Fault]:
    """Values that their list or column cannot hold."""
    faults = []
    for name, value in facts.items():
        fact, text = FACTS[name], FACTS[name].text_of(value)
        if fact.unknown_codes(text):
            faults.append(Fault(name, _say_unknown(fact, text)))
        elif not fact.sealed and fact.column.max_length is not None and len(text) > fact.column.max_length:
            faults.append(Fault(name, _say_long(fact, text)))
    return faults


def _say_unknown(fact: FactField, text: str) -> str:
    sentence = _(
        "{field}: “{value}” is not in the list. Choose one of its entries, or leave it empty for not collected."
    )
    return sentence.format(field=fact.label, value=text)


def _say_long(fact: FactField, text: str) -> str:
    sentence = _("{field}: “{value}…” is longer than {most} characters. Shorten it; details belong into the remarks.")
    return sentence.format(field=fact.label, value=text[:20], most=fact.column.max_length)
