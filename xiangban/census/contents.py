"""The bytes of a roster as it came, while its time is not over.

Keeping and deleting them is in actions/.
"""

from django.utils.translation import gettext as _

from xiangban.access import sealed_files
from xiangban.access.acts import Refused
from xiangban.census.models import ImportFile


def content_of(file: ImportFile) -> bytes:
    """The file as it was dropped. Raises Refused once it was deleted in time."""
    if file.content is None:
        raise Refused(_("{name} was deleted when its time was over.").format(name=file.name))
    return b"".join(sealed_files.open_file(file.content.stored_as))
