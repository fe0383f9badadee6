"""Two files that are one child: who decides, which file stays, what of the other is taken; nothing is written here.

The verbs are in actions/merging.py; which agency's word counts for a fact is known to the census.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from xiangban.children.facts import FACTS, FactValue, value_in
from xiangban.children.family import facts_of
from xiangban.children.models import Child, FactChange, Kin, Merge, MergeState
from xiangban.children.queries import latest_changes
from xiangban.children.rules import ChildState
from xiangban.lib.chinese_text import compact_name
from xiangban.territories.rules import Level, ancestor_code, lowest_common_level

# What goes with another fact and is never taken without it.
GOES_WITH = {"birth_precision": "birth_date", "id_kind": "id_number", "no_id_reason": "id_number"}
OF_ONE_PERSON = ("father", "mother")
STAYS = (ChildState.REGISTERED, ChildState.REVIEWED, ChildState.SUBMITTED, ChildState.DRAFT)

Prefers = Callable[[str, FactChange | None, FactChange | None], bool]  # whether the second word counts before the first


@dataclass(frozen=True)
class Choice:
    """What whoever merges chose: the file that stays, the facts and the ties of kin that come from the other one.

    None leaves the choice to the rule: what stands is kept, what is missing is filled.
    """

    stays: int
    takes: frozenset[str] | None = None
    ties: frozenset[int] | None = None


@dataclass(frozen=True)
class Tie:
    """A relative in the file that goes, and whom the other file has in that place, if anybody."""

    kin: Kin
    rival: Kin | None

    @property
    def fuller(self) -> bool:
        """Whether more is known of the relative of the file that goes."""
        return self.rival is None or _known(self.kin) > _known(self.rival)


def covering(first: int, second: int) -> int | None:
    """The lowest place, from the township up, that covers two codes: who decides; None where no city does."""
    level = lowest_common_level(first, second)
    if level is None or level < Level.CITY:
        return None
    return ancestor_code(first, Level(min(level, Level.TOWNSHIP)))


def staying(one: Child, other: Child) -> tuple[Child, Child]:
    """The file that stays by rule, and the other: the further one on the register stays, of equals the older."""
    first, second = sorted((one, other), key=lambda child: (_rank(child), child.pk))
    return first, second


def takes_of(child: Child, double: Child, prefers: Prefers | None = None) -> frozenset[str]:
    """The facts that come from the file that goes: those the other lacks, and those of which its word counts more."""
    mine, theirs = latest_changes(child), latest_changes(double)
    taken = set()
    for name in FACTS:
        stands, offered = text_in(child, name), text_in(double, name)
        if name in GOES_WITH or not offered or offered == stands:
            continue
        if not stands or (prefers is not None and prefers(name, mine.get(name), theirs.get(name))):
            taken.add(name)
    return with_what_goes(taken)


def with_what_goes(taken: Iterable[str]) -> frozenset[str]:
    """Chosen facts with those that never stand without them."""
    chosen = {name for name in taken if name in FACTS and name not in GOES_WITH}
    return frozenset(chosen | {name for name, main in GOES_WITH.items() if main in chosen})


def ties_of(child: Child, double: Child) -> list[Tie]:
    """The relatives of the file that goes whom the other does not have as these very persons."""
    mine = list(Kin._base_manager.filter(child=child).select_related("person").order_by("pk"))
    persons = {kin.person_id for kin in mine}
    theirs = Kin._base_manager.filter(child=double).select_related("person").order_by("pk")
    return [Tie(kin, _rival(kin, mine)) for kin in theirs if kin.person_id not in persons]


def text_in(child: Child, name: str) -> str:
    """The present value of a fact as changes keep it."""
    value: FactValue = value_in(child, FACTS[name])
    return FACTS[name].text_of(value)


def pair_known(one: Child | int, other: Child | int) -> Merge | None:
    """The newest merge of these two files, whichever of them stays."""
    keys = [child.pk if isinstance(child, Child) else child for child in (one, other)]
    found: Merge | None = Merge._base_manager.filter(child__in=keys, double__in=keys).order_by("-pk").first()
    return found


def merge_of(double: int) -> Merge | None:
    """The merge by which a file went into another one and which stands."""
    rows = Merge._base_manager.filter(double=double, state=MergeState.MERGED)
    found: Merge | None = rows.select_related("child", "decided_by").first()
    return found


def _rank(child: Child) -> int:
    return STAYS.index(ChildState(child.state)) if child.state in STAYS else len(STAYS)


def _rival(kin: Kin, others: Iterable[Kin]) -> Kin | None:
    for other in others:
        same_name = compact_name(other.person.name) == compact_name(kin.person.name)
        if other.kinship == kin.kinship and (same_name or kin.kinship in OF_ONE_PERSON):
            return other
    return None


def _known(kin: Kin) -> int:
    return sum(bool(value) for value in facts_of(kin.person).values())
