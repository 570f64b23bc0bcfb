import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from outbox import clockwork
from outbox.delivery import deliver_due


class Command(BaseCommand):
    help = "Do what waits in the outbox: letters, image sizes, notices. Stop it with Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--interval", type=float, default=1.0, help="Seconds between looks.")
        parser.add_argument("--once", action="store_true", help="Do what is due now, then end.")

    def handle(self, *args: Any, interval: float, once: bool, **options: Any) -> None:
        stopping = threading.Event()
        if not once:
            for name in (signal.SIGINT, signal.SIGTERM):
                signal.signal(name, lambda *_: stopping.set())
        while not stopping.is_set():
            tried = self.look()
            if not tried and once:
                break
            if not tried:
                stopping.wait(interval)

    def look(self) -> int:
        """One look at the outbox; a database that is away is tried again at the next one."""
        close_old_connections()
        try:
            clockwork.wind()
            return deliver_due()
        except OperationalError as error:
            self.stderr.write(f"The database does not answer: {error}")
            return 0
        finally:
            close_old_connections()
