"""密码: 只存 argon2id 的摘要; 猜的要等."""

from __future__ import annotations

from collections import OrderedDict
from time import monotonic
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from attrs import define, field

from indicators.errors import InputError

SHORTEST: Final = 10
_LONGEST: Final = 1000
_FREE: Final = 5
"""So many wrong passwords may be tried at once; then each waits twice as long."""
OF_A_PLACE: Final = 40
"""So many from one place, whose people may be many."""
_LONGEST_WAIT: Final = 900
_KEPT: Final = 4096
_HASHER: Final = PasswordHasher()


def digest(password: str) -> str:
    """密码的摘要. Raises `InputError` for one that is too short."""
    if not SHORTEST <= len(password) <= _LONGEST:
        told = f"密码至少 {SHORTEST} 个字"
        raise InputError.of("密码", told, remedy="请写长些，如几个不相干的词")
    return _HASHER.hash(password)


_NOBODY: Final = _HASHER.hash("nobody has this password")


def right(known: str | None, password: str) -> bool:
    """密码对不对; for a name that nobody has it takes as long."""
    try:
        return _HASHER.verify(known or _NOBODY, password[:_LONGEST]) and bool(known)
    except (VerificationError, InvalidHashError):
        return False


@define
class Throttle:
    """猜错了的要等: by the name that was tried, and by where it came from."""

    failures: OrderedDict[str, tuple[int, float]] = field(factory=OrderedDict)

    def wait(self, *keys: str) -> int:
        """还要等几秒; 0 for none."""
        rest = (self.failures.get(key, (0, 0.0))[1] - monotonic() for key in keys)
        return max(0, *(int(each) + 1 if each > 0 else 0 for each in rest))

    def failed(self, key: str, free: int = _FREE) -> None:
        """记下猜错了的一次; from `free` on, each waits twice as long as the last."""
        count = self.failures.pop(key, (0, 0.0))[0] + 1
        wait = min(2 ** (count - free), _LONGEST_WAIT) if count >= free else 0
        self.failures[key] = (count, monotonic() + wait)
        while len(self.failures) > _KEPT:
            self.failures.popitem(last=False)

    def passed(self, *keys: str) -> None:
        """对了: all begin anew."""
        for key in keys:
            self.failures.pop(key, None)
