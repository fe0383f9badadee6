"""Matches the rows of roster files among themselves; reads and touches no database and no places."""

import argparse
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from xiangban.census.file_links import FileRows, Source, read_files, rosters_of, write_links
from xiangban.census.roster_words import NO_ROSTERS, REFUSALS
from xiangban.census.rosters.tables import NoRoster
from xiangban.lib.sheets.workbook import SheetRefused
from xiangban.matching.linking import STEPS, link


class Command(BaseCommand):
    help = _("Say which rows of roster files are one child, without a register.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=_source, metavar="[AGENCY=]FILE", help=_("rosters"))
        parser.add_argument("--out", type=Path, required=True, help=_("the CSV file of links to be written"))

    def handle(self, *_arguments: Any, **options: Any) -> None:
        sources: list[Source] = options["files"]
        with tqdm(total=len(sources) + STEPS, desc=_("Matching"), file=sys.stderr, disable=None, leave=False) as bar:
            files = _read(sources, bar)
            linking = link(rosters_of(files), tell=lambda _done, _steps: bar.update())
        try:
            with options["out"].open("w", encoding="utf-8", newline="") as out:
                count = write_links(files, linking, out)
        except OSError as fault:
            raise CommandError(_("{file} cannot be written.").format(file=options["out"])) from fault
        self.stderr.write(_("{count} rows, {path}").format(count=count, path=options["out"]))


def _source(text: str) -> Source:
    """FILE or AGENCY=FILE; without a name the file is its own agency. Raises ArgumentTypeError."""
    agency, equals, file = text.partition("=")
    if Path(text).is_file() or not equals:
        agency, file = text, text
    if not Path(file).is_file():
        raise argparse.ArgumentTypeError(_("There is no file {path}.").format(path=file))
    return Source(agency, file)


def _read(sources: list[Source], bar: "tqdm[Any]") -> list[FileRows]:
    try:
        files = read_files(sources, bar.update)
    except SheetRefused as refused:
        sentence = _("{name}: {reason}").format(name=refused.detail["file"], reason=REFUSALS[refused.kind])
        raise CommandError(sentence) from refused
    empty = next((file for file in files if not file.tables), None)
    if empty:
        reasons = [str(NO_ROSTERS[NoRoster(kind)]) for kind in dict.fromkeys(empty.kinds)]
        sentence = _("{name}: {reason}")
        raise CommandError(sentence.format(name=empty.source.file, reason=" ".join(reasons)))
    return files
