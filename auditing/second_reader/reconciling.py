"""对一对: 拿不准的格, 单单哪一格换哪一种读法, 表上的数就对得上.

Only one cell is read otherwise at a time. A reading is named where a relation that does
not hold as the table was read holds with it, and the table contradicts it nowhere else.
Whether the cell says so is for a person to see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from typing import Final

from attrs import define, evolve

from auditing.facts.facts import Facts
from auditing.second_reader.doubted_cells import (
    DoubtedCell,
    NoValueError,
    located,
    read_so,
)
from auditing.second_reader.relations import (
    Names,
    RelationName,
    Relations,
    State,
    relations,
)
from auditing.second_reader.twins import twins
from indicators.evaluation import Evaluation
from indicators.place import Place
from indicators.records import record

MOST_TRIALS: Final = 300
"""So often at most a table is worked out again."""

Worked = Callable[[Evaluation], Facts]
"""算出一张表的事实."""


@record
class SecondReading:
    """一格的一种读法, 与按它对得上的各处关系.

    `as_read`: it is what was read, and every other known reading contradicts the table.
    `rivals` are the other cells of which one alone, read otherwise, would do as well.
    """

    place: Place
    read: str
    text: str
    agreeing: tuple[tuple[RelationName, str], ...]
    rivals: tuple[Place, ...] = ()

    @property
    def as_read(self) -> bool:
        """就是所读的."""
        return self.text == self.read

    @property
    def names(self) -> Names:
        """对得上的是哪几处关系."""
        return frozenset(name for name, _ in self.agreeing)

    def would_do_for(self, other: SecondReading) -> bool:
        """Say whether this reading makes agree what another one makes agree."""
        return not self.as_read and not self.names.isdisjoint(other.names)

    @property
    def sentences(self) -> tuple[str, ...]:
        """对得上的各处, 各是一句话."""
        return tuple(sentence for _, sentence in self.agreeing)


def reconciled(
    table: Evaluation, cells: Iterable[DoubtedCell], work: Worked
) -> tuple[SecondReading, ...]:
    """哪些读法使表上的数对得上, cell by cell; nothing is changed in the table."""
    known = located(table, tuple(cells))
    if not known:
        return ()
    doubted = _DoubtedTable.of(table, known, work)
    readings = list(chain.from_iterable(map(doubted.readings, doubted.cells)))
    told = {cell.place for cell in known}
    return tuple(_with_rivals(r, readings) for r in readings if r.place in told)


def _with_rivals(
    reading: SecondReading, readings: Sequence[SecondReading]
) -> SecondReading:
    """Name the other cells that would make one of the same relations hold."""
    if reading.as_read:
        return reading
    others = (each for each in readings if each.place != reading.place)
    rivals = dict.fromkeys(each.place for each in others if each.would_do_for(reading))
    return evolve(reading, rivals=tuple(rivals))


@define
class _DoubtedTable:
    """A table with every cell as it was read, and what holds in it then.

    `twins` are cells that are not doubted themselves (see `twins.twins`). `understood`
    are those whose text, as it was read, is a value of its kind.
    """

    whole: Evaluation
    doubted: Sequence[DoubtedCell]
    twins: Sequence[DoubtedCell]
    understood: frozenset[Place]
    work: Worked
    before: Relations
    trials_left: int = MOST_TRIALS

    @classmethod
    def of(
        cls, table: Evaluation, cells: Sequence[DoubtedCell], work: Worked
    ) -> _DoubtedTable:
        """Put what was read into every doubted cell."""
        understood = []
        for cell in cells:
            with suppress(NoValueError):
                table = read_so(table, cell, cell.read)
                understood.append(cell)
        beside = tuple(twins(table, cells))
        places = {each.place for each in (*understood, *beside) if each.is_value}
        before = relations(work(table))
        return cls(table, cells, beside, frozenset(places), work, before)

    @property
    def cells(self) -> tuple[DoubtedCell, ...]:
        """The doubted cells, and their twins."""
        return (*self.doubted, *self.twins)

    def readings(self, cell: DoubtedCell) -> tuple[SecondReading, ...]:
        """The readings of a cell with which the table agrees."""
        own = self.before.resting_on(cell.keys)
        trials = dict(self._trials(self.whole, cell, cell.others) if own else ())
        found = [self._otherwise(cell, own, *trial) for trial in trials.items()]
        otherwise = tuple(filter(None, found))
        if not otherwise:
            return self._as_read(cell, own, trials)
        return () if self._is_undecided(cell, otherwise) else otherwise

    def _trials(
        self, table: Evaluation, cell: DoubtedCell, texts: Iterable[str]
    ) -> Iterator[tuple[str, Relations]]:
        """What holds where a cell is read in some other ways."""
        for text in texts:
            if not self.trials_left:
                return
            with suppress(NoValueError):
                read = read_so(table, cell, text)
                self.trials_left -= 1
                yield text, relations(self.work(read))

    def _otherwise(
        self, cell: DoubtedCell, own: Names, text: str, after: Relations
    ) -> SecondReading | None:
        """A reading that makes something agree and contradicts nothing."""
        wanting = [State.DIFFERS, State.UNMATCHED]
        if cell.place not in self.understood:
            wanting.append(State.OPEN)
        mended = own & self.before.named(*wanting) & after.named(State.AGREES)
        faults_of_others = self.before.named(State.DIFFERS) - own
        if not mended or after.named(State.DIFFERS) - faults_of_others:
            return None
        agreeing = self.before.sentences(mended)
        return SecondReading(cell.place, cell.read, text, agreeing)

    def _is_undecided(self, cell: DoubtedCell, found: Sequence[SecondReading]) -> bool:
        """Say whether the same agrees with the cell and its twin both read otherwise."""
        names = frozenset(chain.from_iterable(each.names for each in found))
        texts = (cell.read, *cell.others)
        for twin in self.twins:
            if twin.is_beside(cell):
                table = read_so(self.whole, twin, twin.others[0])
                both = dict(self._trials(table, cell, texts)).values()
                if any(names & each.named(State.AGREES) for each in both):
                    return True
        return False

    def _as_read(
        self, cell: DoubtedCell, own: Names, trials: Mapping[str, Relations]
    ) -> tuple[SecondReading, ...]:
        """What was read, where all agrees with it and all contradicts the others.

        A relation in which another cell is doubted too is no witness.
        """
        before = self.before
        if not trials or set(cell.others) != trials.keys():
            return ()
        beside = (other.keys for other in self.cells if other is not cell)
        shared = before.resting_on(frozenset(chain.from_iterable(beside)))
        witnesses = (own & before.named(State.AGREES)) - shared
        refuting = [witnesses & each.named(State.DIFFERS) for each in trials.values()]
        if not all(refuting) or own & before.named(State.DIFFERS):
            return ()
        agreeing = before.sentences(frozenset().union(*refuting))
        return (SecondReading(cell.place, cell.read, cell.read, agreeing),)
