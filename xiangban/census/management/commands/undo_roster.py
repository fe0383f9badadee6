"""Take an import back out of the register; what was edited since stays and is listed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from tqdm import tqdm

from xiangban.access.acts import NotPermitted, Refused
from xiangban.census.actions.commit import undo_import
from xiangban.census.bars import bar_of
from xiangban.census.models import Import
from xiangban.census.seats import seat_named
from xiangban.lib.moves import MoveNotAllowed

LEFT_WAITING = 3


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # they look at code, pages included, for as long as a small roster takes
    help = _("Take an import back out of the register; what was edited since stays and is listed.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, help=_("number of the import"))
        parser.add_argument("--as", dest="seat", required=True, help=_("number of a seat, or an account"))

    def handle(self, *args: Any, **options: Any) -> None:
        by = seat_named(options["seat"], "census.undo")
        batch = Import.objects.visible_to(by).filter(pk=options["number"]).first()
        if batch is None:
            raise CommandError(_("There is no import {number}.").format(number=options["number"]))
        try:
            with tqdm(total=4, desc=_("Register"), disable=None, leave=False) as bar:
                done = undo_import(batch, by, reason=_("taken back by command"), progress=bar_of(bar))
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        except (NotPermitted, MoveNotAllowed) as refusal:
            raise CommandError(_("This seat may not do that.")) from refusal
        self.stdout.write(_("{number} files taken back.").format(number=len(done.children)))
        for child, fields in done.edited.items():
            self.stdout.write(
                _("File {number}: edited since, kept: {fields}").format(number=child, fields=", ".join(fields))
            )
        if done.kept or done.edited:
            raise SystemExit(LEFT_WAITING)
