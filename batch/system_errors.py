"""系统报告的错误说成中文: 是什么, 怎么办."""

from __future__ import annotations

import errno
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
