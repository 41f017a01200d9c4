"""怎样做一张空表: 分值怎样给, 做哪个项目的哪一张."""

from __future__ import annotations

from typing import NamedTuple


class Weighing(NamedTuple):
    """分值怎样给: 平均或按名单, 几位小数, 按哪种办法."""

    weights: str | None = None
    places: str = "2"
    policy: str | None = None


class PaperChoice(NamedTuple):
    """做哪个项目的哪一张表, 哪一年度的, 是否自己计分."""

    project: str | None = None
    form: str | None = None
    year: int | None = None
    live: bool = False
