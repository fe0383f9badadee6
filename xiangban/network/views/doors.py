"""What the pages of this room share: the door before a form, and answering a refusal of the rules.

The gate itself is in access/.
"""

from django import forms
from django.http import Http404, QueryDict

from xiangban.access.acts import Refused, demand
from xiangban.access.gate import in_sight
from xiangban.access.pages import SignedInRequest
from xiangban.access.viewer import Viewer


def open_door(request: SignedInRequest, permission: str, subject: object) -> None:
    """Before a form is read: a POST is refused into the trail, a form nobody may send is not found."""
    if request.method == "POST":
        demand(permission, subject, request.viewer)
    elif not may_here(request.viewer, permission, subject):
        raise Http404


def may_here(viewer: Viewer, permission: str, subject: object) -> bool:
    """Whether this seat may do the verb to this place or agency; decides which buttons are shown."""
    return viewer.may(permission) and in_sight(subject, viewer)


def sent(request: SignedInRequest) -> QueryDict | None:
    """What a form was sent, also when that is nothing; None when the form is only asked for."""
    return request.POST if request.method == "POST" else None


def show_refusal(form: forms.Form, refusal: Refused) -> None:
    """Put the rule's sentence beside the field it speaks of, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
