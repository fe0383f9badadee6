"""Parents, grandparents and names: who belongs to whom, and how they are called.

Lineages fill villages, brothers' families share grandparents, siblings share a generation character.
"""

from collections import defaultdict
from datetime import date, timedelta

from xiangban.children.codes import Kinship, Sex, Situation
from xiangban.demo.dice import Dice, Urn
from xiangban.demo.name_tables import COMPOUND_SURNAMES
from xiangban.demo.names import (
    DONG,
    HAN,
    HUI,
    MIAO,
    SURNAMES,
    TUJIA,
    UYGHUR,
    YI,
    adult_given,
    uyghur_given,
    uyghur_name,
    yi_family,
    yi_name,
)
from xiangban.demo.population import Family, Person
from xiangban.demo.shares import REFERENCE_DATE

FATHER, MOTHER = Kinship.FATHER.value, Kinship.MOTHER.value
GRANDFATHER, GRANDMOTHER = Kinship.GRANDFATHER.value, Kinship.GRANDMOTHER.value
PATERNAL = (GRANDFATHER, GRANDMOTHER)
MATERNAL = (Kinship.MATERNAL_GRANDFATHER.value, Kinship.MATERNAL_GRANDMOTHER.value)
MALE, FEMALE = Sex.MALE.value, Sex.FEMALE.value
ETHNICITIES: Urn[str] = Urn(
    {HAN: 0.915, TUJIA: 0.037, MIAO: 0.024, DONG: 0.014, HUI: 0.006, YI: 0.0032, UYGHUR: 0.0008}
)
SHARE_OF_LINEAGES = 0.55
LINEAGE_PLACES: Urn[int] = Urn({0: 0.6, 1: 0.25, 2: 0.15})
SHARE_OF_BROTHERS = 0.16
MOST_WARDS = 5
OLDEST = date(1936, 1, 1)


class Kin:
    """Gives every family its parents and grandparents and keeps the register of persons."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self.persons: list[Person] = []
        self._lineages: dict[int, list[str]] = {}
        self._neighbours: dict[int, list[Family]] = defaultdict(list)

    def settle(self, family: Family) -> None:
        """Choose surname, parents and grandparents; some fathers are brothers of a father in the village."""
        elder = self._brother_family(family)
        if elder is None:
            self._found_line(family)
        else:
            family.surname, family.ethnicity = elder.surname, elder.ethnicity
            family.kin[FATHER] = self._parent(family, MALE, family.surname)
            family.kin |= {kinship: elder.kin[kinship] for kinship in PATERNAL}
        self._add_mother(family)
        self._neighbours[family.village].append(family)

    def adult(self, sex: str, surname: str, ethnicity: str, born: date) -> Person:
        """A new person of that sex, family name and birth date, named as in that year."""
        dice = self._dice
        if ethnicity == UYGHUR:
            name = uyghur_name(dice, uyghur_given(dice, MALE), sex)
        elif ethnicity == YI:
            name = yi_name(dice, surname, sex)
        else:
            name = surname + adult_given(dice, sex, born.year)
        person = Person(len(self.persons) + 1, name, sex, born, ethnicity)
        self.persons.append(person)
        return person

    def born_before(self, younger: date, least: int, spread: int) -> date:
        """A birth date some years before another: at least `least`, usually within `spread` more."""
        years = least + self._dice.roll() * spread * 0.7 + self._dice.roll() * spread * 0.3
        return max(OLDEST, younger - timedelta(days=round(years * 365.25)))

    def _brother_family(self, family: Family) -> Family | None:
        """A family of the village with room for more wards whose father may be this father's brother."""
        elders = self._neighbours[family.village]
        if not elders or not self._dice.chance(SHARE_OF_BROTHERS):
            return None
        elder = self._dice.pick(elders)
        line = [other for other in elders if other.kin[GRANDMOTHER] is elder.kin[GRANDMOTHER]]
        wards = sum(len(other.children) for other in line) + len(family.children)
        return elder if wards <= MOST_WARDS else None

    def _found_line(self, family: Family) -> None:
        family.ethnicity = ETHNICITIES.draw(self._dice)
        family.surname = self._surname(family)
        father = family.kin[FATHER] = self._parent(family, MALE, family.surname)
        self._add_grandparents(family, father, PATERNAL, family.ethnicity)

    def _surname(self, family: Family) -> str:
        dice = self._dice
        if family.ethnicity == YI:
            return yi_family(dice)
        if family.ethnicity == UYGHUR:
            return ""
        if not dice.chance(SHARE_OF_LINEAGES):
            return SURNAMES.draw(dice)
        if family.village not in self._lineages:
            self._lineages[family.village] = [SURNAMES.draw(dice) for _ in range(3)]
        return self._lineages[family.village][LINEAGE_PLACES.draw(dice)]

    def _parent(self, family: Family, sex: str, surname: str) -> Person:
        eldest = min(child.birth_date for child in family.children)
        least, spread = (22, 12) if sex == MALE else (20, 12)
        return self.adult(sex, surname, family.ethnicity, self.born_before(eldest, least, spread))

    def _add_mother(self, family: Family) -> None:
        surname = yi_family(self._dice) if family.ethnicity == YI else SURNAMES.draw(self._dice)
        mother = family.kin[MOTHER] = self._parent(family, FEMALE, surname)
        self._add_grandparents(family, mother, MATERNAL, family.ethnicity)

    def _add_grandparents(self, family: Family, parent: Person, places: tuple[str, str], ethnicity: str) -> None:
        surname = surname_of(parent)
        born = parent.birth_date or OLDEST
        for kinship, sex in zip(places, (MALE, FEMALE), strict=True):
            own = surname if sex == MALE or ethnicity in (YI, UYGHUR) else SURNAMES.draw(self._dice)
            least = 22 if sex == MALE else 20
            person = self.adult(sex, own, ethnicity, self.born_before(born, least, 10))
            if self._dice.chance(_share_dead(person)):
                person.situation = Situation.DEAD.value
                person.birth_date = None
            family.kin[kinship] = person


def surname_of(parent: Person) -> str:
    """The surname of an adult named by this room: the Yi family name, a compound or a single character."""
    if parent.ethnicity == YI:
        return parent.name.partition("·")[0]
    return parent.name[:2] if parent.name[:2] in COMPOUND_SURNAMES else parent.name[:1]


def _share_dead(person: Person) -> float:
    """How likely a grandparent of that age has died: 3 % at 50, 9 % at 65, over half at 85."""
    years = (REFERENCE_DATE - (person.birth_date or OLDEST)).days / 365.25
    share = float(0.03 * 1.086 ** max(0.0, years - 50))
    return min(0.9, share * (1.25 if person.sex == MALE else 0.9))
