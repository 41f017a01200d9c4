"""压缩包 (.xlsx / .docx): 只取要用的部件, 边解压边查大小, 不信文件头.

A bomb is stopped while it unpacks: by the total of what was unpacked, and by its
ratio to the size of the file itself. XML with a DOCTYPE is refused, so no entity is
ever declared, let alone expanded.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import SEEK_END, BytesIO
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Generic, Self, TypeVar
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from attrs import define

from indicators.errors import InputError
from reading.sources.encrypted import encrypted
from reading.sources.members import PackedMember, small_member
from reading.sources.xml_encoding import as_utf8

_CHUNK = 1 << 16
UNPACKED_LIMIT = 100 << 20
# Below this a ratio proves nothing: short files of equal rows pack very well.
RATIO_FREE = 8 << 20
RATIO_LIMIT = 150
# Longer than any text of a cell: the parser reads an unended tag again with each chunk.
TAG_LIMIT = 4 << 20
# What may hold tags that are none, beside <!. An XML declaration (<?xml …) may not.
_ASIDE = re.compile(rb"<\?(?!xml\s)")
# Characters that XML writes by a decimal number or by a name; an ampersand comes last.
_NUMBERED = re.compile(r"&#(?!38;)(\d+);")
_NAMED = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)

# So many small parts of a kind are kept.
KEPT = 64

Attributes = dict[str, str]
Sieve = Callable[[bytes], bytes]
Parse = Callable[..., None]
"""Sends a part through expat: takes `Handlers`, and a `Sieve`."""
T = TypeVar("T")


@define
class Handlers:
    """What a part's reader wants to hear, in the order of the text."""

    start: Callable[[str, Attributes], Any]
    end: Callable[[str], Any] | None = None
    characters: Callable[[str], Any] | None = None


class Package:
    """An opened .xlsx or .docx: parts by their names, without regard to case.

    It takes the file that was opened to look at it, and closes it.
    """

    def __init__(self, path: Path, file: IO[bytes] | None = None) -> None:
        self.where = path.name
        self._file = file or path.open("rb")
        self._size = self._file.seek(0, SEEK_END)
        self._unpacked: dict[str, int] = {}
        try:
            self._zip = ZipFile(self._file)
            if any(info.header_offset < 0 for info in self._zip.infolist()):
                raise BadZipFile
        except (*_BROKEN, NotImplementedError) as error:
            self._file.close()
            raise self.broken() from error
        self._parts = {
            info.filename.replace("\\", "/").lstrip("/").lower(): info
            for info in self._zip.infolist()
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; nothing can be read any more."""
        self._zip.close()
        self._file.close()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def names(self) -> tuple[str, ...]:
        """List the parts, in small letters."""
        return tuple(self._parts)

    def broken(self) -> InputError:
        """Say that the file is damaged."""
        return InputError.of(
            self.where,
            "文件不完整或已损坏，无法解压",
            remedy="请重新下载或从原软件另存一份",
        )

    def parse(self, name: str, handlers: Handlers, sieve: Sieve | None = None) -> None:
        """Stream one part through expat; see `parse`."""
        parse(self.where, name, self._chunks(self._info(name)), handlers, sieve)

    def member(self, name: str) -> PackedMember | None:
        """Give a part that is small and usual as it is packed; None for any other."""
        return small_member(self._file, self._info(name))

    def begin(self, name: str, most: int) -> bytes:
        """Give the beginning of a part: its first chunks, until there are `most` bytes."""
        text = b""
        for chunk in self._chunks(self._info(name)):
            text += chunk
            if len(text) >= most:
                break
        return text

    def whole(self, name: str) -> bytes:
        """Give a part as it is; it is not kept, so it counts only while it is taken."""
        info = self._info(name)
        try:
            return b"".join(self._chunks(info))
        finally:
            self._unpacked.pop(info.filename, None)

    def _info(self, name: str) -> ZipInfo:
        info = self._parts.get(name.lower())
        if info is None:
            raise InputError.of(
                self.where, f"缺少部件 {name}", remedy="请从原软件另存一份"
            )
        return info

    def _chunks(self, info: ZipInfo) -> Iterator[bytes]:
        try:
            if info.flag_bits & 1:
                raise encrypted(self.where)
            member = small_member(self._file, info)
            text = member.unpacked() if member else None
            with BytesIO(text) if text is not None else self._zip.open(info) as part:
                yield from self._counted(info.filename, part)
        except InputError:
            raise
        except (*_BROKEN, NotImplementedError) as error:
            raise self.broken() from error

    def _counted(self, name: str, part: IO[bytes]) -> Iterator[bytes]:
        # A part that is read a second time counts once.
        self._unpacked[name] = 0
        while chunk := part.read(_CHUNK):
            self._unpacked[name] += len(chunk)
            unpacked = sum(self._unpacked.values())
            if unpacked > UNPACKED_LIMIT or (
                unpacked > RATIO_FREE and unpacked > RATIO_LIMIT * self._size
            ):
                raise InputError.of(
                    self.where,
                    "解压后过大（疑似压缩炸弹），已停止读取",
                    value=f"已解压 {unpacked >> 20} MB，文件本身 {self._size >> 10} KB",
                    remedy="请只保留自评表所在的内容后重新保存",
                )
            yield chunk


class Parts(Generic[T]):
    """读一种部件, 写得一样的只读一次.

    A program writes the same styles and relations into file after file. `read` takes
    the name of a part and what parses it; what it gives is shared, and never changed.
    """

    def __init__(self, read: Callable[[str, Parse], T]) -> None:
        self._read = read
        self._known: dict[tuple[str, PackedMember], T] = {}

    def of(self, package: Package, name: str) -> T:
        """Read the part of this name."""
        member = package.member(name)
        if member is not None and (name, member) in self._known:
            return self._known[name, member]
        found = self._read(name, partial(package.parse, name))
        if member is not None:
            if len(self._known) == KEPT:
                self._known.clear()
            self._known[name, member] = found
        return found


def parse(
    where: str,
    name: str,
    chunks: Iterable[bytes],
    handlers: Handlers,
    sieve: Sieve | None = None,
) -> None:
    """Send the text of a part through expat, piece by piece.

    `sieve` takes out of each piece the whole elements that it understands by itself,
    and gives back the rest. Once a comment, a CDATA section or an instruction turns
    up, the same letters may be text: it is used no more.
    """
    try:
        encoding, chunks = as_utf8(chunks)
    except (LookupError, UnicodeError) as error:
        raise _no_xml(where, name, error) from error
    parser = expat.ParserCreate(encoding)
    parser.buffer_text = True
    parser.buffer_size = _CHUNK
    parser.StartDoctypeDeclHandler = partial(_refuse_doctype, where)
    parser.StartElementHandler = handlers.start
    parser.EndElementHandler = handlers.end
    parser.CharacterDataHandler = handlers.characters
    edge, fed = b"", 0
    try:
        for chunk in chunks:
            text = edge + chunk
            aside = b"<!" in text or b"\0" in text or _ASIDE.search(text)
            sieve = None if aside else sieve
            edge = chunk[-1:]
            piece = sieve(chunk) if sieve else chunk
            parser.Parse(piece, False)  # noqa: FBT003 - expat takes no names
            fed += len(piece)
            if fed - parser.CurrentByteIndex > TAG_LIMIT:
                raise _endless(where)
        parser.Parse(b"", True)  # noqa: FBT003
    except (expat.ExpatError, LookupError, UnicodeError) as error:
        raise _no_xml(where, name, error) from error


def _no_xml(where: str, name: str, error: Exception) -> InputError:
    return InputError.of(
        where,
        f"部件 {name} 不是完整的 XML",
        value=str(error),
        remedy="请用原软件打开后另存一份",
    )


def _refuse_doctype(where: str, *_: object) -> None:
    raise InputError.of(
        where,
        "文件里有 DOCTYPE 声明，出于安全不予读取",
        remedy="请用 Excel、WPS 或 Word 打开后另存一份",
    )


def _endless(where: str) -> InputError:
    return InputError.of(
        where,
        "文件里有一段过长的标记（疑似压缩炸弹），已停止读取",
        value=f"超过 {TAG_LIMIT >> 20} MB",
        remedy="请用 Excel、WPS 或 Word 打开后另存一份",
    )


def local(name: str) -> str:
    """Take off the prefix: some producers write ``x:row`` for ``row``.

    >>> local("x:row"), local("row")
    ('row', 'row')
    """
    return name.rpartition(":")[2] if ":" in name else name


def unescaped(text: str) -> str:
    """Write out what the five names and the decimal numbers of XML stand for.

    >>> unescaped("&#20139;&lt;5%&amp;lt;&amp;#20139;")
    '享<5%&lt;&#20139;'
    """
    if "&" not in text:
        return text
    pieces = _NUMBERED.split(text)
    pieces[1::2] = map(chr, map(int, pieces[1::2]))
    text = "".join(pieces)
    for name, character in _NAMED.items():
        text = text.replace(name, character)
    return text
