"""Take a matched import into the register, all or nothing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from tqdm import tqdm

from xiangban.access.acts import NotPermitted, Refused
from xiangban.census.actions.imports import acknowledge_cautions
from xiangban.census.bars import bar_of
from xiangban.census.models import Import
from xiangban.census.refusals import unanswered
from xiangban.census.rules import IN_DOUBT
from xiangban.census.seats import seat_named
from xiangban.census.strokes import commit_import
from xiangban.lib.moves import MoveNotAllowed

LEFT_WAITING = 3


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # they look at code, pages included, for as long as a small roster takes
    help = _("Take a matched import into the register, all or nothing.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, help=_("number of the import"))
        parser.add_argument("--as", dest="seat", required=True, help=_("number of a seat, or an account"))
        parser.add_argument("--despite", default="", metavar="REASON", help=_("why to go on in spite of cautions"))

    def handle(self, *args: Any, **options: Any) -> None:
        by = seat_named(options["seat"], "census.commit")
        batch = Import.objects.visible_to(by).filter(pk=options["number"]).first()
        if batch is None:
            raise CommandError(_("There is no import {number}.").format(number=options["number"]))
        try:
            if options["despite"] and unanswered(batch, batch.files.all()):
                acknowledge_cautions(batch, by, reason=options["despite"])
            with tqdm(total=4, desc=_("Register"), disable=None, leave=False) as bar:
                done = commit_import(batch, by, progress=bar_of(bar))
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        except (NotPermitted, MoveNotAllowed) as refusal:
            raise CommandError(_("This seat may not do that.")) from refusal
        self.stdout.write(_("{number} files founded.").format(number=len(done.children)))
        if any(batch.counts["rows"][verdict] for verdict in IN_DOUBT):
            raise SystemExit(LEFT_WAITING)
