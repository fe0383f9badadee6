"""Says what papers of the past tell: meetings, people, figures, tasks; nothing is kept and no database is asked."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from xiangban.conference.paper_words import refusal_words, told_lines
from xiangban.conference.papers.as_data import as_data
from xiangban.conference.papers.open import paper_of
from xiangban.conference.papers.paper import PaperRead
from xiangban.lib.papers.read import PAPER, read_paper
from xiangban.lib.sheets.apart import ApartFailed, apart
from xiangban.lib.sheets.workbook import Refusal, SheetRefused


class Command(BaseCommand):
    help = _("Show what papers of the past say: meetings, people, figures, tasks.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar="file", help=_("papers: txt, html, docx or pdf"))
        parser.add_argument("--json", action="store_true", help=_("print JSON and nothing else"))

    def handle(self, *_arguments: Any, **options: Any) -> None:
        for path in options["files"]:
            read = _opened(path)
            if options["json"]:
                self.stdout.write(json.dumps(as_data(read.paper, read.repaired, read.simplified), ensure_ascii=False))
                continue
            self.stdout.write(path.name)
            for line in told_lines(read):
                self.stdout.write(line)


def _opened(path: Path) -> PaperRead:
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise CommandError(
            _("{file} cannot be read: {reason}.").format(file=path, reason=fault.strerror or fault)
        ) from fault
    try:
        return paper_of(apart(read_paper, content, limits=PAPER).text)
    except SheetRefused as refusal:
        raise CommandError(f"{path.name}: {refusal_words(refusal)}") from refusal
    except ApartFailed as failure:
        raise CommandError(f"{path.name}: {refusal_words(SheetRefused(Refusal.DAMAGED))}") from failure
