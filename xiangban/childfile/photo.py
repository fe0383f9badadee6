"""The photo of a child as the page of the file shows it: inside the page, so that to see it is to open the file.

Laying it there is in children/, taking it away is withdrawing the attachment.
"""

from base64 import b64encode
from dataclasses import dataclass

from xiangban.access.acts import permits
from xiangban.access.roles import Facet
from xiangban.access.sealed_files import open_file
from xiangban.access.viewer import Viewer
from xiangban.children.models import Child
from xiangban.children.rules import fits_state
from xiangban.lib.ciphers import Unsealable


@dataclass(frozen=True)
class Photo:
    """The picture as a data: address ("" without one), whether one lies there that cannot be read, what may be done."""

    address: str
    unreadable: bool
    may_set: bool
    withdraws: int | None  # the attachment to be withdrawn

    @property
    def lies(self) -> bool:
        """Whether there is a photo at all."""
        return bool(self.address) or self.unreadable


def photo_of(child: Child, viewer: Viewer, facets: frozenset[Facet]) -> Photo | None:
    """The photo for a reader of the block of identity; None for everybody else, and where there is nothing to show."""
    if Facet.IDENTITY not in facets:
        return None
    may_set = permits("children.set_photo", child, viewer) and fits_state("set_photo", child.state)
    laid = child.photo if child.photo and child.photo.withdrawn_at is None else None
    if laid is None:
        return Photo("", unreadable=False, may_set=True, withdraws=None) if may_set else None
    withdraws = laid.pk if permits("attachments.withdraw", child, viewer) else None
    try:
        picture = b64encode(b"".join(open_file(laid.stored_as))).decode("ascii")
    except (FileNotFoundError, Unsealable):  # a database restored without its attachments still shows its files
        return Photo("", unreadable=True, may_set=may_set, withdraws=withdraws)
    return Photo(f"data:{laid.media_type};base64,{picture}", False, may_set, withdraws)
