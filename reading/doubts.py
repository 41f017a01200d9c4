"""存疑: 读表时拿不准的地方, 一处一条."""

from __future__ import annotations

from attrs import define, field

from indicators.errors import Problem

_MOST = 1000
Place = str


@define
class Doubts:
    """拿不准的地方: each with its place, noted once.

    >>> doubts = Doubts()
    >>> doubts.note("A1", "不是数，未读取", "暂缺")
    >>> doubts.note("A1", "不是数，未读取", "暂缺")
    >>> [str(doubt) for doubt in doubts.taken()], doubts.taken()
    (['A1：不是数，未读取（原值“暂缺”）'], ())
    """

    _found: dict[Problem, None] = field(factory=dict)

    def note(self, place: Place | None, message: str, value: str | None = None) -> None:
        """Note a doubt; a table of nothing but doubts is not listed to its end."""
        if len(self._found) < _MOST:
            self._found.setdefault(Problem(place or "", message, value or None))
        elif len(self._found) == _MOST:
            self._found[Problem(place or "", "存疑之处过多，其后的不再列出")] = None

    def add(self, doubts: tuple[Problem, ...]) -> None:
        """Take over doubts that were noted elsewhere."""
        for doubt in doubts:
            self.note(doubt.where, doubt.message, doubt.value)

    def taken(self) -> tuple[Problem, ...]:
        """Give what was noted so far, and begin anew."""
        if not self._found:
            return ()
        found = tuple(self._found)
        self._found.clear()
        return found
