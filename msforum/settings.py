"""Settings, read top to bottom: who we are, apps, database, mail, security, accounts, ours.

Production is what you get when you set nothing but secrets; development is DEBUG=1.
Each environment variable is explained in docs/operations.md.
"""

from pathlib import Path
from urllib.parse import urlsplit

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from msforum import logs, optional, sqlite_driver
from msforum.account_forms import ACCOUNT_FORMS, MFA_FORMS  # noqa: F401 -- read by allauth
from msforum.account_rules import *  # noqa: F403 -- settings of Django and allauth
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

# Where people may log in besides here, where there are keys for it.
OTHER_LOGINS, SOCIALACCOUNT_PROVIDERS = optional.other_logins()
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
    "allauth.mfa",
    "allauth.socialaccount",
    *(f"allauth.socialaccount.providers.{name}" for name in OTHER_LOGINS),
    "django_prose_editor",
    "msforum.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "msforum.page_cache.page_cache",
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
    "accounts.consenting.ask_first",
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
            "builtins": [f"django.templatetags.{name}" for name in ("i18n", "static")]
            + ["fragments.tags"],
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
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = env_bool("DATABASE_IS_POOLED")
DATABASES["default"]["CONN_MAX_AGE"] = env_int("CONN_MAX_AGE", 60)

CACHES = {"default": env_cache("CACHE_URL")}
SESSION_ENGINE = "accounts.sessions"

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
    # Never served by address: copies of members' data, and who was erased.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "private"},
    },
    "staticfiles": {"BACKEND": "msforum.static_files.Storage"},
}
# `runserver` shows static files as they lie in the sources; `serve` and production what was
# collected from there: hashed, compressed, kept by browsers.
STATIC_COLLECTED = not DEBUG or env_bool("STATIC_COLLECTED")
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = not STATIC_COLLECTED
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["png", "webp", "avif", "jpg", "woff2", "gz", "br", "map"]
# For so long, at most, a page of visitors is kept that nobody's writing has made worthless before.
PAGE_CACHE_SECONDS = env_int("PAGE_CACHE_SECONDS", 60 if STATIC_COLLECTED else 0)
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
# The form of the longest guide there may be: 500 blocks of twenty fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000

# Mail -----------------------------------------------------------------------------------------

MAIL_DIR = DATA_DIR / "mail"
MAILERS = {"default": env_mailer("MAIL_URL", MAIL_DIR, debug=DEBUG)}
# A page shows the letters of a development site; elsewhere they go out and it is not there.
LETTERS_ON_A_PAGE = DEBUG and MAILERS["default"]["BACKEND"].endswith("filebased.EmailBackend")
# The mail service may tell of letters that came back: notifications/letters/coming_back.py.
MAIL_EVENTS, ANYMAIL = optional.mail_events()
# Members may be told on their devices, if there is a key: notifications/push/.
PUSH_KEY, PUSH_SERVICES = optional.push()
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
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("PROXY_COUNT", 0)
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "name"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1"]
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
MFA_ADAPTER = "accounts.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # slow hands: the code before and the one after count, too
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG and not HTTPS  # http://localhost while one develops
# What second factors keep is sealed with the first of these; the others still open it.
_OURS = [SECRET_KEY, *SECRET_KEY_FALLBACKS]
SEALING_KEYS = env_list("MFA_KEY") + env_list("MFA_KEY_FALLBACKS") + _OURS
# Likewise the log of decisions.
DECISIONS_KEYS = env_list("DECISIONS_KEY") + env_list("DECISIONS_KEY_FALLBACKS") + _OURS
# Whether the admin opens only for who has shown a second factor; a demo may do without.
STAFF_SECOND_FACTOR = env_bool("STAFF_SECOND_FACTOR", default=not DEBUG)
if not STAFF_SECOND_FACTOR and not DEBUG:
    stop("STAFF_SECOND_FACTOR=0 is for DEBUG=1 only. Leave it out: staff need a second factor.")

# Ours -----------------------------------------------------------------------------------------

# A member's first comments wait until so many were published, the first so many days ago.
COMMENTS_HELD_FIRST = env_int("COMMENTS_HELD_FIRST", 3)
COMMENTS_HELD_DAYS = env_int("COMMENTS_HELD_DAYS", 1)
NETWORK_HINTS = env_bool("NETWORK_HINTS")  # docs/moderation.md says what is kept for them
# A service that knows spam, if the operator has a key: docs/operations.md says what it is told.
AKISMET_KEY = env_str("AKISMET_KEY")
AKISMET_URL = env_str("AKISMET_URL", "https://rest.akismet.com/1.1/comment-check")
# Whether a comment waits for a moderator when the service does not answer.
AKISMET_HOLDS = env_bool("AKISMET_HOLDS")
# A newcomer whose first comment nobody replied to for so long stands in the team's list.
NEWCOMER_REPLY_HOURS = env_int("NEWCOMER_REPLY_HOURS", 24)
# For so many days an author can ask for a second look at a decision.
APPEAL_DAYS = env_int("APPEAL_DAYS", 14)
# Somebody may be in danger: whoever is on call gets a letter if nobody took it after so long.
ONCALL_EMAIL = env_str("ONCALL_EMAIL", "")
CONCERN_MINUTES = env_int("CONCERN_MINUTES", 30, least=1)
CONCERNS_A_DAY = env_int("CONCERNS_A_DAY", 5, least=1)  # for one person of the team
# Whose numbers are shown until somebody chooses a country: GB, IE, US, CA, AU, NZ, EU or XX.
SUPPORT_COUNTRY = env_str("SUPPORT_COUNTRY", "GB")
# So many members whose reports proved right take a comment down until a moderator looks. 0: never.
REPORTS_HIDE_AFTER = env_int("REPORTS_HIDE_AFTER", 0)
# Short forms that authors need to write out, beside those of articles/language/abbreviations.py.
WRITTEN_OUT: dict[str, str] = {}  # {"SDMT": "symbol digit modalities test"}

LOGGING = logs.to_console(env_str("LOG_LEVEL", "INFO"))
