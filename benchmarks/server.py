"""Which web server, with how many threads? Ratios of one interleaved run, for decision 0007.

    .venv/bin/python benchmarks/server.py [rounds]

Each server runs the site with two workers in turn, round after round, while a few clients ask for
a page over kept connections. On a busy machine requests per second lie, so what is compared is
the CPU time that the server's processes spend on one request. Linux only. gunicorn is measured
where it is installed (it is none of our requirements).
"""

import http.client
import importlib.util
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
SECONDS = 3.0
CLIENTS = 16
TICK = os.sysconf("SC_CLK_TCK")
PAGES = ["/livez", "/"]
GRANIAN = "granian msforum.wsgi:application --interface wsgi --http 1 --no-ws --log-level error"
GUNICORN = "gunicorn msforum.wsgi:application --log-level error --worker-class gthread"
SERVERS = {
    "granian, 1 thread": f"{GRANIAN} --workers 2 --blocking-threads 1 --port PORT",
    "granian, 4 threads": f"{GRANIAN} --workers 2 --blocking-threads 4 --port PORT",
    "granian, 16 threads": f"{GRANIAN} --workers 2 --blocking-threads 16 --port PORT",
    "gunicorn, 4 threads": f"{GUNICORN} --workers 2 --threads 4 --bind 127.0.0.1:PORT",
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def tree(pid):
    """The process and all below it."""
    found = [pid]
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in file.read_text().split():
            found += tree(int(child))
    return found


def used(pids):
    """CPU seconds and resident megabytes of these processes."""
    seconds = memory = 0.0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
        seconds += (int(fields[11]) + int(fields[12])) / TICK
        memory = max(memory, int(fields[21]) * 4096 / 1e6)
    return seconds, memory


def ask(port, page, until, times):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while time.monotonic() < until:
        began = time.monotonic()
        connection.request("GET", page)
        answer = connection.getresponse()
        answer.read()
        if answer.status != http.HTTPStatus.OK:
            sys.exit(f"{page} answered {answer.status}.")
        times.append(time.monotonic() - began)
    connection.close()


def load(port, page):
    """Ask for a page from all sides for a while; the time of each answer."""
    until = time.monotonic() + SECONDS
    times = []
    clients = [
        threading.Thread(target=ask, args=(port, page, until, times)) for _ in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return times


def wait_for(port):
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("The server does not answer.")


def measure(command, environment):
    """For each page: CPU milliseconds a request, the slowest of twenty; and memory."""
    port = free_port()
    words = command.replace("PORT", str(port)).split()
    server = subprocess.Popen([sys.executable, "-m", *words], cwd=HERE, env=environment)
    try:
        wait_for(port)
        found = {}
        for page in PAGES:
            load(port, page)  # warm
            before, _ = used(tree(server.pid))
            times = sorted(load(port, page))
            after, memory = used(tree(server.pid))
            late = times[int(len(times) * 0.95)] * 1000
            found[page] = ((after - before) / len(times) * 1000, late, memory)
        return found
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    here = {n: c for n, c in SERVERS.items() if importlib.util.find_spec(c.split()[0])}
    results = {name: [] for name in here}
    with tempfile.TemporaryDirectory() as folder:
        own = {"DATA_DIR": folder, "DEBUG": "0", "SITE_URL": "http://127.0.0.1"}
        own |= {"SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-0123456789-abcd"}
        environment = os.environ | own | {"MAIL_URL": "smtp://localhost", "LOG_LEVEL": "ERROR"}
        for job in ("migrate -v0", "createcachetable", "demo", "collectstatic --noinput -v0"):
            run = [sys.executable, "manage.py", *job.split()]
            subprocess.run(run, cwd=HERE, env=environment, check=True, stdout=subprocess.DEVNULL)
        for _ in range(rounds):
            for name, command in here.items():
                results[name].append(measure(command, environment))
    report(results, rounds)


def report(results, rounds):
    first = next(iter(results))
    for page in PAGES:
        print(f"\n{page}: {CLIENTS} connections, two workers, median of {rounds}")
        base = statistics.median(found[page][0] for found in results[first])
        for name, found in results.items():
            cpu, late, memory = (statistics.median(f[page][i] for f in found) for i in range(3))
            print(
                f"  {name:20} {cpu:6.2f} ms CPU a request ({cpu / base:4.2f})"
                f"   95 % within {late:5.0f} ms   {memory:4.0f} MB the largest process"
            )
    print(f"\nload of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
