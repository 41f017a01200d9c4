"""值怎样送到另一个进程, 或留在磁盘上: a mapping that cannot be changed goes as a plain one."""

from __future__ import annotations

import copyreg
import pickle
from types import MappingProxyType
from typing import Any


def packed(value: Any) -> bytes:
    """写成字节, for this program alone."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpacked(data: bytes) -> Any:
    """读出来. Only what this run has written itself may be given."""
    return pickle.loads(data)  # noqa: S301 - ours


def _mapping(plain: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(plain)


copyreg.pickle(MappingProxyType, lambda proxy: (_mapping, (dict(proxy),)))
