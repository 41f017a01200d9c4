"""压缩包里的小部件: 一次取出, 不经过流.

Opening a stream costs more than a small part itself. Only what is entirely usual is
taken here; for anything else the stream is opened, and says what is wrong.
"""

from __future__ import annotations

import zlib
from struct import Struct
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

from indicators.records import record

SMALL: Final = 1 << 16
_HEADER: Final = Struct("<4s22x2H")
_SIGNATURE: Final = b"PK\x03\x04"
# Encrypted, patched, strongly encrypted, masked.
_STRANGE: Final = 1 | 1 << 5 | 1 << 6 | 1 << 13
_ROOM: Final = 256


@record
class PackedMember:
    """一个小部件, 还没有解压: members that are equal unpack to the same text."""

    data: bytes
    method: int
    size: int
    checksum: int

    def unpacked(self) -> bytes | None:
        """Unpack so much and no more; None where it is not what its entry says."""
        text = self._text()
        whole = text is not None and len(text) == self.size
        return text if whole and zlib.crc32(text or b"") == self.checksum else None

    def _text(self) -> bytes | None:
        if self.method == ZIP_STORED:
            return self.data
        if self.method != ZIP_DEFLATED:
            return None
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            text = unpacker.decompress(self.data, SMALL + 1)
        except zlib.error:
            return None
        return text if unpacker.eof else None


def small_member(file: IO[bytes], info: ZipInfo) -> PackedMember | None:
    """Take a member of at most `SMALL` bytes; None for a larger or an unusual one."""
    if info.file_size > SMALL or info.flag_bits & _STRANGE:
        return None
    file.seek(info.header_offset)
    head = _HEADER.size
    data = file.read(head + _ROOM + min(info.compress_size, SMALL))
    if len(data) < head:
        return None
    signature, named, extra = _HEADER.unpack_from(data)
    name = data[head : head + named].decode("latin-1")
    if signature != _SIGNATURE or name != info.orig_filename:
        return None
    start = head + named + extra
    packed = data[start : start + info.compress_size]
    return PackedMember(packed, info.compress_type, info.file_size, info.CRC)
