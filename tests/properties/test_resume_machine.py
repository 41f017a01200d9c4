"""接着做与从头做一样: 任意添、改、移、删文件, 中间做几次, 结果总是同样的字节."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.cli import run
from tests.app.commands.test_audit_folders import FAULTY, SOUND, packed
from tests.app.conftest import ROOT

UNITS = sorted((ROOT / "examples/three-units").glob("*.toml"))
CONTENTS = {
    "好": (SOUND, ".xlsx"),
    "错": (FAULTY, ".xlsx"),
    "包": (packed(**{"甲.xlsx": SOUND, "乙.xlsx": FAULTY}), ".zip"),
    "不是表": ("名称,电话\n甲,1\n".encode(), ".csv"),
    "坏": (FAULTY[:900], ".xlsx"),
    **{path.stem: (path.read_bytes(), ".toml") for path in UNITS},
}
NAMES = st.sampled_from(["甲", "乙", "丙"])
FOLDERS = st.sampled_from(["", "一处", "二处"])


def quietly(*arguments: str) -> int:
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        return run(list(arguments))


class Submissions(RuleBasedStateMachine):
    """A folder that people put files into, while it is audited now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.top = Path(tempfile.mkdtemp(prefix="ziping-machine-"))
        (self.top / "上报").mkdir()
        self.stale = False

    def files(self) -> list[Path]:
        return sorted(p for p in (self.top / "上报").rglob("*") if p.is_file())

    @rule(
        folder=FOLDERS,
        name=NAMES,
        content=st.sampled_from(sorted(CONTENTS)),
        moment=st.sampled_from([0, 1_700_000_000, 1 << 33]),
    )
    def put(self, folder: str, name: str, content: str, moment: int) -> None:
        """A new file, or another content under a name that is there, of whatever time."""
        data, suffix = CONTENTS[content]
        path = self.top / "上报" / folder / f"{name}{suffix}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        os.utime(path, (moment, moment))
        self.stale = True

    @precondition(lambda self: self.files())
    @rule(data=st.data(), folder=FOLDERS, name=NAMES)
    def move(self, data: st.DataObject, folder: str, name: str) -> None:
        """The same file elsewhere, or under another name."""
        path = data.draw(st.sampled_from(self.files()))
        target = self.top / "上报" / folder / f"{name}{path.suffix}"
        target.parent.mkdir(exist_ok=True)
        path.replace(target)
        self.stale = True

    @precondition(lambda self: self.files())
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        data.draw(st.sampled_from(self.files())).unlink()
        self.stale = True

    @precondition(lambda self: self.stale and self.files())
    @rule()
    def audit(self) -> None:
        """What is kept from before is used; it must not be seen."""
        codes = [self.batch("果", "--resume"), self.batch("新", "--anew")]
        assert codes[0] == codes[1]
        assert shown(self.top / "果") == shown(self.top / "新")
        self.stale = False

    def batch(self, out: str, mode: str) -> int:
        before = Path.cwd()
        os.chdir(self.top)
        try:
            return quietly("batch", "上报", "--out", out, mode, "--jobs", "1")
        finally:
            os.chdir(before)

    @invariant()
    def nothing_half_written(self) -> None:
        assert not [p for p in self.top.rglob("*.new") if p.is_file()]

    def teardown(self) -> None:
        shutil.rmtree(self.top)


def shown(folder: Path) -> dict[str, bytes]:
    """What a person finds; the workbook's links tell where it lies."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*.*"))
        if path.is_file() and ".ziping" not in path.parts and path.suffix != ".xlsx"
    }


def test_a_folder_that_is_audited_again_and_again() -> None:
    run_state_machine_as_test(
        Submissions,
        settings=settings(
            max_examples=4,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
