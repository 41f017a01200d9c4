"""精确的分数. C 写的 quicktions 与标准库的 fractions 数数相同, 前者快数倍.

Everything that adds, divides or compares exactly takes `Fraction` from here. Where the
library is not installed the standard one takes its place; nothing but the time changes.

It is never given a text: quicktions 1.24 writes a text of one character over the
interpreter's own zero byte, and from then on every file seems to hold zeros or none. The
type checker sees `exact.pyi`, which takes numbers alone, so a text does not pass; the
tests look at that byte after each test.
"""

from __future__ import annotations

try:
    from quicktions import Fraction
except ImportError:
    from fractions import Fraction

__all__ = ["Fraction"]
