"""What a real office should have in order: settings, folders, database, people, work; each with what to do.

What stops a start stands in start_checks.py; none of these does.
"""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_q.models import OrmQ

from xiangban.access.installation import is_demo
from xiangban.access.models import Post, Seat, TrailRow
from xiangban.access.roles import Role
from xiangban.config.start_checks import StartRefused, refuse_wrong_migrations
from xiangban.lib.keyring import FILE_NAME
from xiangban.network.models import CalendarYear

GIBIBYTE = 1024**3
SPACE_ADVISED = 2 * GIBIBYTE
LONGEST_WAIT = timedelta(minutes=10)
ANCHOR_AGE = timedelta(days=2)
ADMINISTRATORS = (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)

Advice = str | None


@dataclass(frozen=True)
class Finding:
    """One check with its answer: no advice means that it is in order."""

    title: str
    advice: Advice


def findings() -> Iterator[Finding]:
    """Every check in turn; a check that itself fails counts as not in order."""
    for title, check in CHECKS:
        yield Finding(str(title), check())


# --- Settings -----------------------------------------------------------------------------------------------------


def debug_is_off() -> Advice:
    return _("Set DEBUG to False: error pages would show the inside.") if settings.DEBUG else None


def connections_are_encrypted() -> Advice:
    if settings.XIANGBAN_HTTPS and settings.SESSION_COOKIE_SECURE and settings.SECURE_HSTS_SECONDS:
        return None
    return _("Put a proxy with a certificate before the server and set XIANGBAN_HTTPS=1.")


def hosts_are_named() -> Advice:
    hosts = set(settings.ALLOWED_HOSTS)
    if "*" in hosts or hosts <= {"localhost", "127.0.0.1", "[::1]", "testserver"}:
        return _("Set XIANGBAN_HOSTS to the names by which people reach the site, and to no others.")
    return None


def cookies_are_guarded() -> Advice:
    guarded = settings.SESSION_COOKIE_HTTPONLY and settings.SESSION_COOKIE_SAMESITE in {"Lax", "Strict"}
    return None if guarded else _("Leave the cookies of sessions HttpOnly and SameSite.")


def content_policy_is_strict() -> Advice:
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    sources = {str(source) for allowed in policy.values() for source in allowed}
    strict = policy["default-src"] == ["'none'"] and sources <= {"'none'", "'self'", "data:"}
    return None if strict else _("Leave the content security policy as it was shipped: own host, no inline, no eval.")


def passwords_are_strong() -> Advice:
    lengths = [rule.get("OPTIONS", {}).get("min_length", 0) for rule in settings.AUTH_PASSWORD_VALIDATORS]
    if "Argon2" in settings.PASSWORD_HASHERS[0] and max(lengths, default=0) >= 12:
        return None
    return _("Leave passwords at twelve characters or more, hashed by Argon2.")


def guessing_is_stopped() -> Advice:
    if ["username", "ip_address"] in settings.AXES_LOCKOUT_PARAMETERS and settings.AXES_FAILURE_LIMIT <= 6:
        return None
    return _("Lock the pair of user name and address after six failures: a lock by name alone shuts people out.")


def sessions_end() -> Advice:
    idle, absolute = settings.XIANGBAN_IDLE, settings.XIANGBAN_SESSION
    if idle <= timedelta(minutes=30) and absolute <= timedelta(hours=12):
        return None
    return _("Let sessions end after 30 idle minutes and after 12 hours.")


def second_factor_is_required() -> Advice:
    return None if settings.XIANGBAN_SECOND_FACTOR else _("Take XIANGBAN_NO_SECOND_FACTOR out of the environment.")


# --- Program and folders ------------------------------------------------------------------------------------------


def account_is_plain() -> Advice:
    return _("Run the site under an account of its own, not as root.") if os.geteuid() == 0 else None


def static_files_are_gathered() -> Advice:
    gathered = (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()
    return None if gathered else _("Start the site once with `xiangban run_site`: it gathers the static files.")


def catalogues_are_compiled() -> Advice:
    folder = Path(settings.LOCALE_PATHS[0])
    missing = [path for path in folder.glob("*/LC_MESSAGES/django.po") if not path.with_suffix(".mo").exists()]
    return _("Run `make setup`: the catalogues of the languages are not compiled.") if missing else None


def home_is_closed() -> Advice:
    return _closed_to_others(Path(settings.XIANGBAN_HOME))


def keys_are_closed() -> Advice:
    keys = Path(settings.XIANGBAN_KEYS)
    return _closed_to_others(keys) or _closed_to_others(keys / FILE_NAME)


def database_file_is_closed() -> Advice:
    return _closed_to_others(Path(connection.settings_dict["NAME"])) if connection.vendor == "sqlite" else None


def _closed_to_others(path: Path) -> Advice:
    if not path.exists():
        return _("{path} is not there.").format(path=path)
    if stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
        return _("Take the rights on {path} from everybody but its owner: chmod go= {path}").format(path=path)
    return None


def space_is_left() -> Advice:
    free = shutil.disk_usage(settings.XIANGBAN_HOME).free
    if free >= SPACE_ADVISED:
        return None
    return _("Only {free} MiB are free; keep at least {advised} MiB.").format(
        free=free // 1024**2, advised=SPACE_ADVISED // 1024**2
    )


# --- Database -----------------------------------------------------------------------------------------------------


def database_is_whole() -> Advice:
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(1)")
        said = str(cursor.fetchone()[0])
        cursor.execute("PRAGMA foreign_key_check")
        orphans = cursor.fetchall()
    if said == "ok" and not orphans:
        return None
    return _("The database is damaged: stop, keep a copy of it, and restore the last backup.")


def database_is_of_this_version() -> Advice:
    try:
        refuse_wrong_migrations()
    except StartRefused as fault:
        return str(fault)
    return None


def saves_survive_a_power_cut() -> Advice:
    wanted = {"journal_mode": "wal", "synchronous": "2", "recursive_triggers": "1"}
    if connection.vendor == "postgresql":
        wanted = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
    word = "SHOW" if connection.vendor == "postgresql" else "PRAGMA"
    with connection.cursor() as cursor:
        for name, value in wanted.items():
            cursor.execute(f"{word} {name}")
            if str(cursor.fetchone()[0]).lower() != value:
                return _("Set {name} of the database to {value}.").format(name=name, value=value)
    return None


def database_is_recent() -> Advice:
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        version = int(cursor.fetchone()[0])
    return None if version >= 150_000 else _("Use PostgreSQL 15 or newer.")


def database_account_is_plain() -> Advice:
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        (all_powerful,) = cursor.fetchone()
    return _("Give the site a database account that is no superuser.") if all_powerful else None


def trail_only_grows() -> Advice:
    table = TrailRow._meta.db_table
    question = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    if connection.vendor == "postgresql":
        question = (
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgenabled = 'O'"
        )
    with connection.cursor() as cursor:
        cursor.execute(question, [table])
        (count,) = cursor.fetchone()
    if count >= 3:
        return None
    return _("The triggers that keep the trail from being changed are gone: find out who took them, then restore.")


# --- People and work ----------------------------------------------------------------------------------------------


def nothing_is_invented() -> Advice:
    return _("This is the invented demo: a real office starts in a home of its own.") if is_demo() else None


def administrators_are_seated() -> Advice:
    seated = set(Seat.objects.on(timezone.localdate()).values_list("post__role", flat=True))
    missing = [str(role.label) for role in ADMINISTRATORS if role.value not in seated]
    return _("Nobody holds the post: {posts}.").format(posts=", ".join(missing)) if missing else None


def administrators_are_apart() -> Advice:
    held = Seat.objects.on(timezone.localdate()).filter(post__role__in=[role.value for role in ADMINISTRATORS])
    holders = held.values_list("user_id", "post__role").distinct()
    people = [user for user, _role in holders]
    if len(people) == len(set(people)):
        return None
    return _("One person holds two of the three administrators' posts: give them to different people.")


def posts_are_held() -> Advice:
    seats = Seat.objects.on(timezone.localdate()).values("post")
    empty = Post.objects.open().exclude(pk__in=seats).count()
    return (
        _("{count} posts are open and nobody holds them; see who answers there.").format(count=empty) if empty else None
    )


def worker_is_working() -> Advice:
    oldest = OrmQ.objects.order_by("pk").first()
    if oldest is None or oldest.lock is None or oldest.lock > timezone.now() - LONGEST_WAIT:
        return None
    return _("Jobs have waited for more than ten minutes: start the worker with `xiangban run_worker`.")


def trail_is_anchored() -> Advice:
    first = TrailRow.objects.order_by("seq").first()
    if first is None or first.at > timezone.now() - ANCHOR_AGE:
        return None
    newest = max((path.stat().st_mtime for path in Path(settings.XIANGBAN_ANCHORS).glob("*")), default=0.0)
    if newest > (timezone.now() - ANCHOR_AGE).timestamp():
        return None
    return _("No anchor of the trail was written for two days: see that the worker runs, and copy anchors elsewhere.")


def clock_is_right() -> Advice:
    last = TrailRow.objects.order_by("-seq").first()
    if last is None or last.at <= timezone.now() + timedelta(minutes=5):
        return None
    return _("The trail's last row is from the future: set the clock of this machine.")


def working_days_are_known() -> Advice:
    today = timezone.localdate()
    known = set(CalendarYear.objects.filter(complete=True).values_list("year", flat=True))
    wanted = {today.year} | ({today.year + 1} if today >= date(today.year, 12, 1) else set())
    missing = sorted(wanted - known)
    if not missing:
        return None
    return _("Enter the working days of {years}: until then Monday to Friday count.").format(
        years=", ".join(map(str, missing))
    )


CHECKS: tuple[tuple[Promise, Callable[[], Advice]], ...] = (
    (gettext_lazy("error pages show nothing of the inside"), debug_is_off),
    (gettext_lazy("connections are encrypted"), connections_are_encrypted),
    (gettext_lazy("the names of the site are set"), hosts_are_named),
    (gettext_lazy("cookies are guarded"), cookies_are_guarded),
    (gettext_lazy("the content security policy is strict"), content_policy_is_strict),
    (gettext_lazy("passwords are long and hashed by Argon2"), passwords_are_strong),
    (gettext_lazy("guessing passwords is stopped"), guessing_is_stopped),
    (gettext_lazy("sessions end"), sessions_end),
    (gettext_lazy("a second factor is required"), second_factor_is_required),
    (gettext_lazy("the site does not run as root"), account_is_plain),
    (gettext_lazy("static files are gathered"), static_files_are_gathered),
    (gettext_lazy("catalogues are compiled"), catalogues_are_compiled),
    (gettext_lazy("the home folder is closed to others"), home_is_closed),
    (gettext_lazy("the keys are closed to others"), keys_are_closed),
    (gettext_lazy("the database file is closed to others"), database_file_is_closed),
    (gettext_lazy("there is space on the disk"), space_is_left),
    (gettext_lazy("the database is whole"), database_is_whole),
    (gettext_lazy("the database is of this version"), database_is_of_this_version),
    (gettext_lazy("a save survives a power cut"), saves_survive_a_power_cut),
    (gettext_lazy("the database server is recent"), database_is_recent),
    (gettext_lazy("the database account is no superuser"), database_account_is_plain),
    (gettext_lazy("the trail only grows"), trail_only_grows),
    (gettext_lazy("the trail is anchored outside the database"), trail_is_anchored),
    (gettext_lazy("the clock is right"), clock_is_right),
    (gettext_lazy("nothing here is invented"), nothing_is_invented),
    (gettext_lazy("the three administrators are seated"), administrators_are_seated),
    (gettext_lazy("the three administrators are different people"), administrators_are_apart),
    (gettext_lazy("every open post is held"), posts_are_held),
    (gettext_lazy("jobs do not wait"), worker_is_working),
    (gettext_lazy("the working days are known"), working_days_are_known),
)
