"""软件的版本."""

from __future__ import annotations

from functools import cache


@cache
def version() -> str:
    """软件的版本; a copy that was not installed says so."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("ziping")
    except PackageNotFoundError:
        return "未安装的副本"
