"""Who acts by a command: a seat by its number, or the account that holds one.

Signing in and choosing a seat on pages is in access/.
"""

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.models import Seat, User
from xiangban.access.viewer import Viewer, current_seats, viewer_from_seat


def seat_named(name: str, permission: str) -> Viewer:
    """The viewer of the seat with this number, or of the account's seat that may do the verb. Raises CommandError."""
    viewers = [viewer_from_seat(seat) for seat in _seats(name)]
    if not viewers:
        raise CommandError(_("{name} holds no seat today.").format(name=name))
    return next((viewer for viewer in viewers if viewer.may(permission)), viewers[0])


def _seats(name: str) -> list[Seat]:
    if name.isascii() and name.isdigit():
        seats = Seat.objects.on(timezone.localdate()).select_related("user", "post__territory")
        return list(seats.filter(pk=int(name), user__is_active=True))
    user = User.objects.filter(username=name, is_active=True).first()
    return list(current_seats(user.pk, timezone.localdate())) if user else []
