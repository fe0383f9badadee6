"""What the server calls for each request.

How the server is started stands in supervisor.py.
"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiangban.config.settings")
application = get_wsgi_application()
