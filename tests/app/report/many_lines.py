"""目录的许多行, 不经过文件造出: 值是随机的, 次次一样."""

from __future__ import annotations

import random
from collections import Counter

from app.report.contents import ContentsLine
from app.report.report import Report
from app.views.verdicts import Verdict
from auditing.finding import CONCLUSIONS, SEVERITIES
from auditing.registry import CHECKS
from indicators.exact import Fraction

FAR = 97
"""The total of one in so many lies far below the others."""
WORDS = (("不一致", "bad"), ("认可评定则一致", "open"), ("一致", "good"))


def line(number: int, chance: random.Random) -> ContentsLine:
    """One line: some checks with findings, a total that agrees or does not."""
    codes = chance.sample(list(CHECKS), chance.choice((0, 1, 2, 3, 6)))
    found = Counter({code: chance.randint(1, 4) for code in codes})
    counts = [0] * len(SEVERITIES)
    for code, times in found.items():
        counts[SEVERITIES.index(CHECKS[code].severity)] += times
    far = 4500 if number % FAR == 0 else 0
    stated = Fraction(chance.randint(8000, 9990) - far, 100)
    due = stated - Fraction(chance.choice((0, 0, 5, 120)), 100)
    word, tone = WORDS[0] if stated != due else chance.choice(WORDS[1:])
    worst = next((-kind for kind, count in enumerate(counts) if count), -9)
    file = f"上报/县{number % 90}/自评表{number}.xlsx"
    return ContentsLine(
        f"{number:012x}1",
        file,
        f"第{number}号农村公路养护与安全生命防护工程",
        f"某某市第{chance.randint(1, 5000)}中心",
        "2024",
        file,
        f"{float(stated):.2f}",
        f"{float(due):.2f}",
        Verdict(word, tone, "", ""),
        settled=False,
        counts=tuple(counts),
        unread=0,
        weight=(worst, Fraction(chance.randint(0, 40), 4), sum(counts)),
        share=stated,
        reach=due,
        over=stated - due,
        codes=found,
        policy="mof-2020",
    )


def index_of(tables: int) -> bytes:
    """The page of the contents of so many tables."""
    chance = random.Random(13)  # noqa: S311 - values, no secrets
    report = Report({})
    report.lines = [line(number, chance) for number in range(tables)]
    report.appendix.tables = tables
    for code in CHECKS:
        found = sum(code in made.codes for made in report.lines)
        apart = (tables - found) // 3
        counts = (tables - found - apart, found, apart)
        each = report.appendix.sums[code]
        each.tables.update(dict(zip(CONCLUSIONS, counts, strict=True)))
    pages = {each.id: f"pages/{each.unit}-{each.id}.html" for each in report.lines}
    return report.index(pages)
