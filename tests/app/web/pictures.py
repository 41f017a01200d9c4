"""文档里网页的图: 由测试拍, 说好了才拍 (ZIPING_PICTURES=1); 平时核对页上的字没有变.

What stands on a page of which the documents hold a picture is kept beside the tests. Where
it is another text the picture is an old one, and has to be taken anew.
"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

PICTURES = Path(__file__).parents[3] / "docs/pictures"
TEXTS = Path(__file__).parent / "pictures"
ANEW = "ZIPING_PICTURES=1 .venv/bin/pytest tests/app/web/test_in_browser.py"
_CLOCK = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d|\d\d:\d\d:\d\d")
_COLOURS, _MOST = 64, 3000


def picture(page: Page, name: str) -> None:
    """Take the picture where that was asked for, else see that it would be the same."""
    told = page.locator("main").inner_text()[:_MOST]
    text = "\n".join(filter(None, map(str.strip, _CLOCK.sub("…", told).splitlines())))
    kept = TEXTS / f"{name}.txt"
    if "ZIPING_PICTURES" in os.environ:
        taken = Image.open(io.BytesIO(page.screenshot()))
        few = taken.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
        few.save(PICTURES / f"{name}.png", optimize=True)
        kept.write_text(f"{text}\n", "utf-8")
    assert kept.read_text("utf-8") == f"{text}\n", f"an old picture; anew: {ANEW}"
