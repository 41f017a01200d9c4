"""中断: 终端关了、被叫停了, 都像按 Ctrl-C 一样, 收拾好再结束."""

from __future__ import annotations

import signal
from typing import Final

_LIKE_CTRL_C: Final = ("SIGHUP", "SIGTERM")
_OF_DUCKDB: Final = "Query interrupted"


def heed() -> None:
    """Be interrupted by them too; a program that was told to ignore one (nohup) does."""
    for name in _LIKE_CTRL_C:
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def is_one(error: BaseException) -> bool:
    """是不是一次中断: DuckDB makes an error of its own of what comes in the midst of a query."""
    return isinstance(error, KeyboardInterrupt) or str(error) == _OF_DUCKDB
