"""The run of killed imports: a home of its own, commits and undos killed at random moments, everything compared.

Usage: python -m tests.crash.kill_imports --kills 50 [--children 2500] [--postgresql] [--in-two]
"""

import argparse
import importlib
import os
import sys

import django

from tests.crash.kill_run import database, home


def main() -> None:
    """Exit 0 when nothing or all stood after each kill, 1 with what did not; with --in-two a fault must be found."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--kills", type=int, default=6)
    reader.add_argument("--children", type=int, default=400)
    reader.add_argument("--seed", type=int, default=20260901)
    reader.add_argument("--postgresql", action="store_true", help="on a PostgreSQL of its own instead of SQLite")
    reader.add_argument("--in-two", action="store_true", help="let rows last before the state does, to be found")
    given = reader.parse_args()
    with home() as folder, database(wanted=given.postgresql):
        os.environ["XIANGBAN_HOME"] = str(folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "xiangban.config.settings"
        django.setup()
        # Its models can be imported only now that the home is set.
        campaign = importlib.import_module("tests.crash.import_campaign")
        outcome = campaign.Campaign(folder, given.seed, given.children, in_two=given.in_two).run(given.kills)
    sys.stdout.write(f"{outcome}\n")
    sys.exit(1 if outcome.faults else 0)


if __name__ == "__main__":
    main()
