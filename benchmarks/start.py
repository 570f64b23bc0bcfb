"""How long until a prepared site serves its first page, started again by `make run`?

    .venv/bin/python benchmarks/start.py [times]

Prepares a site in a folder of its own once, then starts `manage.py serve` a few times and asks
for the home page until it comes. Target: under 3 seconds.
"""

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(folder):
    """Seconds from the start of the command to the last byte of the home page."""
    port = free_port()
    own = {"DEBUG": "1", "DATA_DIR": folder, "PORT": str(port)}
    began = time.monotonic()
    site = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=HERE,
        env=os.environ | own,
        stdout=subprocess.DEVNULL,
    )
    try:
        while site.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
                    answer.read()
                    return time.monotonic() - began
            except urllib.error.HTTPError as error:
                sys.exit(f"The home page answered {error.code}.")
            except OSError:
                time.sleep(0.02)
        sys.exit("The site ended instead of answering.")
    finally:
        site.send_signal(signal.SIGINT)
        site.wait()


def main():
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        print(f"first start, on an empty folder: {start(folder):5.2f} s")
        again = [start(folder) for _ in range(times)]
    print(f"start again, median of {times}:         {statistics.median(again):5.2f} s")
    print(f"load of the machine:             {os.getloadavg()[0]:5.2f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
