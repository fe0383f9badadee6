"""User, Post (岗位), Seat (who holds a post from–to) and the installation itself.

Work is given to posts; people come and go.
"""

import secrets
from datetime import date, datetime
from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from xiangban.access.roles import Role
from xiangban.territories.fields import PlaceCodeField
from xiangban.territories.models import LEVELS, Agency, Territory
from xiangban.territories.rules import Interval, Level, interval_of


def new_stamp() -> str:
    """A fresh sign-in stamp; changing it ends every session of the person."""
    return secrets.token_hex(8)


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, display_name: str, password: str | None = None, **extra: Any) -> "User":
        user = self.model(username=username, display_name=display_name, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=username)


class User(AbstractBaseUser):
    """A person who signs in; what they may do comes from the seat they act from, never from here."""

    username = models.CharField(_("user name"), max_length=40, unique=True)
    display_name = models.CharField(_("name"), max_length=60)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    is_active = models.BooleanField(_("enabled"), default=True)
    sign_in_stamp = models.CharField(max_length=32, default=new_stamp)
    created_on = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    objects = UserManager()

    def __str__(self) -> str:
        return self.display_name

    def get_session_auth_hash(self) -> str:
        """Bind sessions to password and stamp, so that either change ends them at once."""
        return self._stamped_hash()

    def get_session_auth_fallback_hash(self) -> list[str]:
        return []

    def _stamped_hash(self) -> str:
        secret = f"{self.password}:{self.sign_in_stamp}"
        return salted_hmac("xiangban.access.User.session", secret, algorithm="sha256").hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, moment: datetime) -> Self:
        """Links that still work or would, once confirmed; the newest of a person alone, for it closes the others."""
        return self.filter(used_at=None, until__gt=moment, user__is_active=True)

    def waiting(self, moment: datetime, day: date) -> Self:
        """Open links that a second person must confirm, since their person holds a seat."""
        return self.open(moment).filter(confirmed_at=None, user__seats__in=Seat.objects.standing(day)).distinct()


class Invitation(models.Model):
    """A one-time link by which a person sets the password; of its token only the hash is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)  # by a second person, see waits_for_confirmation

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"link of {self.user_id}"

    def is_open(self, moment: datetime) -> bool:
        """Whether the link was not used, is not too old, and its person is enabled."""
        return self.used_at is None and self.until > moment and self.user.is_active

    def waits_for_confirmation(self, day: date) -> bool:
        """Whether the security administrator must confirm it first: its maker alone must not take over a seat."""
        return self.confirmed_at is None and Seat.objects.standing(day).filter(user_id=self.user_id).exists()


class PostQuerySet(models.QuerySet["Post"]):
    def open(self) -> Self:
        return self.filter(closed_on=None)

    def inside(self, interval: Interval) -> Self:
        return self.filter(place_code__gte=interval.low, place_code__lt=interval.high)

    def covering(self, code: int, roles: list[Role]) -> Self:
        """Open posts of these roles whose place contains the code."""
        spots = Q()
        for level in Level:
            low = code - code % interval_of(level, 0).high
            spots |= Q(level=level, place_code=low)
        return self.open().filter(spots, role__in=roles)


class Post(models.Model):
    """A post: role × place × agency; it outlives the people who hold it."""

    role = models.CharField(_("role"), max_length=24, choices=Role.choices)
    title = models.CharField(_("post"), max_length=80)
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="posts", verbose_name=_("place"))
    place_code = PlaceCodeField(_("place code"))
    level = models.PositiveSmallIntegerField(choices=LEVELS)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="posts")
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["place_code", "role"], name="post_place_role")]
        ordering = ["place_code", "role", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def interval(self) -> Interval:
        return interval_of(Level(self.level), self.place_code)


class SeatKind(models.TextChoices):
    HOLDER = "holder", _("holder")
    STAND_IN = "stand_in", _("stand-in")


class SeatQuerySet(models.QuerySet["Seat"]):
    def on(self, day: date) -> Self:
        """Seats that a person may act from on this day, of posts that are open and people who are enabled."""
        return self.standing(day).filter(since__lte=day, post__closed_on=None, user__is_active=True)

    def standing(self, day: date) -> Self:
        """Seats that are in force on this day or will be later."""
        return self.filter(Q(until=None) | Q(until__gte=day), ended_at=None)


class Seat(models.Model):
    """A person holding a post from–to (both days included), as holder or stand-in (代理)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="seats")
    post = models.ForeignKey(Post, models.PROTECT, related_name="seats")
    kind = models.CharField(max_length=10, choices=SeatKind.choices, default=SeatKind.HOLDER)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # ended by hand: at once, not at midnight

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="seat_ends_after_start"
            )
        ]
        indexes = [
            models.Index(fields=["user", "until"], name="seat_user"),
            models.Index(fields=["post", "until"], name="seat_post"),
        ]
        ordering = ["-since", "-pk"]

    def __str__(self) -> str:
        return f"{self.user} · {self.post}"

    @property
    def place_code(self) -> int:
        return self.post.place_code


class Installation(models.Model):
    """This installation: one row, saying whose it is and whether all in it is invented."""

    name = models.CharField(max_length=80)
    demo = models.BooleanField(default=False)
    created_on = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_installation")]

    def __str__(self) -> str:
        return self.name
