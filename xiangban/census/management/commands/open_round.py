"""Open a round of the census for the territory of a seat."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from xiangban.access.acts import NotPermitted, Refused
from xiangban.census.actions.rounds import open_round
from xiangban.census.rules import StartState
from xiangban.census.seats import seat_named
from xiangban.territories.models import Territory


class Command(BaseCommand):
    help = _("Open a round of the census for the territory of a seat.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help=_("name of the round"))
        parser.add_argument("--on", type=date.fromisoformat, required=True, help=_("reference date, 2026-09-01"))
        parser.add_argument("--deadline", type=date.fromisoformat, help=_("deadline; the reference date if not given"))
        parser.add_argument("--start", choices=StartState.values, default=StartState.REGISTERED.value)
        parser.add_argument("--as", dest="seat", required=True, help=_("number of a seat, or an account"))

    def handle(self, *args: Any, **options: Any) -> None:
        by = seat_named(options["seat"], "census.open_round")
        place = Territory.objects.current().get(code=by.interval.low, level=by.level)
        days = (options["on"], options["deadline"] or options["on"])
        try:
            sweep = open_round(place, by, name=options["name"], days=days, start_state=options["start"])
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        except NotPermitted as refusal:
            raise CommandError(_("This seat may not do that.")) from refusal
        self.stdout.write(str(sweep.pk))
