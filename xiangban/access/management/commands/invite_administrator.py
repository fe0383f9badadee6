"""The first administrators of a new installation: two accounts, each with a one-time link."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext as _

from xiangban.access.actions.founding import AlreadyFounded, found_administrators
from xiangban.access.viewer import system_viewer
from xiangban.territories.rules import CodeMalformed


class Command(BaseCommand):
    help = _("Open the first accounts of a new installation and print their one-time links.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--place", default=os.environ.get("XIANGBAN_PLACE", ""), help=_("code of the city or county, e.g. 990100")
        )
        parser.add_argument("--name", default=os.environ.get("XIANGBAN_PLACE_NAME", ""), help=_("name of this place"))

    def handle(self, *args: Any, **options: Any) -> None:
        by = system_viewer("invite_administrator")
        try:
            links = found_administrators(None, by, code=options["place"], name=options["name"])
        except CodeMalformed as fault:
            raise CommandError(_("{code} is no code of a city or county.").format(code=fault.code)) from fault
        except AlreadyFounded as fault:
            raise CommandError(_("Administrators exist: they open further accounts on their pages.")) from fault
        port = os.environ.get("PORT") or "8000"
        self.stdout.write(_("One-time links, each for 72 hours; give them to two different people:"))
        for name, token in links.items():
            self.stdout.write(f"  {name}  http://localhost:{port}{reverse('access:welcome', args=[token])}")
