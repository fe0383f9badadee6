"""Check the trail: links, codes and anchors; also usable by a stranger with a copy of the database."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from xiangban.access.actions.notes import note_verification
from xiangban.access.anchors import AnchorUnreadable, own_anchors, read_anchors
from xiangban.access.keys import keyring
from xiangban.access.trail_reader import NoTrailInFile, check, rows_of_file, say_check, say_fault, stored_rows
from xiangban.access.viewer import system_viewer
from xiangban.lib.chain import ChainRow, Check
from xiangban.lib.keyring import Keyring, KeyringMissing, KeyringUnreadable

CHECKS: tuple[Check, ...] = ("links", "macs", "anchors")


class Command(BaseCommand):
    help = _("Check that no row of the trail was changed, and name the first that was; exit code 1 if so.")
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--database", type=Path, metavar="FILE", help="a copy of a SQLite database, read only")
        parser.add_argument("--anchors", type=Path, nargs="+", metavar="FILE", help="anchor files or a folder of them")
        parser.add_argument("--keys", type=Path, metavar="FOLDER", help="the folder of the keys; without it: no codes")

    def handle(self, *args: Any, **options: Any) -> None:
        copy: Path | None = options["database"]
        try:
            given = options["anchors"] or []
            anchors = read_anchors(given) if given or copy else own_anchors()
            rows = rows_of_file(copy) if copy else stored_rows()
            verdict = check(_shown(rows), _keys(copy, options["keys"]), anchors)
        except AnchorUnreadable as fault:
            raise CommandError(_("{path} is no anchor of the trail.").format(path=fault)) from fault
        except NoTrailInFile as fault:
            raise CommandError(_("{path} is no database with a trail.").format(path=fault)) from fault
        if copy is None:
            note_verification(None, system_viewer("verify_trail"), verdict=verdict)
        for name in CHECKS:
            self.stdout.write(say_check(name, name in verdict.checks))
        if verdict.fault is not None:
            self.stdout.write(say_fault(verdict.fault))
            sys.exit(1)
        words = _("All {number} rows hold; the last link is {link}.")
        self.stdout.write(words.format(number=verdict.last_seq, link=verdict.last_link))


def _shown(rows: Iterator[ChainRow]) -> Iterator[ChainRow]:
    return iter(tqdm(rows, unit="", delay=1, disable=None, leave=False))


def _keys(copy: Path | None, folder: Path | None) -> Mapping[int, bytes] | None:
    try:
        if folder is not None:
            return Keyring.load(folder).secrets("trail")
        return None if copy else keyring().secrets("trail")
    except (KeyringMissing, KeyringUnreadable):
        return None
