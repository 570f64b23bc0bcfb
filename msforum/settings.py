"""Settings, read top to bottom: who we are, apps, database, mail, security, accounts, ours.

Production is what you get when you set nothing but secrets; development is DEBUG=1.
Each environment variable is explained in docs/operations.md.
"""

from pathlib import Path
from urllib.parse import urlsplit

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from msforum import sqlite_driver
from msforum.env import (
    env_bool,
    env_cache,
    env_database,
    env_int,
    env_list,
    env_mailer,
    env_secret,
    env_str,
    env_zone,
    stop,
)

sqlite_driver.install()

# Who we are -----------------------------------------------------------------------------------

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env_str("DATA_DIR", str(BASE_DIR / "var"))).resolve()
DEBUG = env_bool("DEBUG")
SECRET_KEY = env_secret("SECRET_KEY", development="only-for-development", debug=DEBUG)
SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS")
HOST = env_str("HOST", "127.0.0.1")
PORT = env_int("PORT", 8000, least=1)
WEB_WORKERS = env_int("WEB_WORKERS", 2, least=1)
WEB_THREADS = env_int("WEB_THREADS", 4, least=1)
SITE_NAME = env_str("SITE_NAME", "msforum")
SITE_URL = env_str("SITE_URL", f"http://localhost:{PORT}" if DEBUG else "").rstrip("/")
if urlsplit(SITE_URL).scheme not in {"http", "https"}:
    stop("SITE_URL is missing. Write the address people type, such as https://forum.example.org")
HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS") or [urlsplit(SITE_URL).hostname or ""]
if DEBUG:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
if "*" in ALLOWED_HOSTS and not DEBUG:
    stop("ALLOWED_HOSTS may not be *. List the host names of the site, with commas between.")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if HTTPS else []
ADMIN_PATH = env_str("ADMIN_PATH", "admin/").strip("/") + "/"

ROOT_URLCONF = "msforum.urls"
WSGI_APPLICATION = "msforum.wsgi.application"
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
# When the desk says "at nine": reminders, what is scheduled, and the day on which things change.
TIME_ZONE = env_zone("TIME_ZONE", "UTC")
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Apps -----------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "msforum.apps.SiteConfig",
    "notifications",
    "comments",
    "articles",
    "accounts",
    "outbox",
    "markup",
    "allauth",
    "allauth.account",
    "django_prose_editor",
    "msforum.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "msforum.middleware.browser_policy",
    # Outside of all that can refuse a request: a refusal carries the policy, too.
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "msforum.middleware.probes",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.AccountPages",
    "msforum.local_time.local_time",
    "msforum.middleware.patience",
    "msforum.middleware.forwarding",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "msforum.context.chrome",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

# Database, cache, files -------------------------------------------------------------------------

DATABASES = {"default": env_database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = sqlite_driver.OPTIONS
    # A file, not memory: browser tests and real-connection tests open it from several threads.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env_int("CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {"default": env_cache("CACHE_URL")}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "msforum.stylesheets.StylesheetFinder",  # first: it serves many small sheets as one
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "msforum.static_files.Storage"},
}
# `runserver` shows static files as they lie in the sources; `serve` and production what was
# collected from there: hashed, compressed, kept by browsers.
STATIC_COLLECTED = not DEBUG or env_bool("STATIC_COLLECTED")
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = not STATIC_COLLECTED
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["png", "webp", "avif", "jpg", "woff2", "gz", "br", "map"]
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# Mail -----------------------------------------------------------------------------------------

MAIL_DIR = DATA_DIR / "mail"
MAILERS = {"default": env_mailer("MAIL_URL", MAIL_DIR, debug=DEBUG)}
# A page shows the letters of a development site; elsewhere they go out and it is not there.
LETTERS_ON_A_PAGE = DEBUG and MAILERS["default"]["BACKEND"].endswith("filebased.EmailBackend")
CONTACT_EMAIL = env_str("CONTACT_EMAIL", f"help@{urlsplit(SITE_URL).hostname}")
DEFAULT_FROM_EMAIL = env_str("MAIL_FROM", f"{SITE_NAME} <noreply@{urlsplit(SITE_URL).hostname}>")

# Security -------------------------------------------------------------------------------------

SECURE_CSP: dict[str, list[str] | bool] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
    "frame-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
# The style that the editor of guides puts into its page, which alone gets this: articles/admin.
# It changes with the editor's releases; a browser test says so.
PROSE_EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
if HTTPS:
    SECURE_CSP["upgrade-insecure-requests"] = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env_int("PROXY_COUNT", 0) else None

SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 90 * 24 * 3600  # nobody is logged out by a bad fortnight
CSRF_FAILURE_VIEW = "msforum.errors.csrf_failure"
# Cookie messages would leave "Signed in as ..." readable on a shared computer.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Accounts -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Member"
AUTHENTICATION_BACKENDS = ["accounts.backends.AddressBackend"]
PASSWORD_HASHERS = [
    "accounts.hashers.Argon2idHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"accounts.passwords.{rule}"}
    for rule in ("LongEnough", "NotCommon", "NotLikeThePerson", "NotEasy")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("PROXY_COUNT", 0)
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "signup": "accounts.forms.SignupForm",
    "add_email": "accounts.forms.AddEmailForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "confirm_password_reset_code": "accounts.forms.ConfirmPasswordResetCodeForm",
    "confirm_email_verification_code": "accounts.forms.ConfirmEmailVerificationCodeForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "name"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_CHANGE_EMAIL = True  # one address, which can be changed for another
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
# allauth's own limits stay; these are about letters, which must not flood anybody's post. The codes
# have six digits: ten letters a day, three tries each, leave a guesser one chance in 33,000 a day.
ACCOUNT_RATE_LIMITS = {
    "confirm_email": "3/m/key,10/h/key",
    "reset_password": "20/m/ip,3/m/key,10/d/key",
}

# Ours -----------------------------------------------------------------------------------------

# A member's first comments wait for a moderator until this many were published.
COMMENTS_HELD_FIRST = env_int("COMMENTS_HELD_FIRST", 3)
# Short forms that authors need to write out, beside those of articles/language/abbreviations.py:
# {"SDMT": "symbol digit modalities test"}.
WRITTEN_OUT: dict[str, str] = {}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env_str("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # Anybody can ask for any host, as often as they like: no traceback for each.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
