"""From settled rows to the register: which word of which row stands, for files to be founded and files that stand.

What a row says is worked out in interpret.py, whose word counts in survivorship.py; writing is done by children/bulk.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from xiangban.census.interpret import Said, interpret
from xiangban.census.places import Places
from xiangban.census.schools import Schools
from xiangban.census.staging import StagedRow
from xiangban.census.standing import StandingFile
from xiangban.census.survivorship import has_first_word, order
from xiangban.children.bulk import Founding, KnownPerson, SharedPerson, SourceRow, Update
from xiangban.children.codes import DatePrecision
from xiangban.children.facts import FACTS, Facts, FactValue
from xiangban.children.family import Relative
from xiangban.lib.resident_id import sure_birth

# What goes with another fact and never stands without it.
WITH: dict[str, str] = {"birth_precision": "birth_date", "id_kind": "id_number", "no_id_reason": "id_number"}
PRECISION: dict[FactValue, int] = {DatePrecision.DAY: 0, DatePrecision.MONTH: 1, DatePrecision.YEAR: 2}
Sources = Mapping[tuple[int, str], int]  # file and sheet → key of the Source


@dataclass
class Outcome:
    """What rows mean for a file that stands: what they change, and what they say otherwise without changing it."""

    update: Update
    changed: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Settling:
    """What all files of one import share: where its rows' sources are, its places, how far founded files go."""

    place_code: int
    places: Places
    schools: Schools
    sources: Sources
    moves: Sequence[str] = ()


def foundings(clusters: Iterable[Sequence[StagedRow]], settling: Settling) -> Iterator[Founding]:
    """A new file for each child of the import, in its order."""
    for cluster in clusters:
        rows = _distinct(cluster)
        said = [interpret(row.values, settling.places, settling.schools) for row in rows]
        stands = _standing(rows, said)
        _together_with_number(stands, said)
        written: list[dict[str, FactValue]] = [{} for _row in rows]
        for name, at in stands.items():
            if name in said[at].facts:
                written[at][name] = said[at].facts[name]
        sources = _source_rows(rows, said, written, _family(rows, said), settling)
        yield Founding(settling.place_code, moves=settling.moves, rows=sources)


def outcome(file: StandingFile, rows: Sequence[StagedRow], settling: Settling) -> Outcome:
    """What the rows mean for one standing file: empty facts are filled, others change by the first word alone."""
    rows = _distinct(rows)
    said = [interpret(row.values, settling.places, settling.schools) for row in rows]
    stands = _standing(rows, said)
    _together_with_number(stands, said)
    found = Outcome(Update(file.child_id, []))
    written: list[dict[str, FactValue]] = [{} for _row in rows]
    for name, at in stands.items():
        value = said[at].facts.get(name)
        if value is None or _same(name, value, file.facts):
            continue
        if not file.facts.get(name) or _may_replace(name, rows[at].agency, file):
            written[at][name] = value
            found.changed.append(name)
        elif name not in WITH:
            found.conflicts.append(name)
    family = [(at, known) for at, one in _family(rows, said) if (known := _joined(one, file)) is not None]
    found.changed += [f"kin.{relative.kinship}" for _at, relative in family]
    found.update = Update(file.child_id, _source_rows(rows, said, written, family, settling))
    return found


def _distinct(rows: Sequence[StagedRow]) -> Sequence[StagedRow]:
    """The rows without those that repeat another word for word: a file hears it once."""
    if len(rows) == 1:
        return rows
    return list({row.digest or id(row): row for row in reversed(rows)}.values())[::-1]


def _source_rows(
    rows: Sequence[StagedRow],
    said: Sequence[Said],
    written: Sequence[Facts],
    family: Sequence[tuple[int, Relative]],
    settling: Settling,
) -> list[SourceRow]:
    return [
        SourceRow(
            settling.sources.get((row.file_id, row.sheet), 0),
            row.row,
            written[at],
            {name: value for name, value in one.facts.items() if name not in written[at]} | one.unsettled,
            [relative for nth, relative in family if nth == at],
        )
        for at, (row, one) in enumerate(zip(rows, said, strict=True))
    ]


def _standing(rows: Sequence[StagedRow], said: Sequence[Said]) -> dict[str, int]:
    """For each fact the row whose word stands."""
    agencies = tuple([row.agency for row in rows])
    stands: dict[str, int] = {}
    for name in dict.fromkeys([name for one in said for name in one.facts]):
        if name in WITH:
            continue
        places: Iterable[int] = order(name, agencies)
        if name == "birth_date":
            places = sorted(places, key=lambda at: _vague(said[at]))
        for at in places:
            if name in said[at].facts:
                stands[name] = at
                break
    return stands


def _vague(said: Said) -> int:
    """How far a birth date is from being known to the day."""
    return PRECISION.get(said.facts.get("birth_precision"), 0)


def _together_with_number(stands: dict[str, int], said: Sequence[Said]) -> None:
    """Facts that belong to another come from the same row; a reason for no number only where nobody has one."""
    for name, main in WITH.items():
        at = stands.get(main)
        if at is not None and name in said[at].facts:
            stands[name] = at
    if "id_number" not in stands:
        for at, one in enumerate(said):
            if "no_id_reason" in one.facts:
                stands["no_id_reason"] = stands["id_kind"] = at
                break


def _same(name: str, value: FactValue, facts: Mapping[str, FactValue]) -> bool:
    return FACTS[name].text_of(value) == FACTS[name].text_of(facts.get(name))


def _may_replace(name: str, agency: str, file: StandingFile) -> bool:
    """The agency that answers for a fact replaces it, unless a person wrote it by hand."""
    return has_first_word(WITH.get(name, name), agency) and name not in file.by_hand


def _family(rows: Sequence[StagedRow], said: Sequence[Said]) -> list[tuple[int, Relative]]:
    """Each relative once: whose word counts names the person, the others add what is missing."""
    agencies = tuple([row.agency for row in rows])
    found = []
    for kinship in dict.fromkeys([kinship for one in said for kinship in one.family]):
        words = [at for at in order(f"kin.{kinship}", agencies) if kinship in said[at].family]
        relatives = [said[at].family[kinship] for at in words]
        found.append((words[0], _filled(relatives[0], relatives[1:])))
    return found


def _filled(first: Relative, others: Sequence[Relative]) -> Relative:
    facts, carer, name = first.facts, first.carer, first.name
    for other in others:
        if other.name == name:
            facts = {fact: facts.get(fact) or value for fact, value in (dict(other.facts) | dict(facts)).items()}
            carer = carer or other.carer
    person = _shared(name, str(facts.get("id_number") or ""), str(facts.get("phone") or ""), first.kinship)
    return Relative(first.kinship, facts, first.guardian, carer, person=person)


def _shared(name: str, number: str, phone: str, kinship: str) -> SharedPerson | None:
    """One grandmother of several wards is one person: by name and number or phone; by a sure number in any spelling."""
    identities: list[tuple[str, ...]] = [(name, told) for told in (number, phone) if told]
    if number and _is_sure(number):
        identities.append((number, name[:1], kinship))  # never a father and a mother with one number
    return tuple(identities) or None


@lru_cache(maxsize=20_000)
def _is_sure(number: str) -> bool:
    return sure_birth(number) is not None


def _joined(relative: Relative, file: StandingFile) -> Relative | None:
    """The relative as one the file knows; None when nothing is to be added to who stands there."""
    known = file.kin.get(relative.kinship)
    if known is None:
        return relative
    if known.name != relative.name:
        return None
    fresh = {name: value for name, value in relative.facts.items() if value and not known.facts.get(name)}
    if not fresh:
        return None
    return Relative(
        relative.kinship, relative.facts, relative.guardian, relative.carer, person=KnownPerson(known.person_id)
    )
