"""Kinds of member units: the local counterparts of the conference's 27 units of 2016, with their names by year.

Pure table after domain 1.3; who sits in which conference is data of that conference, never of this table.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xiangban.territories.rules import Level

DatedName = tuple[int | None, int | None, str]


@dataclass(frozen=True)
class UnitKind:
    """One kind of member unit: its local names by year, its usual part in the work, and what it was merged into.

    A name is (from year, to year, pattern); the to year is the first in which it no longer holds, None is open.
    In a pattern {place} is the place with its ending (×× 县), {party} the same with 委 (×× 县委).
    """

    code: str
    names: tuple[DatedName, ...]
    task: Promise
    merged_into: str = ""
    city_pattern: str = ""

    def pattern_in(self, year: int) -> str | None:
        """The name pattern of that year; None when the unit no longer stood by itself."""
        for since, until, pattern in self.names:
            if (since is None or since <= year) and (until is None or year < until):
                return pattern
        return None

    def name_in(self, year: int, place: str, level: Level) -> str | None:
        """The full name in that year of this unit of a place such as 某某县; None when it no longer stood."""
        pattern = self.pattern_in(year)
        if pattern is not None and level is Level.CITY and self.city_pattern:
            pattern = self.city_pattern
        return None if pattern is None else pattern.format(place=place, party=f"{place}委")

    def stands_today(self) -> bool:
        """Whether the unit still exists under some name."""
        return self.names[-1][1] is None


def _lasting(code: str, pattern: str, task: Promise) -> UnitKind:
    return UnitKind(code, ((None, None, pattern),), task)


def _renamed(code: str, before: str, year: int, today: str, task: Promise) -> UnitKind:
    return UnitKind(code, ((None, year, before), (year, None, today)), task)


# The local reform of bodies was completed in early 2019; the tax bureaus merged in July 2018.
MEMBER_UNIT_KINDS: tuple[UnitKind, ...] = (
    _lasting("civil_affairs", "{place}民政局", _("Leads; ledger, temporary guardianship, social assistance")),
    _renamed(
        "political_legal",
        "{place}社会治安综合治理委员会办公室",
        2019,
        "中共{party}政法委员会",
        _("Grid workers, coordination of cases"),
    ),
    UnitKind(
        "rural_office",
        ((None, 2019, "中共{party}农村工作办公室"),),
        _("Rural policy"),
        merged_into="agriculture",
    ),
    _renamed(
        "agriculture", "{place}农业局", 2019, "{place}农业农村局", _("Village governance, returning to work at home")
    ),
    _renamed(
        "internet_information",
        "{place}互联网信息办公室",
        2019,
        "中共{party}网络安全和信息化委员会办公室",
        _("Online harm, disclosure of children's data"),
    ),
    _lasting("development", "{place}发展和改革委员会", _("Plans, work for relief, facilities")),
    _lasting(
        "education",
        "{place}教育局",
        _("Schooling, boarding, return of dropouts, mental health in school"),
    ),
    _lasting("police", "{place}公安局", _("Reports, dispatch, household registration, crime")),
    _lasting("justice", "{place}司法局", _("Legal aid, law publicity")),
    UnitKind("legal_affairs", ((None, 2019, "{place}人民政府法制办公室"),), _("Law publicity"), merged_into="justice"),
    _lasting("finance", "{place}财政局", _("Funds")),
    _lasting(
        "human_resources",
        "{place}人力资源和社会保障局",
        _("Jobs near home, migrant workers, child labour"),
    ),
    _lasting("housing", "{place}住房和城乡建设局", _("Housing, dangerous houses")),
    _renamed(
        "health",
        "{place}卫生和计划生育局",
        2019,
        "{place}卫生健康局",
        _("Health, mandatory reporting by hospitals, psychology"),
    ),
    _renamed(
        "taxation",
        "{place}国家税务局",
        2018,
        "国家税务总局{place}税务局",
        _("Tax relief for enterprises and charity"),
    ),
    _renamed("broadcasting", "{place}文化广电新闻出版局", 2019, "{place}文化广电和旅游局", _("Publicity")),
    _lasting("statistics", "{place}统计局", _("Statistics")),
    _lasting(
        "women_and_children_office",
        "{place}人民政府妇女儿童工作委员会办公室",
        _("Coordination of the protection of minors"),
    ),
    UnitKind(
        "poverty_relief",
        ((None, 2021, "{place}扶贫开发办公室"), (2021, 2023, "{place}乡村振兴局")),
        _("Families in poverty relief"),
        merged_into="agriculture",
    ),
    UnitKind(
        "court",
        ((None, None, "{place}人民法院"),),
        _("Revocation of guardianship, protection orders"),
        city_pattern="{place}中级人民法院",
    ),
    _lasting(
        "procuratorate", "{place}人民检察院", _("Procuratorial proposals, guardianship orders, supervision of cases")
    ),
    _lasting("trade_union", "{place}总工会", _("Services for workers and their children")),
    _lasting("youth_league", "共青团{place}委员会", _("Volunteers, paired help")),
    _lasting("women_federation", "{place}妇女联合会", _("Family education, children's homes")),
    _lasting("disabled_federation", "{place}残疾人联合会", _("Rehabilitation, benefits for disabled children")),
    _lasting("next_generation", "{place}关心下一代工作委员会", _("Retired volunteers, mentoring")),
)
UNITS_OF_2016 = 27
WITHOUT_LOCAL_COUNTERPART = "全国人大常委会法制工作委员会"
