"""All settings, read from the environment; README.md has the table.

Below the environment stands .var/local.env, which `make serve` writes: with it the
checkout runs on this machine over plain http. Without it these are the settings of
production.
"""

import os
import sqlite3
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / ".var"))


def _local_settings():
    path = VAR_DIR / "local.env"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    pairs = [line.split("=", 1) for line in lines if "=" in line and line[0] != "#"]
    return {name.strip(): value.strip() for name, value in pairs}


ENV = _local_settings() | os.environ


def _flag(name, default):
    return ENV.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


def _words(name):
    return ENV.get(name, "").replace(",", " ").split()


# The site and its office

LOCAL = _flag("LOCAL", False)
DEBUG = _flag("DEBUG", False)
SECRET_KEY = ENV.get("SECRET_KEY", "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Set it in the environment, or run `make serve`, "
        "which writes local settings to .var/local.env."
    )
PORT = ENV.get("PORT", "8000")
SITE_URL = ENV.get("SITE_URL", f"http://127.0.0.1:{PORT}" if LOCAL else "").rstrip("/")
if not urlsplit(SITE_URL).hostname:
    raise ImproperlyConfigured(
        "SITE_URL is not set. Set it to the public address, such as "
        "https://record.example.org."
    )
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname, *_words("ALLOWED_HOSTS")]
if LOCAL:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]

OFFICE_HOLDER = ENV.get("OFFICE_HOLDER", "mustafa-al-kadhimi")
HOME_COUNTRY = ENV.get("HOME_COUNTRY", "IQ")
# One person may submit and publish only where an office has no second one.
TWO_PEOPLE = _flag("TWO_PEOPLE", True)

# What the exported record says of itself
RECORD_HOMEPAGE = ENV.get("RECORD_HOMEPAGE", "")
RECORD_LICENCE = {
    "name": ENV.get("RECORD_LICENCE", "CC-BY-4.0"),
    "path": ENV.get(
        "RECORD_LICENCE_URL", "https://creativecommons.org/licenses/by/4.0/"
    ),
    "title": ENV.get(
        "RECORD_LICENCE_TITLE", "Creative Commons Attribution 4.0 International"
    ),
}

# What goes wrong is written to standard error, in production too.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {
        "console": {"class": "logging.StreamHandler"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING"},
        # Strangers can send any number of these.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
}

# Apps: the floors from the top down, then what they stand on

INSTALLED_APPS = [
    "portal.pages",
    "meetings",
    "initiatives",
    "portal.records",
    "portal.publishing",
    "portal.documents",
    "portal.search",
    "modeltranslation",
    "django_prose_editor",
    "portal.publishing.site.EditingSiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    # First what adds headers to every answer, those of the rest included.
    "portal.publishing.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.publishing.media.files_middleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "portal.publishing.middleware.reading_only",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.pages.context_processors.site",
            ],
        },
    }
]

# Widgets find their templates where pages do.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Database

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # Before 3.51.3 a checkpoint in write-ahead mode can corrupt the file.
    "init_command": (
        f"PRAGMA journal_mode={'WAL' if sqlite3.sqlite_version_info >= (3, 51, 3) else 'DELETE'};"
        "PRAGMA synchronous=FULL;"
    ),
}
DATABASES = {
    "default": dj_database_url.parse(
        ENV.get("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'sijill.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Languages and time

LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
FORMAT_MODULE_PATH = "portal.formats"
MODELTRANSLATION_DEFAULT_LANGUAGE = "ar"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("ar", "en")
USE_I18N = True
USE_TZ = True
TIME_ZONE = ENV.get("TIME_ZONE", "Asia/Baghdad")

# Files

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
FILE_UPLOAD_HANDLERS = [
    "portal.publishing.uploads.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
MEDIA_URL = "media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.staticfiles.SiteStaticFilesStorage"},
}

# Safety

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
if not LOCAL:
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
# The proxy in front says so only where it is named here: "X-Forwarded-Proto".
if PROXY_HEADER := ENV.get("PROXY_HEADER"):
    SECURE_PROXY_SSL_HEADER = (
        "HTTP_" + PROXY_HEADER.upper().replace("-", "_"),
        "https",
    )
# Watchdogs ask over plain http.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURITY_HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), "
        "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), "
        "payment=(), usb=(), xr-spatial-tracking=()"
    ),
}
NOWHERE_ELSE = {
    "default-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "font-src": [SELF],
    "img-src": [SELF],
    "style-src": [SELF],
}
# Kept pages are the same for everybody: no nonce may ever stand in this policy.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": NOWHERE_ELSE | {"script-src": [SELF], "connect-src": [SELF]}
}
EDITING_SECURITY_POLICY = NOWHERE_ELSE | {
    "connect-src": [SELF],
    # The import map of the text editor stands in the page and names the nonce.
    "script-src": [SELF, NONCE],
    # The one style sheet that the text editor (tiptap) writes into the page.
    "style-src": [SELF, "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"],
}
# Whom to tell of a hole: an address of mail or of a page.
SECURITY_CONTACT = ENV.get(
    "SECURITY_CONTACT", f"mailto:security@{urlsplit(SITE_URL).hostname}"
)

LOGIN_URL = "admin:login"
