"""加密的文件: 各种格式都用这一句话拒绝."""

from __future__ import annotations

from indicators.errors import InputError


def encrypted(file: str) -> InputError:
    """文件加了打开密码: the error for a file of any format that is encrypted.

    >>> print(encrypted("自评表.xlsx"))
    自评表.xlsx：文件已加密，无法读取。请取消打开密码后重新保存
    """
    return InputError.of(
        file, "文件已加密，无法读取", remedy="请取消打开密码后重新保存"
    )
