"""The command `xiangban`: its subcommands are the rooms' management commands, named verb_noun.

What each does stands in its room.
"""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the subcommand of the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiangban.config.settings")
    execute_from_command_line(sys.argv)
