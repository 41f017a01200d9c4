"""数后悬着的小数点: #,##0.## 把整数显示成“1,300.”."""

from __future__ import annotations

import re

_LOOSE_POINT = r"^([^\d.]{0,3}\d[\d,]*)\.(?=(?:[%‰]|[万亿千百]?元|分)?$)"


def without_loose_point(text: str) -> str:
    """A number without the point that the format #,##0.## leaves behind a whole one.

    >>> without_loose_point("1,300."), without_loose_point("≥95.%")
    ('1,300', '≥95%')
    >>> without_loose_point("1.5"), without_loose_point("1.甲")
    ('1.5', '1.甲')
    """
    return re.sub(_LOOSE_POINT, r"\1", text) if "." in text else text
