"""Write today's anchor of the trail, a plain file to be kept elsewhere."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from xiangban.access.anchors import write_todays_anchor


class Command(BaseCommand):
    help = _("Write today's anchor of the trail: a plain file to be kept outside this machine.")

    def handle(self, *args: Any, **options: Any) -> None:
        path = write_todays_anchor()
        self.stdout.write(str(path) if path else _("The trail is still empty: there is nothing to anchor."))
