"""The pages beside bench.waiting: a reading and a writing one, each in a thread, until nothing more is asked of them.

Says "begun" on a line, then the longest of each once its input has ended.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiangban.config.settings")
django.setup()

from bench.waiting import Waits  # noqa: E402  Django is set up first
from xiangban.access.acts import record_opening  # noqa: E402
from xiangban.access.viewer import system_viewer  # noqa: E402
from xiangban.census.models import CensusRound  # noqa: E402
from xiangban.children.models import Child  # noqa: E402

READER = system_viewer("bench")


def main() -> None:
    """Both until standard input ends."""
    subject = CensusRound.objects.get()
    waits = {
        "reading": Waits(lambda: Child.objects.on_register().count()),
        "writing": Waits(lambda: record_opening(subject, READER, "bench.open")),
    }
    for one in waits.values():
        one.start()
    print("begun", flush=True)
    sys.stdin.read()
    for one in waits.values():
        one.stop()
    print(", ".join(f"longest {kind} {one.longest:.2f} s of {one.times}" for kind, one in waits.items()))


if __name__ == "__main__":
    main()
