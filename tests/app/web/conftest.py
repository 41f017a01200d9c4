"""网页测试共用: 在本进程里问一页; 真的开一个网页; 真的浏览器.

What is stored is tested in an SQLite file and in PostgreSQL: in the modules of `IN_BOTH`
every test that has a database runs in both.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from starlette.testclient import TestClient

from app.web.application import application
from app.web.intake.files import brought
from app.web.opening import Home, site_in
from app.web.site import Site
from app.web.store.papers import Brought
from indicators import load
from templates.writing.writer import write
from tests.app.web.postgresql import Cluster, cluster

ROOT = Path(__file__).parents[3]
NANCHANG = ROOT / "examples/nanchang-2021/evaluation.toml"
LOCAL = "http://127.0.0.1:8701"
WIDTHS = (1280, 390)
TOKEN = re.compile(r'"x-csrf":"([0-9a-f]+)"')
IN_BOTH = {
    "test_clerk", "test_rows", "test_accounts", "test_store", "test_auditor",
    "test_queue_killed", "test_reading",
}  # fmt: skip
DATABASES = ["sqlite", "postgresql"]


class Clerk(TestClient):
    """Who asks for pages, as a browser on them would."""

    def token(self, where: str = "/") -> str:
        """What a page gives to those that change something from it."""
        found = TOKEN.search(self.get(where).text)
        assert found
        return found[1]

    def bring(self, name: str, content: bytes, **headers: str) -> str:
        """Bring a file; gives the address of its table."""
        files = {"file": (name, content)}
        token = {"csrf": self.token()}
        answer = self.post("/papers", files=files, data=token, headers=headers)
        assert answer.status_code == 200, answer.text
        return self.read(answer.url.path)

    def read(self, where: str, seconds: float = 90) -> str:
        """Wait until a file is read; gives the address of its table."""
        end = time.monotonic() + seconds
        while where.startswith("/readings/") and time.monotonic() < end:
            time.sleep(0.1)
            where = self.get(where).url.path
        return where


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    module = metafunc.module.__name__.rpartition(".")[2]
    if "database" in metafunc.fixturenames and module in IN_BOTH:
        metafunc.parametrize("database", DATABASES, indirect=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    with cluster() as made:
        yield made


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str | None:
    """The address of an empty database; None for a file."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return None
    made: Cluster = request.getfixturevalue("postgresql")
    return made.emptied()


@pytest.fixture
def home(tmp_path: Path, database: str | None) -> Home:
    """Where all is kept."""
    return Home(tmp_path / "data", database)


@pytest.fixture
def site(home: Home) -> Iterator[Site]:
    made = site_in(home)
    yield made
    made.database.close()


@pytest.fixture
def clerk(site: Site) -> Iterator[Clerk]:
    with Clerk(application(site, print), base_url=LOCAL) as made:
        yield made


@pytest.fixture(scope="session")
def nanchang() -> bytes:
    """The published table on the national form."""
    return write(load(NANCHANG), "national-2020")


@pytest.fixture(scope="session")
def read_once(nanchang: bytes) -> Brought:
    """The same, as a process of its own has read it."""
    return brought("甲.xlsx", nanchang)


def free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


def start(folder: Path, *more: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start the real program, and wait until it answers."""
    port = free_port()
    program = [sys.executable, "-c", "from app.cli import main; main()", "serve"]
    process = subprocess.Popen(
        [*program, "--data", str(folder), "--port", str(port), *more],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    where = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            with urlopen(where, timeout=10):
                return process, where
        except OSError:
            assert process.poll() is None
            time.sleep(0.1)
    raise AssertionError(where)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real program."""
    process, where = start(tmp_path_factory.mktemp("served"))
    yield where
    process.kill()
    process.wait()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, with no way out of the machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=[
                "--no-sandbox",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Browser, served: str) -> Iterator[Callable[..., Page]]:
    """Open a page of a width; what its console says at the end must be nothing."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        said.append(message.text)

    def at(width: int, scheme: str = "light", where: str = "/") -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            base_url=served,
        )
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", hear)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(where)
        return page

    at.__dict__.update(hear=hear)
    yield at
    for context in chromium.contexts:
        context.close()
    assert said == []


@pytest.fixture(scope="session")
def faults() -> Callable[[Page], list[str]]:
    """What axe-core finds serious about a page."""
    axe = Axe()

    def found(page: Page) -> list[str]:
        answer = axe.run(page).response["violations"]
        return [
            f"{each['id']}: {each['nodes'][0]['html']}"
            for each in answer
            if each["impact"] in {"serious", "critical"}
        ]

    return found
