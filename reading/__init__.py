"""读表: 任何文件里的自评表 → 数据; 认不出的写进警告, 不猜.

>>> from reading import read
>>> read("没有这个文件.xlsx")
Traceback (most recent call last):
indicators.errors.InputError: 没有这个文件.xlsx：找不到文件。请检查路径和文件名
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.first_use import on_first_use

if TYPE_CHECKING:
    from reading.reader import read, read_all

_HOMES = {"reader": ("read", "read_all")}

__all__ = ["read", "read_all"]

__getattr__, __dir__ = on_first_use(__name__, _HOMES)
