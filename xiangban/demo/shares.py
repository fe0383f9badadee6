"""How many of 34,711 children are what: published shares of 2018 and 2016, split by largest remainder (domain 3.4).

Exact: age bands, sex, schooling, health, care and rating, each by itself. Schooling follows age: all under six are
before school; as the published 25.5 % before school are more than the 21.7 % under six, 1,319 six-year-olds stand
in their last kindergarten year (the law allows entry at seven). The 45 dropouts, of compulsory age, come out of the
1,076 of 高中及中职等, so that the eight classes of the form still close. The shares of 2018 and of
2016 are of different years and were never published jointly; sex, health and care are dealt independently of age.
"""

from dataclasses import dataclass
from datetime import date

from xiangban.children.codes import Schooling
from xiangban.demo.dice import largest_remainder

REFERENCE_DATE = date(2026, 9, 1)
ROSTERS_CLOSED = date(2026, 6, 30)  # a sweep runs before the day to which it refers (domain 2.1)
PUBLISHED_COUNT = 34_711
# By whole years of age on the reference date; the bands 7,532, 23,395 and 3,784 are published, their inside is assumed.
BANDS: tuple[tuple[int, tuple[int, ...]], ...] = (
    (7_532, (560, 780, 1_000, 1_500, 1_790, 1_902)),
    (23_395, (2_950, 3_010, 3_040, 3_030, 2_980, 2_900, 2_800, 2_685)),
    (3_784, (2_270, 1_514)),
)
SEXES = (18_917, 15_794)
SCHOOLING: dict[str, int] = {
    Schooling.NO_KINDERGARTEN.value: 2_464,
    Schooling.KINDERGARTEN.value: 6_387,
    Schooling.PRIMARY.value: 18_015,
    Schooling.JUNIOR.value: 6_769,
    Schooling.SENIOR.value: 566,
    Schooling.VOCATIONAL.value: 374,
    Schooling.DROPPED_OUT.value: 45,
    Schooling.NOT_STUDYING.value: 91,
}
HEALTH = (34_503, 173, 35)
CARE = (30_978, 1_155, 1_193, 1_385)
WEAK_CARERS = 1_232  # of those with grandparents or relatives; with the last two of CARE the 11 % rated poor
LIVING_ALLOWANCE, DESTITUTE, NO_HUKOU = 398, 25, 312


@dataclass(frozen=True)
class Shares:
    """The published counts scaled to some number of children; at 34,711 they are the published ones."""

    ages: tuple[int, ...]
    males: int
    schooling: dict[str, int]
    disabled: int
    ill: int
    with_relatives: int
    parent_unable: int
    nobody: int
    weak_carers: int
    living_allowance: int
    destitute: int
    no_hukou: int


def shares_for(count: int) -> Shares:
    """Split a number of children into the published shares."""
    bands = largest_remainder([total for total, _ in BANDS], count)
    ages = [part for band, (_, years) in zip(bands, BANDS, strict=True) for part in largest_remainder(years, band)]
    health = largest_remainder(HEALTH, count)
    care = largest_remainder(CARE, count)
    return Shares(
        ages=tuple(ages),
        males=largest_remainder(SEXES, count)[0],
        schooling=dict(zip(SCHOOLING, largest_remainder(list(SCHOOLING.values()), count), strict=True)),
        disabled=health[1],
        ill=health[2],
        with_relatives=care[1],
        parent_unable=care[2],
        nobody=care[3],
        weak_carers=round(WEAK_CARERS * count / PUBLISHED_COUNT),
        living_allowance=round(LIVING_ALLOWANCE * count / PUBLISHED_COUNT),
        destitute=round(DESTITUTE * count / PUBLISHED_COUNT),
        no_hukou=round(NO_HUKOU * count / PUBLISHED_COUNT),
    )
