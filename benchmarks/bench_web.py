"""网页的快慢: 118 行连同全部依据的一页, 与 Datasette 显示同样的行相比; 改一格与计分一次相比.

    python benchmarks/bench_web.py [秒]

Datasette is installed into an environment of its own (it asks for other versions), and both
are asked by wrk from the same machine in turns, in the same run.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from starlette.testclient import TestClient

from app.web.application import application
from app.web.intake.files import brought
from app.web.opening import Home, site_in
from app.web.requests.sessions import COOKIE
from app.web.store import papers, versions
from app.web.store.cells import stamp
from indicators import load
from scoring import load_policy, score
from templates.writing.writer import write

ROOT = Path(__file__).parent.parent
NANCHANG = ROOT / "examples/nanchang-2021/evaluation.toml"
DATASETTE = "datasette==0.65.1"
ROUNDS, CONNECTIONS, EDITS, ROWS = 3, 8, 60, 118
TIMES, EDIT_TIMES = 3, 4
_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")


def main(seconds: int) -> None:
    if shutil.which("wrk") is None:
        sys.exit("wrk is needed: apt-get install wrk")
    with TemporaryDirectory(prefix="ziping-bench-") as name:
        home = Path(name)
        ours, theirs = pages(home, seconds)
        print(f"ziping {ours:.1f} pages/s, Datasette {theirs:.1f} pages/s")
        print(f"{ours / theirs:.2f} × (bar: {TIMES} ×)")
        edit, once = edits(home)
        print(f"a cell edit {edit * 1e3:.1f} ms, scoring once {once * 1e3:.1f} ms")
        print(f"{edit / once:.2f} × (bar: {EDIT_TIMES} ×)")


def pages(home: Path, seconds: int) -> tuple[float, float]:
    """The medians of the rates at which both give the page."""
    id_ = stored(home / "data")
    rates: tuple[list[float], list[float]] = ([], [])
    with ours(home / "data", 8791) as here, datasette(home, 8792) as there:
        for _ in range(ROUNDS):
            for where, found in (
                (f"{here}/papers/{id_}", rates[0]),
                (f"{there}/rows/rows?_size=max", rates[1]),
            ):
                found.append(asked(where, seconds))
    return median(rates[0]), median(rates[1])


def stored(folder: Path) -> str:
    """Store the table, handed in: all of it is shown, and nothing is to be filled."""
    site = site_in(Home(folder))
    content = write(load(NANCHANG), "national-2020")
    (id_,) = papers.add(site.database, brought("表.xlsx", content))
    paper = papers.find(site.database, id_)
    if paper is not None:
        versions.hand_in(site.database, paper, "bench")
    site.database.close()
    return id_


@contextmanager
def ours(folder: Path, port: int) -> Iterator[str]:
    code = "from app.cli import main; main()"
    program = [sys.executable, "-c", code, "serve", "--data", str(folder)]
    with running([*program, "--port", str(port)], port) as where:
        yield where


@contextmanager
def datasette(home: Path, port: int) -> Iterator[str]:
    """Datasette over the same rows with the same texts."""
    result = score(load(NANCHANG), load_policy("mof-2020"))
    names = "level1 level2 name target actual weight stated points note formula"
    with sqlite3.connect(home / "rows.db") as database:
        columns = [*names.split(), "substitution", "result", "assumptions"]
        database.execute(f"CREATE TABLE rows ({', '.join(columns)})")
        marks = ", ".join("?" * len(columns))
        for row, told in zip(result.evaluation.indicators, result.rows, strict=True):
            values = (
                *row.path, row.name, row.target, row.actual, str(row.weight),
                str(row.stated), str(told.points), row.variance_note,
                *(text for _, text in told.explanation.named),
                "；".join(map(str, told.assumptions)),
            )  # fmt: skip
            database.execute(f"INSERT INTO rows VALUES ({marks})", values)  # noqa: S608
    venv.create(home / "venv", with_pip=True)
    pip = home / "venv/bin/pip"
    subprocess.run([pip, "install", "-qq", DATASETTE], check=True)
    program = [str(home / "venv/bin/datasette"), str(home / "rows.db")]
    settings = ["--setting", "max_returned_rows", "200", "-p", str(port)]
    with running([*program, *settings], port) as where:
        yield where


@contextmanager
def running(program: list[str], port: int) -> Iterator[str]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(program, cwd=ROOT, stdout=quiet, stderr=quiet)
    where = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: urlopen(where, timeout=5).close())
        yield where
    finally:
        process.terminate()
        process.wait()


def wait_for(asked: Callable[[], None]) -> None:
    for _ in range(200):
        try:
            asked()
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("a server did not start")


def asked(where: str, seconds: int) -> float:
    """How many pages a second a server gives to a few who ask at once."""
    with urlopen(where, timeout=60) as page:  # noqa: S310 - our own
        told = page.read().decode()
    known = sum(row.name in unescape(told) for row in load(NANCHANG).indicators)
    if known != ROWS:
        sys.exit(f"{where} shows {known} of {ROWS} rows")
    wrk = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", where]
    said = subprocess.run(wrk, check=True, capture_output=True, text=True).stdout
    found = _RATE.search(said)
    if "Non-2xx" in said or found is None:
        sys.exit(said)
    return float(found[1])


def edits(home: Path) -> tuple[float, float]:
    """The medians of an edit, as the server does it, and of scoring the table once."""
    site = site_in(Home(home / "edits"))
    content = write(load(NANCHANG), "national-2020")
    (id_,) = papers.add(site.database, brought("表.xlsx", content))
    took = []
    with TestClient(application(site, print), base_url="http://127.0.0.1") as clerk:
        clerk.get("/")
        token = site.token(clerk.cookies[COOKIE])
        headers = {"x-csrf": token, "hx-request": "true"}
        before = "100%"
        for number in range(EDITS):
            data = {"cell": "0-13-7", "text": f"{number}%", "seen": stamp(before)}
            begun = time.perf_counter()
            answer = clerk.post(f"/papers/{id_}/cells", data=data, headers=headers)
            took.append(time.perf_counter() - begun)
            answer.raise_for_status()
            before = f"{number}%"
    site.database.close()
    return median(took), median(scored_once() for _ in range(5))


def scored_once() -> float:
    """Score the table once, as `ziping score` does: in a program that has just begun."""
    code = (
        "import time; from indicators import load; from scoring import load_policy, score;"
        f"table, policy = load({str(NANCHANG)!r}), load_policy('mof-2020');"
        "begun = time.perf_counter(); score(table, policy);"
        "print(time.perf_counter() - begun)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, cwd=ROOT
    )
    return float(said.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4)
