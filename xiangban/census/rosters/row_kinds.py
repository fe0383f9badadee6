"""Which rows below a header are children: blanks, sums, repeated headers, footers and notes are told apart.

How cells become values is decided in values/; rows of household members in households.py.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from xiangban.census.rosters.headers import meaning_of
from xiangban.census.rosters.layout import Header, is_column_numbers
from xiangban.census.rosters.tables import ColumnChoice, Kind, LeftOut
from xiangban.census.rosters.values.cells import written
from xiangban.lib.sheets.workbook import Cell, Sheet

LONGEST_JUDGED = 200  # characters by which a row is told apart
MOST_LINES = 100  # of one child
_SUBTOTAL = re.compile(r".{0,12}小计(\(.*|（.*|[:：].*|[0-9一二三四五六七八九十]*(人|名))?")
_TOTAL = re.compile(
    r"(本页|全[村镇乡县校班]|全?[\u4e00-\u9fff]{0,8}?)?(合计|总计|共计|累计|合\s*计|总\s*计|共\s*计|总数)(\(.*|（.*|[:：].*|\s*[0-9一二三四五六七八九十]*\s*(人|名)?)?|"
    r"[总合]?共(有)?\s*[0-9一二三四五六七八九十百]+\s*(人|名)(儿童|学生)?"
)
_FOOTER = re.compile(
    r"[（(]?(填[表报]|制表|复核|审核|校[对核]|经办|录入|统计|采集|核[查实]|上报|报送|登记|调查|主管|分管|单位|部门|村|社区|乡镇|镇|学校|联系|班主任|校长|园长|儿童主任|儿童督导员|儿童福利督导员|负责|签[字名]|盖章)"
    r"[\u4e00-\u9fff/]{0,12}?(人|员|领导|负责人|电话|日期|时间|单位|主任|书记|盖章|签[字名章]|公章|主要负责人|意见|方式)?\s*([(（][^)）]*[)）])?\s*[:：].*"
)
_NOTE = re.compile(
    r"[（(【]?\s*(注|备注|附注|说明|填[表报]说明|备注说明|注意|注释|特别说明|附|提示|温馨提示|※|★)\s*[】)）]?\s*([0-9一二三]?\s*[:：、.．].*|$)|[※★].*|[0-9一二三四][、.．].{12,}"
)
_SIGNED = re.compile(
    r"(填[表报]|制表|审核|复核)人|[单位学校村]+[（(]?(盖章|公章)|[0-9]{4}\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日$"
)
_SECTION = re.compile(
    r"([一二三四五六七八九十0-9]{1,3}[、.．])?\s*([\u4e00-\u9fff]{1,12}(村|社区|居委会|村委会|镇|乡|街道|小学|中学|学校|幼儿园|班|组))\s*([（(].*[)）])?[:：]?"
)
_BY_WORDS = (
    (Kind.SUBTOTAL, _SUBTOTAL),
    (Kind.TOTAL, _TOTAL),
    (Kind.FOOTER, _FOOTER),
    (Kind.NOTE, _NOTE),
)
_EXAMPLE = re.compile(r"[(（]?(例|示例|样例|范例|填写示例|填表示例|举例|例如|样表)[)）]?\s*[:：]?")
_HEADER_LIKE = re.compile("[姓名序号编证村镇乡县组]")
# A short text without a character of all these words is a child's, as nearly every name is.
_NONE_OF_THEM = re.compile("[^\u0000-\u4dff\u9fff-\U0010ffff例样计总共注备附说填特提温甲栏姓名序号编证村镇乡县组]{2,4}")
_FIRST_FIELDS = frozenset(("child_name", "row_no", "id_number", "county", "town", "village", "village_group"))
_PLACE_FIELDS = frozenset(
    ("row_no", "province", "city", "county", "town", "village", "village_group", "school", "grade", "class")
)


@dataclass(slots=True)
class Rows:
    """Rows of a table, 0-based: the children's, the lines of a child above, headings of sections, sums."""

    kept: list[int] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    continued: dict[int, int] = field(default_factory=dict)  # row -> the child's first row
    sections: list[tuple[int, str]] = field(default_factory=list)
    totals: list[tuple[int, Kind]] = field(default_factory=list)
    next_header: int = -1  # where another header begins, at which this table ends


class RowSorter:
    """Tells the rows of one sheet apart, given its header and columns."""

    def __init__(self, sheet: Sheet, header: Header, choices: Sequence[ColumnChoice]) -> None:
        self.sheet, self.header = sheet, header
        self.names = [choice.column for choice in choices if choice.field == "child_name"][:1]
        self.numbers = [choice.column for choice in choices if choice.field == "id_number"][:1]
        key = self.names or self.numbers
        self.key = key[0] if key else 0
        self.own = [choice.column for choice in choices if choice.field not in _PLACE_FIELDS]
        self.headers = [_texts(sheet.rows[row]) for row in range(header.top, header.bottom + 1)]
        self.kinds: dict[Cell, Kind | None] = {}
        self.continued = self._continued()

    def sort(self, no_headers: Collection[int] = ()) -> Rows:
        """Every row from the first below the header to the end of the sheet, or to the next header."""
        rows = Rows()
        known, key = self._known_children(), self.key
        for number in range(self.header.first_data_row, len(self.sheet.rows)):
            row = self.sheet.rows[number]
            usual = len(row) > key and row[0] in known and row[key] in known and number not in self.continued
            kind = None if usual else self._kind(number, row)
            if kind is None:
                rows.kept.append(number)
                continue
            if kind is Kind.HEADER and number not in no_headers:
                rows.next_header = number
                break
            self._leave(rows, number, Kind.REPEATED_HEADER if kind is Kind.HEADER else kind)
        return rows

    def _known_children(self) -> set[Cell]:
        """First and name cells that can be nothing but a child's, found at once: they are nearly all there are."""
        rows = self.sheet.rows[self.header.first_data_row :]
        cells = {row[0] for row in rows if row} | {row[self.key] for row in rows if len(row) > self.key}
        known: set[Cell] = {cell for cell in cells if type(cell) is str and _NONE_OF_THEM.fullmatch(cell)}
        return known | {cell for cell in cells if type(cell) is int and cell > 1}

    def _leave(self, rows: Rows, number: int, kind: Kind) -> None:
        rows.left_out.append(LeftOut(number + 1, kind))
        if kind is Kind.CONTINUED:
            rows.continued[number] = self.continued[number]
        elif kind in (Kind.SUBTOTAL, Kind.TOTAL):
            rows.totals.append((number, kind))
        elif kind is Kind.TITLE:
            texts = _texts(self.sheet.rows[number])
            found = _SECTION.fullmatch(texts[0]) if len(texts) == 1 else None
            rows.sections += [(number, found[2])] if found else []

    def _continued(self) -> dict[int, int]:
        lines: dict[int, int] = {}
        for top, left, bottom, right in self.sheet.merged:
            tall = bottom - top
            if left <= self.key <= right < left + 3 and 0 < tall < MOST_LINES and top >= self.header.first_data_row:
                lines |= dict.fromkeys(range(top + 1, bottom + 1), top)
        return lines

    def _kind(self, number: int, row: Sequence[Cell]) -> Kind | None:
        """None for a child's row; most rows leave here after three looks into a dictionary."""
        name = row[self.key] if self.key < len(row) else None
        first = row[0] if row else None
        if first is None or first == "":
            first = next((cell for cell in row if cell is not None and cell != ""), None)
        kind = self._kind_of(first)
        if name not in (None, "") and kind is None and number not in self.continued:
            kind = self._kind_of(name)
            return self._looked_at(row, kind) if kind is not None else None
        if kind is not None:
            return self._looked_at(row, kind)
        return self._nameless(number, row)

    def _kind_of(self, cell: Cell) -> Kind | None:
        try:
            return self.kinds[cell]
        except KeyError:
            kind = self.kinds[cell] = kind_of_text(written(cell)[:LONGEST_JUDGED])
            return kind

    def _looked_at(self, row: Sequence[Cell], kind: Kind) -> Kind | None:
        """A word that only may make a row no child's: the rest of the row decides."""
        texts = _texts(row)
        if kind is Kind.COLUMN_NUMBERS:
            return kind if is_column_numbers(texts) else None
        if kind is Kind.REPEATED_HEADER:
            return self._header_again(texts)
        if kind in (Kind.SUBTOTAL, Kind.TOTAL):
            return (
                kind
                if len(texts) == 1 or not any(len(text) in (15, 18) and text[:-1].isdigit() for text in texts)
                else None
            )
        return kind

    def _header_again(self, texts: list[str]) -> Kind | None:
        if any(_alike(texts, header) for header in self.headers):
            return Kind.REPEATED_HEADER
        said = {text for header in self.headers for text in header}
        if sum(text in said for text in texts) >= 0.8 * len(texts):
            return Kind.REPEATED_HEADER
        known = sum(meaning_of(text).known for text in texts)
        return Kind.HEADER if known >= 3 and known >= 0.6 * len(texts) else None

    def _nameless(self, number: int, row: Sequence[Cell]) -> Kind | None:
        texts = _texts(row)
        if not texts:
            return Kind.BLANK
        if any(_alike(texts, header) for header in self.headers):
            return Kind.REPEATED_HEADER
        if number in self.continued:
            return Kind.CONTINUED
        return Kind.COLUMN_NUMBERS if is_column_numbers(texts) else self._without_child(row, texts)

    def _without_child(self, row: Sequence[Cell], texts: list[str]) -> Kind | None:
        if len(texts) == 1 and len(self.header.columns) > 2:
            return Kind.BLANK if texts[0].isdigit() else Kind.TITLE
        signs = sum(bool(_SIGNED.search(text) or _FOOTER.fullmatch(text)) for text in texts)
        if signs:
            return Kind.FOOTER
        own = [column for column in self.own if column < len(row) and row[column] not in (None, "")]
        return None if own else Kind.BLANK


def kind_of_text(text: str) -> Kind | None:
    """What a row can be whose first or name cell holds the text; None for a child's."""
    if not text:
        return None
    if text.isdigit():
        return Kind.COLUMN_NUMBERS if text == "1" else None
    if _EXAMPLE.fullmatch(text):
        return Kind.NOTE
    for kind, pattern in _BY_WORDS:
        if pattern.fullmatch(text):
            return kind
    if text in ("甲", "A", "栏次", "(1)", "（1）"):
        return Kind.COLUMN_NUMBERS
    if len(text) > 12 or not _HEADER_LIKE.search(text):
        return None
    return Kind.REPEATED_HEADER if meaning_of(text).field in _FIRST_FIELDS else None


def _texts(row: Sequence[Cell]) -> list[str]:
    return [text[:LONGEST_JUDGED] for text in map(written, row) if text]


def _alike(texts: list[str], header: list[str]) -> bool:
    """Whether a row shows mostly the header's words again."""
    if not header or len(texts) < min(2, len(header)):
        return False
    return len(set(texts) & set(header)) >= 0.6 * max(len(set(header)), len(set(texts)))
