"""What is logged: lines on the console, without anything about who reads or writes."""

from typing import Any


def to_console(level: str) -> dict[str, Any]:
    """`LOGGING` for the settings; `level` is the least that is told of our own apps."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
            "fido2": {"level": "WARNING"},  # it would note the number of each passkey
            # Anybody can ask for any host, as often as they like: no traceback for each.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }
