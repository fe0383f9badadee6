"""Deals the errors of rates.toml to an agency's rows: each kind to exactly its share, in one fixed order.

What a name or a date becomes is in names.py and dates.py; which places exist beside the city's, here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from xiangban.demo.city import TOWNSHIP_STEP, county_code, township_code
from xiangban.demo.dice import Dice
from xiangban.demo.kin import FATHER, MOTHER, surname_of
from xiangban.demo.names import DOT
from xiangban.demo.numbers import MOBILE_PREFIX
from xiangban.demo.rosters import dates, names
from xiangban.demo.rosters.observed import Facts, ObservedRow, name_guardian
from xiangban.demo.rosters.rates import Rates
from xiangban.demo.words import words

FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
OTHER_CITY, OTHER_CITY_PREFIX = "霁原市", "9902"  # invented like the rest
OTHER_COUNTIES = words("云砚县 霜葭县 岚榧县 澄棠县")
SHARE_SAME_TOWN = 0.4
SHARE_SWAPPED_DIGITS = 0.3
READABLE_DIGITS = 6  # of a number a spreadsheet shows as 9.90106E+17
KEPT_DIGITS = 15  # of a number a spreadsheet keeps
ADULTS = ("guardian_name", "father_name", "mother_name", "parent1_name", "parent2_name")
PHONES = ("guardian_phone", "contact_phone", "father_phone", "mother_phone", "parent1_phone", "parent2_phone")
DOTS = "•.．‧・"
PARENTS = (("father", "mother"), ("parent1", "parent2"))


@dataclass(frozen=True)
class Chance:
    """What a slip may use: its own dice and the facts."""

    dice: Dice
    facts: Facts


Slip = Callable[[Chance, ObservedRow], bool]


def deal_errors(facts: Facts, rows: list[ObservedRow], rates: Rates, seed: int) -> None:
    """Spoil the rows of one agency in place."""
    agency = rows[0].agency if rows else ""
    for error, slip in SLIPS.items():
        chance = Chance(Dice(seed, f"rosters-{agency}-{error}"), facts)
        wanted = whole(chance.dice, rates.share(error, agency) * len(rows)) if rows else 0
        wanted -= sum(row.values["id_number"] == "" for row in rows) if error == "number_missing" else 0
        _deal(chance, slip, list(rows) if wanted > 0 else [], wanted)


def whole(dice: Dice, exact: float) -> int:
    """One of the two whole numbers beside the exact one, so that it is right on average."""
    return int(exact) + dice.chance(exact % 1)


def _deal(chance: Chance, slip: Slip, rows: list[ObservedRow], wanted: int) -> None:
    chance.dice.shuffle(rows)
    for row in rows:
        if wanted <= 0:
            return
        wanted -= slip(chance, row)


def _moved_village(chance: Chance, row: ObservedRow) -> bool:
    """Where the child lives when that is elsewhere, else another village of the town or of the county."""
    facts, dice, home = chance.facts, chance.dice, chance.facts.family_of(row).village
    living = facts.child_of(row).living_code or home
    if living != home and living % TOWNSHIP_STEP:
        near = [living]
    elif dice.chance(SHARE_SAME_TOWN):
        near = [code for code in facts.villages_of[township_code(home)] if code != home]
    else:
        near = facts.villages_of[county_code(home)]
    village = dice.pick(near) if near else home
    facts.settle(row, village, f"{dice.between(1, 12)}组{dice.between(1, 160)}号")
    return village != home


def _town_only(chance: Chance, row: ObservedRow) -> bool:
    values = row.values
    if not values["village"]:
        return False
    upto_town = values["county"] + values["town"]
    for field in ("home_address", "hukou_place"):
        if field in values:
            values[field] = f"{values[field][:9]}000" if values[field].isdigit() else upto_town
    values["village"] = ""
    values["village_group"] = ""
    return True


def _other_city(chance: Chance, row: ObservedRow) -> bool:
    """A place of another city in every place field, its code too."""
    values, dice = row.values, chance.dice
    elsewhere = dice.pick(chance.facts.population.families).village
    county = dice.pick(OTHER_COUNTIES)
    chance.facts.settle(row, elsewhere, chance.facts.family_of(row).house)
    own = values["county"]
    for field in ("home_address", "hukou_place"):
        if field in values:
            text = values[field]
            values[field] = OTHER_CITY_PREFIX + text[4:] if text.isdigit() else OTHER_CITY + text.replace(own, county)
    values["city"], values["county"] = OTHER_CITY, county
    return True


def _guardian_is_parent(chance: Chance, row: ObservedRow) -> bool:
    if "guardian_name" not in row.values:
        return False
    kinship = FATHER if chance.dice.chance(0.55) else MOTHER
    name_guardian(row, chance.facts.family_of(row).kin[kinship], kinship)
    return True


def _phones_left_out(chance: Chance, row: ObservedRow) -> bool:
    """Of all phones only the guardian's, where the agency asks for one."""
    left = [field for field in PHONES if field != "guardian_phone" and row.values.get(field)]
    for field in left:
        row.values[field] = ""
    return bool(left)


def _phone_changed(chance: Chance, row: ObservedRow) -> bool:
    """Every phone of the row is another: the family changed them since, or before."""
    known = [field for field in PHONES if row.values.get(field)]
    new: dict[str, str] = {}
    for field in known:
        old = row.values[field]
        if old not in new:
            new[old] = f"{MOBILE_PREFIX}{chance.dice.below(10_000_000):07d}"
        row.values[field] = new[old]
    return bool(known)


def _adult_homophone(chance: Chance, row: ObservedRow) -> bool:
    fields = [field for field in ADULTS if row.values.get(field)]
    if not fields:
        return False
    field = chance.dice.pick(fields)
    written = names.homophone(chance.dice, row.values[field])
    row.values[field] = written or row.values[field]
    return bool(written)


def _parent_left_out(chance: Chance, row: ObservedRow) -> bool:
    values = row.values
    group = chance.dice.pick(next(pair for pair in PARENTS if f"{pair[0]}_name" in values))
    if not values[f"{group}_name"]:
        return False
    for fact in ("name", "id", "phone", "relation", "workplace"):
        if f"{group}_{fact}" in values:
            values[f"{group}_{fact}"] = ""
    return True


def _sex_wrong(chance: Chance, row: ObservedRow) -> bool:
    row.values["sex"] = "2" if row.values["sex"] == "1" else "1"
    return True


def _mothers_surname(chance: Chance, row: ObservedRow) -> bool:
    mother = chance.facts.family_of(row).kin[MOTHER]
    surname, given = names.split_name(row.values["child_name"])
    if DOT in row.values["child_name"] or DOT in mother.name or surname == surname_of(mother):
        return False
    row.values["child_name"] = surname_of(mother) + given
    return True


def _of_name(change: Callable[[Dice, str], str]) -> Slip:
    """A slip of the child's name that has none yet."""

    def slip(chance: Chance, row: ObservedRow) -> bool:
        name = row.values["child_name"]
        written = change(chance.dice, name) if name == chance.facts.child_of(row).name else ""
        row.values["child_name"] = written or name
        return bool(written)

    return slip


def _of_date(change: Callable[[Dice, str], str]) -> Slip:
    """A slip of a birth date that has none yet."""

    def slip(chance: Chance, row: ObservedRow) -> bool:
        born = chance.facts.child_of(row).birth_date.isoformat()
        written = change(chance.dice, born) if row.values["birth_date"] == born else ""
        row.values["birth_date"] = written or row.values["birth_date"]
        return bool(written)

    return slip


def _lunar_said(chance: Chance, row: ObservedRow) -> bool:
    """Of the lunar dates, some are said to be lunar."""
    born = chance.facts.child_of(row).birth_date.isoformat()
    if row.values["birth_date"] == born or row.values["birth_date"] != dates.lunar_date(chance.dice, born):
        return False
    row.values["birth_date"] = dates.said_lunar(born)
    return True


def _number_missing(chance: Chance, row: ObservedRow) -> bool:
    had = row.values["id_number"] != ""
    row.values["id_number"] = ""
    return had


def _number_as_power(chance: Chance, row: ObservedRow) -> bool:
    """Of the missing numbers, some are what a spreadsheet shows of them."""
    number = chance.facts.numbers[row.child]
    if row.values["id_number"] or not number or row.written.get("id_number"):
        return False
    digits = number[:READABLE_DIGITS]
    row.written["id_number"] = f"{digits[0]}.{digits[1:]}E+17"
    row.values["id_prefix"] = digits
    return True


def _number_of_sibling(chance: Chance, row: ObservedRow) -> bool:
    own = chance.facts.numbers[row.child]
    siblings = [chance.facts.numbers[child.key] for child in chance.facts.family_of(row).children]
    others = [number for number in siblings if number and number != own]
    return bool(others) and _change_number(chance, row, chance.dice.pick(others) if others else "")


def _number_mistyped(chance: Chance, row: ObservedRow) -> bool:
    """A digit wrong, or two neighbours changed, behind the district code."""
    number, dice = chance.facts.numbers[row.child], chance.dice
    if not number:
        return False
    at = dice.between(6, 15)
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    other = str((int(number[at]) + dice.between(1, 9)) % 10)
    wrong = swapped if dice.chance(SHARE_SWAPPED_DIGITS) else number[:at] + other + number[at + 1 :]
    return wrong != number and _change_number(chance, row, wrong)


def _number_cut(chance: Chance, row: ObservedRow) -> bool:
    return _change_number(chance, row, chance.facts.numbers[row.child][:KEPT_DIGITS] + "000")


def _change_number(chance: Chance, row: ObservedRow, wrong: str) -> bool:
    """Write the wrong number unless the right one is already spoilt or missing."""
    right = chance.facts.numbers[row.child]
    if not right or row.values["id_number"] != right:
        return False
    row.values["id_number"] = wrong
    return True


def _of_writing(change: Callable[[str], str]) -> Slip:
    """A habit of writing numbers that loses nothing."""

    def slip(chance: Chance, row: ObservedRow) -> bool:
        if not row.values["id_number"] or "id_number" in row.written:
            return False
        row.written["id_number"] = change(row.values["id_number"])
        return True

    return slip


def _dot_otherwise(chance: Chance, row: ObservedRow) -> bool:
    """Another sign for the middle dot of a name."""
    name = row.values["child_name"]
    if DOT not in name:
        return False
    row.written["child_name"] = name.replace(DOT, chance.dice.pick(DOTS))
    return True


def _name_and_guardian_swapped(chance: Chance, row: ObservedRow) -> bool:
    """The child's name stands under the guardian, or under the householder where there is none."""
    adult = next((f for f in ("guardian_name", "father_name", "parent1_name") if row.values.get(f)), "")
    if not adult or row.values[adult] == row.values["child_name"]:
        return False
    row.values["child_name"], row.values[adult] = row.values[adult], row.values["child_name"]
    return True


SLIPS: dict[str, Slip] = {
    "moved_village": _moved_village,
    "other_city": _other_city,
    "town_only": _town_only,
    "guardian_is_parent": _guardian_is_parent,
    "parent_left_out": _parent_left_out,
    "phones_left_out": _phones_left_out,
    "phone_changed": _phone_changed,
    "adult_homophone": _adult_homophone,
    "sex_wrong": _sex_wrong,
    "mothers_surname": _mothers_surname,
    "nickname": _of_name(names.nickname),
    "homophone": _of_name(names.homophone),
    "look_alike": _of_name(names.look_alike),
    "unreadable_last": _of_name(names.unreadable_last),
    "traditional": _of_name(names.traditional),
    "lunar_date": _of_date(dates.lunar_date),
    "lunar_said": _lunar_said,
    "month_only": _of_date(dates.month_only),
    "year_off": _of_date(dates.year_off),
    "day_month_swapped": _of_date(dates.day_month_swapped),
    "number_missing": _number_missing,
    "number_as_power": _number_as_power,
    "number_of_sibling": _number_of_sibling,
    "number_mistyped": _number_mistyped,
    "number_cut": _number_cut,
    "name_and_guardian_swapped": _name_and_guardian_swapped,
    "dot_otherwise": _dot_otherwise,
    "number_full_width": _of_writing(lambda number: number.translate(FULL_WIDTH)),
    "number_quoted": _of_writing(lambda number: f"'{number}"),
}
