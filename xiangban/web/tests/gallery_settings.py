"""Settings under which the gallery of components runs by itself: no database, no sign-in.

The settings of the house are in config/.
"""

from pathlib import Path

SECRET_KEY = "gallery"
DEBUG = False
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "xiangban.web.tests.gallery"
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "xiangban.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {
            # Its library alone: the app would bring Django's administration pages into every process.
            "libraries": {"partials": "template_partials.templatetags.partials"},
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django.template.loaders.app_directories.Loader",
                                "django.template.loaders.filesystem.Loader",
                            ],
                        )
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
            ],
        },
    }
]
FORM_RENDERER = "xiangban.web.forms.PageFormRenderer"
CSRF_FAILURE_VIEW = "xiangban.web.views.csrf_failure"
ALL_IS_INVENTED = "xiangban.web.tests.gallery.said_to_be_real"
STATIC_URL = "/static/"
SECURE_REFERRER_POLICY = "same-origin"
_SELF = ["'self'"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        **dict.fromkeys(
            ["script-src", "style-src", "connect-src", "form-action", "worker-src", "font-src", "manifest-src"], _SELF
        ),
        "img-src": ["'self'", "data:"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parents[2] / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
