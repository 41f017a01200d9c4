"""为找对照的表而读过的文件, 读出的留在磁盘上, 审的时候不再读.

Of a folder with two years in it every file of the first is read twice otherwise. What
was read counts only as long as the content of the file is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from batch.sending import packed, unpacked

FOLDER: Final = ".read"
_DIGEST: Final = 32


@frozen
class ReadBefore:
    """读过的表, 在一个文件夹里; without one nothing is kept."""

    folder: Path | None = None

    def keep(self, path: Path, digest: bytes, found: Sequence[Any]) -> None:
        """Keep what was read of a file of this content, where there is room for it."""
        if self.folder is not None:
            with suppress(OSError):
                self.folder.mkdir(exist_ok=True)
                self._place(self.folder, path).write_bytes(digest + packed(found))

    def tables(self, path: Path) -> Any:
        """What was read of a file; None where nothing is kept, or it has changed."""
        if self.folder is None:
            return None
        try:
            data = self._place(self.folder, path).read_bytes()
            same = data[:_DIGEST] == digest_of(path)
        except OSError:
            return None
        return unpacked(data[_DIGEST:]) if same else None

    def _place(self, folder: Path, path: Path) -> Path:
        return folder / sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()


def digest_of(path: Path) -> bytes:
    """The digest of what a file holds now."""
    return sha256(path.read_bytes()).digest()
