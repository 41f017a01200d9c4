"""共享字符串: 工作簿里的文字, 按次序; 各段富文本连在一起, 拼音和划去的不算.

Nearly all of them are plain, and most lists come in one piece: then they are split at
once. Where one of them is not plain, the XML parser hears them all, for their order is
their number.
"""

from __future__ import annotations

import re
from typing import Final

from attrs import define, field

from reading.sources.package import Attributes, Handlers, Package, local, unescaped

# Of a `rPh` (拼音) nothing is shown; a run ends with `r`.
_PHONETIC: Final = "rPh"
_ENDS: Final = frozenset((_PHONETIC, "r"))
_OFF: Final = frozenset(("0", "false"))
_HEAD = re.compile(
    rb"<\?xml[^>]*encoding=[\"']utf-8[\"'][^>]*>\s*<sst[^<>]*>", re.IGNORECASE
)
_KEPT = b'<t xml:space="preserve">'
# How a run of rich text looks; and a string of runs that look like nothing any more.
_LOOKS = re.compile(rb'<rPr>(?:<\w+(?: [\w:]+="[^"<&]*+")*+/>)*+</rPr>')
_RUNS = re.compile(rb"<si><r><t>((?:[^<>]*+(?:</t></r><r><t>)?+)++)</t></r></si>")
_SEAM = b"</t></r><r><t>"
_FIRST, _NEXT, _LAST = b"<si><t>", b"</t></si><si><t>", b"</t></si></sst>"
# Neither characters that no XML holds, nor a line end that is read as another one.
_NONE = bytes({*range(32)} - {9, 10})
_NEITHER = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_OTHER = re.compile(rb"&(?!(?:lt|gt|quot|apos|amp|#10);)")


@define
class SharedStrings:
    """The strings in order; `struck` are the numbers of those with text struck out."""

    texts: list[str] = field(factory=list)
    struck: set[str] = field(factory=set)
    _runs: list[str] = field(factory=list)
    _text: list[str] = field(factory=list)
    _unseen: bool = False

    def read(self, package: Package, part: str) -> None:
        """Read the list of shared strings."""
        handlers = Handlers(self._start, self._end, self._text.append)
        package.parse(part, handlers, self._sieve)

    def _start(self, tag: str, given: Attributes) -> None:
        name = local(tag)
        if name == "si":
            self._runs.clear()
        elif name == "t":
            self._text.clear()
        elif name == _PHONETIC:
            self._unseen = True
        elif is_strike(name, given):
            self._unseen = True
            self.struck.add(str(len(self.texts)))

    def _end(self, tag: str) -> None:
        name = local(tag)
        if name == "t" and not self._unseen:
            self._runs.append("".join(self._text))
        elif name == "si":
            self.texts.append("".join(self._runs))
        elif name in _ENDS:
            self._unseen = False
        self._text.clear()

    def _sieve(self, chunk: bytes) -> bytes:
        rest, plain = _sieved(chunk)
        self.texts += plain
        return rest


def is_strike(name: str, given: Attributes) -> bool:
    """Say whether a tag of a run or of a font strikes it out."""
    return name == "strike" and given.get("val") not in _OFF


def _sieved(chunk: bytes) -> tuple[bytes, list[str]]:
    """Split a whole list of plain strings; of any other nothing is taken out."""
    plainer = chunk.replace(_KEPT, b"<t>")
    if b"<r>" in plainer and b"<strike" not in plainer:
        plainer = _RUNS.sub(_joined, _LOOKS.sub(b"", plainer))
    head, first, body = plainer.partition(_FIRST)
    body, last, tail = body.rpartition(_LAST)
    whole = first and last and not tail.strip() and _HEAD.fullmatch(head)
    if not whole or not _is_plain(body):
        return chunk, []
    try:
        texts = unescaped(body.replace(_NEXT, b"\0").decode())
    except UnicodeDecodeError:
        return chunk, []
    return head + b"</sst>", texts.split("\0")


def _is_plain(body: bytes) -> bool:
    """Say whether strings are parted by their tags only, and stand there as they read."""
    tags = _NEXT.count(b"<") * body.count(_NEXT)
    alone = body.count(b"<") == tags == body.count(b">")
    usual = body.translate(None, _NONE) == body and not _OTHER.search(body)
    return alone and usual and not any(map(body.__contains__, _NEITHER))


def _joined(string: re.Match[bytes]) -> bytes:
    """Write a string of several runs as one."""
    return b"<si><t>%b</t></si>" % string[1].replace(_SEAM, b"")
