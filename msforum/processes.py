"""Several programs that live and end together."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 10.0  # seconds: a request or a letter under way may be finished
GLANCE = 0.1


class Family:
    """Starts programs, waits until one ends or somebody says stop, then ends them all.

    Each program leads a group of processes of its own: Ctrl-C in a terminal reaches only us, and
    what a program started in turn is ended with it.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = dict(environment)
        self.programs: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = threading.Event()

    def heed_signals(self) -> None:
        for number in STOP_SIGNALS:
            signal.signal(number, lambda *_: self.stopping.set())

    def start(self, name: str, command: Sequence[str | Path]) -> None:
        self.programs[name] = subprocess.Popen(  # noqa: S603 -- commands of our own
            command, env=self.environment, start_new_session=True
        )

    def wait_until(self, is_ready: Callable[[], bool]) -> bool:
        """Wait for something to become true; False when everything has to stop before."""
        while not is_ready():
            if self.ended() or self.stopping.wait(GLANCE):
                return False
        return True

    def wait(self) -> str:
        """Wait for the end; returns the name of the program that ended by itself, if one did."""
        while not self.stopping.wait(GLANCE):
            if name := self.ended():
                return name
        return ""

    def ended(self) -> str:
        return next((name for name, each in self.programs.items() if each.poll() is not None), "")

    def stop(self) -> None:
        """Ask all of them to finish, and make sure that nothing of them is left."""
        for program in self.programs.values():
            if program.poll() is None:
                program.terminate()
        deadline = time.monotonic() + PATIENCE
        for program in self.programs.values():
            with suppress(subprocess.TimeoutExpired):
                program.wait(timeout=max(0.0, deadline - time.monotonic()))
            end_group(program)


def end_group(program: subprocess.Popen[bytes]) -> None:
    """End what is left of a program and of all that it started."""
    try:
        os.killpg(program.pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # nothing was left
    program.wait()
