"""计分测试的共用数据: 公开的南昌 2021 年自评表."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators import Evaluation, load

NANCHANG = Path(__file__).parents[2] / "examples/nanchang-2021/evaluation.toml"


@pytest.fixture(scope="session")
def nanchang() -> Evaluation:
    return load(NANCHANG)
