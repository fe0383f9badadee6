"""The summary table as a workbook in the printed order: title, place and day, head, one line a place, the checks.

Only jobs import this: it loads the spreadsheet library.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from xiangban.figures.models import Snapshot
from xiangban.figures.summary import CHECK_RULES, SUMMARY

FIRST_FIGURE = 1  # column B; the places stand in column A
Line = tuple[str, Mapping[int, int]]


@dataclass(frozen=True)
class Table:
    """What is written: title, the line under it, one line for each place, the line of all, notes below."""

    title: str
    under: str
    lines: Sequence[Line]
    whole: Line
    notes: Sequence[str]


def workbook_of(snapshot: Snapshot) -> bytes:
    """The frozen table as xlsx, in the reader's language."""
    figures = snapshot.figures
    lines = [(name or _("not yet claimed by a place below"), _numbers(row)) for _code, name, row in figures["rows"]]
    table = Table(
        title=_("Summary of rural left-behind children"),
        under=_("{place} · reference day {day} · definition {version} · frozen {moment}").format(
            place=snapshot.place_name,
            day=snapshot.reference_day.isoformat(),
            version=snapshot.definition_version,
            moment=snapshot.frozen_at.date().isoformat(),
        ),
        lines=lines,
        whole=(_("Total"), _numbers(figures["whole"])),
        notes=notes_of(figures["lacking"]),
    )
    return _write(table)


def notes_of(lacking: Mapping[str, int]) -> list[str]:
    """The printed check rules, each with what is not collected where the sum lacks it."""
    notes = []
    for rule in CHECK_RULES:
        missing = lacking.get(rule.remainder, 0)
        tail = _(" (not collected or in no column: {number})").format(number=missing) if missing else ""
        notes.append(f"{rule}{tail}")
    return [_("Checks: {rules}").format(rules="；".join(notes))]


def _numbers(row: Mapping[Any, int]) -> dict[int, int]:
    return {int(number): children for number, children in row.items()}  # JSON keeps keys as texts


def _write(table: Table) -> bytes:
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(_("Summary"))
        head = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
        cell = book.add_format({"border": 1, "num_format": "0"})
        sheet.merge_range(0, 0, 0, len(SUMMARY), table.title, book.add_format({"bold": True, "align": "center"}))
        sheet.merge_range(1, 0, 1, len(SUMMARY), table.under)
        _write_head(sheet, head)
        for number, (name, row) in enumerate([*table.lines, table.whole], start=5):
            sheet.write_string(number, 0, name, cell)
            for column in SUMMARY:
                sheet.write_number(number, column.number, row[column.number], cell)
        for number, note in enumerate(table.notes, start=6 + len(table.lines)):
            sheet.write_string(number, 0, note)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, len(SUMMARY), 7)
        sheet.freeze_panes(5, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    return out.getvalue()


def _write_head(sheet: Any, form: Any) -> None:
    """Group, word and number of each column, as the form prints them."""
    sheet.merge_range(2, 0, 4, 0, _("Place"), form)
    for group, columns in _grouped():
        first, last = columns[0].number, columns[-1].number
        if not group:
            sheet.merge_range(2, first, 3, first, str(columns[0].label), form)
        elif first == last:
            sheet.write_string(2, first, group, form)
        else:
            sheet.merge_range(2, first, 2, last, group, form)
        for column in columns:
            if group:
                sheet.write_string(3, column.number, str(column.label), form)
            sheet.write_number(4, column.number, column.number, form)


def _grouped() -> Iterable[tuple[str, list[Any]]]:
    return [(group, list(columns)) for group, columns in groupby(SUMMARY, key=lambda column: str(column.group))]
