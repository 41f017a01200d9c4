"""共享字符串: 工作簿里的文字, 按次序; 各段富文本连在一起, 拼音不算.

Nearly all of them are plain, and most lists come in one piece: then they are split at
once. Where one of them is not plain, the XML parser hears them all, for their order is
their number.
"""

from __future__ import annotations

import re
from typing import Final

from reading.sources.package import Attributes, Handlers, Package, local, unescaped

# Of a `rPh` (拼音) nothing is shown.
_PHONETIC: Final = "rPh"
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
_OTHER = re.compile(rb"&(?!(?:lt|gt|quot|apos|amp|#10);)|\xef\xbf[\xbe\xbf]")


def shared_strings(package: Package, part: str) -> list[str]:
    """Read the list of shared strings."""
    strings: list[str] = []
    runs: list[str] = []
    text: list[str] = []
    phonetic = [False]

    def start(tag: str, _: Attributes) -> None:
        name = local(tag)
        if name == "si":
            runs.clear()
        elif name == "t":
            text.clear()
        elif name == _PHONETIC:
            phonetic[0] = True

    def end(tag: str) -> None:
        name = local(tag)
        if name == "t" and not phonetic[0]:
            runs.append("".join(text))
        elif name == "si":
            strings.append("".join(runs))
        elif name == _PHONETIC:
            phonetic[0] = False
        text.clear()

    def sieve(chunk: bytes) -> bytes:
        rest, plain = _sieved(chunk)
        strings.extend(plain)
        return rest

    package.parse(part, Handlers(start, end, text.append), sieve)
    return strings


def _sieved(chunk: bytes) -> tuple[bytes, list[str]]:
    """Split a whole list of plain strings; of any other nothing is taken out."""
    plainer = chunk.replace(_KEPT, b"<t>")
    if b"<r>" in plainer:
        plainer = _RUNS.sub(_joined, _LOOKS.sub(b"", plainer))
    head, first, body = plainer.partition(_FIRST)
    body, last, tail = body.rpartition(_LAST)
    whole = first and last and not tail.strip() and _HEAD.fullmatch(head)
    if not whole or not _is_plain(body):
        return chunk, []
    try:
        texts = body.decode().split(_NEXT.decode())
    except UnicodeDecodeError:
        return chunk, []
    return head + b"</sst>", [unescaped(text) for text in texts]


def _is_plain(body: bytes) -> bool:
    """Say whether strings are parted by their tags only, and stand there as they read."""
    tags = _NEXT.count(b"<") * body.count(_NEXT)
    alone = body.count(b"<") == tags == body.count(b">")
    return alone and body.translate(None, _NONE) == body and not _OTHER.search(body)


def _joined(string: re.Match[bytes]) -> bytes:
    """Write a string of several runs as one."""
    return b"<si><t>%b</t></si>" % string[1].replace(_SEAM, b"")
