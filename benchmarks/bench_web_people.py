"""五十个人同时填表, 后面正审着五百个文件: 改一格要多久, 有没有出错.

    python benchmarks/bench_web_people.py [人数] [文件数] [秒]

The pages run as a program of their own, first with an SQLite file, then with Debian's
PostgreSQL, which writes to the disk before it answers; whoever fills is in this process, each
with a table of 118 rows and a pause between two cells, as people make. What counts is the
time from the request to the answer.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2 as httpx

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from app.web.intake.files import brought  # noqa: E402
from app.web.opening import Home, site_in  # noqa: E402
from app.web.requests.sessions import COOKIE  # noqa: E402
from app.web.store import papers  # noqa: E402
from app.web.store.cells import stamp  # noqa: E402
from indicators import load  # noqa: E402
from templates.writing.writer import write  # noqa: E402
from tests.app.web.postgresql import SAFE, cluster  # noqa: E402

NANCHANG = ROOT / "examples/nanchang-2021/evaluation.toml"
PORT, PAUSE, BAR = 8793, 4.0, 300


def main(people: int, files: int, seconds: int) -> None:
    measured("SQLite", None, people, files, seconds)
    with cluster(SAFE) as made:
        measured("PostgreSQL", made.emptied(), people, files, seconds)


def measured(
    word: str, database: str | None, people: int, files: int, seconds: int
) -> None:
    with TemporaryDirectory(prefix="ziping-bench-") as name:
        home = Home(Path(name), database)
        content = write(load(NANCHANG), "national-2020")
        site = site_in(home)
        ids = [papers.add(site.database, brought("表.xlsx", content))[0]]
        once = brought("表.xlsx", content)
        ids += [papers.add(site.database, once)[0] for _ in range(people - 1)]
        site.database.close()
        code = "from app.cli import main; main()"
        program = [sys.executable, "-c", code, "serve", "--data", name]
        kept = os.environ | ({"ZIPING_DATABASE": database} if database else {})
        wanted = [*program, "--port", str(PORT)]
        process = subprocess.Popen(wanted, cwd=ROOT, env=kept)
        try:
            token = opened()
            with ThreadPoolExecutor(people) as crowd:
                begun = time.perf_counter()
                browsers = list(crowd.map(look, ids, [token] * people))
                told = time.perf_counter() - begun
            print(f"{people} people opened their tables in {told:.1f} s")
            bring(token, content, files)
            spent = processor_time(process.pid)
            with ThreadPoolExecutor(people) as crowd:
                each = [
                    crowd.submit(fill, *who, seconds)
                    for who in zip(ids, browsers, strict=True)
                ]
                took = sorted(time for one in each for time in one.result())
            spent = processor_time(process.pid) - spent
        finally:
            process.terminate()
            process.wait()
        p95 = took[int(len(took) * 0.95)] * 1e3
        middle = took[len(took) // 2] * 1e3
        print(f"{word}: {people} people, {len(took)} edits, {files} files behind")
        print(f"median {middle:.0f} ms, p95 {p95:.0f} ms (bar: {BAR} ms)")
        busy, cores = os.getloadavg()[0], os.cpu_count()
        print(f"processor time of an edit {spent / len(took) * 1e3:.1f} ms")
        print(f"load of the machine at the end {busy:.1f} on {cores} cores")


def processor_time(process: int) -> float:
    """The seconds that a program itself has computed, without those that it started."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


Held = tuple[str, str]


def opened() -> Held:
    """Wait until the pages are open; gives a session and its token."""
    for _ in range(200):
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{PORT}") as asking:
                told = asking.get("/", timeout=10).text
                token = told.partition('"x-csrf":"')[2].partition('"')[0]
                return asking.cookies[COOKIE], token
        except httpx.HTTPError:
            time.sleep(0.2)
    sys.exit("the pages did not open")


def asking(held: Held) -> httpx.Client:
    session, token = held
    return httpx.Client(
        base_url=f"http://127.0.0.1:{PORT}",
        cookies={COOKIE: session},
        headers={"x-csrf": token, "hx-request": "true"},
        timeout=60,
    )


def bring(held: Held, content: bytes, files: int) -> None:
    parts = [
        ("files", (f"{n}.xlsx", content + n.to_bytes(4, "big"))) for n in range(files)
    ]
    with asking(held) as one:
        answer = one.post("/audits", files=parts, data={"title": "五百"})
    if answer.status_code != httpx.codes.SEE_OTHER:
        sys.exit(answer.text)


def look(id_: str, held: Held) -> httpx.Client:
    """Open a table, as everybody does before filling it; gives the open browser."""
    one = asking(held)
    one.get(f"/papers/{id_}").raise_for_status()
    return one


def fill(id_: str, one: httpx.Client, seconds: int) -> list[float]:
    """Fill one table for some time; the seconds of each edit."""
    chance, took, seen = random.Random(id_), [], "100%"
    end = time.monotonic() + seconds
    with closing(one):
        while time.monotonic() < end:
            time.sleep(PAUSE * (0.5 + chance.random()))
            text = f"{chance.randrange(1000)}%"
            data = {"cell": "0-13-7", "text": text, "seen": stamp(seen)}
            begun = time.perf_counter()
            one.post(f"/papers/{id_}/cells", data=data).raise_for_status()
            took.append(time.perf_counter() - begun)
            seen = text
    return took


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*given, *(50, 500, 40)[len(given) :])
