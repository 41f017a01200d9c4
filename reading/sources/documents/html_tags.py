"""网页切成标签和文字, 一遍过, 不回头.

The standard parser needs minutes for a megabyte of ``<!``; whoever sends a broken page
must not stop a whole folder. Every step here moves on, so the time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from attrs import frozen

_MARKUP = re.compile(r"<(?=[!?]|/?[A-Za-z])")
_NAME = re.compile(r"/?[A-Za-z][A-Za-z0-9:-]*")
# Possessive: a tag that never ends is found out once, without going back.
_TAG_END = re.compile(
    r"""[^>"']*+(?:"[^"]*+"[^>"']*+|'[^']*+'[^>"']*+)*+>""", re.DOTALL
)
_TAG_LIMIT = 1 << 16
_ATTRIBUTE = re.compile(
    r"""([\w:-]++)(?:\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'>]++)))?"""
)
_RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}


@frozen
class Tag:
    """标签: 小写的名; 结束标签的名以 / 开头."""

    name: str
    body: str = ""

    def attributes(self) -> dict[str, str]:
        """Read the attributes, the first of a name wins.

        >>> Tag("td", ' ColSpan="3" hidden').attributes()
        {'colspan': '3', 'hidden': ''}
        """
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.body):
            value = next((part for part in match.groups()[1:] if part), "")
            found.setdefault(match[1].lower(), unescape(value))
        return found


def pieces(text: str) -> Iterator[Tag | str]:
    """Cut a page into tags and texts; a style sheet is a text, a script is none.

    >>> list(pieces("<p>A &lt; B</p><!-- 注 --><br/>"))
    [Tag(name='p', body=''), 'A < B', Tag(name='/p', body=''), Tag(name='br', body='/')]
    """
    position = 0
    while position < len(text):
        found = _MARKUP.search(text, position)
        if found is None:
            yield unescape(text[position:])
            return
        bracket = found.start()
        if bracket > position:
            yield unescape(text[position:bracket])
        position, piece = _markup(text, bracket)
        if piece is not None:
            yield piece
            raw = _RAW.get(piece.name)
            if raw is not None:
                closing = raw.search(text, position)
                end = closing.start() if closing else len(text)
                if piece.name == "style":
                    yield text[position:end]
                position = end


def _markup(text: str, bracket: int) -> tuple[int, Tag | None]:
    """Read what begins with ``<``: where it ends, and what it is."""
    if text.startswith(("<!", "<?"), bracket):
        closing = "-->" if text.startswith("<!--", bracket) else ">"
        end = text.find(closing, bracket + 2)
        return (end + len(closing) if end >= 0 else len(text)), None
    name = _NAME.match(text, bracket + 1)
    if name is None:
        return bracket + 1, None
    window = min(len(text), name.end() + _TAG_LIMIT)
    match = _TAG_END.match(text, name.end(), window)
    end = match.end() if match else text.find(">", name.end()) + 1
    if end == 0:
        return len(text), None
    return end, Tag(name[0].lower(), text[name.end() : end - 1])
