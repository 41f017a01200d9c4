"""装成一个压缩包, 字节不随时钟变: 同样的内容总是同样的文件."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MADE = (2024, 3, 1, 8, 0, 0)


def packed(path: Path, parts: Mapping[str, str | bytes]) -> None:
    """Write the parts in their order; a mimetype lies open."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = ZipInfo(name, MADE)
            info.compress_type = 0 if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(info, content)
