"""The page that lays a photo of the child with the file; it is shown on the page of the file, see childfile/.

There is no address under which the picture itself could be asked for.
"""

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from xiangban.access.pages import SignedInRequest, page
from xiangban.access.roles import Facet
from xiangban.children import actions
from xiangban.children.views.doors import FORM_METHODS, OPENS, VerbPage, answer, child_in_sight, sent

LONGEST_SIDE = 640  # pixels; a browser with scripts makes the picture so small before it is sent


class PhotoForm(forms.Form):
    upload = forms.FileField(
        label=_("Photo"),
        help_text=_("JPG or PNG, at most 1 MB; the browser makes a larger one smaller before it is sent."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png", "data-longest-side": LONGEST_SIDE}),
    )


@require_http_methods(FORM_METHODS)
@page(OPENS)
def set_photo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Lay a photo with the file, in place of the one before."""
    child = child_in_sight(request, pk, "children.set_photo", Facet.IDENTITY)
    form = PhotoForm(sent(request), request.FILES or None)
    words = VerbPage(
        _("Set the photo"),
        _("Save"),
        _("The photo lies with the file."),
        _(
            "Only what is needed to know the child again, with the consent of a guardian. Place and time are cut out "
            "of the picture; it stands in no list, document or figure, and a photo laid here before is withdrawn."
        ),
    )
    return answer(request, child, form, words, lambda: actions.set_photo(child, request.viewer, **form.cleaned_data))
