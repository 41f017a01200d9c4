"""一百来行的大表: 许多子项目, 每个有几行, 分值小到 0.1 分."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from random import Random

from tests.oracle.model import Line
from tests.oracle.words import CATALOGUE, QUALITIES
from tests.oracle.worth import Aim

TENTH = Fraction(1, 10)
SHARES = {"产出指标": 78, "效益指标": 16, "满意度指标": 6, "成本指标": 12}
"""Of a hundred rows so many are of a group."""
PARTS = ("桃源村", "石桥镇", "柳林街", "南湖片区", "新安社区", "东岭乡", "白沙洲")
WORKS = ("一期", "二期", "三期", "试点", "续建", "扩面")


def many_lines(weights: dict[str, Fraction], rows: int, draw: Random) -> list[Line]:
    """Draw so many rows for the groups; the weights of each add up to its own."""
    whole = sum(SHARES[name] for name in weights)
    lines: list[Line] = []
    for level1, weight in weights.items():
        count = max(2, rows * SHARES[level1] // whole)
        if level1 == next(reversed(weights)):
            count = max(2, rows - len(lines))
        own = list(_lines(level1, count, draw))
        for line, points in zip(own, small_parts(weight, len(own), draw), strict=True):
            line.weight = points
        lines += own
    return lines


def _lines(level1: str, count: int, draw: Random) -> list[Line]:
    groups = [key for key in CATALOGUE if key.startswith(f"{level1}/")]
    made: list[Line] = []
    for number, key in enumerate(groups):
        kinds = CATALOGUE[key]
        places = [(part, work) for work in WORKS for part in PARTS]
        room = len(places) * len(kinds)
        share = min(-(-(count - len(made)) // (len(groups) - number)), room)
        for turn in range(share):
            part, work = places[turn // len(kinds)]
            name, kind, unit, low, high = kinds[turn % len(kinds)]
            line = Line(*key.split("/"), f"{part}{work}{name}", None, unit, None, TENTH)
            line.aim = drawn_aim(kind, low, high, draw)
            made.append(line)
    return made


def drawn_aim(kind: str, low: int, high: int, draw: Random) -> Aim:
    """Draw a target of a kind; that of a deadline is drawn when its year is known."""
    if kind == "deadline":
        return Aim(kind, None)
    if kind == "qualitative":
        return Aim(kind, draw.choice(QUALITIES))
    return Aim(kind, Fraction(draw.randint(low, high)))


def small_parts(total: Fraction, parts: int, draw: Random) -> list[Fraction]:
    """Divide points into tenths: a few rows have two points and more, most have few.

    >>> made = small_parts(Fraction(50), 90, Random(1))
    >>> len(made), sum(made) == 50, min(made) > 0
    (90, True, True)
    """
    large = min(4, parts - 1, int(total) // 8)
    taken = [Fraction(draw.randint(20, 30), 10) for _ in range(large)]
    rest = parts - large
    free = int((total - sum(taken)) / TENTH) - rest
    cuts = sorted(draw.randint(0, free) for _ in range(rest - 1))
    small = [TENTH * (1 + b - a) for a, b in pairwise([0, *cuts, free])]
    made = [*taken, *small]
    draw.shuffle(made)
    return made
