"""Work through the jobs that pages have queued."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from xiangban.config.start_checks import refuse_to_start_if_unsound
from xiangban.config.supervisor import work_alone


class Command(BaseCommand):
    help = _("Run the worker of jobs alone, for a site whose server runs elsewhere.")

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_to_start_if_unsound()
        sys.exit(work_alone())
