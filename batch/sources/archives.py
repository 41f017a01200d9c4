"""压缩包 (.zip): 取出里面的文件, 连同包里的包; 有限度, 名字不许指到外面去.

A member is written under a short name of our own, so that no name in an archive decides
where anything is written. The limits are on what comes out, not on what is said to come.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo, is_zipfile

from attrs import define, field

from batch.sources.found_file import FoundFile
from batch.system_errors import problem
from indicators.errors import InputError, Problem

DEPTH: Final = 4
"""So many archives may lie in one another."""
MEMBERS: Final = 100_000
MEMBER_SIZE: Final = 200 << 20
UNPACKED: Final = 8 << 30
RATIO, RATIO_FREE = 400, 64 << 20
"""What comes out may be so many times what went in, beyond so many bytes."""
_CHUNK: Final = 1 << 20
_UTF8: Final = 1 << 11
_ENCRYPTED: Final = 1
_LONGEST: Final = 200
_OF_DOCUMENTS: Final = {"[content_types].xml", "content.xml", "mimetype"}
_BROKEN = (BadZipFile, LargeZipFile, zlib.error, EOFError, ValueError)
_REPACK = "请解压后再审核"


def is_archive(path: Path) -> bool:
    """压缩包: a .zip that is neither a workbook nor a document by what it holds."""
    if path.suffix.lower() != ".zip":
        return False
    try:
        if not path.is_file() or not is_zipfile(path):
            return False
        with ZipFile(path) as archive:
            names = {name.lower() for name in archive.namelist()[:MEMBERS]}
    except OSError:
        return False
    except _BROKEN:
        return True
    return not names & _OF_DOCUMENTS


@define
class Unpacking:
    """取出一次运行的各个压缩包, 到 `folder` 里. The limits are on all of them together."""

    folder: Path
    count: int = 0
    size: int = field(default=0)

    def members(
        self, archive: FoundFile, depth: int = 1
    ) -> Iterator[FoundFile | Problem]:
        """Take out the files of an archive, in the order of their names.

        Gives a `Problem` for each that cannot be taken out.
        """
        try:
            with ZipFile(archive.real) as opened:
                infos = sorted(opened.infolist(), key=member_name)
                if len(infos) > MEMBERS:
                    message = f"压缩包里的文件多于 {MEMBERS} 个"
                    yield Problem(str(archive.path), message, remedy=_REPACK)
                    return
                for info in infos:
                    if not info.is_dir():
                        yield from self._member(archive, opened, info, depth)
        except OSError as error:
            yield problem(str(archive.path), error)
        except _BROKEN:
            message = "压缩包不完整或已损坏，无法解压"
            yield Problem(str(archive.path), message, remedy="请重新下载或重新压缩")

    def _member(
        self, archive: FoundFile, opened: ZipFile, info: ZipInfo, depth: int
    ) -> Iterator[FoundFile | Problem]:
        """One file; an archive is opened in its turn."""
        name = member_name(info)
        path = archive.path / name
        if not _is_inside(name):
            message = "名字指到压缩包外面，没有取出"
            yield Problem(f"{archive.path}：{name}", message, remedy=_REPACK)
            return
        if passed_over(PurePosixPath(name)):
            yield FoundFile(path, archive.real, named=False)
            return
        try:
            real = self._taken_out(archive, opened, info)
        except InputError as error:
            yield from (
                Problem(str(path), p.message, p.value, p.remedy) for p in error.problems
            )
            return
        except OSError as error:
            yield problem(str(path), error)
            return
        except (*_BROKEN, NotImplementedError, RuntimeError):
            yield Problem(str(path), "压缩包里的这个文件已损坏", remedy="请重新压缩")
            return
        found = FoundFile(path, real, named=False)
        if not is_archive(real):
            yield found
        elif depth >= DEPTH:
            message = f"压缩包套了 {DEPTH} 层以上，没有再解"
            yield Problem(str(path), message, remedy=_REPACK)
        else:
            yield from self.members(found, depth + 1)

    def _taken_out(self, archive: FoundFile, opened: ZipFile, info: ZipInfo) -> Path:
        """Write a member to a folder of its own; raises `InputError` beyond a limit."""
        if info.flag_bits & _ENCRYPTED:
            raise InputError.of(
                "", "压缩包加了密码，无法取出", remedy="请解开密码后再审核"
            )
        self.count += 1
        target = self.folder / f"{self.count:06}" / _short(member_name(info))
        target.parent.mkdir(parents=True)
        whole, packed = 0, archive.real.stat().st_size
        with opened.open(info) as part, target.open("wb") as file:
            while chunk := part.read(_CHUNK):
                whole += len(chunk)
                self.size += len(chunk)
                if self._too_large(whole, packed):
                    file.truncate(0)
                    self.size -= whole
                    raise InputError.of(
                        "",
                        "解压后过大（疑似压缩炸弹），没有取出",
                        f"已解压 {whole >> 20} MB",
                        _REPACK,
                    )
                file.write(chunk)
        return target

    def _too_large(self, whole: int, packed: int) -> bool:
        bomb = whole > RATIO_FREE and whole > RATIO * packed
        return bomb or whole > MEMBER_SIZE or self.size > UNPACKED


def passed_over(path: PurePosixPath) -> bool:
    """不看的: hidden files and folders, and what Office and macOS leave behind."""
    return any(
        part.startswith((".", "~$")) or part == "__MACOSX"
        for part in path.parts
        if part not in {".", ".."}
    )


def member_name(info: ZipInfo) -> str:
    """一个文件的名字: UTF-8 where the archive says so or it is, else GBK.

    >>> info = ZipInfo("市局/自评表.xlsx".encode("gbk").decode("cp437"))
    >>> member_name(info)
    '市局/自评表.xlsx'
    """
    name = info.filename
    if info.flag_bits & _UTF8:
        return name.replace("\\", "/")
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name.replace("\\", "/")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return name


def _is_inside(name: str) -> bool:
    """Tell whether a name stays in its archive: no ``..``, no root, no drive."""
    path = PurePosixPath(name)
    return not (path.is_absolute() or ".." in path.parts or name[1:2] == ":")


def _short(name: str) -> str:
    """The last part of a name, as long as any file system takes it."""
    path = PurePosixPath(name)
    kept = path.name.replace("\0", "")
    if len(kept.encode()) <= _LONGEST:
        return kept
    return kept.encode()[: _LONGEST - 20].decode(errors="ignore") + path.suffix[:10]
