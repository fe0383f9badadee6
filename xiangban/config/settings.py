"""Django's settings. They work with an empty environment; what the environment may say stands in environment.py.

Rules of the field are not settings: they stand in the rooms.
"""

from datetime import timedelta
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from xiangban.config import environment
from xiangban.config.generics import let_classes_be_written_with_types
from xiangban.config.logs import logging_settings

let_classes_be_written_with_types()

# --- Where things lie ---------------------------------------------------------------------------------------------
XIANGBAN_HOME = environment.home_folder()
XIANGBAN_KEYS = XIANGBAN_HOME / "keys"
XIANGBAN_ANCHORS = XIANGBAN_HOME / "anchors"
XIANGBAN_ATTACHMENTS = XIANGBAN_HOME / "attachments"
XIANGBAN_LOGS = XIANGBAN_HOME / "logs"
# Rosters are deleted so many days after their import was committed or withdrawn; hashes and counts stay.
XIANGBAN_ROSTER_DAYS = environment.number("XIANGBAN_ROSTER_DAYS", 90)
LOGGING = logging_settings(XIANGBAN_LOGS)
DATABASES = {"default": environment.database(XIANGBAN_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Who may knock ------------------------------------------------------------------------------------------------
DEBUG = False
SECRET_KEY, *SECRET_KEY_FALLBACKS = environment.session_secrets(XIANGBAN_KEYS)
ALLOWED_HOSTS = environment.words("XIANGBAN_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
XIANGBAN_HTTPS = environment.flag("XIANGBAN_HTTPS")
# Whose word on the reader's address is believed; without a proxy nobody's, or anybody could lock others out.
XIANGBAN_PROXIES = environment.words("XIANGBAN_PROXIES", ["127.0.0.1", "::1"] if XIANGBAN_HTTPS else [])

ROOMS = [
    "config",
    "web",
    "territories",
    "access",
    "network",
    "children",
    "figures",
    "census",
    "conference",
    "campaigns",
    "supervision",
    "childfile",
    "desk",
    "demo",
]

# Rooms first: their templates take the place of libraries'.
INSTALLED_APPS = [
    *(f"xiangban.{room}" for room in ROOMS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_htmx",
    "django_q",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "xiangban.config.middleware.never_stored",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "xiangban.access.middleware.ViewerMiddleware",
]

ROOT_URLCONF = "xiangban.config.urls"
WSGI_APPLICATION = "xiangban.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            # Its library alone: the app would bring Django's administration pages into every process.
            "libraries": {"partials": "template_partials.templatetags.partials"},
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "xiangban.access.context.gate",
            ],
        },
    }
]

# --- Accounts -----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "xiangban.access.passwords.DifferentSigns"},
]
# A seat that sees more than one village needs a second factor; the demo's accounts are excused.
XIANGBAN_SECOND_FACTOR = not environment.flag("XIANGBAN_NO_SECOND_FACTOR")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "xiangban.access.sign_in.SignIn"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# By address only: a limit by user name would let an outsider lock people out.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip",
    "reauthenticate": "10/m/user",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Xiangban"
# A machine without the internet has a clock of its own: one step of 30 seconds either way (RFC 6238, 5.2).
MFA_TOTP_TOLERANCE = 1
MFA_PASSKEY_LOGIN_ENABLED = False
USERSESSIONS_TRACK_ACTIVITY = False
USERSESSIONS_ADAPTER = "xiangban.access.sign_in.OwnSessions"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

# The pair of name and address is locked, so an outsider locks only himself.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_CALLABLE = "xiangban.access.sign_in.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "xiangban.access.sign_in.name_tried"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# --- Sessions, cookies, headers -----------------------------------------------------------------------------------
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
XIANGBAN_IDLE = timedelta(minutes=30)
XIANGBAN_SESSION = timedelta(seconds=SESSION_COOKIE_AGE)
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = XIANGBAN_HTTPS
CSRF_FAILURE_VIEW = "xiangban.web.views.csrf_failure"
SECURE_SSL_REDIRECT = XIANGBAN_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if XIANGBAN_HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "worker-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# --- Languages ----------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("zh-hant", _("Traditional Chinese")), ("en", _("English"))]
LOCALE_PATHS = [environment.CHECKOUT / "xiangban" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- Static files -------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = XIANGBAN_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
FORM_RENDERER = "xiangban.web.forms.PageFormRenderer"
# Error pages ask without a request whether to say that all is invented.
ALL_IS_INVENTED = "xiangban.access.installation.is_demo"

# --- Jobs ---------------------------------------------------------------------------------------------------------
Q_CLUSTER = {
    "name": "xiangban",
    "orm": "default",
    "workers": environment.number("XIANGBAN_WORKERS", 1),
    "timeout": 1800,
    "retry": 2000,
    "max_attempts": 3,
    "poll": 1,
    "catch_up": False,
    "save_limit": 1000,
    "ack_failures": True,
    "label": "jobs",
}
