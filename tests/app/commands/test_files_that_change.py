"""读的时候文件换了、没了: 写出的要么全是前一份的, 要么全是后一份的, 要么没有."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attrs import define
from openpyxl import load_workbook

from templates.forms.blank import blank
from templates.forms.form import load_form
from templates.writing.writer import write
from tests.app.commands.test_audit_folders import FAULTY
from tests.app.conftest import Said
from tests.auditing.tables import with_row

Ziping = Callable[..., Said]
OTHER = write(with_row(2, actual="50%", variance_note="汛期长"), "national-2016")
BLANKS = [write(blank(load_form(i)), i) for i in ("national-2020", "national-2016")]
READ, MADE = Path("上报/表.xlsx"), Path("果.xlsx")
CALLS = {
    "annotate": (("audit", READ, "--annotate", MADE), [FAULTY, OTHER]),
    "score": (("score", READ, "--write", MADE), [FAULTY, OTHER]),
    "fill": (("fill", READ, "--from", "数据.xlsx", "--out", MADE), BLANKS),
}
TOLD = "读的时候文件变了或移走了，没有做完。请等它存好，再运行一次"


@define
class Watch:
    """Who opens the file that is read: something happens before one of the times."""

    then: Callable[[], object] | None = None
    at: int = 0
    times: int = 0

    def heard(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.then is None or event != "open":
            return
        path = arguments[0]
        if isinstance(path, str | os.PathLike) and os.path.realpath(path) == self.path:
            self.times += 1
            if self.times == self.at:
                then, self.then = self.then, None
                then()

    @property
    def path(self) -> str:
        return os.path.realpath(READ)


HOOKED: list[Watch] = []


def heard(event: str, arguments: tuple[object, ...]) -> None:
    for watch in HOOKED:
        watch.heard(event, arguments)


sys.addaudithook(heard)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    READ.parent.mkdir()
    Path("数据.xlsx").write_bytes(FAULTY)


@pytest.fixture
def watch() -> Iterator[Watch]:
    watch = Watch()
    HOOKED.append(watch)
    yield watch
    HOOKED.remove(watch)


def shown(made: Path) -> object:
    """What a person finds in a workbook; None where there is none."""
    if not made.exists():
        return None
    return [
        [(c.coordinate, c.value, c.comment and c.comment.text) for c in row]
        for sheet in load_workbook(made).worksheets
        for row in sheet
    ]


@pytest.mark.parametrize("name", CALLS)
def test_what_is_written_is_of_one_content(
    name: str, ziping: Ziping, watch: Watch
) -> None:
    call, contents = CALLS[name]
    made = []
    for content in contents:
        READ.write_bytes(content)
        watch.then, watch.times, watch.at = int, 0, -1
        assert ziping(*map(str, call))[0] in {0, 1}
        made.append(shown(MADE))
        MADE.unlink()
    times = watch.times
    assert times > 5
    for then in (lambda: READ.write_bytes(contents[1]), READ.unlink):
        told = set()
        for watch.at in range(1, times + 1):
            READ.write_bytes(contents[0])
            watch.then, watch.times = then, 0
            code, _, err = ziping(*map(str, call))
            assert shown(MADE) in ([None] if code == 2 else made)
            MADE.unlink(missing_ok=True)
            told.add(err.rpartition("错误：")[2].strip() if code == 2 else "")
            assert {path.name for path in Path().iterdir()} == {"上报", "数据.xlsx"}
        assert f"{READ}：{TOLD}" in told
        assert all(not each or each.startswith(f"{READ}：") for each in told)


@pytest.mark.parametrize("then", ["gone", "another"])
def test_a_run_does_not_remember_what_was_wrong_while_a_file_changed(
    then: str, ziping: Ziping
) -> None:
    READ.write_bytes(FAULTY)
    faults = {"gone": READ.unlink, "another": lambda: READ.write_bytes(OTHER[:900])}
    call = ("batch", "上报", "--out", "果", "--per-unit", "--jobs", "1")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("batch.run.read_tables", lambda *_, **__: faults[then]() and ())
        code, _, err = ziping(*call)
    assert (code, f"没有审成：{READ}：{TOLD}" in err) == (2, True)
    READ.write_bytes(FAULTY)
    assert ziping(*call)[0] == 1
    assert ziping(*call[:3], "新", *call[4:])[0] == 1
    names = ["index.html", "tables.parquet", "findings.parquet"]
    for name in names:
        assert Path("果", name).read_bytes() == Path("新", name).read_bytes()
