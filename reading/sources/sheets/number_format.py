"""数字格式: 格式代码分成几段, 每段有哪些记号 (以中文 Excel 所见为准).

ECMA-376 part 1, 18.8.30 and 18.8.31: up to four sections (正数;负数;零;文字), a
condition in brackets chooses among them, a colour is ignored. All arithmetic is
decimal; a value is first cut to the 15 significant digits that Excel shows, then
rounded half up to the places of the format.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Final

from attrs import frozen

# Format ids whose code is not written in the file, as Chinese Excel reads them.
BUILT_IN: Final[dict[int, str]] = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}

_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"?) | (?P<escaped>[\\!].) | (?P<pad>_.) | (?P<fill>\*.)
    | (?P<bracket>\[[^\]]*\]) | (?P<general>General|G/通用格式)
    | (?P<noon>AM/PM|A/P|上午/下午) | (?P<exponent>E[+-])
    | (?P<date>y+|m+|d+|h+|s+|a{3,4}|e+|g+) | (?P<digit>[0\#?]) | (?P<point>\.)
    | (?P<comma>,) | (?P<percent>%) | (?P<slash>/) | (?P<text>@) | (?P<next>;)
    | (?P<literal>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COMPARE: Final[dict[str, Callable[[Decimal, Decimal], bool]]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}
EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
SHOWN_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
_PLAIN_EXPONENT = range(-9, 21)
_ALL_FOUR = 4


@frozen
class Token:
    """One sign of a format code; literals are already unquoted."""

    kind: str
    text: str


@frozen
class FormatSection:
    """格式的一段, 及其条件."""

    tokens: tuple[Token, ...]
    condition: Callable[[Decimal], bool] | None = None

    def has(self, *kinds: str) -> bool:
        """Say whether a sign of one of these kinds occurs."""
        return any(token.kind in kinds for token in self.tokens)


@frozen
class Format:
    """一个格式: 数字各段, 文字段."""

    numbers: tuple[FormatSection, ...]
    text: FormatSection | None

    def choose(self, value: Decimal) -> tuple[FormatSection, bool]:
        """Find the section for a number, and whether a minus is put before it."""
        sections = self.numbers
        if any(section.condition for section in sections):
            for section in sections:
                if section.condition is None or section.condition(value):
                    return section, value < 0
            return sections[-1], value < 0
        if value < 0 and len(sections) > 1:
            return sections[1], False
        if value == 0 and len(sections) > 2:  # noqa: PLR2004 - the third is for zero
            return sections[2], False
        return sections[0], value < 0


def _bracket(content: str) -> tuple[Token, ...]:
    if re.fullmatch(r"h+|m+|s+", content, re.IGNORECASE):
        return (Token("elapsed", content.lower()),)
    if content.startswith("$"):
        currency, _, locale = content[1:].partition("-")
        return (Token("literal", currency), Token("locale", locale.upper()))
    if content.upper().startswith("DBNUM"):
        return (Token("numerals", content[5:]),)
    return ()


def _condition(content: str) -> Callable[[Decimal], bool] | None:
    if match := _CONDITION.fullmatch(content):
        compare, limit = _COMPARE[match[1]], Decimal(match[2])
        return lambda value: compare(value, limit)
    return None


def _literal(kind: str, text: str) -> Token:
    if kind == "quoted":
        return Token("literal", text[1:].removesuffix('"'))
    if kind == "escaped":
        return Token("literal", text[1:])
    if kind == "pad":
        return Token("literal", " ")
    return Token(kind, text.lower() if kind == "date" else text)


def _sections(code: str) -> list[FormatSection]:
    sections: list[FormatSection] = []
    tokens: list[Token] = []
    condition = None
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "literal", match[0]
        if kind == "next":
            sections.append(FormatSection(tuple(tokens), condition))
            tokens, condition = [], None
        elif kind == "bracket":
            condition = _condition(text[1:-1]) or condition
            tokens += _bracket(text[1:-1])
        elif kind != "fill":
            tokens.append(_literal(kind, text))
    return [*sections, FormatSection(tuple(tokens), condition)]


@lru_cache(maxsize=1024)
def compiled(code: str) -> Format:
    """Read a format code; a section with @ at the end is for texts."""
    sections = _sections(code)
    text = None
    if sections[-1].has("text") or len(sections) == _ALL_FOUR:
        text = sections[-1]
    numbers = sections[:-1] if text and len(sections) > 1 else sections
    return Format(tuple(numbers), text)


def general(value: Decimal) -> str:
    """常规格式: 十五位有效数字, 不留多余的零.

    >>> general(Decimal("0.67000000000000004")), general(Decimal("6130.360"))
    ('0.67', '6130.36')
    """
    cut = SHOWN_DIGITS.plus(value)
    if cut == 0:
        return "0"
    if cut.adjusted() in _PLAIN_EXPONENT:
        text = format(cut, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    digits = str(abs(int(cut.scaleb(-cut.as_tuple().exponent))))  # type: ignore[operator]
    mantissa = (digits[0] + "." + digits[1:]).rstrip("0").rstrip(".")
    return f"{'-' if cut < 0 else ''}{mantissa}E{cut.adjusted():+03d}"
