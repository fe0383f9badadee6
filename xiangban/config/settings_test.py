"""The settings of the tests: the product's own in a home of the run's own, with a cheap hash and no rate limits.

Nothing here changes what a page shows.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from xiangban.lib.keyring import Keyring

# No test may touch the builder's own home; what a test starts as a process of its own inherits this one.
_HOME = Path(tempfile.mkdtemp(prefix="xiangban-home-"))
_OWNER = os.getpid()
os.environ["XIANGBAN_HOME"] = str(_HOME)
Keyring.create(_HOME / "keys")
(_HOME / "static").mkdir()


@atexit.register
def _remove_home() -> None:
    if os.getpid() == _OWNER:
        shutil.rmtree(_HOME, ignore_errors=True)


from xiangban.config.settings import *  # noqa: E402, F403  the product's settings, read after the home is set

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
WHITENOISE_USE_FINDERS = True
