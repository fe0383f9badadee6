"""What is known of a child and by whom: every fact with its source, and what another source says otherwise.

The facts themselves, their words and who may see them stand in children/facts.py.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.children.codes import DatePrecision
from xiangban.children.facts import FACTS, MASKS, Block, FactField, facts_of, value_in
from xiangban.children.gaps import is_asked
from xiangban.children.models import Child, FactChange, SourceKind
from xiangban.children.queries import said_by_agencies
from xiangban.territories.models import Agency
from xiangban.territories.place_names import PlaceNames
from xiangban.territories.rules import Level
from xiangban.territories.successors import codes_today
from xiangban.web.templatetags.web import chinese_date

PLACES = ("hukou_code", "living_code")


@dataclass(frozen=True)
class Said:
    """What one agency last said of one fact."""

    value: str
    agency_id: int | None
    source: str
    at: datetime

    @property
    def note(self) -> str:
        """Who said it and when it was recorded."""
        return _("{source}, {date}").format(source=self.source, date=chinese_date(self.at))


@dataclass(frozen=True)
class Line:
    """One fact as the reader may see it: words or masked value, its source, and who says otherwise."""

    field: str
    label: str
    value: str
    masked: bool
    note: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class BlockShown:
    """One block of the form: its lines, the source of most of them, and whether the seat sees it at all."""

    block: Block
    lines: list[Line]
    source: str
    hidden: bool

    @property
    def empty(self) -> bool:
        """Whether nothing of it was collected."""
        return not any(line.value or line.others for line in self.lines)

    @property
    def asked(self) -> bool:
        """Whether it is a part of this child's file at all: the institution is asked only of who lives in one."""
        return self.hidden or bool(self.lines) or self.block is not Block.INSTITUTION


Sayings = Mapping[str, list[Said]]


@dataclass(frozen=True)
class Reader:
    """Who reads which blocks of the file, with the words for places and schools."""

    viewer: Viewer
    facets: frozenset[Facet]
    places: PlaceNames
    schools: Mapping[str, str]

    def may_read(self, fact: FactField, said: list[Said]) -> bool:
        """Whether the block is in sight; of health a village reads what its own agency entered last."""
        if fact.facet in self.facets:
            return True
        own_entry = fact.facet is Facet.HEALTH and Facet.OWN_HEALTH in self.facets
        return own_entry and bool(said) and said[0].agency_id is not None and said[0].agency_id == self.viewer.agency_id

    def words(self, fact: FactField, text: str) -> str:
        """A value in the reader's words, masked where the form of the file is masked."""
        if not text:
            return ""
        if fact.name in MASKS:
            return MASKS[fact.name](text)
        if fact.name in PLACES:
            return self.places.long_names([int(text)], below=Level.PROVINCE)[int(text)] if text.isdigit() else text
        if fact.name == "school":
            return self.schools.get(text, text)
        return chinese_date(date.fromisoformat(text)) if fact.is_date else fact.say(text)


def sayings_of(child: Child) -> dict[str, list[Said]]:
    """For every fact what each agency last said of it and was not withdrawn, newest first; one query."""
    said = {name: changes for name, changes in said_by_agencies(child).items() if name in FACTS}
    return {
        name: _carried(changes) if name in PLACES else [_said(change) for change in changes]
        for name, changes in said.items()
    }


def _carried(changes: list[FactChange]) -> list[Said]:
    """Sayings of a place: one that names a place merged or renamed since says the place that followed it."""
    said = [_said(change) for change in changes]
    if all(change.source.kind != SourceKind.RULE for change in changes):
        return said
    today = codes_today(int(one.value) for one in said if one.value.isdigit())
    return [replace(one, value=str(today.get(int(one.value), one.value))) if one.value else one for one in said]


def _said(change: FactChange) -> Said:
    agency = change.source.agency
    source = agency.name if agency is not None else change.source.title
    return Said(change.value or change.sealed, change.source.agency_id, source, change.recorded_at)


def reader_of(viewer: Viewer, facets: frozenset[Facet], places: PlaceNames, child: Child, sayings: Sayings) -> Reader:
    """The reader with the names of every school that the file or a source names."""
    keys = {said.value for said in sayings.get("school", []) if said.value.isdigit()} | {str(child.school_id or "")}
    schools = Agency.objects.filter(pk__in=[key for key in keys if key]).values_list("pk", "name")
    return Reader(viewer, facets, places, {str(key): name for key, name in schools})


def show_block(block: Block, child: Child, reader: Reader, sayings: Sayings) -> BlockShown:
    """One block; a fact whose part of the file is not in sight leaves no line."""
    asked = [fact for fact in facts_of(block) if fact.name != "birth_precision" or _is_vague(child)]
    readable = [fact for fact in asked if reader.may_read(fact, sayings.get(fact.name, []))]
    shown = [_line(fact, child, reader, sayings.get(fact.name, [])) for fact in readable]
    lines = [line for line in shown if line.value or line.others or is_asked(line.field, child)]
    notes = Counter(line.note for line in lines if line.note)
    source = notes.most_common(1)[0][0] if notes else ""
    return BlockShown(block, [_quiet(line, source) for line in lines], source, hidden=not readable)


def _is_vague(child: Child) -> bool:
    """Whether the birth date is known only to month or year."""
    return child.birth_precision not in ("", DatePrecision.DAY)


def _line(fact: FactField, child: Child, reader: Reader, said: list[Said]) -> Line:
    present = fact.text_of(value_in(child, fact))
    backing = next((one for one in said if one.value == present), None)
    otherwise = [one for one in said if one.value != present and one.value]
    if Facet.HEALTH not in reader.facets and fact.facet is Facet.HEALTH:
        otherwise = []
    return Line(
        fact.name,
        str(fact.label),
        reader.words(fact, present),
        fact.name in MASKS and bool(present),
        backing.note if backing and present else "",
        tuple(
            _("{source} says {value}").format(source=one.note, value=reader.words(fact, one.value)) for one in otherwise
        ),
    )


def _quiet(line: Line, source: str) -> Line:
    """Without the note that its block bears already."""
    return line if line.note != source else Line(line.field, line.label, line.value, line.masked, "", line.others)
