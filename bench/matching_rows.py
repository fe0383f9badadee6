"""What three agencies wrote down of invented people: columns with canonical names, errors by rates, and the truth.

Fast enough for the country. The rosters of the product's own generator are in xiangban/demo/rosters.
"""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from bench.matching_people import Generator, Ints, People, Texts, check_digits, phone_numbers
from xiangban.lib.chinese_text import SIMPLIFIED_FILE, readings
from xiangban.matching.lunar import lunar_of_solar
from xiangban.matching.rows import Roster


@dataclass(frozen=True)
class Rates:
    """Shares of rows with each error, and which columns the agency has."""

    agency: str
    covers: float
    number_missing: float
    village_missing: float = 0.0
    number_mistyped: float = 0.004
    number_of_sibling: float = 0.003
    number_cut: float = 0.003
    homophone: float = 0.015
    other_character: float = 0.006
    traditional: float = 0.004
    nickname: float = 0.003
    unreadable: float = 0.003
    mothers_surname: float = 0.006
    lunar: float = 0.015
    month_only: float = 0.01
    year_off: float = 0.008
    swapped_date: float = 0.005
    sex_wrong: float = 0.004
    moved: float = 0.03
    swapped_columns: float = 0.002
    phone_changed: float = 0.12
    relative_missing: float = 0.08
    relative_wrong: float = 0.03
    other_guardian: float = 0.05
    twice: float = 0.004
    columns: tuple[str, ...] = ("guardian", "father", "mother")

    def times(self, factor: float) -> "Rates":
        """The same agency with every error so many times as frequent; coverage and columns stay."""
        kept = {"agency", "covers", "columns", "village_missing"}
        scaled = {name: min(value * factor, 0.5) for name, value in self.__dict__.items() if name not in kept}
        return replace(self, **scaled)


USUAL = (
    Rates("education", 0.68, 0.04, 0.30, homophone=0.01, lunar=0.004, columns=("guardian", "father")),
    Rates("police", 0.91, 0.003, 0.0, homophone=0.004, nickname=0.0005, other_character=0.002, lunar=0.01,
          number_mistyped=0.001, number_cut=0.0, number_of_sibling=0.0005, phone_changed=0.25,
          columns=("father", "mother")),
    Rates("villages", 0.90, 0.18, 0.0, homophone=0.045, nickname=0.02, other_character=0.012, lunar=0.06,
          month_only=0.04, year_off=0.012, number_mistyped=0.012, number_of_sibling=0.006, number_cut=0.008,
          columns=("guardian", "father", "mother")),
)  # fmt: skip

SPARSE = tuple(
    replace(agency, phone_changed=0.35, relative_missing=0.2, relative_wrong=0.06, other_guardian=0.35, columns=columns)
    for agency, columns in zip(USUAL, (("guardian",), ("father",), ("guardian", "mother")), strict=True)
)
"""Agencies that know little of the family: the harder half of what the default model is taught on."""


def observe(people: People, rates: Rates, random: Generator) -> tuple[dict[str, Texts], Ints]:
    """The agency's rows in its own order, and for each the child it speaks of."""
    seen = np.flatnonzero(random.random(len(people.name)) < rates.covers)
    seen = np.r_[seen, seen[random.random(len(seen)) < rates.twice]]
    child = random.permutation(seen)
    columns = {
        "child_name": _names(people, child, rates, random),
        "sex": np.where(random.random(len(child)) < rates.sex_wrong, 3 - people.sex[child], people.sex[child]).astype(
            str
        ),
        "birth_date": _births(people, child, rates, random),
        "id_number": _numbers(people, child, rates, random),
        **_places(people, child, rates, random),
        **_relatives(people, child, rates, random),
    }
    swapped = random.random(len(child)) < rates.swapped_columns
    other = "guardian_name" if "guardian_name" in columns else "father_name"
    name, relative = columns["child_name"].astype("U12"), columns[other].astype("U12")
    columns["child_name"], columns[other] = np.where(swapped, relative, name), np.where(swapped, name, relative)
    return columns, child


def make_rosters(
    people: People, seed: int, rates: tuple[Rates, ...] = USUAL, numbers: bool = True
) -> tuple[list[Roster], Ints]:
    """The agencies' rosters and the truth in the order of the rosters."""
    rosters, truth = [], []
    for at, agency in enumerate(rates):
        columns, child = observe(people, agency, np.random.default_rng([seed, at, 2]))
        if not numbers:
            columns["id_number"] = np.zeros(len(child), dtype="U1")
        rosters.append(Roster(agency.agency, {name: column.tolist() for name, column in columns.items()}))
        truth.append(child)
    return rosters, np.concatenate(truth)


@cache
def homophones() -> dict[str, str]:
    """Characters of the first level of GB 2312 by each character's first reading."""
    level = [bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFF)]
    sounds: dict[str, str] = {}
    for char in level:
        for reading in readings(char)[:1]:
            sounds[reading] = sounds.get(reading, "") + char
    return {char: sounds[readings(char)[0]].replace(char, "") for char in level if readings(char)}


@cache
def traditional() -> dict[str, str]:
    """A traditional form of each simplified character that has one."""
    old, new = SIMPLIFIED_FILE.read_text(encoding="utf-8").splitlines()
    return dict(zip(new, old, strict=True))


def _some(random: Generator, count: int, rate: float) -> list[int]:
    return np.flatnonzero(random.random(count) < rate).tolist()


def _names(people: People, child: Ints, rates: Rates, random: Generator) -> Texts:
    name: list[str] = people.name[child].tolist()
    mother = people.mother_surname[child]
    count = len(name)
    for at in _some(random, count, rates.mothers_surname):
        name[at] = str(mother[at]) + name[at][1:]
    for at in _some(random, count, rates.homophone):
        place = int(random.integers(1 if random.random() < 0.85 else 0, len(name[at]))) if len(name[at]) > 1 else 0
        others = homophones().get(name[at][place], "")
        if others:
            name[at] = name[at][:place] + others[int(random.integers(len(others)))] + name[at][place + 1 :]
    level = list(homophones())
    for at in _some(random, count, rates.other_character):
        place = int(random.integers(1, len(name[at]))) if len(name[at]) > 1 else 0
        name[at] = name[at][:place] + level[int(random.integers(len(level)))] + name[at][place + 1 :]
    for at in _some(random, count, rates.traditional):
        name[at] = "".join(traditional().get(char, char) for char in name[at])
    for at in _some(random, count, rates.unreadable):
        name[at] = name[at][:-1] + "□?*某"[int(random.integers(4))]
    for at in _some(random, count, rates.nickname):
        last = name[at][-1]
        name[at] = (f"小{last}", last + last, f"{name[at][0]}小{last}", f"阿{last}")[int(random.integers(4))]
    return np.array(name)


def _births(people: People, child: Ints, rates: Rates, random: Generator) -> Texts:
    born = people.birth[child].astype("datetime64[D]")
    written = born.astype(str)
    count = len(written)
    lunar = np.array(_some(random, count, rates.lunar), dtype=int)
    written[lunar] = lunar_of_solar(born[lunar].astype(np.int64))
    for at in _some(random, count, rates.year_off):
        written[at] = f"{int(written[at][:4]) + random.choice([-1, 1])}{written[at][4:]}"
    for at in _some(random, count, rates.swapped_date):
        if written[at][8:] <= "12":
            written[at] = f"{written[at][:4]}-{written[at][8:]}-{written[at][5:7]}"
    for at in _some(random, count, rates.month_only):
        written[at] = written[at][:7]
    return written


def _numbers(people: People, child: Ints, rates: Rates, random: Generator) -> Texts:
    number = people.number[child]
    count = len(number)
    family = people.family
    for at in _some(random, count, rates.number_of_sibling):
        here = child[at]
        other = here + 1 if here + 1 < len(family) and family[here + 1] == family[here] else here - 1
        if other >= 0 and family[other] == family[here]:
            number[at] = people.number[other]
    for at in _some(random, count, rates.number_cut):
        number[at] = number[at][:15] + "000"
    for at in _some(random, count, rates.number_mistyped):
        place = int(random.integers(6, 18))
        if random.random() < 0.3 and place < 17:
            number[at] = number[at][:place] + number[at][place + 1] + number[at][place] + number[at][place + 2 :]
        else:
            number[at] = number[at][:place] + str(random.integers(10)) + number[at][place + 1 :]
    number[random.random(count) < rates.number_missing] = ""
    return number


def _places(people: People, child: Ints, rates: Rates, random: Generator) -> dict[str, Texts]:
    village = people.village[child]
    moved = random.random(len(child)) < rates.moved
    near = np.clip(village + random.integers(-12, 13, len(child)), 0, len(people.town_of) - 1)
    village = np.where(moved, near, village)
    town = people.town_of[village]
    hidden = random.random(len(child)) < rates.village_missing
    return {
        "county": people.places["county"][people.county_of[town]],
        "town": people.places["town"][town],
        "village": np.where(hidden, "", people.places["village"][village]),
    }


def _relatives(people: People, child: Ints, rates: Rates, random: Generator) -> dict[str, Texts]:
    columns: dict[str, Texts] = {}
    count = len(child)
    for who in rates.columns:
        name, phone = people.persons[who][child].astype("U4"), people.phones[who][child]
        for at in _some(random, count, rates.relative_wrong):
            others = homophones().get(name[at][-1], "")
            name[at] = name[at][:-1] + (others[int(random.integers(len(others)))] if others else "华")
        other = random.random(count) < rates.other_guardian * (who == "guardian")
        name = np.where(other, people.persons["mother"][child], name)
        phone = np.where(other, people.phones["mother"][child], phone)
        changed = random.random(count) < rates.phone_changed
        phone = np.where(changed, phone_numbers(random, count), phone)
        columns[f"{who}_name"] = np.where(random.random(count) < rates.relative_missing, "", name)
        columns[f"{who}_phone"] = np.where(random.random(count) < rates.relative_missing * 2, "", phone)
    return columns


__all__ = ["SPARSE", "USUAL", "Rates", "check_digits", "make_rosters", "observe"]
