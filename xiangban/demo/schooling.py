"""Which child is in which schooling, school, grade and class: stages exact by the shares of 2018, following age.

The schools themselves are in schools.py.
"""

from collections import defaultdict

from xiangban.children.codes import Enrolment, Schooling, YesNo
from xiangban.demo.city import City, county_code, township_code
from xiangban.demo.dice import Dice
from xiangban.demo.population import Child
from xiangban.demo.schools import JUNIOR, KINDERGARTEN, PRIMARY, SENIOR, VOCATIONAL, School, point_of_villages
from xiangban.demo.shares import REFERENCE_DATE, Shares

DROPPED_OUT, NOT_STUDYING = Schooling.DROPPED_OUT.value, Schooling.NOT_STUDYING.value
NO_KINDERGARTEN = Schooling.NO_KINDERGARTEN.value
JITTER_DAYS = 200  # blurs the border between two stages by half a year, never across the sixth birthday
DROPOUT_AGES = range(12, 15)
BOARDING = {PRIMARY: 0.1, JUNIOR: 0.68, SENIOR: 0.93, VOCATIONAL: 0.9}
SHARE_COUNTY_SCHOOL = 0.12
GRADES = {
    KINDERGARTEN: ("小班", "中班", "大班"),
    PRIMARY: ("一年级", "二年级", "三年级", "四年级", "五年级", "六年级"),
    JUNIOR: ("七年级", "八年级", "九年级"),
    SENIOR: ("高一",),
    VOCATIONAL: ("一年级",),
}
FIRST_AGE = {KINDERGARTEN: 3.0, PRIMARY: 6.6, JUNIOR: 12.9, SENIOR: 15.0, VOCATIONAL: 15.0}
POINT_GRADES = 3  # a teaching point has the first three grades
ENROLMENT = {
    NO_KINDERGARTEN: Enrolment.NOT_YET.value,
    DROPPED_OUT: Enrolment.DROPPED_OUT.value,
    NOT_STUDYING: Enrolment.GRADUATED.value,
}


class Places:
    """The schools by place and stage, for finding the one a child of a village goes to."""

    def __init__(self, city: City, schools: tuple[School, ...]) -> None:
        self.city = city
        self._by_place: dict[tuple[int, str], list[School]] = defaultdict(list)
        for school in schools:
            self._by_place[school.place_code, school.stage].append(school)
        self._point = point_of_villages(city)

    def central(self, village: int, stage: str) -> list[School]:
        """The schools of that stage of the township, else of the county."""
        return self._by_place[township_code(village), stage] or self.of_county(village, stage)

    def of_county(self, village: int, stage: str) -> list[School]:
        """The schools of that stage run by the county."""
        return self._by_place[county_code(village), stage]

    def points(self, village: int, stage: str) -> list[School]:
        """The schools of that stage at the teaching point next to the village, if there is one."""
        return self._by_place[self._point[village], stage] if village in self._point else []


def deal_stages(dice: Dice, children: list[Child], shares: Shares) -> None:
    """Give every child its stage: by age, blurred a little at the borders, exact in number."""
    left = list(children)
    candidates = [child for child in left if child.age in DROPOUT_AGES]
    dice.shuffle(candidates)
    dropouts = candidates[: shares.schooling[DROPPED_OUT]]
    for child in dropouts:
        child.schooling = DROPPED_OUT
    left = [child for child in left if not child.schooling]
    left.sort(key=lambda child: _blurred_age(dice, child))
    at = 0
    for stage in (NO_KINDERGARTEN, KINDERGARTEN, PRIMARY, JUNIOR):
        for child in left[at : at + shares.schooling[stage]]:
            child.schooling = stage
        at += shares.schooling[stage]
    _deal_rest(dice, left[at:], shares)


def place_pupils(dice: Dice, places: Places, children: list[Child], homes: dict[int, int]) -> None:
    """Give every pupil a school near the village it lives in (by key of the child), grade, class and boarding."""
    for child in children:
        child.enrolment = ENROLMENT.get(child.schooling, Enrolment.ENROLLED.value)
        if child.enrolment != Enrolment.ENROLLED.value:
            continue
        grade = _grade(child)
        school = _school(dice, places, child, grade, homes[child.key])
        child.school = school.key
        child.grade = "" if dice.chance(0.01) else GRADES[child.schooling][grade]
        child.class_name = "" if dice.chance(0.04) else f"{dice.between(1, 1 if school.point else 4)}班"
        child.boarding = _boarding(dice, child, school, grade)


def _blurred_age(dice: Dice, child: Child) -> float:
    """Days of age moved by up to 200, but a child under six stays before those of six."""
    days = (REFERENCE_DATE - child.birth_date).days
    moved = days + (dice.roll() * 2 - 1) * JITTER_DAYS
    if child.age < 6:
        return min(moved, 6 * 365.0)
    return max(moved, 6 * 365.25 + 1)


def _deal_rest(dice: Dice, oldest: list[Child], shares: Shares) -> None:
    """Senior and vocational schools and those not studying: the oldest, in any order."""
    stages = [SENIOR] * shares.schooling[SENIOR] + [VOCATIONAL] * shares.schooling[VOCATIONAL]
    stages += [NOT_STUDYING] * (len(oldest) - len(stages))
    dice.shuffle(stages)
    for child, stage in zip(oldest, stages, strict=True):
        child.schooling = stage


def _grade(child: Child) -> int:
    """The place of the grade in its stage, from age; a child at a border keeps the stage's first or last grade."""
    years = (REFERENCE_DATE - child.birth_date).days / 365.25
    last = len(GRADES[child.schooling]) - 1
    return max(0, min(last, int(years - FIRST_AGE[child.schooling] + 0.5)))


def _school(dice: Dice, places: Places, child: Child, grade: int, village: int) -> School:
    stage = child.schooling
    if stage in (PRIMARY, KINDERGARTEN):
        points = places.points(village, stage)
        if points and (stage == KINDERGARTEN or grade < POINT_GRADES) and dice.chance(0.6):
            return points[0]
    if stage == JUNIOR and dice.chance(SHARE_COUNTY_SCHOOL):
        return places.of_county(village, stage)[0]
    return dice.pick(places.central(village, stage))


def _boarding(dice: Dice, child: Child, school: School, grade: int) -> str:
    if dice.chance(0.01):
        return ""
    share = BOARDING.get(child.schooling, 0.0)
    if school.point or (child.schooling == PRIMARY and grade < POINT_GRADES):
        share = 0.0
    return (YesNo.YES if dice.chance(share * (2 if child.schooling == PRIMARY else 1)) else YesNo.NO).value
