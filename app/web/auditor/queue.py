"""队列: 一次一个, 由 `ziping batch` 在另一个进程里做; 程序被中止, 下次打开接着做.

What is done is in the journal of the run, so nothing is done twice. A run is locked by
whoever does it, as long as that lives: a process that outlives the server is waited for.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Final

from app.web.site import Site
from app.web.store import runs
from app.web.store.runs import DONE, FAILED, KeptRun
from batch.system_errors import problem

LOG: Final = "说明.log"
_LOCK: Final = "lock"
_JOURNAL: Final = Path(runs.RESULT) / ".ziping" / "done.tsv"
_PROGRAM: Final = "from app.cli import main; main()"
_HOME: Final = Path(__file__).parents[3]
_USABLE: Final = frozenset({0, 1})
_PAUSE: Final = 1.0


class RunQueue:
    """队列. `start` begins to do what waits; `stop` leaves it for the next time."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.news = threading.Event()
        self.ended = threading.Event()
        self.process: subprocess.Popen[bytes] | None = None
        self.thread = threading.Thread(target=self._work, daemon=True)

    def start(self) -> None:
        """Begin."""
        self.thread.start()

    def tell(self) -> None:
        """There is something new to do."""
        self.news.set()

    def stop(self) -> None:
        """End; what is being done goes on the next time."""
        self.ended.set()
        self.news.set()
        if self.process is not None:
            self.process.terminate()
        self.thread.join(timeout=10)

    def done(self, run: KeptRun) -> int:
        """做完了几个文件, as far as the journal of the run tells."""
        try:
            with (self._folder(run) / _JOURNAL).open("rb") as journal:
                return sum(1 for _ in journal)
        except OSError:
            return 0

    def _folder(self, run: KeptRun) -> Path:
        return self.site.folder / runs.FOLDER / run.id

    def _work(self) -> None:
        while not self.ended.is_set():
            waiting = [run for run in runs.listed(self.site.database) if run.open]
            if not waiting or not self._tried(waiting[-1]):
                self.news.wait(None if not waiting else _PAUSE)
                self.news.clear()

    def _tried(self, run: KeptRun) -> bool:
        """Do a run; one that cannot be done keeps nobody else waiting."""
        try:
            return self._do(run)
        except OSError as error:
            told = str(problem(str(self._folder(run)), error))
            runs.mark(self.site.database, run.id, FAILED, told)
            return True

    def _do(self, run: KeptRun) -> bool:
        """Do a run to its end; False where somebody is at it still."""
        with (self._folder(run) / _LOCK).open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            runs.mark(self.site.database, run.id, runs.DOING)
            code = self._batch(self._folder(run), lock)
        if self.ended.is_set():
            return True
        state = DONE if self._has_results(run) else FAILED
        told = "" if code in _USABLE and state == DONE else self._told(run)
        runs.mark(self.site.database, run.id, state, told)
        return True

    def _batch(self, folder: Path, lock: IO[bytes]) -> int:
        """Let `ziping batch` do it, behind whoever edits a table meanwhile."""
        gentle = [nice, "-n", "10"] if (nice := shutil.which("nice")) else []
        program = [*gentle, sys.executable, "-c", _PROGRAM, "batch", runs.UPLOAD]
        paths = [str(_HOME), os.environ.get("PYTHONPATH", "")]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
        with (folder / LOG).open("wb") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own program, no shell
                [*program, "--out", runs.RESULT, "--ndjson"],
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=(lock.fileno(),),
            )
            code = self.process.wait()
        self.process = None
        return code

    def _has_results(self, run: KeptRun) -> bool:
        return (self._folder(run) / runs.RESULT / "tables.parquet").is_file()

    def _told(self, run: KeptRun) -> str:
        """What the run said at its end."""
        said = (self._folder(run) / LOG).read_text("utf-8", "replace").splitlines()
        return "\n".join(said[-20:])
