"""要用的模块先在这里装好: 分出去的各个进程由这个进程复制, 不用再各装一遍."""

from __future__ import annotations

from importlib import import_module
from typing import Final

_USED: Final = (
    "reading.reader",
    "reading.sources.sheets.xlsx",
    "reading.data_tables",
    "auditing",
)
"""What nearly every file needs; what few need is loaded where it is read."""


def load_ahead() -> None:
    """Load what reads and audits a table."""
    for name in _USED:
        import_module(name)
