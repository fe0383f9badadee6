"""The settings of the tests: the product's own, with a cheap password hash and no limits on signing in.

Nothing here changes what a page shows.
"""

from xiangban.config.settings import *  # noqa: F403  the product's settings are the base of the tests'

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
