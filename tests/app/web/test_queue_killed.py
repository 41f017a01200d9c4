"""一次审核从上传到做完, 在其间任何一处被强行中止: 收下的都做完, 结果一字不差.

The life of a run is counted in steps, over all its processes: every statement that the
pages send to the database, every file that they or `ziping batch` open, make, rename or
remove. One that is killed dies at a step, with all its processes; what is started then is
the same program again. `ZIPING_KILLS` says how many die.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from sqlalchemy import event

from app.web.application import application
from app.web.auditor.queue import RunQueue
from app.web.opening import Home, site_in
from app.web.store import runs
from indicators import load
from templates.writing.writer import write
from tests.app.web.conftest import LOCAL, NANCHANG, Clerk
from tests.app.web.test_auditor import bring
from tests.app.web.test_store import settled

KILLS = int(os.environ.get("ZIPING_KILLS", "2"))
COUNTED = """
import os, signal, sys
CHANGES = ("os.re", "os.mk", "shutil.", "subprocess.")
def step(event="os.re", arguments=("",)):
    opens = event == "open" and not str(arguments[0]).startswith("/")
    if not opens and not event.startswith(CHANGES):
        return
    steps = os.open(os.environ["STEPS"], os.O_WRONLY | os.O_APPEND)
    os.write(steps, b".")
    taken = os.fstat(steps).st_size
    os.close(steps)
    if taken >= int(os.environ["LAST"]):
        os.killpg(int(os.environ["GROUP"]), signal.SIGKILL)
"""
"""`step` is taken before a thing is done."""
BEGUN = "if 'STEPS' in os.environ: sys.addaudithook(step)"
"""What `ziping batch` and its workers begin with."""


def files() -> dict[str, bytes]:
    """A few tables, each short."""
    own = load(NANCHANG)
    return {
        f"{n}.xlsx": write(
            evolve(own, project=f"项目{n}", indicators=own.indicators[n : n + 3]),
            "national-2020",
        )
        for n in range(5)
    }


def live(home: Home, brought: dict[str, bytes], steps: Path, last: int) -> None:
    """Bring a batch and wait for its end; die at a step."""
    os.setsid()
    code = steps.parent / "code"
    os.environ |= {
        "STEPS": str(steps),
        "LAST": str(last),
        "GROUP": str(os.getpid()),
        "PYTHONPATH": str(code),
    }
    site, watched = site_in(home), site_in(home)
    known: dict[str, Callable[..., None]] = {}
    exec(COUNTED, known)  # noqa: S102 - the same as the other programs begin with
    step = known["step"]
    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(site.database.engine, name, lambda *_: step())
    sys.addaudithook(step)
    with Clerk(application(site, print), base_url=LOCAL) as asking:
        asking.follow_redirects = False
        answer = bring(asking, brought, "一批")
        if answer.status_code == 303:
            (steps.parent / "accepted").touch()
        while any(run.open for run in runs.listed(watched.database)):
            time.sleep(0.05)
    os._exit(0)


def lived(home: Home, brought: dict[str, bytes], steps: Path, last: int) -> int:
    """Let a run live to its end, or die at a step; gives how many steps it took."""
    steps.write_bytes(b"")
    living = get_context("fork").Process(target=live, args=(home, brought, steps, last))
    living.start()
    living.join(120)
    assert living.exitcode in {0, -signal.SIGKILL}
    return steps.stat().st_size


def results(home: Home, id_: str) -> dict[str, bytes]:
    """What a run has written, without its own notes of what is done."""
    folder = home.folder / runs.FOLDER / id_ / runs.RESULT
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".ziping" not in path.parts
    }


def ended(home: Home) -> list[tuple[runs.KeptRun, dict[str, bytes]]]:
    """Start the queue again, and wait for its end; the runs, each with its results."""
    site = site_in(home)
    settled(site.database)
    queue, end = RunQueue(site), time.monotonic() + 60
    queue.start()
    while any(run.open for run in runs.listed(site.database)):
        assert time.monotonic() < end
        time.sleep(0.05)
    queue.stop()
    known = runs.listed(site.database)
    site.database.close()
    return [(run, results(home, run.id)) for run in known]


def test_a_run_that_is_killed_anywhere_loses_nothing_and_ends_the_same(
    request: pytest.FixtureRequest, database: str | None, tmp_path: Path
) -> None:
    brought, steps = files(), tmp_path / "steps"
    (tmp_path / "code").mkdir()
    (tmp_path / "code/sitecustomize.py").write_text(COUNTED + BEGUN)

    def fresh(name: str) -> Home:
        if database is not None:
            request.getfixturevalue("postgresql").emptied()
        home = Home(tmp_path / name, database)
        site_in(home).database.close()
        return home

    count = lived(home := fresh("whole"), brought, steps, 1_000_000)
    ((run, whole),) = ended(home)
    assert (run.state, run.count) == (runs.DONE, len(brought))
    assert len(whole) > len(brought)
    chance = Random()  # noqa: S311 - moments, no secret
    for number in range(KILLS):
        (tmp_path / "accepted").unlink(missing_ok=True)
        last = int(count * (number + chance.random()) / KILLS) + 1
        lived(home := fresh(f"killed-{number}"), brought, steps, last)
        found = ended(home)
        told = f"killed at step {last} of {count}"
        assert len(found) == 1 or not (tmp_path / "accepted").exists(), told
        for run, made in found:
            assert (run.state, run.count, run.told) == (runs.DONE, len(brought), ""), (
                told
            )
            assert made == whole, told
