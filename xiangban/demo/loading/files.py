"""The children's files: what the generator made of each child, as facts, family and moves of the register.

Writing them is children/bulk.py.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from xiangban.children.bulk import Founding
from xiangban.children.codes import DatePrecision, ExitReason
from xiangban.children.facts import FACTS, FactValue
from xiangban.children.family import PERSON_FACTS, PersonValue, Relative
from xiangban.children.models import Source, SourceKind
from xiangban.demo.agencies import COMMITTEE, SCHOOL
from xiangban.demo.city import township_code
from xiangban.demo.dice import Dice
from xiangban.demo.kin import FATHER, MOTHER
from xiangban.demo.loading.network import AT_A_TIME, Network
from xiangban.demo.population import Child, Family, Person, Population
from xiangban.demo.shares import REFERENCE_DATE
from xiangban.territories.models import Territory
from xiangban.territories.rules import Level

FORM = "农村留守儿童基本情况登记表"
RECEIVED = date(2026, 8, 17)  # the sweep of the last two weeks of August
SHARE_OLDER, SHARE_LEAVING = 0.13, 0.002
ON_REGISTER = ("submit", "review", "register")
LEAVING = (ExitReason.PARENT_BACK.value, ExitReason.MIGRATED.value, ExitReason.HUKOU_MOVED.value)
UNDER_WAY = ((), (), (), ("submit",), ("submit",), ("submit",), ("submit", "review"), ("submit", "review"))
# What is not collected yet in files under way, by how many steps they have gone, so that the pages have gaps to name.
NOT_YET_ASKED: dict[int, tuple[str, ...]] = {
    0: ("guardianship_rating", "aid_measures", "support_recommendations", "consent_state", "consent_on"),
    1: ("consent_state", "consent_on"),
}
_FACT_NAMES = [each.name for each in fields(Child) if each.name in FACTS]


class Files:
    """The foundings of a population, in the order of its children."""

    def __init__(self, population: Population, network: Network, township: int) -> None:
        self._population, self._network = population, network
        self._dice = Dice(population.seed, "files")
        self._sources = _write_sources(network)
        self._under_way = _under_way(population, township)

    def foundings(self) -> Iterator[Founding]:
        """One founding for every child."""
        for family in self._population.families:
            relatives = _relatives(self._population, family)
            for child in family.children:
                yield self._founding(family, child, relatives)

    def _founding(self, family: Family, child: Child, relatives: list[Relative]) -> Founding:
        at = self._founded_at(child)
        leaving = self._dice.chance(SHARE_LEAVING)
        moves = self._under_way.get(child.key, (*ON_REGISTER, "propose_exit") if leaving else ON_REGISTER)
        reason = self._dice.pick(LEAVING) if moves[-1:] == ("propose_exit",) else ""
        return Founding(
            place_code=township_code(family.village),
            facts=self._facts(child, moves),
            source_id=self._sources[family.village].pk,
            family=relatives,
            moves=moves,
            at=at,
            exit_reason=reason,
            exit_on=at.date() if reason else None,
        )

    def _facts(self, child: Child, moves: Sequence[str]) -> dict[str, FactValue]:
        facts: dict[str, FactValue] = {}
        for name in (name for name in _FACT_NAMES if name not in NOT_YET_ASKED.get(len(moves), ())):
            value = getattr(child, name)
            facts[name] = ",".join(value) if isinstance(value, tuple) else value
        if child.school is not None:
            facts["school"] = self._network.agencies[f"{SCHOOL}:{child.school}"].pk
        return facts

    def _founded_at(self, child: Child) -> datetime:
        """In office hours of the August sweep, or some months before; never before the child was born."""
        dice = self._dice
        day = RECEIVED + timedelta(days=dice.between(1, 14))
        if dice.chance(SHARE_OLDER):
            day = RECEIVED - timedelta(days=dice.between(10, 100))
        day = min(REFERENCE_DATE, max(day, child.birth_date + timedelta(days=1)))
        return timezone.make_aware(datetime.combine(day, time(dice.between(9, 17), dice.below(60))))


def _write_sources(network: Network) -> dict[int, Source]:
    """The forms of the August sweep, one bundle for each village's committee."""
    villages = [place for place in network.places.values() if place.level == Level.VILLAGE]
    sources = {place.code: _source(network, place) for place in villages}
    Source.objects.bulk_create(sources.values(), batch_size=AT_A_TIME)
    return sources


def _source(network: Network, village: Territory) -> Source:
    committee = network.agencies[f"{COMMITTEE}:{village.code}"]
    return Source(agency=committee, kind=SourceKind.FORM, title=FORM, received_on=RECEIVED)


def _under_way(population: Population, township: int) -> Mapping[int, tuple[str, ...]]:
    """A handful of files of the demo's township that are still drafts, submitted or reviewed."""
    near = [child.key for child in _newest(population.children) if township_code(child.living_code or 0) == township]
    return dict(zip(near, UNDER_WAY, strict=False))


def _newest(children: Iterable[Child]) -> list[Child]:
    return sorted(children, key=lambda child: child.birth_date, reverse=True)


def _relatives(population: Population, family: Family) -> list[Relative]:
    """Parents, guardians in law, and grandparents; the carer in fact with the distance from the child's house."""
    return [
        Relative(
            kinship,
            _facts_of(person),
            guardian=kinship in (FATHER, MOTHER),
            carer=carer,
            distance_km=family.carer_distance_km if carer else None,
            person=person.key,
        )
        for kinship, person, carer in population.kin_of(family)
    ]


def _facts_of(person: Person) -> dict[str, PersonValue]:
    facts: dict[str, PersonValue] = {}
    for name in PERSON_FACTS:
        value = getattr(person, name, "")
        facts[name] = ",".join(value) if isinstance(value, tuple) else value
    facts["birth_precision"] = DatePrecision.DAY.value if person.birth_date else ""
    return facts
