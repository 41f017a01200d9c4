"""目标的字样: 写在标签同一格里的目标 — 预期目标：1.…."""

from __future__ import annotations

import re

from reading.text import lines

_LABELLED = re.compile(r"\s*([^:：\n]{2,16})[:：](.+)", re.DOTALL)


def goal_in(text: str) -> tuple[str, str | None]:
    """Part a label of the goals from the text behind it; None where there is none.

    >>> goal_in("预期目标：养护10公里"), goal_in("预期目标")
    (('预期目标', '养护10公里'), ('预期目标', None))
    """
    match = _LABELLED.match(text)
    return (match[1], lines(match[2])) if match else (text, None)
