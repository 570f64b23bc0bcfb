"""How long an import of a large WordPress export takes, and how much memory.

    python benchmarks/wordpress.py [--megabytes 200]

Writes an export of that size into a temporary folder, imports it into an empty database of its
own (DATABASE_URL decides the kind; SQLite unless set), and prints seconds and peak memory. The
same for a tenth of the size in the same run: flat memory means a ratio near one.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from _production import PRODUCTION  # noqa: E402

from tests.wordpress.export import comment, export, post  # noqa: E402

PARAGRAPH = (
    "<p>Muscles that were still all night are tight in the morning. Slow, small movements "
    "before standing up help many people, and a warm room helps more.</p>\n"
)
PARAGRAPHS = 60  # a post of about 9 kB
COMMENTS = 12


def write_export(path: Path, megabytes: int) -> None:
    """Posts with comments until the file has its size."""
    head, tail = export().split(b"</channel>")
    number = 0
    with path.open("wb") as file:
        file.write(head)
        while file.tell() < megabytes * 1_000_000:
            number += 1
            talk = "".join(
                comment(number * 100 + n, PARAGRAPH, parent=number * 100 + n - 1 if n % 3 else 0)
                for n in range(COMMENTS)
            )
            file.write(
                post(
                    number,
                    "<h2>Part</h2>".join([PARAGRAPH * 15] * (PARAGRAPHS // 15)),
                    title=f"Post {number}",
                    category=(f"shelf-{number % 20}", f"Shelf {number % 20}"),
                    comments=talk,
                ).encode()
            )
        file.write(b"</channel>" + tail)


def measure(megabytes: int, folder: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one import in a process of its own."""
    file = folder / f"{megabytes}.xml"
    write_export(file, megabytes)
    data = folder / f"data-{megabytes}"
    env = os.environ | PRODUCTION | {"DATA_DIR": str(data), "LOG_LEVEL": "ERROR"}
    run = [sys.executable, "manage.py"]
    subprocess.run([*run, "migrate", "-v0"], cwd=ROOT, env=env, check=True)
    before = time.perf_counter()
    process = subprocess.Popen([*run, "import_wordpress", str(file)], cwd=ROOT, env=env)
    _pid, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("The import failed.")
    return time.perf_counter() - before, peak(usage)


def peak(usage: resource.struct_rusage) -> float:
    """Peak resident memory in megabytes (Linux counts in kilobytes)."""
    return usage.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=200)
    megabytes = parser.parse_args().megabytes
    with tempfile.TemporaryDirectory() as name:
        small = measure(max(1, megabytes // 10), Path(name))
        large = measure(megabytes, Path(name))
    print(f"{megabytes // 10} MB: {small[0]:.0f} s, {small[1]:.0f} MB of memory")
    print(f"{megabytes} MB: {large[0]:.0f} s, {large[1]:.0f} MB of memory")
    print(f"memory ratio {large[1] / small[1]:.2f}, time ratio {large[0] / small[0]:.1f}")


if __name__ == "__main__":
    main()
