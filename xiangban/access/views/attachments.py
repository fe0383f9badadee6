"""The page of an attachment: the file itself, for whoever sees its owner."""

from urllib.parse import quote

from django.http import Http404, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from xiangban.access.attachments import open_attachment, owner_in_sight
from xiangban.access.models import Attachment
from xiangban.access.pages import SignedInRequest, page


@require_POST
@page("attachments.open")
def attachment(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The content as a download; by POST, since opening writes the trail."""
    attachment = get_object_or_404(Attachment, pk=pk, withdrawn_at=None)
    owner = owner_in_sight(attachment, request.viewer)
    if owner is None:
        raise Http404
    return download(attachment, open_attachment(owner, request.viewer, attachment=attachment))


def download(attachment: Attachment, content: object) -> HttpResponseBase:
    """A file that no browser shows inside a page of ours."""
    answer = StreamingHttpResponse(content, content_type=attachment.media_type)  # type: ignore[arg-type]  # a stream
    answer.headers["Content-Length"] = str(attachment.size)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(attachment.name)}"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
