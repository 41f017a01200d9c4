"""JSON 的样子: 中文照写, 看不见的字符写成转义."""

from __future__ import annotations

from app.terminal.streams import writable
from app.text.visible import UNSHOWN


def json_text(document: object) -> str:
    r"""Write a document as JSON; what does not show, or cannot be written, as \\uXXXX.

    >>> json_text({"甲": "\u202e乙"})
    '{\n "甲": "\\u202e乙"\n}'
    """
    import json

    text = json.dumps(document, ensure_ascii=False, indent=1)
    if not writable(text):
        return json.dumps(document, indent=1)
    return UNSHOWN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
