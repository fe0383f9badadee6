"""Django's migrate command with a progress bar in place of a line per migration.

When it runs and what comes before it stands in the commands.
"""

import sys
from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from tqdm import tqdm


class MigrateWithBar(migrate.Command):
    """Advances a bar with every migration that is applied."""

    bar: "tqdm[Any]"

    def migration_progress_callback(self, action: str, migration: Any = None, fake: bool = False) -> None:
        if action == "apply_success":
            self.bar.update()


def migrate_with_bar() -> int:
    """Apply what is missing and return how many migrations that were; without any nothing is printed."""
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if not missing:
        return 0
    command = MigrateWithBar()
    with tqdm(total=missing, desc=_("Tables"), file=sys.stderr, disable=None) as command.bar:
        call_command(command, interactive=False, verbosity=0)
    return missing
