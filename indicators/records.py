"""记录: 成千上万的值. 类型检查时是冻结的, 运行时不设防.

attrs makes a frozen instance through a guard, field by field: half of the time of an
audit went there. So the classes of which a table has hundreds are frozen to mypy, which
holds that nobody assigns to them, and plain slots at run time (ADR 6).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attrs import frozen as record
else:
    from attrs import define, setters

    record = partial(define, unsafe_hash=True, on_setattr=setters.NO_OP)

__all__ = ["record"]
