"""换页: 一张表被换页切开的地方."""

from __future__ import annotations

import re

from reading.doubts import Place

_PAGE = re.compile(r"第(\d+)页")


def are_parted(one: Place | None, other: Place | None) -> bool:
    """Say whether a page break of a PDF stands between two places."""
    here, there = _PAGE.match(one or ""), _PAGE.match(other or "")
    return bool(here and there and here[1] != there[1])
