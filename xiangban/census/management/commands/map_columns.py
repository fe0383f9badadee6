"""Says which field of the register each column of a roster is; without --agency it looks into no database."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from xiangban.access.viewer import system_viewer
from xiangban.census.models import ColumnMapping
from xiangban.census.roster_words import FIELD_LABELS, NO_ROSTERS, REFUSALS, why_words
from xiangban.census.rosters.finding import Found, find_form, find_tables
from xiangban.census.rosters.mapping import form_signature
from xiangban.census.rosters.tables import ColumnChoice, NoRoster, RememberedMapping
from xiangban.lib.sheets.apart import ApartFailed, apart
from xiangban.lib.sheets.read import read_workbook
from xiangban.lib.sheets.workbook import Refusal, Sheet, SheetRefused, Workbook


class Command(BaseCommand):
    help = _("Show which field of the register each column of a roster is.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=_("the roster: xlsx, xls, ods or csv"))
        parser.add_argument("--json", action="store_true", help=_("print JSON and nothing else"))
        parser.add_argument("--agency", default="", help=_("the agency whose remembered decisions count"))

    def handle(self, *_arguments: Any, **options: Any) -> None:
        workbook = _opened(options["file"])
        sheets = _rosters_of(workbook, None)
        if options["agency"]:
            sheets = _rosters_of(workbook, _remembered(options["agency"], sheets[0][1].choices))
        choices = sheets[0][1].choices
        if options["json"]:
            self.stdout.write(json.dumps(_as_data(sheets), ensure_ascii=False))
            return
        for name, found in sheets:
            rows = f"{found.header.top + 1}–{found.header.bottom + 1}"
            self.stdout.write(_("{sheet}: header in rows {rows}").format(sheet=name or options["file"].name, rows=rows))
        for choice in choices:
            self.stdout.write(_line(choice))


def _opened(path: Path) -> Workbook:
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise CommandError(
            _("{file} cannot be read: {reason}.").format(file=path, reason=fault.strerror or fault)
        ) from fault
    try:
        return apart(read_workbook, content)
    except SheetRefused as refusal:
        raise CommandError(f"{path.name}: {REFUSALS[refusal.kind]}") from refusal
    except ApartFailed as failure:
        raise CommandError(f"{path.name}: {REFUSALS[Refusal.DAMAGED]}") from failure


def _remembered(agency: str, choices: Sequence[ColumnChoice]) -> RememberedMapping | None:
    """What was decided last for this form of this kind of agency, anywhere in the installation."""
    known = ColumnMapping.objects.visible_to(system_viewer("map_columns"))
    latest = known.filter(agency_kind=agency, signature=form_signature(choices)).order_by("remembered_at").last()
    return RememberedMapping(latest.fields) if latest else None


def _rosters_of(workbook: Workbook, mapping: RememberedMapping | None) -> list[tuple[str, Found]]:
    """Each roster sheet with its first table, else each empty form. Raises CommandError where there is neither."""
    sheets: list[tuple[str, Found]] = []
    refusals: list[NoRoster] = []
    for sheet in workbook.sheets:
        tables, refusal = find_tables(sheet, mapping)
        sheets += [(_name(workbook, sheet), table) for table in tables[:1]]
        refusals += [refusal] if refusal else []
    if not sheets and NoRoster.NO_ROWS in refusals:
        forms = [(_name(workbook, sheet), find_form(sheet, mapping)) for sheet in workbook.sheets]
        return [(name, form) for name, form in forms if form]
    if not sheets:
        said = next((kind for kind in refusals if kind is not NoRoster.EMPTY), NoRoster.EMPTY)
        raise CommandError(str(NO_ROSTERS[said]))
    return sheets


def _name(workbook: Workbook, sheet: Sheet) -> str:
    return "" if workbook.kind == "csv" else sheet.name


def _as_data(sheets: list[tuple[str, Found]]) -> dict[str, list[dict[str, Any]]]:
    columns = [
        {"header": choice.header, "group": choice.group, "field": choice.field, "why": choice.why}
        for choice in sheets[0][1].choices
    ]
    rows = [(name, range(found.header.top + 1, found.header.bottom + 2)) for name, found in sheets]
    return {"sheets": [{"name": name, "header_rows": list(header)} for name, header in rows], "columns": columns}


def _line(choice: ColumnChoice) -> str:
    header = " ".join(f"{choice.group or ''} / {choice.header}".split()).removeprefix("/ ")
    label = FIELD_LABELS[choice.field] if choice.field else "—"
    return f"{choice.column + 1:>4}  {header}  →  {label}  ({why_words(choice)})"
