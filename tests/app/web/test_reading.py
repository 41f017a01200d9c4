"""读得久的文件: 收下就有一页, 说读到哪里; 关了程序也不丢; 没有读成的说为什么."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.web.application import application
from app.web.clerk import reading_pages, reading_queue
from app.web.intake.files import of_pages
from app.web.opening import Home, site_in
from app.web.site import Site
from app.web.store import papers, readings
from app.web.store.papers import Brought
from reading.sources import isolated
from reading.sources.isolated import ask, hearer
from tests.app.web.conftest import LOCAL, Clerk

TOLD = "扫描件：识别第 1 页，共 2 页"


class Reader:
    """What reads files, slowly: it goes on when it is told to."""

    def __init__(self, made: Brought) -> None:
        self.made, self.open, self.read = made, False, 0

    def brought(self, name: str, content: bytes) -> Brought:
        del name, content
        self.read += 1
        heard = hearer.get()
        assert heard
        heard(TOLD)
        while not self.open:
            time.sleep(0.01)
        return self.made


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch, read_once: Brought) -> Iterator[Reader]:
    made = Reader(read_once)
    monkeypatch.setattr(reading_queue, "brought", made.brought)
    monkeypatch.setattr(reading_pages, "PATIENCE", 0.0)
    yield made
    made.open = True


def bring(clerk: Clerk) -> str:
    """Bring what looks like a scan; gives where its reader is led."""
    files, token = {"file": ("扫描.png", b"\x89PNG")}, {"csrf": clerk.token()}
    answer = clerk.post("/papers", files=files, data=token)
    assert answer.status_code == 200
    return str(answer.url.path)


def said(clerk: Clerk, where: str, text: str) -> str:
    """Wait until a page says something."""
    end = time.monotonic() + 20
    while text not in (told := clerk.get(where).text):
        assert time.monotonic() < end, told
        time.sleep(0.02)
    return told


def test_a_file_that_takes_long_has_a_page_at_once_that_tells_how_far_it_is(
    clerk: Clerk, site: Site, reader: Reader
) -> None:
    where = bring(clerk)
    assert where.startswith("/readings/")
    told = said(clerk, where, TOLD)
    assert '<noscript><meta http-equiv="refresh" content="3">' in told
    assert 'hx-trigger="every 1s"' in told
    assert TOLD in clerk.get("/").text
    reader.open = True
    assert clerk.read(where).startswith("/papers/")
    part = clerk.get(where, headers={"hx-request": "true"})
    assert part.headers["HX-Redirect"] == clerk.get(where).url.path
    assert "正在读的" not in clerk.get("/").text
    (reading,) = readings.listed(site.database)
    assert len(papers.listed(site.database)) == 1
    assert readings.content(site.database, reading.id) == b""


def test_what_was_accepted_is_read_by_the_next_run_and_once(
    site: Site, home: Home, reader: Reader
) -> None:
    with Clerk(application(site, print), base_url=LOCAL) as clerk:
        where = said(clerk, "/", "首页") and bring(clerk)
        said(clerk, where, TOLD)
    reader.open = True
    time.sleep(0.05)
    assert papers.listed(site.database) == []
    site.database.close()
    again = site_in(home)
    with Clerk(application(again, print), base_url=LOCAL) as clerk:
        assert clerk.read(where).startswith("/papers/")
    (reading,) = readings.listed(again.database)
    readings.finish(again.database, reading, reader.made)
    assert len(papers.listed(again.database)) == 1
    assert reader.read == 2
    again.database.close()


def test_what_could_not_be_read_is_told_until_it_is_known(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, token = {"file": ("<b>坏.pdf", b"%PDF-x")}, {"csrf": clerk.token()}
    monkeypatch.setattr(reading_pages, "PATIENCE", 30.0)
    answer = clerk.post("/papers", files=files, data=token)
    where = answer.url.path
    assert "没有读成" in answer.text
    assert "&lt;b&gt;坏.pdf" in answer.text
    assert "没有读成" in clerk.get("/").text
    clerk.post(f"{where}/forget", data=token)
    assert "没有读成" not in clerk.get("/").text
    assert clerk.get(where).status_code == 404

    def breaks(name: str, content: bytes) -> Brought:
        raise RuntimeError(name, content)

    monkeypatch.setattr(reading_queue, "brought", breaks)
    told = clerk.post("/papers", files=files, data=token).text
    assert "程序内部出错（RuntimeError）" in told


def test_a_program_that_reads_aloud_is_heard_while_it_reads(tmp_path: Path) -> None:
    (tmp_path / "slow.py").write_text(
        "import sys\nprint('第 1 页', file=sys.stderr, flush=True)\nprint('{}')"
    )
    heard: list[str] = []
    token = hearer.set(heard.append)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PYTHONPATH", str(tmp_path))
            assert ask("slow", [], aloud=True) == {}
            assert heard == ["第 1 页"]
            assert ask("slow", []) == {}
            assert ask("none", [], aloud=True) is None
    finally:
        hearer.reset(token)
    assert heard[0] == "第 1 页"
    assert isolated.hearer.get() is None


def test_what_looks_like_pages_is_read_behind() -> None:
    assert of_pages("甲", b"\xff\xd8\xff\xe0")
    assert not of_pages("甲.xlsx", b"PK\x03\x04")
