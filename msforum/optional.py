"""What is only there when its keys are in the environment. Each part says what it needs, stops the
start when half of it is missing, and is empty when none of it is there."""

import re
from typing import Any

from msforum.env import env_list, env_str, stop

# Mail services that tell what became of a letter, and the name under which `anymail` looks for the
# key they sign with; all of them can also send a name and a password.
MAIL_SERVICES = {
    "brevo": "",
    "mailersend": "MAILERSEND_SIGNING_SECRET",
    "mailgun": "MAILGUN_WEBHOOK_SIGNING_KEY",
    "mailjet": "",
    "postmark": "",
}
LEAST_OF_A_SECRET = 20


def mail_events() -> tuple[str, dict[str, Any]]:
    """The service that may tell us of letters that came back, and what `anymail` needs to know that
    it is that service."""
    service, secret = env_str("MAIL_EVENTS").lower(), env_str("MAIL_EVENTS_SECRET")
    if not service:
        return "", {}
    if service not in MAIL_SERVICES:
        stop(f"MAIL_EVENTS is {service!r}. Write one of: {', '.join(MAIL_SERVICES)}.")
    if ":" not in secret or len(secret) < LEAST_OF_A_SECRET:
        stop("MAIL_EVENTS_SECRET is missing or too short. Write a name and a password: name:long…")
    told: dict[str, Any] = {"WEBHOOK_SECRET": [secret]}
    if name := MAIL_SERVICES[service]:
        key = env_str("MAIL_EVENTS_KEY")
        if not key:
            stop(f"MAIL_EVENTS_KEY is missing: the key with which {service} signs what it tells.")
        told[name] = key
    return service, told


def other_logins() -> tuple[dict[str, str], dict[str, Any]]:
    """Where people may log in besides here: names for buttons by allauth's names, and what allauth
    needs. Each is asked for an address and whether it is theirs, and for nothing else."""
    providers: dict[str, Any] = {}
    if app := keys_of("GOOGLE", "CLIENT_ID", "CLIENT_SECRET"):
        providers["google"] = {
            "APPS": [{"client_id": app["CLIENT_ID"], "secret": app["CLIENT_SECRET"]}],
            "SCOPE": ["openid", "email"],
            "OAUTH_PKCE_ENABLED": True,
        }
    if app := keys_of("MICROSOFT", "CLIENT_ID", "CLIENT_SECRET"):
        settings = {"tenant": env_str("MICROSOFT_TENANT", "common")}
        told = {"client_id": app["CLIENT_ID"], "secret": app["CLIENT_SECRET"], "settings": settings}
        providers["microsoft"] = {"APPS": [told], "OAUTH_PKCE_ENABLED": True}
    if app := keys_of("APPLE", "CLIENT_ID", "TEAM_ID", "KEY_ID", "PRIVATE_KEY"):
        told = {
            "client_id": app["CLIENT_ID"],
            "secret": app["KEY_ID"],
            "key": app["TEAM_ID"],
            "settings": {"certificate_key": app["PRIVATE_KEY"].replace("\\n", "\n")},
        }
        providers["apple"] = {"APPS": [told], "SCOPE": ["email"]}
    return {name: name.title() for name in providers}, providers


def keys_of(prefix: str, *names: str) -> dict[str, str]:
    """All of these variables, or none."""
    found = {name: env_str(f"{prefix}_{name}") for name in names}
    missing = [f"{prefix}_{name}" for name, value in found.items() if not value]
    if 0 < len(missing) < len(names):
        stop(f"{', '.join(missing)} is missing: {prefix.title()} needs all of its keys, or none.")
    return {} if missing else found


PUSH_KEY_LENGTH = 43  # 32 bytes


def push() -> tuple[str, list[str]]:
    """The key with which devices are told, if there is one, and services of the operator's own."""
    key = env_str("PUSH_KEY")
    if key and not re.fullmatch(rf"[\w-]{{{PUSH_KEY_LENGTH}}}", key, re.ASCII):
        stop("PUSH_KEY is not understood. Make one: manage.py push_key")
    return key, env_list("PUSH_SERVICES")
