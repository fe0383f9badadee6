"""A list of staff is no roster of children, also where its place of work could be read as the parents'."""

from xiangban.census.rosters.reading import read_roster
from xiangban.census.rosters.tables import NoRoster
from xiangban.lib.sheets.workbook import Cell, Sheet, Workbook

HEADERS: list[Cell] = ["姓名", "性别", "职务", "工作单位", "办公电话", "参加工作时间"]


def test_a_staff_list_with_places_of_work_is_refused() -> None:
    staff: list[list[Cell]] = [
        [f"王{name}明", "男", "科员", "民政局", f"028-8123456{number}", "2010-01-01"]
        for number, name in enumerate("一二三四五六")
    ]
    read = read_roster(Workbook("xlsx", [Sheet("名单", [["工作人员名单"], HEADERS, *staff])]), "staff.xlsx")
    assert read.tables == []
    assert [refused.kind for refused in read.refused] == [NoRoster.STAFF]
