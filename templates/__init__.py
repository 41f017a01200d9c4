"""版式: 自评表从各种文件里读出来, 写成各级财政的表样.

>>> from templates import read
>>> read("没有这个文件.xlsx")
Traceback (most recent call last):
indicators.errors.InputError: 没有这个文件.xlsx：找不到文件。请检查路径和文件名
"""

from __future__ import annotations

from templates.reader import read, read_all

__all__ = ["read", "read_all"]
