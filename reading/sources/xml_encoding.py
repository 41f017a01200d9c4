"""XML 声明的编码: GBK 等多字节的编码, expat 不认, 先换成 UTF-8."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

_DECLARED: Final = re.compile(
    rb"""\s*<\?xml\b[^>]{0,100}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']"""
)
_EVERY_BYTE: Final = bytes(range(256))
# What is called GB2312 often holds characters that only its successors have.
_WIDER: Final = {"gb2312": "gb18030", "gbk": "gb18030"}


def as_utf8(chunks: Iterable[bytes]) -> tuple[str | None, Iterable[bytes]]:
    """Give the pieces of a document, and the encoding that they are in if it was changed.

    A document that expat understands passes as it is.

    Raises:
        LookupError: the document declares an encoding that nobody knows.
        UnicodeError: the encoding that it declares is none for documents; or, while the
            pieces are taken, a character is not of it.

    """
    pieces = iter(chunks)
    first = next(pieces, b"")
    whole = chain((first,), pieces)
    declared = _DECLARED.match(first)
    if declared is None:
        return _by_its_zeros(first[:4]), whole
    name = codecs.lookup(declared[1].decode()).name
    if name == "utf-8":  # expat knows it by this spelling alone
        return name, whole
    if name.startswith("utf-16") or not _has_several_bytes(name):
        return None, whole
    return "utf-8", _recoded(whole, _WIDER.get(name, name))


def _by_its_zeros(first: bytes) -> str | None:
    """Tell UTF-16 by its first character, which is a mark or <, whatever it declares."""
    if first[:2] == codecs.BOM_UTF16_LE or first[1:2] == b"\0":
        return "utf-16le"
    if first[:2] == codecs.BOM_UTF16_BE or first[:1] == b"\0":
        return "utf-16be"
    return None


def _has_several_bytes(name: str) -> bool:
    """Say whether a character of an encoding may take several bytes."""
    return len(_EVERY_BYTE.decode(name, "replace")) != len(_EVERY_BYTE)


def _recoded(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(name)()
    for chunk in chunks:
        yield decoder.decode(chunk).encode()
    yield decoder.decode(b"", final=True).encode()
