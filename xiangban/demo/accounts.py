"""The accounts of the demo: one person per role, where they sit and what they can do. All names are invented.

Pure; the loader makes users, posts and seats of them. Every account has the same published password.
"""

from collections import Counter
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xiangban.children.codes import ActualCarer
from xiangban.demo.agencies import COMMITTEE, GOVERNMENT, HOSPITAL, SCHOOL, SOCIAL
from xiangban.demo.city import CITY_CODE, COUNTY_STEP, county_code, township_code
from xiangban.demo.kin import MOTHER
from xiangban.demo.population import Family, Population
from xiangban.demo.schools import PRIMARY
from xiangban.territories.rules import Level

PASSWORD = "xiangban-demo"  # noqa: S105 — published on purpose, for invented data only
DEMO_COUNTY = CITY_CODE + 2 * COUNTY_STEP
FEWEST, MOST = 12, 22
PARENT = "parent"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A user with one seat: role, post title, place, agency (key of a DemoAgency or empty)."""

    username: str
    name: str
    role: str
    title: str
    place_code: int
    level: Level
    agency: str
    ability: Promise


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the demo plays: one village with a dozen or two children, its township, county and primary school."""

    village: int
    township: int
    county: int
    school: int


@dataclass(frozen=True, slots=True)
class _Part:
    role: str
    username: str
    name: str
    level: Level
    agency: str
    title: str
    ability: Promise


_PARTS: tuple[_Part, ...] = (
    _Part(
        "village_director",
        "heguifang",
        "何桂芳",
        Level.VILLAGE,
        COMMITTEE,
        "{village}儿童主任",
        _("Founds and updates the files of the village's children and submits the village in the round."),
    ),
    _Part(
        "township_supervisor",
        "luoxiaoyan",
        "罗晓燕",
        Level.TOWNSHIP,
        GOVERNMENT,
        "{township}儿童督导员",
        _("Reviews what the villages send in, decides on double files, submits the township in the round."),
    ),
    _Part(
        "county_clerk",
        "tangwenjing",
        "唐文静",
        Level.COUNTY,
        "civil_affairs",
        "{county}民政局儿童福利股经办",
        _("Registers the children of the county, judges what townships submit, imports and settles rosters."),
    ),
    _Part(
        "county_head",
        "dengzhihua",
        "邓志华",
        Level.COUNTY,
        "civil_affairs",
        "{county}民政局负责人",
        _("Reads every file of the county, approves exports and reviews emergency looks."),
    ),
    _Part(
        "city_clerk",
        "songyanan",
        "宋雅楠",
        Level.CITY,
        "civil_affairs",
        "{city}民政局儿童福利科经办",
        _("Imports the rosters of the city and settles doubts; opens a masked file only with a reason."),
    ),
    _Part(
        "city_head",
        "jianghaiping",
        "江海平",
        Level.CITY,
        "civil_affairs",
        "{city}民政局负责人",
        _("Watches figures and coverage of the city and opens a file only with a reason."),
    ),
    _Part(
        "conference_office",
        "lusiyuan",
        "陆思源",
        Level.CITY,
        "civil_affairs",
        "{city}联席会议办公室工作人员",
        _("Runs the joint conference: meetings, minutes, tasks, papers of the past, supervision."),
    ),
    _Part(
        "liaison",
        "qinxiaomei",
        "秦晓梅",
        Level.CITY,
        "education",
        "{city}教育局联络员",
        _("Answers the tasks and supervision papers of the education bureau; sees only their children."),
    ),
    _Part(
        "liaison",
        "duanyongqiang",
        "段永强",
        Level.CITY,
        "police",
        "{city}公安局联络员",
        _("Answers the tasks and problems of the police; sees only their children."),
    ),
    _Part(
        "convener",
        "tanguodong",
        "谭国栋",
        Level.CITY,
        "",
        "{city}联席会议召集人",
        _("Reads on one page what is overdue and which unit owes it; sees figures, no child."),
    ),
    _Part(
        "school",
        "gongliping",
        "龚丽萍",
        Level.TOWNSHIP,
        SCHOOL,
        "{school}留守儿童工作负责人",
        _("Sees the schooling of the school's own pupils and keeps it up to date."),
    ),
    _Part(
        "hospital",
        "baixuemei",
        "白雪梅",
        Level.COUNTY,
        HOSPITAL,
        "{county}人民医院强制报告联系人",
        _("Sees no list; reports of harm come with the next stage."),
    ),
    _Part(
        "police",
        "shijianjun",
        "石建军",
        Level.COUNTY,
        "police",
        "{county}公安局未成年人保护民警",
        _("Sees counts and only the children given to the police."),
    ),
    _Part(
        "court",
        "liminghui",
        "黎明辉",
        Level.COUNTY,
        "court",
        "{county}人民法院少年审判法官",
        _("Sees counts and only the children of a case given on request."),
    ),
    _Part(
        "social_worker",
        "xiangting",
        "向婷",
        Level.COUNTY,
        SOCIAL,
        "{county}青禾社会工作服务中心社工",
        _("Sees name and contact of the six children assigned to this seat."),
    ),
    _Part(PARENT, "jiazhang", "", Level.VILLAGE, "", "家长", _("Sees the file of the family's own children.")),
    _Part(
        "system_administrator",
        "hewei",
        "贺伟",
        Level.CITY,
        "",
        "系统管理员",
        _("Keeps accounts, posts and places; sees no child."),
    ),
    _Part(
        "security_administrator",
        "konglingyi",
        "孔令仪",
        Level.CITY,
        "",
        "安全管理员",
        _("Appoints people to posts and ends seats; sees no child."),
    ),
    _Part(
        "audit_administrator",
        "wusiyuan",
        "武思远",
        Level.CITY,
        "",
        "审计管理员",
        _("Reads and verifies the trail and changes nothing; sees no child."),
    ),
)


# What each account can do, for the list that is printed at every start.
ABILITIES: dict[str, Promise] = {part.username: part.ability for part in _PARTS}
ROLES: dict[str, str] = {part.username: part.role for part in _PARTS}


def office_accounts(population: Population, stage: Stage) -> tuple[DemoAccount, ...]:
    """One account per role (two liaisons) but the parent's, set in the village the demo plays in."""
    names = _names(population, stage)
    return tuple(_account(part, stage, names) for part in _PARTS if part.role != PARENT)


def parent_account(population: Population, stage: Stage, name: str) -> DemoAccount:
    """The account of a parent of that village by this name, who is found once the register stands."""
    part = next(part for part in _PARTS if part.role == PARENT)
    return _account(replace(part, name=name), stage, _names(population, stage))


def choose_stage(population: Population) -> Stage:
    """The first village of the second county with 12 to 22 children whose township school has pupils among them."""
    living: Counter[int] = Counter(child.living_code or 0 for child in population.children)
    central = {
        school.place_code: school.key for school in population.schools if school.stage == PRIMARY and not school.point
    }
    for family in population.families:
        village, township = family.village, township_code(family.village)
        fits = county_code(village) == DEMO_COUNTY and FEWEST <= living[village] <= MOST
        if fits and _plays_well(family, village, central[township]):
            return Stage(village, township, DEMO_COUNTY, central[township])
    raise LookupError("the population is too small for the demo")


def _plays_well(family: Family, village: int, school: int) -> bool:
    """Two siblings with their grandmother, the mother reachable, one of them a pupil of the township's school."""
    at_home = all(child.living_code == village and child.id_number for child in family.children)
    pupil = any(child.school == school for child in family.children)
    cared = family.care == ActualCarer.GRANDPARENTS.value and not family.kin[MOTHER].situation
    return at_home and pupil and cared and len(family.children) > 1 and bool(family.kin[MOTHER].phone)


def _names(population: Population, stage: Stage) -> dict[str, str]:
    places = {place.code: place.name for place in population.city.places}
    school = next(school.name for school in population.schools if school.key == stage.school)
    return {
        "village": places[stage.village],
        "township": places[stage.township],
        "county": places[stage.county],
        "city": places[CITY_CODE],
        "school": school,
    }


def _account(part: _Part, stage: Stage, names: dict[str, str]) -> DemoAccount:
    codes = {
        Level.VILLAGE: stage.village,
        Level.TOWNSHIP: stage.township,
        Level.COUNTY: stage.county,
        Level.CITY: CITY_CODE,
    }
    place = codes[part.level]
    return DemoAccount(
        username=part.username,
        name=part.name,
        role=part.role,
        title=part.title.format(**names),
        place_code=place,
        level=part.level,
        agency=f"{SCHOOL}:{stage.school}" if part.agency == SCHOOL else part.agency and f"{part.agency}:{place}",
        ability=part.ability,
    )
