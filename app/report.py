"""审核报告: 一个离线的 HTML 文件, 可打印为 A4 横向.

The same input gives the same bytes: there is no clock here; a date is printed only
when the caller names one. Everything read from a file is hostile: the template engine
escapes it, control characters are made visible, and the page's own policy forbids
every script but the one that it was shipped with.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.report_section import Section

HERE = Path(__file__).parent
PICTURES = 0x2400
"""U+2400: the pictures of control characters (␀ for NUL)."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_UNSHOWN = re.compile(r"[\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def report(
    sections: Sequence[Section],
    unread: Sequence[str] = (),
    date: str | None = None,
) -> bytes:
    """写出报告. `unread` are messages about files that could not be read."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script = (HERE / "report.js").read_text("utf-8").rstrip("\n")
    hashed = b64encode(sha256(script.encode()).digest()).decode()
    page = environment.get_template("report.html").render(
        sections=sections,
        unread=unread,
        date=date,
        version=version(),
        script_hash=hashed,
    )
    return page.encode("utf-8")


def version() -> str:
    """软件的版本; a copy that was not installed says so."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("ziping")
    except PackageNotFoundError:
        return "未安装的副本"


def _finalized(value: Any) -> Any:
    """Make a value fit to print; marked-up text of the template passes as it is."""
    if value is None:
        return ""
    if hasattr(value, "__html__"):
        return value
    return visible(str(value))


def visible(text: str) -> str:
    r"""看不见的字符写成看得见的: nothing hides, nothing turns the line around.

    >>> visible("甲\x00\u202e乙"), visible("两\n行")
    ('甲␀[U+202E]乙', '两\n行')
    """
    text = _CONTROL.sub(lambda match: chr(PICTURES + ord(match[0])), text)
    text = _UNSHOWN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)
    return _SURROGATE.sub("\ufffd", text)
