"""The forty columns of the villages' form of 2016 and how a clerk of certain habits fills them.

Sheets, titles and households are in villages.py.
"""

from collections.abc import Callable
from dataclasses import dataclass

from xiangban.children.codes import NoIdReason
from xiangban.demo.population import Person
from xiangban.demo.rosters.books import Cell
from xiangban.demo.rosters.cells import ETHNICITIES, GUARDIANSHIP, HEALTH, RELATIONS, SCHOOLING, number_cell, write_date
from xiangban.demo.rosters.observed import DEAD, Facts, ObservedRow, as_written

CHILD, FAMILY, CARE = "留守儿童个人基本情况", "家庭情况", "实际监护情况"
CARD = "9990000000"  # an invented card number begins so; the register must not hold it


@dataclass(frozen=True)
class Habits:
    """How one clerk writes: dates, yes, nothing, the same as above, places, the last X, names of two, phones."""

    dates: str
    tick: str
    empty: str
    again: str
    place: str
    where: tuple[str, str] = ("", "")
    cross: str = "X"
    wide_names: bool = False
    parted_phones: bool = False


@dataclass(frozen=True)
class Filled:
    """What a column may look at."""

    facts: Facts
    row: ObservedRow
    habits: Habits


Fill = Callable[[Filled], Cell]


def _field(name: str) -> Fill:
    return lambda at: at.row.values.get(name, "") or at.habits.empty


def _tick(holds: Callable[[ObservedRow], bool]) -> Fill:
    """A tick or nothing; a clerk who writes words says no as well."""

    def fill(at: Filled) -> Cell:
        no = {"是": "否", "有": "无"}.get(at.habits.tick, "")
        return (at.habits.tick or "是") if holds(at.row) else (no if at.habits.tick else "否")

    return fill


def _word(name: str, words_of: dict[str, str]) -> Fill:
    return lambda at: words_of.get(at.row.values.get(name, ""), "")


def _name(at: Filled) -> Cell:
    """The name, with the phone in brackets where one is known."""
    name, phone = as_written(at.row, "child_name"), at.row.values["contact_phone"]
    if at.habits.wide_names and len(name) == len("张三"):
        name = f"{name[0]}　{name[1]}"
    return f"{name}（{phone}）" if phone else name


def _phone(name: str) -> Fill:
    """A phone; some clerks part its digits as they say them."""

    def fill(at: Filled) -> Cell:
        phone = at.row.values[name]
        parted = f"{phone[:3]} {phone[3:7]} {phone[7:]}" if at.habits.parted_phones else phone
        return parted if phone else at.habits.empty

    return fill


def _place(at: Filled) -> Cell:
    """Township, village and group in one cell, or as much of it as the sheet's title does not say."""
    values = at.row.values
    town, village, group = values["town"], values["village"], values["village_group"]
    titled = at.habits.where[0] != ""
    if "city" in values or (titled and (values["county"], town) != at.habits.where):
        return values.get("city", "") + values["county"] + town + village + group
    return {"full": town + village + group, "village": village + group, "group": group}[at.habits.place]


def _born(at: Filled) -> Cell:
    return write_date(at.row.values["birth_date"], at.habits.dates)


def _number(at: Filled) -> Cell:
    """The number, or why there is none where that is so."""
    cell = number_cell(at.row)
    if isinstance(cell, str):
        cell = cell.replace("X", at.habits.cross)
    if cell or at.facts.numbers[at.row.child]:
        return cell or at.habits.empty
    applied = at.facts.child_of(at.row).no_id_reason == NoIdReason.IN_PROGRESS.value
    return "办理中" if applied else "无户口"


def _ailment(at: Filled) -> Cell:
    child = at.facts.child_of(at.row)
    kinds = ["视力", "听力", "言语", "肢体", "智力", "精神", "多重"]
    named = "、".join(kinds[int(kind) - 1] for kind in child.disability_kinds)
    return f"{named}残疾{'一二三四'[int(child.disability_level) - 1]}级" if named else child.illness


def _kin(kinship: str, fact: str) -> Fill:
    """Name or birth date of a grandparent or parent; the dead are struck out with a dash."""

    def fill(at: Filled) -> Cell:
        person = at.facts.family_of(at.row).kin[kinship]
        if fact == "name":
            return person.name
        return _date_of(person, at.habits.dates)

    return fill


def _date_of(person: Person, style: str) -> Cell:
    if person.situation == DEAD:
        return "—"
    return write_date(person.birth_date.isoformat(), style) if person.birth_date else ""


def _parent(name: str, kinship: str) -> Fill:
    """A parent's birth date, unless the form leaves the parent out."""
    fill = _kin(kinship, "born")
    return lambda at: fill(at) if at.row.values[name] else ""


def _both_away(row: ObservedRow) -> bool:
    return row.values["left_behind_type"] == "both_away"


def _one_away(row: ObservedRow) -> bool:
    return row.values["left_behind_type"] == "one_away"


def _boards(row: ObservedRow) -> bool:
    return row.values["boarding"] == "1"


def _allowance(row: ObservedRow) -> bool:
    return row.values["low_income_flag"] == "1"


def _registered(at: Filled) -> Cell:
    return {"1": "是", "0": "否"}.get(at.row.values["hukou_registered"], "")


def _age(at: Filled) -> Cell:
    return int(at.row.values["age"].partition("@")[0])


def _card(at: Filled) -> Cell:
    return f"{CARD}{at.row.child:09d}"


COLUMNS: tuple[tuple[str, str, str, Fill], ...] = (
    ("序号", "", "", lambda at: ""),
    ("镇村组", "", "", _place),
    (CHILD, "姓名", "", _name),
    (CHILD, "性别", "", _word("sex", {"1": "男", "2": "女"})),
    (CHILD, "民族", "", _word("ethnicity", ETHNICITIES)),
    (CHILD, "出生日期", "", _born),
    (CHILD, "年龄", "", _age),
    (CHILD, "公民身份号码", "", _number),
    (CHILD, "是否登记户口", "", _registered),
    (CHILD, "现居住地", "", _field("home_address")),
    (CHILD, "身体情况", "", _word("health", HEALTH)),
    (CHILD, "残疾类别及等级、患病类型", "", _ailment),
    (CHILD, "是否学校寄宿", "", _tick(_boards)),
    (CHILD, "就学情况", "", _word("schooling", SCHOOLING)),
    (FAMILY, "祖父", "姓名", _kin("grandfather", "name")),
    (FAMILY, "祖父", "出生日期", _kin("grandfather", "born")),
    (FAMILY, "祖母", "姓名", _kin("grandmother", "name")),
    (FAMILY, "祖母", "出生日期", _kin("grandmother", "born")),
    (FAMILY, "外祖父", "姓名", _kin("maternal_grandfather", "name")),
    (FAMILY, "外祖父", "出生日期", _kin("maternal_grandfather", "born")),
    (FAMILY, "外祖母", "姓名", _kin("maternal_grandmother", "name")),
    (FAMILY, "外祖母", "出生日期", _kin("maternal_grandmother", "born")),
    (FAMILY, "父亲", "姓名", _field("father_name")),
    (FAMILY, "父亲", "出生日期", _parent("father_name", "father")),
    (FAMILY, "父亲", "当前务工地点", _field("father_workplace")),
    (FAMILY, "父亲", "联系电话", _phone("father_phone")),
    (FAMILY, "母亲", "姓名", _field("mother_name")),
    (FAMILY, "母亲", "出生日期", _parent("mother_name", "mother")),
    (FAMILY, "母亲", "当前务工地点", _field("mother_workplace")),
    (FAMILY, "母亲", "联系电话", _phone("mother_phone")),
    (CARE, "父母双方同时外出", "", _tick(_both_away)),
    (CARE, "父母一方外出、另一方无监护能力", "", _tick(_one_away)),
    (CARE, "委托监护人姓名", "", _field("guardian_name")),
    (CARE, "受委托监护人电话", "", _phone("guardian_phone")),
    (CARE, "与被监护人关系", "", _word("guardian_relation_of_guardian_to_child", RELATIONS)),
    (CARE, "居住地地址", "", _field("guardian_address")),
    ("监护类型", "", "", _word("guardianship_type", GUARDIANSHIP)),
    ("是否低保", "", "", _tick(_allowance)),
    ("一卡通账号", "", "", _card),
    ("备注", "", "", _field("remark")),
)
HEADS = [heads for *heads, _ in COLUMNS]
HOUSEHOLD = tuple(
    at
    for at, (group, name, fact, _) in enumerate(COLUMNS)
    if group == FAMILY or name in ("委托监护人姓名", "居住地地址")
)


def cells(facts: Facts, row: ObservedRow, number: int, habits: Habits) -> list[Cell]:
    """The forty cells of one child."""
    at = Filled(facts, row, habits)
    return [number, *(fill(at) for *_, fill in COLUMNS[1:])]
