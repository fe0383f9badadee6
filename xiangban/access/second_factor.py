"""Who must prove a second factor: seats that see more than one village, unless the installation is the demo."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from xiangban.access.installation import is_demo
from xiangban.access.roles import Reach
from xiangban.access.viewer import Viewer
from xiangban.territories.rules import Level

ENROLLED_KEY = "second_factor_enrolled"


def must_prove(viewer: Viewer) -> bool:
    """Whether this seat may be used only by a person with a second factor (GB/T 22239 level 3)."""
    if not settings.XIANGBAN_SECOND_FACTOR or is_demo():
        return False
    sees_places = viewer.sight.reach is Reach.PLACE or viewer.may("children.count")
    administers = viewer.sight.reach is Reach.NOTHING
    return administers or (sees_places and viewer.level < Level.VILLAGE)


def lacks_second_factor(request: HttpRequest, viewer: Viewer) -> bool:
    """Whether the person must still set one up; once set up, allauth asks for it at every sign-in."""
    if not must_prove(viewer) or request.session.get(ENROLLED_KEY):
        return False
    enrolled = Authenticator.objects.filter(user_id=viewer.user_id).exists()
    if enrolled:
        request.session[ENROLLED_KEY] = True
    return not enrolled
