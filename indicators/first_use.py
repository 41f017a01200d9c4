"""用到时才引入: 一个包的公开名字, 各在哪个模块.

An attrs class costs half a millisecond to make; a program that shows its help should
not pay for forty of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def on_first_use(
    package: str, homes: Mapping[str, tuple[str, ...]]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Make a package's ``__getattr__`` and ``__dir__`` from its modules' names.

    >>> find, names = on_first_use("indicators", {"errors": ("Problem",)})
    >>> find("Problem").__name__, names()
    ('Problem', ['Problem'])
    """
    modules = {name: module for module, names in homes.items() for name in names}

    def find(name: str) -> Any:
        if name not in modules:
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message)
        home = f"{package}.{modules[name]}" if package else modules[name]
        return getattr(import_module(home), name)

    return find, lambda: sorted(modules)
