"""The names of the children: of their birth years, shared among siblings, and now and then the neighbour child's.

Surnames and kin come from kin.py.
"""

from collections import defaultdict

from xiangban.demo.city import township_code
from xiangban.demo.dice import Dice
from xiangban.demo.kin import FATHER, MOTHER, surname_of
from xiangban.demo.names import DOT, UYGHUR, YI, child_given, rare_given, uyghur_name, with_shared_character, yi_name
from xiangban.demo.population import Child, Family

SHARE_MOTHERS_SURNAME = 0.025
SHARE_GENERATION_CHARACTER, SHARE_TWIN_CHARACTER = 0.3, 0.7
SHARE_RARE_CHARACTER = 0.001
SHARE_FORMER_NAME = 0.008
SHARE_NAMESAKES, SHARE_NAMESAKES_SAME_DAY = 0.003, 0.0005


def name_children(dice: Dice, family: Family) -> None:
    """Name every child of the family."""
    if DOT in family.kin[FATHER].name:
        _name_with_dot(dice, family)
        return
    first = family.children[0]
    shared = _shared_character(dice, family)
    for child in family.children:
        rare = dice.chance(SHARE_RARE_CHARACTER)
        given = (rare_given if rare else child_given)(dice, child.sex, child.birth_date.year)
        if shared and not rare:
            given = with_shared_character(given, shared)
        while any(other.name.endswith(given) for other in family.children if other.name):
            given = child_given(dice, child.sex, child.birth_date.year)
        from_mother = child is not first and dice.chance(SHARE_MOTHERS_SURNAME)
        surname = surname_of(family.kin[MOTHER]) if from_mother else family.surname
        child.name = surname + given
        child.ethnicity = family.ethnicity
        if dice.chance(SHARE_FORMER_NAME):
            child.former_name = _former_name(dice, family, child, given)


def add_namesakes(dice: Dice, families: list[Family]) -> None:
    """Let 0.3 % bear the name, 0.05 % the name and birthday, of another child of their sex and township."""
    alike: dict[tuple[int, str, str, int], list[Child]] = defaultdict(list)
    only = [family.children[0] for family in families if len(family.children) == 1]
    homes = {family.key: family for family in families}
    for family in families:
        for child in family.children:
            if DOT not in child.name:
                alike[_likeness(family, child)].append(child)
    count = sum(len(family.children) for family in families)
    dice.shuffle(only)
    wanted, same_day = round(count * SHARE_NAMESAKES), round(count * SHARE_NAMESAKES_SAME_DAY)
    for child in only:
        if wanted == 0:
            return
        others = [other for other in alike[_likeness(homes[child.family], child)] if other.family != child.family]
        if others and DOT not in child.name:
            twin_in_name = dice.pick(others)
            child.name = twin_in_name.name
            wanted -= 1
            if same_day:
                child.birth_date = twin_in_name.birth_date
                same_day -= 1


def _likeness(family: Family, child: Child) -> tuple[int, str, str, int]:
    """What namesakes share: township, surname of the family, sex and age in years."""
    return township_code(family.village), family.surname, child.sex, child.age


def _shared_character(dice: Dice, family: Family) -> str:
    """The generation character of the siblings; empty for most families."""
    if len(family.children) == 1:
        return ""
    oldest, second = family.children[0], family.children[1]
    twins = oldest.birth_date == second.birth_date
    if not dice.chance(SHARE_TWIN_CHARACTER if twins else SHARE_GENERATION_CHARACTER):
        return ""
    return child_given(dice, oldest.sex, oldest.birth_date.year)[0]


def _former_name(dice: Dice, family: Family, child: Child, given: str) -> str:
    """An earlier name: the other parent's surname or another given name."""
    if dice.chance(0.4):
        return surname_of(family.kin[MOTHER]) + given
    return family.surname + child_given(dice, child.sex, child.birth_date.year)


def _name_with_dot(dice: Dice, family: Family) -> None:
    """Names of peoples who write a middle dot: Yi after the family, Uyghur after the father's own name."""
    own = family.kin[FATHER].name.partition(DOT)[0]
    for child in family.children:
        child.ethnicity = family.ethnicity
        while not child.name or any(child.name == other.name for other in family.children if other is not child):
            if family.ethnicity == UYGHUR:
                child.name = uyghur_name(dice, own, child.sex)
            elif family.ethnicity == YI:
                child.name = yi_name(dice, family.surname, child.sex)
