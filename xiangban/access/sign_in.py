"""Signing in, as allauth calls it: a session that knows when it began, and every attempt in the trail.

The pages are allauth's with our templates; ending a session is in middleware.py.
"""

import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from xiangban.access import trail
from xiangban.access.keys import blind_index
from xiangban.access.models import User
from xiangban.access.models.trail import Outcome
from xiangban.access.session import BEGAN_KEY, SEEN_KEY
from xiangban.access.viewer import EVERYWHERE, Viewer

SIGN_IN = "session.sign_in"
SIGN_OUT = "session.sign_out"
ADD_FACTOR = "session.add_factor"
REMOVE_FACTOR = "session.remove_factor"
MAKE_RECOVERY_CODES = "session.make_recovery_codes"
END_SESSIONS = "session.end_sessions"


class SignIn(DefaultAccountAdapter):  # type: ignore[misc]  # allauth comes without types
    """Nobody signs up here; a sign-in, a failed one and a sign-out each leave a row in the trail."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        now = int(time.time())
        request.session[BEGAN_KEY] = request.session[SEEN_KEY] = now
        write_session_row(SIGN_IN, Outcome.DONE, user.pk)

    def logout(self, request: HttpRequest) -> None:
        user_id = request.user.pk
        super().logout(request)
        if user_id is not None:
            write_session_row(SIGN_OUT, Outcome.DONE, user_id)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        with transaction.atomic():
            super().set_password(user, password)
            write_session_row("session.set_password", Outcome.DONE, user.pk)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        # What was typed as a name may be a password: only a name that exists is written, as its number.
        known = User.objects.filter(username=credentials.get("username", "")).values_list("pk", flat=True).first()
        write_session_row(SIGN_IN, Outcome.REFUSED, known)


class OwnSessions(DefaultUserSessionsAdapter):  # type: ignore[misc]  # allauth comes without types
    """The list of one's own sessions; ending them leaves a row in the trail."""

    def end_sessions(self, sessions: Sequence[UserSession]) -> None:
        with transaction.atomic():
            super().end_sessions(sessions)
            for user_id, ended in Counter(session.user_id for session in sessions).items():
                write_session_row(END_SESSIONS, Outcome.DONE, user_id, count=ended)


def listen_to_factors() -> None:
    """Write second factors that come and go into the trail; by signals, since allauth offers no other door here.

    They are the model's, which come inside allauth's own transaction; its own signals come after the commit.
    """
    post_save.connect(_note_new_factor, sender=Authenticator, dispatch_uid="new factor")
    post_delete.connect(_note_removed_factor, sender=Authenticator, dispatch_uid="removed factor")


def _note_new_factor(instance: Authenticator, created: bool, **_named: Any) -> None:
    if created:
        codes = instance.type == Authenticator.Type.RECOVERY_CODES
        write_session_row(MAKE_RECOVERY_CODES if codes else ADD_FACTOR, Outcome.DONE, instance.user_id)


def _note_removed_factor(instance: Authenticator, **_named: Any) -> None:
    # Codes go only with the last factor or when new ones are made: each has its row.
    if instance.type != Authenticator.Type.RECOVERY_CODES:
        write_session_row(REMOVE_FACTOR, Outcome.DONE, instance.user_id)


def write_session_row(verb: str, outcome: Outcome, user_id: int | None, *, count: int = 1) -> None:
    """One row of the trail about a session; there is no seat yet."""
    person = Viewer(role=None, interval=EVERYWHERE, user_id=user_id, system="session")
    with transaction.atomic():
        trail.take_turn()
        trail.write(trail.Entry(verb=verb, outcome=outcome, count=count), person)


def name_tried(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Under what the lockout counts an attempt: a keyed digest of the name, since it may be a password by mistake."""
    given = credentials or {}
    name = str(given.get("username") or request.POST.get("login") or "").strip().lower()
    return blind_index().of(name, "access.user.username").hex()


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """The answer after too many wrong passwords from one address, the same for names that exist and that do not."""
    words = {
        "status": 429,
        "title": _("Too many wrong attempts"),
        "sentence": _("From this address this user name was tried too often; signing in is closed for 30 minutes."),
        "advice": _(
            "Wait and try again, or ask your system administrator for a new link. Other places are not affected."
        ),
    }
    return render(request, "web/error.html", words, status=429)
