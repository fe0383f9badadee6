"""The photo of a child: one picture at a time, kept sealed as an attachment and shown on the page of the file alone.

What a picture must be is decided in access/; taking a photo away is withdrawing the attachment.
"""

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell
from xiangban.access.attachments import keep
from xiangban.access.file_types import type_of
from xiangban.access.models import Attachment
from xiangban.access.pictures import PictureUnreadable, bare_picture
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.children.actions.checks import refuse_closed
from xiangban.children.models import Child

LARGEST_PHOTO = 1024 * 1024  # it travels inside the page of the file, which a village opens on a phone


@action("children.set_photo", facet=Facet.IDENTITY)
def set_photo(child: Child, by: Viewer, *, upload: UploadedFile[bytes]) -> None:
    """Lay a photo with the file in place of the one before, which is withdrawn; raises Refused where it is no JPG or
    PNG, damaged, or larger than 1 MiB.
    """
    child.refresh_from_db()
    refuse_closed(child, "set_photo")
    media_type, content = _picture(upload)
    _withdraw_former(child)
    name = _("photo.{ending}").format(ending=media_type.rpartition("/")[2])
    child.photo = keep((child.sight_label(), str(child.pk)), name, media_type, [content], by)
    child.save(update_fields=["photo"])
    tell(attachment=child.photo.pk, sha256=child.photo.sha256)


def _picture(upload: UploadedFile[bytes]) -> tuple[str, bytes]:
    """Media type and bytes without place, time and camera."""
    name = upload.name or ""
    content = upload.read(LARGEST_PHOTO + 1)
    if len(content) > LARGEST_PHOTO:
        raise Refused(_("{name} is larger than 1 MB: make the photo smaller.").format(name=name), "upload")
    kind = type_of(name, content)
    if kind is None or not kind.picture:
        raise Refused(_("{name} is no photo: choose a JPG or PNG picture.").format(name=name), "upload")
    try:
        return kind.media_type, bare_picture(content)
    except PictureUnreadable:
        raise Refused(_("{name} is damaged: it cannot be read as a picture.").format(name=name), "upload") from None


def _withdraw_former(child: Child) -> None:
    if child.photo_id is not None:
        Attachment.objects.filter(pk=child.photo_id, withdrawn_at=None).update(withdrawn_at=timezone.now())
