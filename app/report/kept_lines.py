"""目录的一行写进清单, 再读出来; 一张表的一页."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from sys import intern
from typing import Any

from attrs import asdict, evolve

from app.report.checks import Appendix
from app.report.contents import ContentsLine
from app.report.folder import INDEX, TITLE, UNIT, fit
from app.report.report import Report
from app.report.templates import shown
from app.views.verdicts import Verdict
from batch.outcomes import Audited
from batch.results.journal import FILE, ID, ID_LENGTH, STEM, Used
from indicators.exact import Fraction

PAGES = "pages"
_MARKED = {"file": FILE, "stem": STEM}
"""What a page says of its file, and may have to say of another."""
_SAID = re.compile(b"<!--(file|stem)-->.*?<!--/(?:file|stem)-->", re.DOTALL)
_WAY = f'href="../{INDEX}#c-'
_BACK = re.compile(f"{re.escape(_WAY)}[0-9a-f]{{{ID_LENGTH}}}".encode())
_BODY = re.compile("<!--body-->(.*)<!--/body-->", re.DOTALL)
_OWN = re.compile(r'((?:id="|href="#))t1((?:-[^"]*)?")')
_EXACT = ("share", "reach", "over")
_RECURRING = ("unit", "year", "stated", "due", "policy")
"""Of these lines of many tables say the same: it is kept once."""


@cache
def _report() -> Report:
    return Report({})


def ready() -> None:
    """Compile the templates of a page."""
    _report().compiled()


def page_of(each: Audited, id_: str) -> tuple[ContentsLine, str, str]:
    """一张表在目录里的一行, 它那一页的名字与内容; `id_` tells it from all others."""
    report = _report()
    report.forget()
    report.names = {each.path: str(each.path)}
    made = report.add(each)
    if made is None:
        message = "a table that was just forgotten is new"
        raise AssertionError(message)
    back = f"../{INDEX}#c-{id_}"
    page = report.taken_out(made, each.result, back, None)
    words = (fit(made.unit, UNIT), fit(made.title, TITLE), id_)
    return evolve(made, id=id_), f"{'-'.join(filter(None, words))}.html", page


def placed(page: str, used: Used) -> bytes:
    """一页写上它的文件与记号: of a page that was made for no file."""
    for kind, said in _said(used).items():
        page = page.replace(_MARKED[kind], said)
    return page.replace(ID, used.key[:ID_LENGTH]).encode()


def moved(page: bytes, used: Used) -> bytes:
    """别的文件的一页, 写上这个文件与它的记号.

    What is read from a file is escaped, so that it can hold neither of the marks.
    """
    own = {kind.encode(): said.encode() for kind, said in _said(used).items()}
    way = f"{_WAY}{used.key[:ID_LENGTH]}".encode()
    page = _SAID.sub(lambda found: own[found[1]], page)
    return _BACK.sub(lambda _: way, page)


def _said(used: Used) -> dict[str, str]:
    """What a page says of its file, between the marks by which it is found again."""
    names = {"file": used.path, "stem": Path(used.path).stem}
    return {
        kind: f"<!--{kind}-->{shown(name)}<!--/{kind}-->"
        for kind, name in names.items()
    }


def written(line: ContentsLine) -> dict[str, Any]:
    """写成 JSON 的值: exact numbers as their text, of the verdict its word."""
    plain = asdict(line)
    numbers = {name: _text(plain[name]) for name in _EXACT}
    worst, at_stake, count = line.weight
    verdict = [line.verdict.word, line.verdict.tone]
    weight = [worst, str(at_stake), count]
    return {**plain, **numbers, "verdict": verdict, "weight": weight}


@lru_cache(maxsize=256)
def _verdict(word: str, tone: str) -> Verdict:
    """A verdict; few are different."""
    return Verdict(word, tone, "", "")


@lru_cache(maxsize=1 << 12)
def _codes(found: tuple[tuple[str, int], ...]) -> Counter[str]:
    """The checks of a table; many tables have the same."""
    return Counter({intern(code): count for code, count in found})


def read(plain: dict[str, Any]) -> ContentsLine:
    """读出来: what recurs in the lines of many tables is kept once."""
    worst, at_stake, count = plain["weight"]
    return ContentsLine(
        **{
            **plain,
            **{name: intern(plain[name]) for name in _RECURRING},
            **{name: _number(plain[name]) for name in _EXACT},
            "verdict": _verdict(*plain["verdict"]),
            "counts": tuple(plain["counts"]),
            "weight": (worst, _fraction(at_stake), count),
            "codes": _codes(tuple(plain["codes"].items())),
        }
    )


def _text(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def _number(text: str | None) -> Fraction | None:
    return None if text is None else _fraction(text)


@lru_cache(maxsize=1 << 12)
def _fraction(text: str) -> Fraction:
    """Read 2/3, or a whole number."""
    return Fraction(*map(int, text.split("/")))


def together(
    pages: Sequence[tuple[ContentsLine, bytes]],
    copies: dict[str, list[str]],
    appendix: Appendix,
) -> bytes:
    """几张表的页合成一页: the worst first, as they are given, each with its own ids."""
    report = Report({})
    report.lines, report.appendix = [line for line, _ in pages], appendix
    _name_copies(report, copies)
    for number, (line, page) in enumerate(pages, 1):
        body = _BODY.search(page.decode("utf-8"))
        if body is None:
            message = f"a page without its body: {line.file}"
            raise AssertionError(message)
        report.bodies[line.id] = _OWN.sub(rf"\g<1>t{number}\g<2>", body[1])
    return report.page()


def _name_copies(report: Report, copies: dict[str, list[str]]) -> None:
    report.names = {Path(name): name for name in chain(copies, *copies.values())}
    report.copies.found = {
        Path(first): list(map(Path, others)) for first, others in copies.items()
    }


def index(
    lines: list[ContentsLine],
    pages: dict[str, str],
    copies: dict[str, list[str]],
    unread: list[str],
    appendix: Appendix,
) -> bytes:
    """目录一页, 由写进清单的各行."""
    report = Report({})
    report.lines, report.unread = lines, unread
    report.appendix = appendix
    _name_copies(report, copies)
    return report.index(pages)
