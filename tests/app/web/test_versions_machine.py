"""两个人同填一张表, 存版、回版、报送、退回、重开: 库里的总与照着想的一样."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from app.web.application import application
from app.web.intake.files import brought
from app.web.opening import Home, site_in
from app.web.store import cells, noting, papers, versions
from app.web.store.cells import stamp
from app.web.store.papers import Brought
from tests.app.commands.test_audit_folders import FAULTY
from tests.app.web.conftest import LOCAL, Clerk

PRINTED = {"0-12-7": "3个", "0-12-9": "10", "0-14-10": ""}
"""An actual value, points and a reason, as the file has them."""
EDITORS = st.sampled_from(["张三", "李四"])
CELLS = st.sampled_from(sorted(PRINTED))
TEXTS = st.sampled_from(["3个", "5个", "10", "6", "", "雨季，=1+1", "<b>场地</b>"])
NUMBERS = st.integers(0, 6)


@pytest.fixture(scope="module")
def table() -> Brought:
    return brought("表.xlsx", FAULTY)


class Clock(datetime):
    """A clock that is set now and then, also back."""

    ahead = timedelta()

    @classmethod
    def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
        return datetime.now(tz) + cls.ahead


class Editing(RuleBasedStateMachine):
    """What is stored, beside what should be."""

    read_once: Brought

    def __init__(self) -> None:
        super().__init__()
        Clock.ahead = timedelta()
        self.home = Home(Path(tempfile.mkdtemp(prefix="ziping-machine-")), None)
        self.open()
        (self.id,) = papers.add(self.site.database, self.read_once)
        self.now: dict[str, str] = {}
        self.kept: list[dict[str, str]] = []
        self.handed: int | None = None
        self.seen = {who: dict(PRINTED) for who in ("张三", "李四")}

    def open(self) -> None:
        self.stack = ExitStack()
        self.site = site_in(self.home)
        self.stack.callback(self.site.database.close)
        pages = Clerk(application(self.site, print), base_url=LOCAL)
        self.clerk = self.stack.enter_context(pages)
        self.token = {"csrf": self.clerk.token()}

    def act(self, what: str, **data: str) -> tuple[int, str]:
        where = f"/papers/{self.id}/{what}"
        headers = {"hx-request": "true"} if what == "cells" else {}
        answer = self.clerk.post(where, data=data | self.token, headers=headers)
        return answer.status_code, unescape(answer.text)

    @rule(days=st.integers(-15_000, 15_000))
    def set_the_clock(self, days: int) -> None:
        Clock.ahead = timedelta(days)

    @rule()
    def reopen(self) -> None:
        """The program ends and begins again."""
        self.stack.close()
        self.open()

    @rule(who=EDITORS)
    def look(self, who: str) -> None:
        self.seen[who] = PRINTED | self.now

    @rule(who=EDITORS, cell=CELLS, text=TEXTS)
    def edit(self, who: str, cell: str, text: str) -> None:
        stands, seen = (PRINTED | self.now)[cell], self.seen[who][cell]
        code, told = self.act("cells", cell=cell, text=text, seen=stamp(seen))
        if self.handed is not None:
            assert code == 423
        elif text != stands != seen:
            assert code == 409
            assert f"现在写着“{stands}”，您写的是“{text}”" in told
            self.seen[who][cell] = stands
        else:
            assert code == 200
            self.now = {**self.now, cell: text}
            self.now = {c: t for c, t in self.now.items() if t != PRINTED[c]}
            self.seen[who][cell] = text

    def keep_one(self) -> None:
        if not self.kept or self.kept[-1] != self.now:
            self.kept.append(self.now)

    @rule(note=st.sampled_from(["一稿", "", "<i>"]))
    def keep(self, note: str) -> None:
        assert self.act("versions", note=note)[0] == 200
        self.keep_one()

    @rule(number=NUMBERS)
    def go_back(self, number: int) -> None:
        code, _ = self.act(f"versions/{number}/back")
        if self.handed is not None:
            assert code == 423
        elif not 0 < number <= len(self.kept):
            assert code == 404
        else:
            assert code == 200
            wanted = self.kept[number - 1]
            self.keep_one()
            self.now = wanted
            self.keep_one()

    @rule()
    def hand_in(self) -> None:
        code, told = self.act("hand-in")
        if self.handed is not None:
            assert code == 423
            return
        self.keep_one()
        self.handed = len(self.kept)
        assert (code, f"已报送（第 {self.handed} 版）" in told) == (200, True)

    @rule()
    def give_back(self) -> None:
        assert self.act("give-back", remark="请补")[0] == 200
        self.handed = None

    @rule(before=NUMBERS, after=NUMBERS)
    def compare(self, before: int, after: int) -> None:
        every = [self.now, *self.kept]
        asked = f"?before={before}&after={after}"
        answer = self.clerk.get(f"/papers/{self.id}/versions{asked}")
        if max(before, after) >= len(every):
            assert answer.status_code == 404
            return
        one, other = (PRINTED | every[n] for n in (before, after))
        told = unescape(answer.text)
        assert (one["0-12-7"] == other["0-12-7"]) or ("修缮校舍" in told)
        assert answer.status_code == 200

    @invariant()
    def all_is_as_it_should_be(self) -> None:
        database = self.site.database
        assert cells.cells(database, self.id) == self.now
        listed = versions.versions(database, self.id)
        assert [each.number for each in listed] == [*range(len(self.kept), 0, -1)]
        assert self.kept == [
            versions.cells_in(database, self.id, each.number) for each in listed[::-1]
        ]
        found = papers.find(database, self.id)
        assert found is not None
        assert found.handed == self.handed
        assert papers.origin(database, self.id) == FAULTY

    def teardown(self) -> None:
        self.stack.close()
        shutil.rmtree(self.home.folder)


def test_a_table_that_two_fill_in_versions(
    table: Brought, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(noting, "datetime", Clock)
    monkeypatch.setattr(Editing, "read_once", table, raising=False)
    run_state_machine_as_test(
        Editing,
        settings=settings(
            max_examples=4,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
