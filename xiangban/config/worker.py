"""The worker of jobs as a program of its own: `python -m xiangban.config.worker`.

Who starts it, and starts it again, is supervisor.py; how it works off the queue is watchful.py.
"""

import os
import sys

import django
from django.utils.module_loading import import_string


def main() -> None:
    """Work until a signal comes; the exit code is 0 only then."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiangban.config.settings")
    django.setup()
    # It can be imported only now that Django is set up.
    sys.exit(import_string("xiangban.config.watchful.work_off")())


if __name__ == "__main__":
    main()
