import errno
import os
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

from accounts.models import Member
from demo import world
from msforum.env import stop
from msforum.preparing import prepare
from msforum.processes import Family


class Command(BaseCommand):
    help = "Prepare the site, then run the web server and the worker until Ctrl-C."
    requires_system_checks = []  # asked below, once it is certain that the database answers

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_a_taken_port()
        try:
            prepare(self.stdout.write)
        except KeyboardInterrupt:
            raise SystemExit("Stopped.") from None
        self.check(databases=["default"])
        connection.close()
        self.live(Family(os.environ | {"STATIC_COLLECTED": "1"}))

    def live(self, family: Family) -> None:
        """Run what the site is made of, until somebody or something ends it."""
        family.heed_signals()
        try:
            family.start("web server", web_server())
            family.start("worker", [sys.executable, settings.BASE_DIR / "manage.py", "worker"])
            if family.wait_until(port_answers):
                self.stdout.write(greeting())
                self.stdout.flush()
            culprit = family.wait()
        finally:
            family.stop()
        if culprit:
            status = family.programs[culprit].returncode
            raise SystemExit(f"The {culprit} ended by itself (status {status}), so all stopped.")
        self.stdout.write("Stopped.")


def web_server() -> list[str]:
    """Granian; why this one and these numbers: docs/decisions/0007-the-web-server.md."""
    granian = [sys.executable, "-m", "granian", "msforum.wsgi:application", "--interface", "wsgi"]
    return [
        *granian,
        *("--host", settings.HOST, "--port", str(settings.PORT)),
        *("--workers", str(settings.WEB_WORKERS)),
        *("--blocking-threads", str(settings.WEB_THREADS)),
        *("--http", "1", "--no-ws", "--log-level", "warning"),
        *("--working-dir", str(settings.BASE_DIR)),
    ]


def refuse_a_taken_port() -> None:
    """Two servers may share a port unknowingly, so look first."""
    family = socket.AF_INET6 if ":" in settings.HOST else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.HOST, settings.PORT))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                stop(f"port {settings.PORT} is taken. Stop what uses it, or choose another PORT.")
            stop(f"{settings.HOST}:{settings.PORT} cannot be used ({error.strerror}).")


def port_answers() -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.HOST, settings.HOST)  # noqa: S104
    try:
        socket.create_connection((host, settings.PORT), timeout=1).close()
    except OSError:
        return False
    return True


def greeting() -> str:
    """Where the site is and, where one develops, how to get in."""
    lines = [f"{settings.SITE_NAME} is at {settings.SITE_URL} (Ctrl-C stops it)"]
    if settings.DEBUG:
        lines += demo_logins()
        lines.append(f"Letters, such as codes to confirm an address: {settings.SITE_URL}/letters/")
    return "\n".join(lines)


def demo_logins() -> list[str]:
    """One line for each of the demo's people whom one can be, where they are loaded."""
    people = world.read()
    logins = {person.email: person for person in people.members if person.login}
    here = set(Member.objects.filter(email__in=logins).values_list("email", flat=True))
    return [
        f"  {person.login:<10} {email:<24} {people.password}"
        for email, person in logins.items()
        if email in here
    ]
