"""Serve the invented city: home, tables, demo data, the list of accounts, then server and worker."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.models import Seat
from xiangban.config import environment
from xiangban.config.demo_home import empty_demo, fill_with_demo, mark_as_demo
from xiangban.config.home import found_home, gather_static_files, hold_home, is_new_home, start_anew
from xiangban.config.migrating import migrate_with_bar
from xiangban.config.start_checks import refuse_newer_database, refuse_to_start_if_unsound
from xiangban.config.supervisor import refuse_taken_port, serve
from xiangban.demo.accounts import ABILITIES, PASSWORD


class Command(BaseCommand):
    help = _("Serve the invented city with an account for every seat; everything in it is invented.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=environment.number("PORT", 8000))
        parser.add_argument(
            "--fresh",
            action="store_true",
            default=environment.flag("FRESH"),
            help=_("throw the demo's data away and begin anew"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        port = int(options["port"])
        refuse_taken_port(port)
        hold_home()
        if options["fresh"]:
            empty_demo()
        if is_new_home():
            mark_as_demo()
        if found_home():
            start_anew()
        refuse_newer_database()
        migrate_with_bar()
        fill_with_demo()
        gather_static_files()
        refuse_to_start_if_unsound()
        self._print_accounts()
        sys.exit(serve(port, self.stdout))

    def _print_accounts(self) -> None:
        self.stdout.write(
            _("Everything here is invented. The password of every account is {password}").format(password=PASSWORD)
        )
        seats = Seat.objects.on(timezone.localdate()).filter(user__username__in=ABILITIES)
        titles = {seat.user.username: seat.post.title for seat in seats.select_related("user", "post")}
        width = max(map(len, ABILITIES))
        for username, ability in ABILITIES.items():
            self.stdout.write(f"  {username:<{width}}  {titles.get(username, '')}  {ability}")
        self.stdout.flush()
