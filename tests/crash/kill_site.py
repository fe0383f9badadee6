"""The run of a killed site: a home of its own, run_site as an office runs it, each of its processes killed in turn.

Usage: python -m tests.crash.kill_site [--postgresql] [names of killings]
"""

import argparse
import importlib
import os
import sys

import django

from tests.crash.kill_run import database, home


def main() -> None:
    """Exit 0 when every job ended well after its kill, 1 with what did not."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("names", nargs="*")
    reader.add_argument("--seed", type=int, default=20260901)
    reader.add_argument("--postgresql", action="store_true", help="on a PostgreSQL of its own instead of SQLite")
    given = reader.parse_args()
    with home() as folder, database(wanted=given.postgresql):
        os.environ["XIANGBAN_HOME"] = str(folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "xiangban.config.settings"
        django.setup()
        # Its models can be imported only now that the home is set.
        campaign = importlib.import_module("tests.crash.site_campaign").SiteCampaign(folder, given.seed)
        campaign.run(given.names)
    sys.stdout.write("\n".join([*campaign.told, f"{len(campaign.faults)} faults", *campaign.faults]) + "\n")
    sys.exit(1 if campaign.faults else 0)


if __name__ == "__main__":
    main()
