"""Serve a real installation: tables, checks, the first administrator's link, then server and worker."""

import os
import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from xiangban.access.installation import is_demo
from xiangban.access.models import User
from xiangban.config import environment
from xiangban.config.home import found_home, gather_static_files, hold_home, start_anew
from xiangban.config.migrating import migrate_with_bar
from xiangban.config.start_checks import StartRefused, refuse_newer_database, refuse_to_start_if_unsound
from xiangban.config.supervisor import refuse_taken_port, serve


class Command(BaseCommand):
    help = _("Serve a real installation: server and worker; the first time with a link for its administrator.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=environment.number("PORT", 8000))

    def handle(self, *args: Any, **options: Any) -> None:
        port = int(options["port"])
        refuse_taken_port(port)
        hold_home()
        if found_home():
            start_anew()
        refuse_newer_database()
        migrate_with_bar()
        if is_demo():
            raise StartRefused(
                _("This home holds the invented demo data: set XIANGBAN_HOME to another folder for a real site.")
            )
        gather_static_files()
        refuse_to_start_if_unsound()
        if not User.objects.exists():
            # The links that are printed lead to this port.
            os.environ["PORT"] = str(port)
            call_command("invite_administrator", stdout=self.stdout)
        sys.exit(serve(port, self.stdout))
