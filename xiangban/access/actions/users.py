"""The verbs of accounts: open, disable, enable, renew the link; and a person's own first password.

Accounts give no right at all; seats do, see seats.py.
"""

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.actions.seats import end_sessions_of
from xiangban.access.acts import Refused, action, tell
from xiangban.access.models import Invitation, User
from xiangban.access.models.people import new_stamp
from xiangban.access.viewer import Viewer

LINK_HOURS = 72


@action("users.open_account")
def open_account(nobody: None, by: Viewer, *, username: str, display_name: str, email: str = "") -> str:
    """Open an account without a password; gives the token of its one-time link, which is shown once."""
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(_("The user name {name} is taken: choose another one.").format(name=username), "username")
    user = User.objects.create_user(username, display_name, email=email)
    tell(subject=user)
    return new_link(user)


@action("users.renew_link")
def renew_link(user: User, by: Viewer, *, reason: str = "") -> str:
    """A new one-time link, for a first or a forgotten password; earlier links stop working.

    The link of a person who holds a seat works after confirm_link only; a second factor stays as it is.
    """
    if not user.is_active:
        raise Refused(_("The account of {person} is disabled: enable it first.").format(person=user))
    return new_link(user)


@action("users.confirm_link")
def confirm_link(user: User, by: Viewer) -> None:
    """The second person's word that the account's open link was asked for by its person; raises Refused without one."""
    if user.pk == by.user_id:
        raise Refused(_("Nobody confirms their own link: a second person must do it."))
    now = timezone.now()
    waiting = user.invitations.select_for_update().filter(used_at=None, confirmed_at=None, until__gt=now).first()
    if waiting is None:
        raise Refused(_("{person} has no link that waits for confirmation.").format(person=user))
    waiting.confirmed_at = now
    waiting.save(update_fields=["confirmed_at"])
    tell(link=waiting.pk)


@action("users.disable")
def disable(user: User, by: Viewer, *, reason: str) -> None:
    """Nobody signs in with this account any more; its sessions end at once."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.pk == by.user_id:
        raise Refused(_("Nobody disables their own account: a second person must do it."))
    if not user.is_active:
        raise Refused(_("This account is already disabled."))
    user.is_active = False
    user.sign_in_stamp = new_stamp()
    user.save(update_fields=["is_active", "sign_in_stamp"])


@action("users.enable")
def enable(user: User, by: Viewer, *, reason: str) -> None:
    """The account may be used again, with its old password."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active:
        raise Refused(_("This account is already enabled."))
    user.is_active = True
    user.save(update_fields=["is_active"])


@action("users.set_password")
def set_first_password(invitation: Invitation, by: Viewer, *, password: str) -> None:
    """Use the one-time link: set the password, end all sessions; raises Refused when it was used before."""
    invitation = Invitation.objects.select_for_update().select_related("user").get(pk=invitation.pk)
    if not invitation.is_open(timezone.now()):
        raise Refused(_("This link was used or is too old: ask the system administrator for a new one."))
    if invitation.waits_for_confirmation(timezone.localdate()):
        raise Refused(_("This link works once the security administrator has confirmed it: ask there, then try again."))
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    invitation.user.set_password(password)
    invitation.user.save(update_fields=["password"])
    end_sessions_of(invitation.user)
    tell(subject=invitation.user)


def hash_of_token(token: str) -> str:
    """What the database keeps of a link; the token has 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_invitation(token: str) -> Invitation | None:
    """The link behind a token, while it still works."""
    invitation = Invitation.objects.select_related("user").filter(token_hash=hash_of_token(token)).first()
    return invitation if invitation and invitation.is_open(timezone.now()) else None


def waits(token: str) -> bool:
    """Whether the link works only after a second person's word."""
    invitation = open_invitation(token)
    return invitation is not None and invitation.waits_for_confirmation(timezone.localdate())


def new_link(user: User, *, confirmed: bool = False) -> str:
    """The token of a fresh one-time link; earlier links of the person stop working.

    `confirmed` is for the founding of an installation alone, when there is no second person yet.
    """
    now = timezone.now()
    user.invitations.filter(used_at=None).update(used_at=now)
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        user=user,
        token_hash=hash_of_token(token),
        made_at=now,
        until=now + timedelta(hours=LINK_HOURS),
        confirmed_at=now if confirmed else None,
    )
    return token
