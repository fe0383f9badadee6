"""What the worker sweeps out each night: sessions that are over and old notes of sign-in attempts.

Expired exports are taken away in exports.py; who signed in when stays in the trail.
"""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.models import Session
from django.utils import timezone

# The lockout lasts half an hour; what is older than a day counts for nothing.
ATTEMPTS_KEPT = timedelta(days=1)
# Addresses of sign-ins are kept for six months (Cybersecurity Law, article 21) and no longer.
ADDRESSES_KEPT = timedelta(days=184)


def sweep_out() -> None:
    """Delete sessions that are over and sign-in attempts that count for nothing; the timetable calls it daily."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    AccessAttempt.objects.filter(attempt_time__lt=now - ATTEMPTS_KEPT).delete()
    AccessLog.objects.filter(attempt_time__lt=now - ADDRESSES_KEPT).delete()
