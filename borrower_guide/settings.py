"""Settings of every installation; what differs between them comes from the environment.

Without BORROWER_GUIDE_HOSTS the installation is LOCAL: it answers to this machine's own names
only, makes its secrets itself and lets cookies travel over plain HTTP. With it, the installation
is public, and a missing or wrong secret stops the start.
"""

import os
import re
import sys
from datetime import date
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from borrower_guide.first_start import kept_secret, parsed_secret, private_folder

BASE_DIR = Path(__file__).resolve().parent.parent


def words(name: str) -> list[str]:
    """The space- or comma-separated words of an environment variable."""
    return os.environ.get(name, "").replace(",", " ").split()


def required(name: str) -> str:
    """A variable that a public installation cannot start without."""
    if not (value := os.environ.get(name, "").strip()):
        raise ImproperlyConfigured(f"设了 BORROWER_GUIDE_HOSTS，就必须设 {name}。")
    return value


def whole_number(name: str, default: int) -> int:
    """A count of at least zero from the environment."""
    text = os.environ.get(name, "").strip() or str(default)
    if not text.isdecimal():
        raise ImproperlyConfigured(f"环境变量 {name} 应当是不小于 0 的整数。")
    return int(text)


def web_address(name: str) -> str:
    """An http or https address from the environment; empty if there is none."""
    text = os.environ.get(name, "").strip()
    if text and not re.fullmatch(r"https?://[^\s/@]+(/\S*)?", text):
        raise ImproperlyConfigured(f"环境变量 {name} 应当是 http:// 或 https:// 开头的网址。")
    return text


def file_at(name: str) -> Path | None:
    """The path of a file from the environment; None if there is none."""
    text = os.environ.get(name, "").strip()
    return Path(text).resolve() if text else None


# Ids of provisions that were found wrong: taken out of use at once, cited nowhere.
SWITCHED_OFF_PROVISIONS = words("BORROWER_GUIDE_SWITCHED_OFF")

# Where it runs
os.umask(0o077)  # whatever is written here is for this account alone, the database with its WAL too
DATA_DIR = Path(os.environ.get("BORROWER_GUIDE_DATA") or BASE_DIR / "var").resolve()
if not os.environ.get("BORROWER_GUIDE_DATA"):
    private_folder(DATA_DIR)
LOCAL = not words("BORROWER_GUIDE_HOSTS")
ALLOWED_HOSTS = words("BORROWER_GUIDE_HOSTS") or ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [
    f"https://{'*' if host.startswith('.') else ''}{host}" for host in words("BORROWER_GUIDE_HOSTS")
]
PROXY_HOPS = whole_number("BORROWER_GUIDE_PROXY_HOPS", 0)  # proxies of ours before us
DEBUG = False  # the error pages are ours everywhere; tracebacks go to the log

# Secrets
if LOCAL:
    SECRET_KEY = kept_secret(DATA_DIR / "secret_key").hex()
    PEPPER = kept_secret(DATA_DIR / "pepper")
else:
    SECRET_KEY = required("BORROWER_GUIDE_SECRET_KEY")
    PEPPER = parsed_secret(required("BORROWER_GUIDE_PEPPER"), 32, "BORROWER_GUIDE_PEPPER")
    if len(SECRET_KEY) < 50:
        raise ImproperlyConfigured("BORROWER_GUIDE_SECRET_KEY 太短，至少要 50 个字符。")
SECRET_KEY_FALLBACKS = words("BORROWER_GUIDE_SECRET_KEY_FALLBACKS")

# What one guess at a number costs: 32 MB and a tenth of a second. A change closes every record.
SCRYPT_COST = 2**15

# The most memory that one paper may take, in MB; 0: any (docs/limits.md). The default prints some
# hundred full visits, beside a shorter paper and two workers on a machine of 2 GB.
PAPER_MB = whole_number("BORROWER_GUIDE_PAPER_MB", 1100)

# So much of the disk, in MB, is kept for what people write: files and papers are refused before.
RESERVE_MB = whole_number("BORROWER_GUIDE_RESERVE_MB", 2000)

# A timestamp authority (RFC 3161) for the seal of records; empty: none, and pages say so.
# Its certificate, or its issuer's, one or more in a PEM file: whose timestamps count here.
TSA_URL = web_address("BORROWER_GUIDE_TSA_URL")
TSA_CERTIFICATES = file_at("BORROWER_GUIDE_TSA_CERTIFICATES")

# Who runs it, and what pages say of it
OPERATOR = os.environ.get("BORROWER_GUIDE_OPERATOR", "").strip()
CONTACT = os.environ.get("BORROWER_GUIDE_CONTACT", "").strip()
ICP_NUMBER = os.environ.get("BORROWER_GUIDE_ICP_NUMBER", "")
PSB_NUMBER = os.environ.get("BORROWER_GUIDE_PSB_NUMBER", "")
LEAVE_URL = os.environ.get("BORROWER_GUIDE_LEAVE_URL", "") or "/leave/done/"
BUILD_DATE = date(2026, 11, 24)

# Code
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "borrower_guide.site",
    "borrower_guide.cases",
    "borrower_guide.guide",
    "borrower_guide.money",
    "borrower_guide.printing",
    "borrower_guide.record",
    "borrower_guide.letters",
    "borrower_guide.desk",
]
MIDDLEWARE = [
    "borrower_guide.site.headers.headers",
    "borrower_guide.site.bodies.bodies",
    "borrower_guide.cases.exhibits.uploads.uploads",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # adds random bytes, so lengths tell nothing
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "borrower_guide.cases.middleware.CaseCookies",
    "borrower_guide.desk.middleware.Admission",
]
ROOT_URLCONF = "borrower_guide.urls"
WSGI_APPLICATION = "borrower_guide.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "borrower_guide.site.context.site",
                "borrower_guide.cases.context.reading",
                "borrower_guide.desk.context.browser",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# Advocates: borrowers have neither account nor session. A password is right if it opens the vault.
AUTH_USER_MODEL = "desk.Advocate"
AUTHENTICATION_BACKENDS = ["borrower_guide.desk.accounts.backend.VaultBackend"]
_VALIDATORS = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS: list[dict[str, object]] = [
    {"NAME": _VALIDATORS + "UserAttributeSimilarityValidator"},
    {"NAME": _VALIDATORS + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": _VALIDATORS + "CommonPasswordValidator"},
    {"NAME": _VALIDATORS + "NumericPasswordValidator"},
]
LOGIN_URL = "desk:sign_in"
SESSION_COOKIE_NAME = "desk"
SESSION_COOKIE_AGE = 15 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not LOCAL

# Data: one SQLite file. FULL survives a power cut, IMMEDIATE lets writers queue, never clash.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "borrower_guide.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;"
                "PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON;"
            ),
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Language and time
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# Static files: hashed names, compressed, kept for a year by browsers
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Cookies and forms
CSRF_COOKIE_SECURE = not LOCAL
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None  # gone with the browser
CSRF_FAILURE_VIEW = "borrower_guide.desk.pages.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_TEMP_DIR = private_folder(DATA_DIR / "tmp")  # on our disk; `prepare` sweeps it

# Headers that Django sets are set by site/headers.py, in one place with the others
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_HOPS else None
USE_X_FORWARDED_HOST = False
SECURE_CONTENT_TYPE_NOSNIFF = False
SECURE_REFERRER_POLICY = None
SILENCED_SYSTEM_CHECKS = [
    "security.W001",  # SecurityMiddleware: its headers are in site/headers.py
    "security.W002",  # XFrameOptionsMiddleware: same
]

# Log: what broke and where, never an address line with its query, never a body, never a case
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "borrower_guide.site.log.CaselessFormatter",
            "fmt": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "plain"}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # A page not found or a field not filled is no event; its address would name a case.
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
        # Answered with a page; a traceback for each would let anyone fill the log.
        "django.security.FileNotTaken": {"handlers": [], "level": "CRITICAL"},
        "PIL": {"level": "CRITICAL"},  # tells what a photo says of place and camera
        "django.server": {"handlers": [], "level": "ERROR", "propagate": False},
    },
}
