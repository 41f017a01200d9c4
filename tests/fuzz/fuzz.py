"""按覆盖率变异: python -m tests.fuzz.fuzz 对象 60s|3000 [存放处].

Runs one target of `targets` under the engine of LLVM's libFuzzer (atheris) for so many
seconds, or for so many inputs, which are the same each time; at most 10 s of the
processor and 500 MB an input. What breaks it lies in the folder as crash-… afterwards,
and the program ends with an error.
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


def main(name: str, limit: str, folder: str | None = None) -> None:
    """Fuzz one target."""
    home = Path(folder or tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    corpus = home / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed)
    options: dict[str, object] = {
        "timeout": STUCK,
        "report_slow_units": STUCK,
        "rss_limit_mb": MEGABYTES,
        "artifact_prefix": f"{home}/",
        "len_control": 0,
    }
    if limit.endswith("s"):
        options["max_total_time"] = limit.removesuffix("s")
    else:
        options |= {"runs": limit, "seed": 1}
    given = [f"-{option}={value}" for option, value in options.items()]
    atheris.Setup([sys.argv[0], *given, str(corpus)], bounded(TARGETS[name]))
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
