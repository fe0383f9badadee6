"""Whether everything in this installation is invented, for pages that are drawn without a request.

The answer is in access/; the settings name its function, since this room stands below.
"""

from django.conf import settings
from django.db import DatabaseError
from django.utils.module_loading import import_string


def all_is_invented() -> bool:
    """What the installation says of itself; False while its database cannot be asked, as on the page for that fault."""
    try:
        return bool(import_string(settings.ALL_IS_INVENTED)())
    except DatabaseError:
        return False
