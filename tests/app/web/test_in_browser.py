"""在真的浏览器里: 两种宽度, 亮与暗, 没有网络, 只用键盘."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.app.web.conftest import WIDTHS

Open = Callable[..., Page]
Faults = Callable[[Page], list[str]]


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory, nanchang: bytes) -> Path:
    path = tmp_path_factory.mktemp("files") / "南昌.xlsx"
    path.write_bytes(nanchang)
    return path


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_file_is_dropped_and_its_table_read(
    opened: Open, faults: Faults, file: Path, width: int, scheme: str
) -> None:
    page = opened(width, scheme)
    assert faults(page) == []
    page.set_input_files("#file", file)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="上传", exact=True).press("Enter")
    page.wait_for_url("**/papers/*")
    assert page.get_by_text("89.35～94.55").first.is_visible()
    first = page.locator("#wt1-r1 summary")
    first.focus()
    first.press("Enter")
    assert page.locator("#wt1-r1").get_by_text("得 0.9 分").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(page) == []
