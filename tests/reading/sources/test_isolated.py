"""隔离的进程: 限度不超过已经有的限度."""

from __future__ import annotations

import resource

import pytest

from reading.sources import isolated


@pytest.mark.parametrize(
    ("allowed", "taken"),
    [(resource.RLIM_INFINITY, isolated.MEMORY_LIMIT), (250 << 20, 250 << 20)],
)
def test_no_more_memory_is_asked_for_than_is_allowed(
    monkeypatch: pytest.MonkeyPatch, allowed: int, taken: int
) -> None:
    """A worker with less memory starts the reader of PDF: only root may raise a limit."""
    asked: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr("resource.getrlimit", lambda _: (allowed, allowed))
    monkeypatch.setattr("resource.setrlimit", asked.__setitem__)
    isolated.limit()
    assert asked[resource.RLIMIT_AS] == (taken, taken)
