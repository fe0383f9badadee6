"""Pages that add an attachment to a child's file and withdraw one; reading it is access/'s.

What may be taken in is decided in access/attachments.py.
"""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from xiangban.access.attachments import owner_in_sight, store_attachment, withdraw_attachment
from xiangban.access.models import Attachment
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.roles import Facet
from xiangban.children.forms import ReasonForm
from xiangban.children.models import Child
from xiangban.children.views.doors import FORM_METHODS, OPENS, VerbPage, answer, child_in_sight, open_door, sent


class AttachmentForm(forms.Form):
    upload = forms.FileField(label=_("File"), help_text=_("PDF, JPG, PNG, DOCX, XLSX, TXT or CSV, at most 20 MB."))


@require_http_methods(FORM_METHODS)
@page(OPENS)
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Lay a scan or a note with the file."""
    child = child_in_sight(request, pk, "attachments.add")
    form = AttachmentForm(sent(request), request.FILES or None)
    words = VerbPage(
        _("Add an attachment"),
        _("Add"),
        _("The attachment lies with the file."),
        _("Whoever may open attachments of this file can open it; each opening is in the trail."),
    )
    return answer(
        request, child, form, words, lambda: store_attachment(child, request.viewer, upload=form.cleaned_data["upload"])
    )


@require_http_methods(FORM_METHODS)
@page(OPENS)
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an attachment out of sight."""
    attachment = get_object_or_404(Attachment, pk=pk, withdrawn_at=None)
    child = owner_in_sight(attachment, request.viewer)
    if not isinstance(child, Child):
        raise Http404
    open_door(request, "attachments.withdraw", child, Facet.FILE)
    form = ReasonForm(sent(request))
    words = VerbPage(
        _("Withdraw an attachment"),
        _("Withdraw"),
        _("The attachment is withdrawn."),
        attachment.name,
        danger=True,
    )
    return answer(
        request,
        child,
        form,
        words,
        lambda: withdraw_attachment(child, request.viewer, attachment=attachment, **form.cleaned_data),
    )
