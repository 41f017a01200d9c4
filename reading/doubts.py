"""存疑: 读表时拿不准的地方, 一处一条."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field

from indicators.errors import Problem
from indicators.place import Place
from indicators.reasons import Reason

_MOST = 1000
_TOO_MANY = "存疑之处过多，其后的不再列出"


@define
class Doubts:
    """拿不准的地方: each with its place, noted once, in the order in which they came.

    >>> doubts, place = Doubts(), Place("sheet", sheet="自评表", row=1, column=1)
    >>> doubts.note(place, "不是数，未读取", "暂缺")
    >>> doubts.note(place, "不是数，未读取", "暂缺")
    >>> [str(doubt) for doubt in doubts.taken()], doubts.taken()
    (['自评表!A1：不是数，未读取（原值“暂缺”）'], ())
    """

    _found: dict[Problem, None] = field(factory=dict)

    def note(
        self, place: Place | None, message: Reason | str, value: str | None = None
    ) -> None:
        """Note a doubt about a value, which is given as it stands in the file."""
        self.add((Problem.of(place or "", message, value or None),))

    def add(self, doubts: Iterable[Problem]) -> None:
        """Take in doubts; a table of nothing but doubts is not listed to its end."""
        for doubt in doubts:
            if len(self._found) < _MOST:
                self._found.setdefault(doubt)
            elif len(self._found) == _MOST:
                self._found[Problem(doubt.where, _TOO_MANY)] = None

    def places(self) -> frozenset[Place]:
        """The places that the doubts noted so far point to."""
        return frozenset(
            doubt.where for doubt in self._found if isinstance(doubt.where, Place)
        )

    def taken(self) -> tuple[Problem, ...]:
        """Give what was noted so far, and begin anew."""
        if not self._found:
            return ()
        found = tuple(self._found)
        self._found.clear()
        return found
