"""Starting the same command again, once new keys are there to be read by the settings.

What is started stands in the commands.
"""

import os
import sys


def start_anew() -> None:
    """Replace this process by itself: Django reads its secret key only once."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "xiangban", *sys.argv[1:]])  # noqa: S606  no shell is wanted
