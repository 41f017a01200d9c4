"""在真的浏览器里: 两种宽度, 亮与暗, 没有网络, 只用键盘."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attrs import evolve
from playwright.sync_api import Browser, Locator, Page, expect

from app.web.accounts.adding import add_account
from app.web.opening import Home
from indicators import load
from templates.writing.writer import write
from tests.app.web.conftest import NANCHANG, WIDTHS, start
from tests.app.web.pictures import picture
from tests.app.web.postgresql import Cluster

PASSWORD = "correct horse battery"  # noqa: S105
Open = Callable[..., Page]
Faults = Callable[[Page], list[str]]


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory, nanchang: bytes) -> Path:
    path = tmp_path_factory.mktemp("files") / "南昌.xlsx"
    path.write_bytes(nanchang)
    return path


@pytest.fixture(scope="session")
def batch(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three short tables."""
    folder, own = tmp_path_factory.mktemp("batch"), load(NANCHANG)
    for name in "甲乙丙":
        short = evolve(own, project=f"{name}项目", indicators=own.indicators[:4])
        (folder / f"{name}.xlsx").write_bytes(write(short, "national-2020"))
    return sorted(folder.iterdir())


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
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
    first = page.locator("#r0-13 summary")
    first.focus()
    first.press("Enter")
    assert page.locator("#r0-13").get_by_text("得 0.9 分").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(page) == []


def bring(page: Page, file: Path) -> None:
    page.set_input_files("#file", file)
    page.get_by_role("button", name="上传", exact=True).click()
    page.wait_for_url("**/papers/*")


def field(page: Page, cell: str) -> Locator:
    return page.locator(f"#c{cell} [name=text]")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_table_is_filled_and_handed_in_by_keyboard_alone(
    opened: Open, faults: Faults, file: Path, width: int
) -> None:
    page = opened(width)
    bring(page, file)
    first = field(page, "0-13-7")
    first.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("83%")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("已存上")
    expect(page.locator("#r0-13 b")).to_have_text("0.75")
    expect(page.locator("#worth")).to_contain_text("94～94.3")
    expect(field(page, "0-14-7")).to_be_focused()
    field(page, "0-14-10").focus()
    page.keyboard.type("第一行")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("第二行")
    with page.expect_response("**/cells"):
        page.keyboard.press("Tab")
    page.reload()
    expect(field(page, "0-13-7")).to_have_value("83%")
    expect(field(page, "0-14-10")).to_have_value("第一行\n第二行")
    page.evaluate("scrollTo(0, 0)")
    picture(page, f"fill-{width}")
    page.get_by_role("button", name="添一行").nth(1).press("Enter")
    page.wait_for_url("**done=row*")
    keys = page.keyboard
    for text, told in (
        ("培训满意情况", "已存上"),
        ("效果明显", "已存上"),
        ("达成年度指标", "已存上"),
        ("0.5", "94.4～94.8"),
        ("0.4", "94.4～94.7"),
    ):
        keys.type(text)
        with page.expect_response("**/cells"):
            keys.press("Tab")
        expect(page.get_by_role("status").first).to_contain_text(told)
    assert page.evaluate("document.activeElement.ariaLabel") == "偏差原因"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(page) == []
    page.get_by_role("button", name="删这一行").press("Enter")
    expect(page.get_by_text("删去之前的存作第 1 版")).to_be_visible()
    page.get_by_label("存一版，备注").focus()
    page.keyboard.type("一稿")
    page.keyboard.press("Enter")
    page.wait_for_url("**/versions")
    assert faults(page) == []
    page.go_back()
    page.get_by_role("button", name="报送").press("Enter")
    expect(page.get_by_text("已报送（第 2 版）")).to_be_visible()
    assert page.locator("textarea").count() == 0
    page.get_by_label("退回修改，意见").fill("请补原因")
    page.keyboard.press("Enter")
    expect(page.get_by_text("退回：请补原因")).to_be_visible()


def test_two_windows_on_one_cell(opened: Open, file: Path) -> None:
    one = opened(1280)
    bring(one, file)
    other = opened(1280, where=one.url)
    field(one, "0-13-7").fill("83%")
    field(one, "0-13-7").blur()
    expect(one.get_by_role("status").first).to_contain_text("已存上")
    # A refusal is told by the browser itself too.
    for page in (one, other):
        page.remove_listener("console", opened.hear)  # type: ignore[attr-defined]
    field(other, "0-13-7").fill("90%")
    field(other, "0-13-7").blur()
    note = other.locator("#n0-13-7")
    expect(note).to_contain_text("现在写着“83%”，您写的是“90%”")
    other.get_by_role("button", name="用我的").click()
    expect(note).to_be_empty()
    field(one, "0-13-7").fill("95%")
    field(one, "0-13-7").blur()
    one.get_by_role("button", name="用现在的").click()
    expect(field(one, "0-13-7")).to_have_value("90%")


def test_a_trial_leaves_nothing_and_a_lost_line_is_told(
    opened: Open, file: Path
) -> None:
    page = opened(1280)
    bring(page, file)
    where = page.url
    page.get_by_role("link", name="试算").click()
    for cell, text, total in (
        ("0-13-7", "83%", "94～94.3"),
        ("0-14-7", "50%", "93.55"),
    ):
        field(page, cell).fill(text)
        field(page, cell).blur()
        expect(page.get_by_role("status").first).to_contain_text(total)
    page.goto(where)
    expect(field(page, "0-13-7")).to_have_value("100%")
    page.remove_listener("console", opened.hear)  # type: ignore[attr-defined]
    page.context.set_offline(True)
    field(page, "0-13-7").fill("50%")
    field(page, "0-13-7").blur()
    expect(page.get_by_role("status").first).to_contain_text("没有存")
    page.context.set_offline(False)
    expect(field(page, "0-13-7")).to_have_value("50%")


def test_the_page_reads_and_prints_without_script(
    chromium: Browser, served: str, file: Path
) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=served)
    page = context.new_page()
    page.goto("/")
    bring(page, file)
    page.locator("#r0-13 summary").click()
    expect(page.locator("#r0-13")).to_contain_text("得满分 0.9")
    assert page.pdf().startswith(b"%PDF")
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_batch_is_brought_listed_and_reviewed_by_keyboard(
    opened: Open, faults: Faults, batch: list[Path], width: int, scheme: str
) -> None:
    page = opened(width, scheme, "/audits")
    assert faults(page) == []
    page.set_input_files("#files", batch)
    page.get_by_label("名称").fill(f"一批{width}")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=f"一批{width}").click(timeout=90_000)
    expect(page.get_by_text("3 张表，重的在先")).to_be_visible()
    assert faults(page) == []
    picture(page, f"list-{width}")
    page.keyboard.press("/")
    page.keyboard.type("乙项目")
    page.keyboard.press("Enter")
    page.wait_for_url("**search=*")
    expect(page.get_by_text("1 张表，重的在先")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tables/*")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(page) == []
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("td:target a.mark").first).to_be_visible()
    picture(page, f"review-{width}")
    first = page.locator("#f1")
    first.locator("summary").press("Enter")
    first.get_by_label("说明").fill("已核对")
    first.get_by_role("button", name="属实").press("Enter")
    expect(page.locator("#f1 .said")).to_contain_text("属实 已核对")


@pytest.fixture
def office(postgresql: Cluster, tmp_path: Path) -> Iterator[str]:
    """The pages of an office, its database in PostgreSQL, with one account."""
    home = Home(tmp_path / "data", postgresql.emptied())
    add_account(home, "管理员甲", "admin", "", lambda: PASSWORD)
    process, where = start(home.folder, "--database", str(home.database))
    yield where
    process.kill()
    process.wait()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_who_has_an_account_logs_in_reviews_and_gives_back_by_keyboard(
    opened: Open,
    faults: Faults,
    batch: list[Path],
    office: str,
    width: int,
    scheme: str,
) -> None:
    page = opened(width, scheme, f"{office}/admin")
    keys = page.keyboard
    assert faults(page) == []
    page.get_by_label("名字").focus()
    keys.type("管理员甲")
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(page.get_by_role("heading", name="账号", exact=True)).to_be_visible()
    assert faults(page) == []
    page.goto(office)
    bring(page, batch[0])
    page.get_by_role("button", name="报送").press("Enter")
    page.get_by_role("link", name="审核", exact=True).last.press("Enter")
    page.wait_for_url("**/review")
    page.locator("tr.row a.say").first.press("Enter")
    page.wait_for_url("**/review?line=*")
    assert faults(page) == []
    expect(page.get_by_label("说什么")).to_be_focused()
    keys.type("请附验收单")
    keys.press("Tab")
    keys.press("Enter")
    said = page.locator("td:target .said")
    expect(said).to_contain_text("批注 请附验收单")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="这张表").press("Enter")
    page.get_by_label("退回修改，意见").focus()
    keys.type("见批注")
    keys.press("Enter")
    expect(page.locator(".said")).to_contain_text("批注 请附验收单 管理员甲")
    assert faults(page) == []
    picture(page, f"returned-{width}")
    page.goto(f"{office}/account")
    assert faults(page) == []
    page.get_by_role("button", name="全部退出").press("Enter")
    page.wait_for_url("**/login*")
