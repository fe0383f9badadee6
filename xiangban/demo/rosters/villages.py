"""The villages' workbook: the form of 2016, a sheet a township (a village when few), each with its clerk's habits.

What a village knows of a child is in observed.py; the columns are in village_form.py.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xiangban.demo.city import county_code, township_code
from xiangban.demo.dice import Dice, Urn
from xiangban.demo.place_names import CITY
from xiangban.demo.rosters.books import HEAD, TITLE, Book, Cell, Pen
from xiangban.demo.rosters.observed import Facts, ObservedRow
from xiangban.demo.rosters.village_form import COLUMNS, HEADS, HOUSEHOLD, Habits, cells
from xiangban.demo.words import words

SUMMARY = "汇总"
MOST_VILLAGES = 40  # up to so many villages every one has its own sheet
SHARE_HIDDEN = 0.0015
WIDTH = len(COLUMNS)
NAMES = words("周芸 吴树林 陶桂兰 汪建设 裴素云 温立春")
DATES: Urn[str] = Urn(
    {
        "dots": 0.24,
        "dashes": 0.16,
        "characters": 0.2,
        "compact": 0.12,
        "slashes": 0.08,
        "short": 0.04,
        "chinese": 0.04,
        "serial": 0.12,
    }
)
Placed = tuple[str, int, ObservedRow]


@dataclass(frozen=True)
class SheetPlan:
    """One sheet: its name, the place it is of, and its rows by village."""

    name: str
    place: int
    villages: dict[int, list[ObservedRow]]


def write_villages(book: Book, rows: Sequence[ObservedRow], facts: Facts, seed: int) -> Iterator[Placed]:
    """Write the summary and all sheets, naming (sheet, row, what stands there) of every child as it is written."""
    plans = _plans(rows, facts)
    _write_summary(book.sheet(SUMMARY), plans, facts)
    for plan in plans:
        dice = Dice(seed, f"rosters-sheet-{plan.place}")
        yield from SheetWriter(book.sheet(plan.name), plan, facts, dice).write()


def flat_rows(rows: Sequence[ObservedRow], facts: Facts) -> Iterator[list[Cell]]:
    """The same rows for one plain list without titles, all written alike."""
    habits = Habits(dates="dashes", tick="", empty="", again="", place="full")
    for number, row in enumerate(rows, start=1):
        yield cells(facts, row, number, habits)


class SheetWriter:
    """One clerk's sheet: title, unit line, headings, villages with subtotals, footer, notes."""

    def __init__(self, pen: Pen, plan: SheetPlan, facts: Facts, dice: Dice) -> None:
        self._pen, self._plan, self._facts, self._dice = pen, plan, facts, dice
        self._habits = _habits(dice, facts, plan)
        self._repeats = dice.chance(0.3)
        self._number = 0
        self._subtotals = len(plan.villages) > 1 and dice.chance(0.7)

    def write(self) -> Iterator[Placed]:
        """All rows of the sheet, naming those of children."""
        self._write_top()
        for at, (village, rows) in enumerate(self._plan.villages.items()):
            if at and self._repeats:
                self._pen.headings(HEADS)
            yield from self._write_village(rows)
            if self._subtotals:
                self._pen.write(["小计", self._facts.names[village], f"{len(rows)}人"])
            elif at % 3 == 1:
                self._pen.write([])
        self._write_bottom()

    def _write_top(self) -> None:
        names, place = self._facts.names, self._plan.place
        where = names[county_code(place)] + names[township_code(place)]
        where += names[place] if place != township_code(place) else ""
        self._pen.line(f"{where}农村留守儿童花名册", WIDTH, TITLE)
        if self._dice.chance(0.8):
            unit = f"{names[county_code(place)]}{names[township_code(place)]}人民政府"
            self._pen.line(f"填报单位（盖章）：{unit}        填报日期：2026年9月1日        单位：人", WIDTH)
        self._pen.headings(HEADS)
        if self._dice.chance(0.4):
            self._pen.write([str(number) for number in range(1, WIDTH + 1)], HEAD)

    def _write_village(self, rows: list[ObservedRow]) -> Iterator[Placed]:
        """Children household by household; what a household shares is joined, said to be the same, or repeated."""
        above: list[Cell] = []
        household, first = 0, self._pen.row + 1
        plain: list[list[Cell]] = []
        for row in rows:
            self._number += 1
            line = cells(self._facts, row, self._number, self._habits)
            family = self._facts.family_of(row).key
            if family != household or not self._habits.again:
                self._join(plain, first)
                household, first, plain, above = family, self._pen.row + 1, [], []
            shown = _shortened(line, above, self._habits.again)
            if self._dice.chance(SHARE_HIDDEN):
                self._pen.hide_next()
            yield self._plan.name, self._pen.write(shown), row
            plain.append(line)
            above = line
        self._join(plain, first)

    def _join(self, lines: list[list[Cell]], first: int) -> None:
        """Merge over the household what all its rows share."""
        if self._habits.again != "merged":
            return
        for column in HOUSEHOLD:
            start = 0
            for at in range(1, len(lines) + 1):
                if at == len(lines) or not lines[at][column] or lines[at][column] != lines[start][column]:
                    self._pen.merge((first + start, column + 1), (first + at - 1, column + 1))
                    start = at

    def _write_bottom(self) -> None:
        pick = self._dice.pick
        self._pen.write(["合计", "", f"{self._number}人"])
        self._pen.line(
            f"单位负责人：{pick(NAMES)}        复核人：{pick(NAMES)}        填表人：{pick(NAMES)}        联系电话：",
            WIDTH,
        )
        if self._dice.chance(0.6):
            self._pen.line(
                "注：1.去世者在姓名栏后划“—”；2.务工地点填到省、市；3.本表一式两份，村、乡镇各存一份。", WIDTH
            )


def _shortened(line: list[Cell], above: list[Cell], again: str) -> list[Cell]:
    """The row with what it shares with the row above left empty (merged) or said to be the same."""
    if not above or not again:
        return line
    same = "" if again == "merged" else again
    shown = list(line)
    for column in HOUSEHOLD:
        if line[column] and line[column] == above[column]:
            shown[column] = same
    return shown


def _habits(dice: Dice, facts: Facts, plan: SheetPlan) -> Habits:
    """How the clerk of one sheet writes."""
    place = "group" if plan.place != township_code(plan.place) else dice.pick(("full", "full", "village"))
    return Habits(
        dates=DATES.draw(dice),
        tick=dice.pick(("√", "√", "☑", "是", "有")),
        empty=dice.pick(("", "", "", "无", "—", "/")),
        again=dice.pick(("", "", "merged", "同上", "〃")),
        place=place,
        cross=dice.pick(("X", "X", "X", "x", "×")),
        wide_names=dice.chance(0.25),
        parted_phones=dice.chance(0.15),
        where=(facts.names[county_code(plan.place)], facts.names[township_code(plan.place)]),
    )


def _plans(rows: Sequence[ObservedRow], facts: Facts) -> list[SheetPlan]:
    """Sheets in the order of their places, named by township or village, with the county where a name comes twice."""
    listed = [facts.listed_in(row) for row in rows]
    each_village = len(set(listed)) <= MOST_VILLAGES
    places: dict[int, dict[int, list[ObservedRow]]] = {}
    for village, row in zip(listed, rows, strict=True):
        place = village if each_village else township_code(village)
        places.setdefault(place, {}).setdefault(village, []).append(row)
    times = Counter(facts.names[place] for place in places)
    return [SheetPlan(_sheet_name(facts, place, times), place, places[place]) for place in sorted(places)]


def _sheet_name(facts: Facts, place: int, times: Counter[str]) -> str:
    name = facts.names[place]
    above = county_code(place) if place == township_code(place) else township_code(place)
    return name if times[name] == 1 and name != SUMMARY else f"{facts.names[above]}{name}"


def _write_summary(pen: Pen, plans: list[SheetPlan], facts: Facts) -> None:
    """How many children of which sex every sheet holds: numbers, no roster."""
    pen.line(f"{CITY}农村留守儿童排查汇总表", 5, TITLE)
    pen.write(["序号", "县（区）", "乡镇（村）", "男", "女", "合计"], HEAD)
    for number, plan in enumerate(plans, start=1):
        sexes = Counter(row.values["sex"] for rows in plan.villages.values() for row in rows)
        county = facts.names[county_code(plan.place)]
        pen.write([number, county, plan.name, sexes["1"], sexes["2"], sexes.total()])
    total = sum(len(rows) for plan in plans for rows in plan.villages.values())
    pen.write(["合计", "", "", "", "", total])
