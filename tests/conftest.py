"""全部测试共用: 定律在持续集成里抽同样的例子, 在自己的机器上抽新的; 都不计时."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from tests import kept_office

os.environ.pop("COLUMNS", None)  # the width of who runs the tests is not theirs
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("own", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "own")

collect_ignore = ["office_worker.py"]
"""What another interpreter runs: that of LibreOffice's bridge."""


def pytest_runtest_teardown() -> None:
    """The interpreter's own zero byte still is one: a library in C may overwrite it."""
    assert bytes([0])[0] == 0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes a minute comes first: at the end one worker would wait for the other."""
    items.sort(key=lambda item: "fuzz" not in item.path.parts)


def pytest_sessionfinish() -> None:
    kept_office.close()
