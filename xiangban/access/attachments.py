"""Attachments: taken in by what they are, kept sealed, seen through what they belong to.

A room that has attachments calls store_attachment; the page attachments/<pk>/ asks the owner's own sight.
"""

import time
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access import sealed_files
from xiangban.access.acts import NotPermitted, Refused, action, tell
from xiangban.access.file_types import LARGEST, FileType, type_of
from xiangban.access.gate import ScopedModel
from xiangban.access.models import Attachment
from xiangban.access.pictures import PictureUnreadable, bare_picture
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer

NAME_LENGTH = 120


@action("attachments.add", facet=Facet.FILE)
def store_attachment(owner: ScopedModel, by: Viewer, *, upload: UploadedFile[bytes]) -> Attachment:
    """Keep an upload with its owner; raises Refused when it is empty, larger than 20 MiB, or of no type we take."""
    attachment = keep_upload((owner.sight_label(), str(owner.pk)), upload, by)
    tell(subject=owner, attachment=attachment.pk, sha256=attachment.sha256)
    return attachment


@action("attachments.open", facet=Facet.FILE)
def open_attachment(owner: ScopedModel, by: Viewer, *, attachment: Attachment) -> Iterator[bytes]:
    """The content for a reader who sees the owner; that it was opened is in the trail."""
    _refuse_foreign("attachments.open", owner, by, attachment)
    tell(attachment=attachment.pk)
    return sealed_files.open_file(attachment.stored_as)


@action("attachments.withdraw", facet=Facet.FILE)
def withdraw_attachment(owner: ScopedModel, by: Viewer, *, attachment: Attachment, reason: str) -> None:
    """Take an attachment out of sight; the sealed file stays for the archive."""
    _refuse_foreign("attachments.withdraw", owner, by, attachment)
    attachment = Attachment.objects.select_for_update().get(pk=attachment.pk)
    if attachment.withdrawn_at is not None:
        raise Refused(_("This attachment was already withdrawn."))
    attachment.withdrawn_at = timezone.now()
    attachment.save(update_fields=["withdrawn_at"])
    tell(attachment=attachment.pk)


def _refuse_foreign(verb: str, owner: ScopedModel, by: Viewer, attachment: Attachment) -> None:
    if (attachment.owner_model, attachment.owner_key) != (owner.sight_label(), str(owner.pk)):
        raise NotPermitted(verb, by, owner, seen=False)


def attachments_of(owner: ScopedModel) -> list[Attachment]:
    """The attachments of a row in sight, newest first; the caller has asked the sight of the owner."""
    rows = Attachment.objects.filter(owner_model=owner.sight_label(), owner_key=str(owner.pk), withdrawn_at=None)
    return list(rows.order_by("-added_at"))


def owner_in_sight(attachment: Attachment, viewer: Viewer) -> ScopedModel | None:
    """The row the attachment belongs to, if the viewer sees it; None also when its model is no scoped one."""
    try:
        model = apps.get_model(attachment.owner_model)
    except LookupError:
        return None
    if not issubclass(model, ScopedModel):
        return None
    found: ScopedModel | None = (
        model.objects.visible_to(viewer, model.attachments_need).filter(pk=attachment.owner_key).first()
    )
    return found


def keep_upload(owner: tuple[str, str], upload: UploadedFile[bytes], by: Viewer) -> Attachment:
    """Take an upload in for a room's own action: by what it is, a picture bare of what says where it was taken."""
    name, content, kind = _read(upload)
    if kind.picture:
        try:
            content = bare_picture(content)
        except PictureUnreadable:
            raise Refused(_("{name} is damaged: it cannot be read as a picture.").format(name=name), "upload") from None
    return keep(owner, name, kind.media_type, [content], by)


def keep(owner: tuple[str, str], name: str, media_type: str, content: Iterable[bytes], by: Viewer) -> Attachment:
    """Seal a stream and write its row; what a later rollback leaves on the disk, sweep_files() takes away."""
    sealed = sealed_files.seal_file(content)
    try:
        with transaction.atomic():
            return Attachment.objects.create(
                owner_model=owner[0],
                owner_key=owner[1],
                name=name,
                media_type=media_type,
                size=sealed.size,
                sha256=sealed.sha256,
                stored_as=sealed.stored_as,
                added_at=timezone.now(),
                added_by_id=by.post_id,
            )
    except BaseException:
        sealed_files.remove_file(sealed.stored_as)
        raise


def sweep_files() -> int:
    """Take away sealed files older than a day that no row knows (left by a rollback); returns how many."""
    folder, oldest = Path(settings.XIANGBAN_ATTACHMENTS), time.time() - 86_400
    found = {path.name: path for path in folder.glob("??/*") if path.stat().st_mtime < oldest}
    known = set(Attachment.objects.values_list("stored_as", flat=True))
    strays = [path for name, path in found.items() if name not in known]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


def _read(upload: UploadedFile[bytes]) -> tuple[str, bytes, FileType]:
    name = _plain_name(upload.name or "")
    if (upload.size or 0) > LARGEST:
        raise Refused(_("{name} is larger than 20 MB: make it smaller or divide it.").format(name=name), "upload")
    content = upload.read(LARGEST + 1)
    kind = type_of(name, content) if len(content) <= LARGEST else None
    if kind is None:
        words = _("{name} is not taken: choose a PDF, JPG, PNG, DOCX, XLSX, TXT or CSV file without macros.")
        raise Refused(words.format(name=name), "upload")
    return name, content, kind


def _plain_name(name: str) -> str:
    """A file name without path and control signs, short enough, its ending kept."""
    plain = "".join(sign for sign in PurePath(name.replace("\\", "/")).name if sign.isprintable())
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: NAME_LENGTH - 10]}{dot}{ending[:9]}" if dot else plain[:NAME_LENGTH]
