"""Pages of an attachment: what it is, and the file itself, for whoever sees its owner."""

from collections.abc import Iterator
from urllib.parse import quote

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from xiangban.access import attachments
from xiangban.access.gate import ScopedModel
from xiangban.access.models import Attachment
from xiangban.access.pages import SignedInRequest, page


@require_GET
@page("attachments.open")
def attachment(request: SignedInRequest, pk: int) -> HttpResponse:
    """Name, size and hash; opening is a press of a button, since it writes the trail."""
    attachment, _owner = _in_sight(request, pk)
    return render(request, "access/attachment.html", {"attachment": attachment})


@require_POST
@page("attachments.open")
def open_attachment(request: SignedInRequest, pk: int) -> HttpResponseBase:
    attachment, owner = _in_sight(request, pk)
    return download(attachment, attachments.open_attachment(owner, request.viewer, attachment=attachment))


def _in_sight(request: SignedInRequest, pk: int) -> tuple[Attachment, ScopedModel]:
    attachment = get_object_or_404(Attachment, pk=pk, withdrawn_at=None)
    owner = attachments.owner_in_sight(attachment, request.viewer)
    if owner is None:
        raise Http404
    return attachment, owner


def download(attachment: Attachment, content: Iterator[bytes]) -> HttpResponseBase:
    """A file that no browser shows inside a page of ours."""
    answer = StreamingHttpResponse(content, content_type=attachment.media_type)
    answer.headers["Content-Length"] = str(attachment.size)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(attachment.name)}"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
