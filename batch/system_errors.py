"""系统报告的错误说成中文: 是什么, 怎么办."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indicators.errors import InputError, Problem

_ERRORS = {
    errno.ENOENT: ("找不到这个文件", "请核对路径"),
    errno.EACCES: ("没有权限", "请检查文件的权限，或是否正被别的程序打开"),
    errno.EPERM: ("没有权限", "请检查文件的权限，或是否正被别的程序打开"),
    errno.EISDIR: ("这是一个文件夹", "请给出文件"),
    errno.ENOTDIR: ("路径中有一段是文件，不是文件夹", "请核对路径"),
    errno.EEXIST: ("路径中有一段是文件，不是文件夹", "请核对路径"),
    errno.ELOOP: ("链接绕成了圈，找不到真正的文件", "请给出真正的文件"),
    errno.ENAMETOOLONG: ("文件名太长", "请换个短的名字"),
    errno.ENOSPC: ("磁盘已满，没有写完", "请腾出空间，或写到别处"),
    errno.EDQUOT: ("磁盘配额已满，没有写完", "请腾出空间，或写到别处"),
    errno.EROFS: ("磁盘是只读的", "请写到别处"),
    errno.EBUSY: ("文件正被别的程序使用", "请关闭后再试"),
    errno.ETXTBSY: ("文件正被别的程序使用", "请关闭后再试"),
    errno.EIO: ("磁盘读写出错", "请检查磁盘，或换一份文件"),
}


_SAID_BY_LIBRARIES = {
    "No space left": errno.ENOSPC,
    "disk is full": errno.ENOSPC,
    "File too large": errno.ENOSPC,
    "Disk quota exceeded": errno.EDQUOT,
    "Read-only file system": errno.EROFS,
    "readonly database": errno.EROFS,
}
"""What DuckDB and SQLite pass on as text → the error of the system."""


def problem(where: str, error: OSError) -> Problem:
    """写成一处问题.

    >>> print(problem("甲.html", OSError(errno.ENOSPC, "No space left on device")))
    甲.html：磁盘已满，没有写完。请腾出空间，或写到别处
    """
    from indicators.errors import Problem

    if error.errno in _ERRORS:
        message, remedy = _ERRORS[error.errno]
        return Problem(where, message, remedy=remedy)
    name = errno.errorcode.get(error.errno or 0, type(error).__name__)
    return Problem(where, "文件打不开或写不进去", f"系统错误 {name}", "请检查文件")


def of_path(path: Path, error: OSError) -> InputError:
    """写成输入错误."""
    from indicators.errors import InputError

    return InputError([problem(str(path), error)])


def reason_of(error: Exception) -> int | None:
    """What the system refused a library that tells it in words alone; None if it is not that.

    >>> reason_of(RuntimeError("database or disk is full")) == errno.ENOSPC
    True
    """
    told = str(error)
    return next((n for said, n in _SAID_BY_LIBRARIES.items() if said in told), None)


@contextmanager
def written_to(path: Path) -> Iterator[None]:
    """写的时候系统不让写的, 说成这个地方的输入错误, whichever library it was told to."""
    try:
        yield
    except OSError as error:
        raise of_path(path, error) from None
    except Exception as error:
        from indicators.errors import InputError

        reason = None if isinstance(error, InputError) else reason_of(error)
        if reason is None:
            raise
        raise of_path(path, OSError(reason, str(error))) from None
