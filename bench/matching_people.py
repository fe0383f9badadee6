"""Invented families of a city as arrays, made fast: villages of lineages, siblings, twins, namesakes, numbers, phones.

How agencies write them down is in matching_rows.py. The demo's people are other people (xiangban/demo).
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from xiangban.demo.name_tables import ADULT_COHORTS, CHILD_COHORTS, FIVE_LARGEST, NEXT_NINETY_FIVE, RARE_SURNAMES

Ints = npt.NDArray[np.int64]
Texts = npt.NDArray[np.str_]
Generator = np.random.Generator

COUNTIES, TOWNS, VILLAGES = 8, 96, 1440
CHILDREN = 34_711
FIRST_BIRTH, LAST_BIRTH = np.datetime64("2010-09-01"), np.datetime64("2026-08-31")
WEIGHTS = np.array((7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2))
CHECKS = np.array(list("10X98765432"))
MOST_TRIES = 20
SIBLINGS = (0.60, 0.32, 0.08)
SHARE_TWINS, SHARE_NAMESAKES, SHARE_DOUBLES = 0.03, 0.003, 0.0005
PLACE_FIRST = "石青白黄红龙凤虎马牛羊金银铜铁大小上下东西南北高长新老清双三"
PLACE_SECOND = "桥溪山坡湾坪岭沟塘河泉寨堡坝洞口岩庙林田井滩关树庄台洲潭垭冲"
LONG_SYLLABLES = "阿木吉克日子尔者曲比沙马约布木果古提买买江热孜依沙木艾合玛卓玛扎西尼玛达娃央金才让加措多吉"


@dataclass(frozen=True)
class Names:
    """Characters a population is named from; two populations share no more than the language."""

    surnames: str
    shares: tuple[float, ...]
    first: dict[int, str]
    last: dict[int, str]
    adult: str
    long_names: float = 0.0


def demo_names(long_names: float = 0.0) -> Names:
    """The characters of the demo's tables."""
    surnames = "".join(FIVE_LARGEST) + NEXT_NINETY_FIVE + RARE_SURNAMES
    shares = [7.1, 7.0, 6.7, 5.3, 4.7, *(55 / (rank * 4.2) for rank in range(3, 98)), *([0.06] * len(RARE_SURNAMES))]
    cohort = CHILD_COHORTS[0]
    adults = "".join(dict.fromkeys("".join(c.first["1"] + c.last["2"] + c.last["1"] for c in ADULT_COHORTS)))
    first = {1: cohort.first["1"], 2: cohort.first["2"]}
    return Names(
        surnames, tuple(shares[: len(surnames)]), first, {1: cohort.last["1"], 2: cohort.last["2"]}, adults, long_names
    )


def other_names(seed: int, long_names: float = 0.0) -> Names:
    """Characters drawn at random from the commonest of GB 2312: nothing in it was looked at while tuning."""
    random = np.random.default_rng(seed)
    rows = [bytes((high, low)) for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFF)]
    common = random.permutation(np.array([pair.decode("gb2312") for pair in rows]))
    shares = tuple(8.0 / (rank + 4) for rank in range(220))
    cut = ["".join(common[at : at + 60]) for at in range(220, 520, 60)]
    return Names("".join(common[:220]), shares, {1: cut[0], 2: cut[1]}, {1: cut[2], 2: cut[3]}, cut[4], long_names)


@dataclass
class People:
    """Children as columns of equal length; places and persons as numbers into their texts."""

    name: Texts
    sex: Ints
    birth: npt.NDArray[np.datetime64]
    number: Texts
    family: Ints
    village: Ints
    persons: dict[str, Texts]
    phones: dict[str, Texts]
    places: dict[str, Texts] = field(default_factory=dict)
    town_of: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    county_of: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    elder: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    mother_surname: Texts = field(default_factory=lambda: np.zeros(0, dtype="U2"))


def invent_people(children: int, names: Names, seed: int, city: int = 0) -> People:
    """A city of so many children."""
    random = np.random.default_rng([seed, city, 1])
    scale = max(children / CHILDREN, 0.02)
    places, town_of, county_of = _places(random, city, scale)
    family, village_of_family = _families(random, children, len(town_of))
    families = len(village_of_family)
    surname = _surnames(random, names, village_of_family, len(town_of))
    mother_surname = _draw(random, names, families)
    birth, elder = _births(random, family)
    sex = 1 + (random.random(children) < 0.455).astype(np.int64)
    given = _given(random, names, sex, family)
    name = np.char.add(surname[family], given)
    name, birth = _namesakes(random, name, birth, town_of[village_of_family[family]])
    name = _long(random, name, names.long_names)
    number = _numbers(random, birth, sex, county_of[town_of[village_of_family[family]]] + city % 100 * 10, elder)
    persons, phones = _relatives(random, names, surname, mother_surname)
    return People(
        name, sex, birth, number, family, village_of_family[family],
        {kind: text[family] for kind, text in persons.items()},
        {kind: text[family] for kind, text in phones.items()},
        places, town_of, county_of, elder, mother_surname[family],
    )  # fmt: skip


def _places(random: Generator, city: int, scale: float) -> tuple[dict[str, Texts], Ints, Ints]:
    villages, towns = max(int(VILLAGES * scale), 4), max(int(TOWNS * scale), 2)
    county_of = np.sort(random.integers(0, COUNTIES, towns))
    town_of = np.sort(random.integers(0, towns, villages))
    counties = np.array(
        [
            f"{PLACE_FIRST[(city + at) % len(PLACE_FIRST)]}{PLACE_SECOND[(city // 31 + at * 3) % len(PLACE_SECOND)]}县"
            for at in range(COUNTIES)
        ]
    )
    return (
        {
            "county": counties,
            "town": np.char.add(_word(random, towns), "镇"),
            "village": np.char.add(_word(random, villages), "村"),
        },
        town_of,
        county_of,
    )


def _word(random: Generator, count: int) -> Texts:
    first, second = (random.choice(np.array(list(part)), count) for part in (PLACE_FIRST, PLACE_SECOND))
    return np.char.add(first, second)


def _families(random: Generator, children: int, villages: int) -> tuple[Ints, Ints]:
    sizes = random.choice([1, 2, 3], children, p=SIBLINGS)
    family = np.repeat(np.arange(children), sizes)[:children]
    weights = random.lognormal(0, 0.7, villages)
    return family, random.choice(villages, int(family[-1]) + 1, p=weights / weights.sum())


def _draw(random: Generator, names: Names, count: int) -> Texts:
    shares = np.array(names.shares)
    return random.choice(np.array(list(names.surnames)), count, p=shares / shares.sum())


def _surnames(random: Generator, names: Names, village: Ints, villages: int) -> Texts:
    lineages = _draw(random, names, villages * 3).reshape(villages, 3)
    of_lineage = lineages[village, random.choice(3, len(village), p=(0.6, 0.25, 0.15))]
    return np.where(random.random(len(village)) < 0.55, of_lineage, _draw(random, names, len(village)))


def _births(random: Generator, family: Ints) -> tuple[npt.NDArray[np.datetime64], Ints]:
    """Births of siblings one to eight years apart; the elder child of each, itself for the first."""
    count = len(family)
    days = int((LAST_BIRTH - FIRST_BIRTH).astype(int))
    day = random.integers(0, days, count)
    follows = np.r_[False, family[1:] == family[:-1]]
    elder = np.where(follows, np.arange(count) - 1, np.arange(count))
    twin = follows & np.r_[False, ~follows[:-1]] & (random.random(count) < SHARE_TWINS)
    gap = random.integers(330, 2900, count) * random.choice([-1, 1], count)
    for at in np.flatnonzero(follows):
        day[at] = day[at - 1] if twin[at] else (day[at - 1] + gap[at]) % days
    return FIRST_BIRTH + day, np.where(twin, elder, -1 - np.arange(count))


def _weighted(random: Generator, characters: str, count: int) -> Texts:
    weights = 1 / (np.arange(len(characters)) + 10.0)
    return random.choice(np.array(list(characters)), count, p=weights / weights.sum())


def _given(random: Generator, names: Names, sex: Ints, family: Ints) -> Texts:
    count = len(sex)
    first = np.where(sex == 1, _weighted(random, names.first[1], count), _weighted(random, names.first[2], count))
    last = np.where(sex == 1, _weighted(random, names.last[1], count), _weighted(random, names.last[2], count))
    shares = random.random(int(family[-1]) + 1)[family] < 0.3
    head = np.r_[True, family[1:] != family[:-1]]
    first = np.where(shares, first[np.maximum.accumulate(np.where(head, np.arange(count), 0))], first)
    single = random.random(count) < 0.085
    return np.where(single, last, np.char.add(first, last))


def _namesakes(
    random: Generator, name: Texts, birth: npt.NDArray[np.datetime64], town: Ints
) -> tuple[Texts, npt.NDArray[np.datetime64]]:
    """0.3 % bear the name, and 0.05 % also the birthday, of another child of their town."""
    name, birth, order = name.copy(), birth.copy(), np.argsort(town, kind="stable")
    for at in np.flatnonzero(random.random(len(name)) < SHARE_NAMESAKES):
        same = order[np.searchsorted(town[order], town[at]) : np.searchsorted(town[order], town[at], "right")]
        other = int(random.choice(same))
        name[at] = name[other]
        if random.random() < SHARE_DOUBLES / SHARE_NAMESAKES:
            birth[at] = birth[other]
    return name, birth


def _long(random: Generator, name: Texts, share: float) -> Texts:
    """Some names become four to eight syllables with a dot, as ethnic names are written."""
    if not share:
        return name
    syllables = [LONG_SYLLABLES[at : at + 2] for at in range(0, len(LONG_SYLLABLES), 2)]
    name = name.astype("U12")
    for at in np.flatnonzero(random.random(len(name)) < share):
        own = "".join(random.choice(syllables, random.integers(1, 3)))
        name[at] = f"{own}·{''.join(random.choice(syllables, random.integers(1, 3)))}"
    return name


def check_digits(body: Texts) -> Texts:
    """The last place of seventeen digits each."""
    digits = np.ascontiguousarray(body.astype("U17")).view(np.uint32).reshape(-1, 17) - ord("0")
    last: Texts = CHECKS[(digits @ WEIGHTS) % 11]
    return last


def _numbers(random: Generator, birth: npt.NDArray[np.datetime64], sex: Ints, county: Ints, elder: Ints) -> Texts:
    """Eighteen places: an invented county, the birth date, a sequence odd for boys; twins have neighbouring ones."""
    sequence = random.integers(0, 400, len(sex)) * 2
    sequence = np.where(elder >= 0, sequence[np.maximum(elder, 0)] + 2, sequence) + (sex == 1)
    written = np.char.replace(birth.astype("datetime64[D]").astype(str), "-", "")
    body = np.char.add(
        np.char.add((990000 + county % 10000).astype(str), written), np.char.zfill(sequence.astype(str), 3)
    )
    for _ in range(MOST_TRIES):
        again = np.setdiff1d(np.arange(len(body)), np.unique(body, return_index=True)[1])
        if not len(again):
            break
        sequence[again] = (sequence[again] + 2) % 998
        body[again] = np.char.add(body[again].astype("U14"), np.char.zfill(sequence[again].astype(str), 3))
    return np.char.add(body, check_digits(body))


def _adult_given(random: Generator, names: Names, count: int) -> Texts:
    second = np.where(random.random(count) < 0.7, _weighted(random, names.adult[::-1], count), "")
    return np.char.add(_weighted(random, names.adult, count), second)


def _relatives(
    random: Generator, names: Names, surname: Texts, mother: Texts
) -> tuple[dict[str, Texts], dict[str, Texts]]:
    count = len(surname)
    father, mothers = (
        np.char.add(surname, _adult_given(random, names, count)),
        np.char.add(mother, _adult_given(random, names, count)),
    )
    grandfather, grandmother = (
        np.char.add(surname, _adult_given(random, names, count)),
        np.char.add(_draw(random, names, count), _adult_given(random, names, count)),
    )
    kind = random.choice(4, count, p=(0.45, 0.4, 0.1, 0.05))
    guardian = np.choose(kind, [grandfather, grandmother, mothers, father])
    phones = {who: phone_numbers(random, count) for who in ("guardian", "father", "mother")}
    return {"father": father, "mother": mothers, "guardian": guardian}, phones


def phone_numbers(random: Generator, count: int) -> Texts:
    """Eleven digits, the first a 1."""
    return (13_000_000_000 + random.integers(0, 6_999_999_999, count)).astype(str)
