"""What the server calls for each request; loading it loads every page, so that no reader waits for that.

How the server is started stands in server.py.
"""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import reverse
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiangban.config.settings")
application = get_wsgi_application()
if settings.XIANGBAN_PROXIES:
    application = wrap_wsgi_with_proxy_headers(application, trusted_hosts=settings.XIANGBAN_PROXIES)

# Asking for one address loads the rooms' pages. What stands now stays: the collector need not walk it at each round.
reverse(settings.LOGIN_URL)
gc.collect()
gc.freeze()
