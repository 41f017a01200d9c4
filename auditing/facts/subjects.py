"""同一件事: 由指标名称认出说的是同一项工作的同一阶段."""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import frozen

STAGES = {"终验": "验收", "竣工验收": "验收", "验收": "验收", "初验": "初验"}
_STAGE = re.compile(f"(?P<subject>.{{2,}}?)(?P<stage>{'|'.join(STAGES)})(?P<rest>.*)")


@frozen
class Subject:
    """指标名称说的: 哪项工作 `work`, 哪个阶段 `stage`, 阶段的什么 `rest` (完成率、时间)."""

    work: str
    stage: str
    rest: str


@lru_cache(maxsize=1024)
def subject(name: str) -> Subject | None:
    """拆出名称里的工作与阶段; None 为名称不说验收.

    >>> subject("疫情防控大数据管理平台终验完成时间")
    Subject(work='疫情防控大数据管理平台', stage='验收', rest='完成时间')
    """
    match = _STAGE.fullmatch(name)
    if match is None:
        return None
    return Subject(match["subject"], STAGES[match["stage"]], match["rest"])
