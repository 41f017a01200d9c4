"""软件的指纹: 版本变了, 或哪个文件变了, 做过的就要重做."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

PACKAGES: Final = (
    "indicators",
    "scoring",
    "reading",
    "templates",
    "auditing",
    "batch",
    "app",
)
SUFFIXES: Final = frozenset({".py", ".toml", ".html", ".css", ".js"})


@cache
def program() -> str:
    """The digest of every file of the program that a result may depend on.

    Whether there is a LibreOffice counts too: without it, some files are not read.
    """
    from reading.sources.office.program import program as office

    home, digest = Path(__file__).parents[2], sha256(str(bool(office())).encode())
    for package in PACKAGES:
        for path in sorted((home / package).rglob("*")):
            if path.suffix in SUFFIXES:
                digest.update(f"{path.relative_to(home)}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
