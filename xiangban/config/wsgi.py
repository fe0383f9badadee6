"""What the server calls for each request.

How the server is started stands in supervisor.py.
"""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiangban.config.settings")
application = get_wsgi_application()
if settings.XIANGBAN_PROXIES:
    application = wrap_wsgi_with_proxy_headers(application, trusted_hosts=settings.XIANGBAN_PROXIES)
