"""按覆盖率变异: python -m tests.fuzz.fuzz 对象 秒数 [存放处].

Runs one target of `targets` under the engine of LLVM's libFuzzer (atheris) for so many
seconds, at most 10 s and 500 MB an input. What breaks it lies in the folder as crash-…
afterwards, and the program ends with an error.
"""

from __future__ import annotations

import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["indicators", "reading", "scoring"]):
    from tests.fuzz.targets import TARGETS, seeds

SECONDS_AN_INPUT = 10
MEGABYTES = 500
STUCK = 120
"""Seconds of the clock, which runs on while others use the processor."""


class TooSlow(BaseException):
    """An input took more of the processor than a file may."""


def bounded(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """Give each input its time of the processor."""

    def stop(*_: object) -> None:
        raise TooSlow

    def run(data: bytes) -> None:
        signal.signal(signal.SIGVTALRM, stop)
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS_AN_INPUT)
        try:
            target(data)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    return run


def main(name: str, seconds: str, folder: str | None = None) -> None:
    """Fuzz one target."""
    home = Path(folder or tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    corpus = home / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed)
    limits = [f"-timeout={SECONDS_AN_INPUT}", f"-rss_limit_mb={MEGABYTES}"]
    options = [
        f"-max_total_time={seconds}",
        f"-artifact_prefix={home}/",
        "-len_control=0",
    ]
    atheris.Setup([sys.argv[0], *limits, *options, str(corpus)], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
