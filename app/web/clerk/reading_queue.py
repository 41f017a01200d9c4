"""读得久的文件 (扫描件) 在后面读, 一次一个; 程序被中止, 下次打开从头读."""

from __future__ import annotations

import threading
import time
from typing import Final

from app.web.intake.files import brought
from app.web.site import Site
from app.web.store import readings
from app.web.store.readings import READING, KeptReading
from batch.system_errors import problem
from indicators.errors import InputError
from reading.sources.isolated import hearer

BROKEN: Final = "程序内部出错（{}），没有读成。请再上传一次；再出错，请报告此问题"


class ReadingQueue:
    """在后面读的. `start` begins, `tell` says that there is something new."""

    def __init__(self, site: Site) -> None:
        self.database = site.database
        self.news = threading.Event()
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._work, daemon=True)

    def start(self) -> None:
        """Begin."""
        self.thread.start()

    def tell(self) -> None:
        """There is something new to read."""
        self.news.set()

    def stop(self) -> None:
        """End; what is being read is read again the next time."""
        self.ended.set()
        self.news.set()
        self.thread.join(timeout=1)

    def wait(self, id_: str, seconds: float) -> KeptReading | None:
        """Wait a little for the end of one; gives how far it is then."""
        end = time.monotonic() + seconds
        while True:
            found = readings.find(self.database, id_)
            if found is None or found.state != READING or time.monotonic() > end:
                return found
            time.sleep(0.1)

    def _work(self) -> None:
        while not self.ended.is_set():
            self.news.clear()
            known = readings.listed(self.database)
            waiting = [each for each in known if each.state == READING]
            if waiting:
                self._read(waiting[-1])
            else:
                self.news.wait()

    def _read(self, reading: KeptReading) -> None:
        hearer.set(lambda line: self._hear(reading.id, line))
        try:
            content = readings.content(self.database, reading.id)
            made = brought(reading.file, content)
            if not self.ended.is_set():
                readings.finish(self.database, reading, made)
        except InputError as error:
            self._fail(reading, "\n".join(map(str, error.problems)))
        except OSError as error:
            self._fail(reading, str(problem(reading.file, error)))
        except Exception as error:  # noqa: BLE001 - one file stops no other
            self._fail(reading, BROKEN.format(type(error).__name__))

    def _fail(self, reading: KeptReading, told: str) -> None:
        if not self.ended.is_set():
            readings.fail(self.database, reading.id, told)

    def _hear(self, id_: str, line: str) -> None:
        readings.tell(self.database, id_, line)
