"""The one verb of a new installation: its first two administrators, since nobody gives a seat to themselves.

Everybody else is let in by these two on their pages.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.actions.users import new_link
from xiangban.access.acts import action, tell
from xiangban.access.installation import name_installation
from xiangban.access.models import Installation, Post, Seat, User
from xiangban.access.post_rules import LEVELS_OF_ROLE
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer
from xiangban.territories.models import Territory
from xiangban.territories.rules import CODE_DIGITS, CodeMalformed, Level, level_of

FIRST = {Role.SYSTEM_ADMINISTRATOR: "system-admin", Role.SECURITY_ADMINISTRATOR: "security-admin"}
# A code outside the real numbering, for an installation that has not loaded its places yet.
NO_PLACE_YET = 990000000000


class AlreadyFounded(Exception):
    """The installation has an administrator."""


@action("users.found")
def found_administrators(nothing: None, by: Viewer, *, code: str, name: str) -> dict[str, str]:
    """Accounts of the system and the security administrator: user name → token of its one-time link.

    Raises AlreadyFounded, CodeMalformed.
    """
    if Seat.objects.filter(post__role__in=FIRST, ended_at=None).exists():
        raise AlreadyFounded
    place = _place(code, name)
    if not Installation.objects.exists():
        name_installation(name or place.name, demo=False)
    tell(place=place.code)
    return {username: _seat(role, username, place) for role, username in FIRST.items()}


def _place(code: str, name: str) -> Territory:
    top = Territory.objects.current().order_by("level", "code").first()
    if not code and top is not None:
        return top
    if code and not (code.isascii() and code.isdigit() and len(code) <= CODE_DIGITS):
        raise CodeMalformed(code, Level.CITY)
    number = int(code.ljust(CODE_DIGITS, "0")) if code else NO_PLACE_YET
    level = level_of(number)
    if level not in LEVELS_OF_ROLE[Role.SYSTEM_ADMINISTRATOR]:
        raise CodeMalformed(code, Level.CITY)
    found = Territory.objects.current().filter(code=number, level=level).first()
    return found or Territory.objects.create(
        level=level, code=number, name=name or _("This installation"), valid_from=timezone.localdate()
    )


def _seat(role: Role, username: str, place: Territory) -> str:
    today = timezone.localdate()
    post = Post.objects.create(
        role=role,
        title=str(role.label),
        territory=place,
        place_code=place.code,
        level=place.level,
        opened_on=today,
    )
    user = User.objects.create_user(username, str(role.label))
    Seat.objects.create(user=user, post=post, since=today)
    return new_link(user, confirmed=True)
