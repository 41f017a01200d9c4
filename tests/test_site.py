"""文档的网站: 做得出来, 链接不断, 一页不漏, 不向外面要东西."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OUTSIDE = re.compile(
    r"<(?:script|img|link)\b[^>]*(?:src|href)=[\"'](?:https?:)?//[^\"']*"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site from a copy, with every warning an error."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=folder
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "build/site"


def test_every_document_is_a_page_that_the_contents_name(site: Path) -> None:
    named = (ROOT / "mkdocs.yml").read_text("utf-8")
    for document in (ROOT / "docs").rglob("*.md"):
        name = document.relative_to(ROOT / "docs")
        assert re.search(rf"(- |: ){name}$", named, re.MULTILINE), name
        page = name.with_suffix(".html")
        page = page.with_name("index.html") if page.stem == "README" else page
        assert (site / page).exists(), page


def test_the_site_asks_nothing_of_the_network(site: Path) -> None:
    pages = [page.read_text("utf-8") for page in site.rglob("*.html")]
    assert len(pages) > 20
    assert [OUTSIDE.search(page) for page in pages] == [None] * len(pages)
