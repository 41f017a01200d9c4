"""网页的根基: 谁能打开, 收什么不收什么, 存得住, 说得清."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.web.application import STATIC, application
from app.web.clerk import papers as pages
from app.web.requests.forms import FormLimits
from app.web.requests.guard import HEADERS
from app.web.requests.sessions import COOKIE
from app.web.site import Site
from app.web.store import papers
from indicators import Evaluation, Indicator
from templates.writing.writer import write
from tests.app.web.conftest import NANCHANG, ROOT, Clerk
from tests.app.web.pictures import PICTURES, TEXTS

HOSTILE = Evaluation(
    project="<script>alert(1)</script>",
    unit='"><img src=x onerror=alert(2)>',
    year=2023,
    indicators=(
        Indicator(
            ("产出指标{{7*7}}", "数量指标"), "<svg onload=alert(3)>", "≥5个", "=1+1"
        ),
        Indicator(
            ("产出指标{{7*7}}", "数量指标"), "javascript:alert(4)", "≥5个", "5个"
        ),
    ),
)


# --- what may be asked, and from where ------------------------------------------------


@pytest.mark.parametrize("where", ["/", "/none", "/static/pages.css", "/papers/none"])
def test_every_answer_says_what_a_browser_may_do_with_it(
    clerk: Clerk, where: str
) -> None:
    answer = clerk.get(where)
    assert {name: answer.headers[name] for name, _ in HEADERS} == dict(HEADERS)
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_no_page_holds_a_script_or_a_style_of_its_own(
    clerk: Clerk, nanchang: bytes
) -> None:
    for where in ("/", clerk.bring("甲.xlsx", nanchang), "/none"):
        told = clerk.get(where).text
        assert "<style" not in told
        assert " style=" not in told
        assert " onclick" not in told
        assert told.count("<script") == told.count('<script src="/static/')


def test_pages_open_under_the_names_of_this_machine_only(site: Site) -> None:
    for host, status in (("127.0.0.1", 200), ("localhost", 200), ("evil.example", 421)):
        with TestClient(application(site, print), base_url=f"http://{host}") as asking:
            assert asking.get("/").status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_change_from_another_site_is_refused(
    clerk: Clerk, nanchang: bytes, headers: dict[str, str]
) -> None:
    data = {"csrf": clerk.token()}
    answer = clerk.post(
        "/papers", files={"file": ("甲.xlsx", nanchang)}, data=data, headers=headers
    )
    assert answer.status_code == 403
    assert "本站的页面" in answer.text
    assert "甲.xlsx" not in clerk.get("/").text


def test_a_change_wants_the_token_of_the_same_browser(
    clerk: Clerk, site: Site, nanchang: bytes
) -> None:
    files = {"file": ("甲.xlsx", nanchang)}
    for token in ("", "0" * 64, site.token("another")):
        answer = clerk.post("/papers", files=files, data={"csrf": token})
        assert answer.status_code == 403
        assert "页面已过期" in answer.text
    assert papers.listed(site.database) == []


def test_the_session_is_kept_from_scripts_and_other_sites(clerk: Clerk) -> None:
    told = clerk.get("/").headers["Set-Cookie"]
    assert told.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "SameSite=Strict"} <= set(told.split("; "))
    assert "Set-Cookie" not in clerk.get("/").headers
    assert "Secure" not in told.split("; ")  # this machine alone, without encryption
    encrypted = TestClient(clerk.app, base_url="https://127.0.0.1")
    assert "Secure" in encrypted.get("/").headers["Set-Cookie"].split("; ")
    clerk.cookies.set(COOKIE, "../chosen", domain="127.0.0.1")
    assert "chosen" not in clerk.get("/").headers["Set-Cookie"]


def test_a_fault_of_ours_is_a_sentence_and_no_traceback(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(papers, "listed", lambda _: 1 // 0)
    answer = clerk.get("/")
    assert answer.status_code == 500
    assert "请报告此问题" in answer.text
    assert "Traceback" not in answer.text + capsys.readouterr().out


# --- what is brought ------------------------------------------------------------------


def test_a_table_stands_as_it_is_printed_with_points_and_reasons(
    clerk: Clerk, nanchang: bytes
) -> None:
    told = clerk.get(clerk.bring("自评表.xlsx", nanchang)).text
    assert "89.35～94.55" in told
    assert "10 × 6130.36 ÷ 10072.59" in told
    assert 'rowspan="119"' in told
    assert told.count('class="row"') == 118
    assert 'data-label="偏差原因"' in told
    assert '<a href="/papers/' in clerk.get("/").text


def test_data_is_laid_out_as_an_official_form(clerk: Clerk) -> None:
    told = clerk.get(clerk.bring("数据.toml", NANCHANG.read_bytes())).text
    assert told.count('class="row"') == 118
    assert "10 × 6130.36 ÷ 10072.59" in told


PAGE = """<html><meta charset="utf-8"><h1>项目支出绩效自评表</h1><table border=1>
<tr><td>项目名称<td colspan=6>甲项目
<tr><td>一级指标<td>二级指标<td>三级指标<td>年度指标值<td>实际完成值<td>分值<td>得分
<tr><td>产出指标<td>数量指标<td>培训场次<td>≥10场<td>8场<td>50<td>40
<tr><td colspan=5>总分<td>50<td>40</table><p>注</p></html>"""


def test_an_old_document_is_converted_and_filled(clerk: Clerk, tmp_path: Path) -> None:
    page = tmp_path / "表.html"
    page.write_text(PAGE, "utf-8")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    kind = ["--infilter=HTML (StarWriter)", "--convert-to", "rtf:Rich Text Format"]
    command = ["lowriter", profile, "--headless", *kind, "--outdir", tmp_path, page]
    subprocess.run(command, check=True, capture_output=True)
    told = clerk.get(clerk.bring("表.rtf", (tmp_path / "表.rtf").read_bytes())).text
    assert "50 × 8场 ÷ 10场" in told
    assert told.count('class="row"') == 1
    files = {"file": ("坏.rtf", b"{\\rtf1 broken")}
    answer = clerk.post("/papers", files=files, data={"csrf": clerk.token()})
    assert answer.status_code == 422


def test_what_stands_in_cells_stays_text(clerk: Clerk) -> None:
    where = clerk.bring('<b>"&.xlsx', write(HOSTILE, "national-2020"))
    for told in (clerk.get(where).text, clerk.get("/").text):
        assert "<script>alert" not in told
        assert "<img src=x" not in told
        assert "<svg" not in told
        assert "<b>&#34;" not in told
        assert "&lt;script&gt;alert(1)" in told
    assert "{{7*7}}" in clerk.get(where).text


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("xl/workbook.xml", b" " * (300 << 20))
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("空.xlsx", b"", "空"),
        ("不是.xlsx", b"MZ\x90" * 99, "不是.xlsx"),
        ("只有字.txt", "今天天气好".encode(), "没有找到自评表"),
        ("坏.toml", b"[[", "坏.toml"),
        ("../../secret", b"x", "secret："),
    ],
)
def test_what_holds_no_table_is_told_and_not_stored(
    clerk: Clerk, site: Site, name: str, content: bytes, word: str
) -> None:
    files = {"file": (name, content)}
    answer = clerk.post("/papers", files=files, data={"csrf": clerk.token()})
    assert answer.status_code == 422
    assert word in answer.text
    assert "ziping-" not in answer.text
    assert papers.listed(site.database) == []


def test_a_bomb_costs_nobody_anything(clerk: Clerk, site: Site) -> None:
    answer = clerk.post(
        "/papers", files={"file": ("大.xlsx", bomb())}, data={"csrf": clerk.token()}
    )
    assert answer.status_code == 422
    assert papers.listed(site.database) == []


def test_the_limits_are_said_before_and_hold(
    clerk: Clerk, nanchang: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "一次至多 1 个文件，共 50 MB" in clerk.get("/").text
    monkeypatch.setattr(pages, "ONE_FILE", FormLimits(1, 4096))
    answer = clerk.post(
        "/papers", files={"file": ("甲.xlsx", nanchang)}, data={"csrf": clerk.token()}
    )
    assert answer.status_code == 413
    assert "超过了限度" in answer.text


def test_more_files_than_said_are_refused(clerk: Clerk, site: Site) -> None:
    files = [("file", (f"{n}.xlsx", b"x")) for n in range(2)]
    answer = clerk.post("/papers", files=files, data={"csrf": clerk.token()})
    assert answer.status_code == 400
    assert "一次至多 1 个文件" in answer.text
    answer = clerk.post(
        "/papers",
        content=b"--x\r\nbroken",
        headers={"content-type": "multipart/form-data; boundary=x"},
    )
    assert answer.status_code in {400, 403}
    assert papers.listed(site.database) == []


def test_nothing_chosen_and_nothing_there_are_told(clerk: Clerk) -> None:
    answer = clerk.post("/papers", data={"csrf": clerk.token()})
    assert answer.status_code == 400
    assert "请选一个文件" in answer.text
    for where in ("/papers/none", "/none", "/static/none.css"):
        assert clerk.get(where).status_code == 404
    assert clerk.put("/papers", content=b"").status_code == 405


# --- the command ----------------------------------------------------------------------


def test_only_this_machine_is_served(
    ziping: Callable[..., object], tmp_path: Path
) -> None:
    said = ziping("serve", "--host", "192.0.2.1", "--data", str(tmp_path / "a"))
    told = (
        "没有账号时，网页只给本机的人用（原值“192.0.2.1”）。请用 127.0.0.1，或先添账号"
    )
    more = "：ziping serve users add 名字 --role clerk\n"
    assert said == (2, "", f"错误：--host：{told}{more}")
    assert not (tmp_path / "a").exists()


def test_a_port_that_is_taken_is_told(
    ziping: Callable[..., tuple[int, str, str]], served: str, tmp_path: Path
) -> None:
    port = served.rpartition(":")[2]
    code, _, said = ziping("serve", "--port", port, "--data", str(tmp_path))
    assert code == 2
    assert "端口已被占用" in said


def test_what_is_vendored_is_named_with_its_licence() -> None:
    notice = (STATIC / "NOTICE.md").read_text("utf-8")
    for path in STATIC.glob("*.min.js"):
        assert path.name in notice
    assert "Zero-Clause BSD" in notice


def test_every_picture_of_the_documents_is_there_and_small() -> None:
    told = (ROOT / "docs/web.md").read_text("utf-8")
    named = set(re.findall(r"\(pictures/([^)]+)\)", told))
    kept = {path.name for path in PICTURES.iterdir()}
    assert named == kept == {f"{path.stem}.png" for path in TEXTS.iterdir()}
    assert max(path.stat().st_size for path in PICTURES.iterdir()) < 200_000
