"""The two sides of a pair as a page shows them: a row of a roster or a file of the register, fact for fact.

What may be read of them is asked of the gate; why they are held to be one is in says.py.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xiangban.access.gate import facets_of
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.census.file_words import AGENCY_WORDS
from xiangban.census.models import CensusRecord, Match
from xiangban.census.register_rows import row_of_child
from xiangban.census.roster_words import FIELD_LABELS
from xiangban.census.told import told_in
from xiangban.children.facts import FACTS
from xiangban.children.models import Child
from xiangban.lib.masking import mask_address, mask_name, mask_number, mask_phone
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import Level

# In this order; a fact that neither side tells is left out.
SHOWN = (
    *("child_name", "pet_or_former_name", "sex", "birth_date", "age", "id_number", "county", "town", "village"),
    *("village_group", "home_address", "contact_phone", "father_name", "father_phone", "mother_name", "mother_phone"),
    *("parent1_name", "parent1_relation", "parent2_name", "parent2_relation", "guardian_name", "guardian_phone"),
    *("householder_name", "school", "grade", "class"),
)
CODED = {"sex": "sex"}
_PLACES = frozenset({"county", "town", "village", "village_group"})
_OPEN = _PLACES | {"row_no", "sex", "birth_date", "age", "city", "province"}
# Sealed facts stand on no page in full, whoever reads; here only whether they differ matters.
_SEALED = {
    "id": mask_number,
    "number": mask_number,
    "phone": mask_phone,
    "address": mask_address,
    "place": mask_address,
}
_SCHOOL = frozenset({"school", "schooling", "grade", "class", "student_no", "boarding", "dropout_reason"})
_HEALTH = frozenset({"health", "disability_flag", "disability_type", "disability_level", "disability_cert"})


@dataclass(frozen=True)
class Fact:
    """One line of a pair: what each side says, as far as the reader may read it, and whether they differ."""

    label: str
    left: str
    right: str
    differs: bool
    same: bool


@dataclass(frozen=True)
class Side:
    """Where one side stands: its agency, file, sheet and row, or the register."""

    title: str
    where: str
    values: Mapping[str, str]
    facets: frozenset[Facet]
    child_id: int | None = None


def sides_of(match: Match, viewer: Viewer) -> tuple[Side, Side]:
    """Both sides of a pair in sight."""
    left = side_of_record(match.record, viewer)
    if match.other is not None:
        return left, side_of_record(match.other, viewer)
    child = Child._base_manager.get(pk=match.child_id or 0)
    long_name = place_names().long_names([child.responsible_code], below=Level.CITY)[child.responsible_code]
    return left, Side(_("Register"), long_name, row_of_child(child.pk), facets_of(child, viewer), child.pk)


def side_of_record(record: CensusRecord, viewer: Viewer) -> Side:
    """A row with the place where it is written."""
    return Side(
        str(AGENCY_WORDS.get(record.file.agency_kind, record.file.agency_kind)),
        where_of(record),
        told_in(record.told)[0],
        facets_of(record, viewer),
    )


def where_of(record: CensusRecord) -> str:
    """File, sheet if it has one, and row of a record, as its clerk counts them."""
    where = _("{file}, {sheet}, row {row}") if record.sheet else _("{file}, row {row}")
    return where.format(file=record.file.name, sheet=record.sheet, row=record.row)


def facts_of_pair(left: Side, right: Side) -> list[Fact]:
    """The facts that either side tells, side by side."""
    facts = []
    for field in SHOWN:
        mine, theirs = left.values.get(field, ""), right.values.get(field, "")
        if mine or theirs:
            both = bool(mine and theirs)
            shown = (said(field, mine, left.facets), said(field, theirs, right.facets))
            facts.append(Fact(str(FIELD_LABELS[field]), *shown, both and mine != theirs, both and mine == theirs))
    return facts


def said(field: str, text: str, facets: Collection[Facet]) -> str:
    """A value as a reader of these blocks may read it."""
    if not text:
        return ""
    if field == "age":
        age, _at, day = text.partition("@")
        return _("{age} on {day}").format(age=age, day=day) if day else age
    if field in CODED:
        return str(FACTS[CODED[field]].words.get(text, text))
    hide = _SEALED.get(field.rpartition("_")[2])
    if hide is not None:
        return " ".join(map(hide, text.split(";")))
    if field in _OPEN or _block_of(field) in facets:
        return text.replace(";", " ")
    return mask_name(text) if field.endswith("_name") else "***"


def _block_of(field: str) -> Facet:
    """The block of a file in which a fact of a row would stand."""
    if field in ("child_name", "pet_or_former_name"):
        return Facet.NAME
    if field in _SCHOOL or field in _HEALTH:
        return Facet.SCHOOLING if field in _SCHOOL else Facet.HEALTH
    return Facet.FAMILY
