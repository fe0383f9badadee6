"""Lists of teachers, volunteers, parents and marks are refused by their kind; near twins with children are read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from xiangban.census.rosters.reading import read_roster
from xiangban.census.rosters.tables import NoRoster
from xiangban.lib.resident_id import check_digit
from xiangban.lib.sheets.workbook import Cell, Sheet, Workbook

FORMS = Path(__file__).parent / "near_rosters.txt"
TODAY, ROWS = date(2026, 9, 1), 12
BORN = {"adult": 1985, "child": 2016, "old": 1944, "none": 0}
NAMES = [
    f"{surname}{given}" for surname, given in zip("李王张刘陈杨黄赵吴周徐孙", "明芳伟娜强敏静丽军洋艳勇", strict=True)
]
Fill = Callable[[int, int], Cell]


@dataclass(frozen=True)
class NearRoster:
    """One list: what is to become of it, its title, headers, and whose facts stand below."""

    kind: str
    title: str
    headers: list[str]
    whose: str

    def sheet(self) -> Sheet:
        above: list[list[Cell]] = [[self.title]] if self.title else []
        rows: list[list[Cell]] = [
            [_fill(header)(number, BORN[self.whose]) for header in self.headers] for number in range(ROWS)
        ]
        return Sheet("Sheet1", [*above, list(self.headers), *rows])


def near_rosters() -> list[NearRoster]:
    lines = [line.split("\t") for line in FORMS.read_text("utf-8").splitlines() if line and line[0] != "#"]
    return [NearRoster(kind, title, headers.split(), whose) for kind, title, headers, whose in lines]


def _number(at: int, born: int) -> str:
    first = f"990101{born or 1980}{at % 9 + 1:02}15{at + 100}"
    return first + check_digit(first)


def _fill(header: str) -> Fill:
    return next((fill for word, fill in FILLS.items() if word in header), _say_number)


def _say_number(at: int, _born: int) -> Cell:
    return 60 + at


FILLS: dict[str, Fill] = {
    "序号": lambda at, _: at + 1,
    "学号": lambda at, _: f"20260{at:02}",
    "考号": lambda at, _: 3300 + at,
    "身份证": _number,
    "出生": lambda at, born: f"{born}.{at % 12 + 1}",
    "年龄": lambda at, born: 2026 - born - at % 3,
    "电话": lambda at, _: f"1990000{at:04}",
    "手机": lambda at, _: f"1990000{at:04}",
    "性别": lambda at, _: "男女"[at % 2],
    "民族": lambda at, _: "汉族",
    "学科": lambda at, _: ["语文", "数学", "英语"][at % 3],
    "学历": lambda at, _: ["本科", "大专"][at % 2],
    "职称": lambda at, _: ["一级教师", "二级教师"][at % 2],
    "班级": lambda at, _: f"三（{at % 3 + 1}）班",
    "所教": lambda at, _: f"三（{at % 3 + 1}）班",
    "年级": lambda at, _: "三年级",
    "时间": lambda at, _: f"2010-09-{at + 1:02}",
    "日期": lambda at, _: f"2026-03-{at + 1:02}",
    "学校": lambda at, _: "柳溪镇中心小学",
    "院校": lambda at, _: "溪宁师范学院",
    "幼儿园": lambda at, _: "柳溪镇中心幼儿园",
    "住址": lambda at, _: f"柳溪镇上湾村{at + 1}组",
    "地址": lambda at, _: f"柳溪镇{at + 1}号",
    "务工地": lambda at, _: "广东省东莞市",
    "乡镇": lambda at, _: "柳溪镇",
    "村": lambda at, _: "上湾村",
    "单位": lambda at, _: ["民政局", "教育局", "件"][at % 2],
    "面貌": lambda at, _: "群众",
    "职务": lambda at, _: ["科员", "副主任"][at % 2],
    "品名": lambda at, _: ["书包", "文具盒", "水杯"][at % 3],
    "规格": lambda at, _: "大号",
    "名称": lambda at, _: f"第{at + 1}项",
    "支部": lambda at, _: "上湾村支部",
    "车牌": lambda at, _: f"云Z{at:05}",
    "签": lambda at, _: "",
    "备注": lambda at, _: "",
    "服务队": lambda at, _: "柳溪镇服务队",
    "范围": lambda at, _: "一组至三组",
    "持证": lambda at, _: "是",
    "等级": lambda at, _: ["优", "良"][at % 2],
    "开户行": lambda at, _: "农商行",
    "日": lambda at, _: "√",
    "姓名": lambda at, _: NAMES[at],
    "儿童主任": lambda at, _: NAMES[at],
    "班主任": lambda at, _: NAMES[at],
    "责任人": lambda at, _: NAMES[-at],
    "教师": lambda at, _: NAMES[-at],
}


@pytest.mark.parametrize("form", near_rosters(), ids=lambda form: f"{form.kind}: {form.title} {form.headers[:5]}")
def test_a_list_is_taken_for_what_it_is(form: NearRoster) -> None:
    read = read_roster(Workbook("xlsx", [form.sheet()]), "名单.xlsx", today=TODAY)
    kinds = [refused.kind for refused in read.refused]
    if form.kind == "read":
        assert (len(read.tables), kinds) == (1, [])
        assert len(read.tables[0].rows) == ROWS
    elif form.kind == "other":
        assert read.tables == [] and kinds
    else:
        assert (read.tables, kinds) == ([], [NoRoster(form.kind)])
