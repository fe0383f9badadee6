"""Bring the database to this version's tables; the first time also found the home and its keys."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from xiangban.config.home import found_home
from xiangban.config.migrating import migrate_with_bar
from xiangban.config.start_checks import refuse_damaged_database, refuse_newer_database


class Command(BaseCommand):
    help = _("Bring the database to this version, after a backup; the first time found the home and its keys.")

    def handle(self, *args: Any, **options: Any) -> None:
        found_home()
        refuse_damaged_database()
        refuse_newer_database()
        applied = migrate_with_bar()
        self.stdout.write(_("The database is of this version; {count} steps were missing.").format(count=applied))
