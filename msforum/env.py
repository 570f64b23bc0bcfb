"""Reading the environment: small typed readers that stop the start with one readable line."""

import importlib.util
import os
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import SplitResult, unquote, urlsplit
from zoneinfo import available_timezones

import dj_database_url

TRUE = {"1", "true", "yes", "on"}
FALSE = {"", "0", "false", "no", "off"}
# What Django's own deployment check asks of SECRET_KEY.
SECRET_LENGTH = 50
SECRET_VARIETY = 5


def stop(message: str) -> NoReturn:
    """End the start with one line that says what to do, and no traceback."""
    raise SystemExit(f"msforum cannot start: {message}")


def env_str(name: str, default: str = "") -> str:
    """The value of NAME, or what the file named by NAME_FILE holds (for mounted secrets).

    Empty means the same as left out.
    """
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            stop(f"{name}_FILE points at {path}, which cannot be read ({error.strerror}).")
    return os.environ.get(name, "").strip() or default


def env_bool(name: str, *, default: bool = False) -> bool:
    value = env_str(name, "1" if default else "0").lower()
    if value not in TRUE | FALSE:
        stop(f"{name} is {value!r}; write 1 for yes or 0 for no.")
    return value in TRUE


def env_int(name: str, default: int, *, least: int = 0) -> int:
    value = env_str(name, str(default))
    if not value.isdecimal() or int(value) < least:
        stop(f"{name} is {value!r}; write a whole number of {least} or more.")
    return int(value)


def env_zone(name: str, default: str) -> str:
    """A time zone by its name, such as Europe/Berlin."""
    value = env_str(name, default)
    if value not in available_timezones():
        stop(f"{name} is {value!r}; write a name such as UTC or Europe/Berlin.")
    return value


def env_list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in env_str(name, default).split(",") if part.strip()]


def env_secret(name: str, *, development: str, debug: bool) -> str:
    """A secret that production must set, long enough not to be guessed."""
    value = env_str(name)
    if debug:
        return value or development
    if len(value) < SECRET_LENGTH or len(set(value)) < SECRET_VARIETY:
        stop(
            f"{name} is missing or too short. Set it to 50 or more random characters, "
            "for example from: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    return value


def env_database(name: str, default: str) -> dict[str, Any]:
    """The database as Django wants it, from a URL such as postgres://user@host/name."""
    url = env_str(name, default)
    try:
        database = dict(dj_database_url.parse(url))
    except (ValueError, KeyError):
        database = {}
    engine = database.get("ENGINE", "")
    if engine not in {"django.db.backends.sqlite3", "django.db.backends.postgresql"}:
        stop(
            f"{name} is not understood. Write sqlite:////absolute/path/db.sqlite3 "
            "or postgres://user:password@host:5432/name"
        )
    if not database.get("NAME"):
        stop(f"{name} names no database. Add its name (or its file) to the end of the URL.")
    if engine.endswith("postgresql"):
        need_driver(name, "psycopg")
    return database


def need_driver(name: str, module: str) -> None:
    """What one machine does not need is installed apart."""
    if importlib.util.find_spec(module) is None:
        stop(f"{name} needs {module}. Install it: pip install -r requirements-scale.txt")


def env_cache(name: str) -> dict[str, Any]:
    """The shared cache: Redis where there is one, else a table of the database."""
    url = env_str(name)
    if not url:
        return {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache",
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    if url.startswith(("redis://", "rediss://", "unix://")):
        need_driver(name, "redis")
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
    stop(f"{name} is not understood. Write redis://host:6379/0, or leave it out.")


def env_mailer(name: str, folder: Path, *, debug: bool) -> dict[str, Any]:
    """Where letters go: an SMTP server, or a folder while one develops."""
    url = env_str(name)
    if not url:
        if not debug:
            stop(f"{name} is missing. Write smtp://user:password@host:587 so that codes arrive.")
        return {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(folder)},
        }
    return smtp_mailer(name, url)


def has_port(parts: SplitResult) -> bool:
    """Whether the port is a number, or left out."""
    try:
        return parts.port != 0
    except ValueError:
        return False


def smtp_mailer(name: str, url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or not has_port(parts):
        stop(f"{name} is not understood. Write smtp://user:password@host:587 (smtps:// for 465).")
    secure = parts.scheme == "smtps"
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or (465 if secure else 587),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": secure,
            "use_tls": not secure and bool(parts.username),
            "timeout": 20,
        },
    }
