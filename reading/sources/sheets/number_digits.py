"""数字格式里的数字段: 0 # ? 占位、千分位、百分号、科学计数、分数."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

from reading.sources.sheets.number_format import EXACT, FormatSection, Token, general

_BLANK = {"0": "0", "#": "", "?": " "}
_FRACTION_DIGITS = 7


def digits_text(value: Decimal, section: FormatSection) -> str:
    """Show a number that is not negative in a section of digits."""
    if section.has("text", "general"):
        return _around(section.tokens, general(value))
    if section.has("slash") and section.has("digit"):
        return _fraction(value, section.tokens)
    if section.has("exponent"):
        return _scientific(value, section.tokens)
    percents = sum(token.kind == "percent" for token in section.tokens)
    scaled = EXACT.multiply(value, Decimal(100) ** percents)
    return _fixed(scaled, section.tokens)


def _around(tokens: tuple[Token, ...], text: str) -> str:
    shown = {"text": text, "general": text}
    return "".join(
        shown.get(token.kind, token.text if token.kind == "literal" else "")
        for token in tokens
    )


def _fixed(value: Decimal, tokens: tuple[Token, ...]) -> str:
    """整数部分和小数部分, 四舍五入到格式的位数."""
    point = next((i for i, t in enumerate(tokens) if t.kind == "point"), len(tokens))
    before, after = tokens[:point], tokens[point + 1 :]
    value = EXACT.scaleb(value, -3 * (_scaling(before) + _scaling(after)))
    places = sum(token.kind == "digit" for token in after)
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, EXACT)
    whole, _, decimals = format(rounded, "f").partition(".")
    mark = "." if point < len(tokens) else ""
    return _whole(whole, before) + mark + _decimals(decimals, after)


def _scaling(tokens: tuple[Token, ...]) -> int:
    """Count the commas behind the last digit: each divides by 1000."""
    last = max((i for i, t in enumerate(tokens) if t.kind == "digit"), default=-1)
    commas = sum(token.kind == "comma" for token in tokens[last + 1 :])
    return commas if last >= 0 else 0


def _whole(digits: str, tokens: tuple[Token, ...]) -> str:
    """Fill the places from right to left; the first place takes all that is left."""
    places = [i for i, token in enumerate(tokens) if token.kind == "digit"]
    if not places:
        return "".join(_plain(token) for token in tokens)
    grouped = any(token.kind == "comma" for token in tokens[places[0] : places[-1]])
    left = list(digits.lstrip("0"))
    parts: list[str] = []
    placed = 0
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token.kind != "digit":
            parts.append(_plain(token))
            continue
        taken = [left.pop() if left else _BLANK[token.text]]
        while left and index == places[0]:
            taken.append(left.pop())
        for digit in filter(None, taken):
            if grouped and placed and placed % 3 == 0 and digit != " ":
                parts.append(",")
            parts.append(digit)
            placed += 1
    return "".join(reversed(parts))


def _plain(token: Token) -> str:
    return token.text if token.kind in {"literal", "percent"} else ""


def _decimals(digits: str, tokens: tuple[Token, ...]) -> str:
    """Fill the places from left to right; # drops the zeros at the end."""
    kept = len(digits.rstrip("0"))
    parts: list[str] = []
    used = 0
    for token in tokens:
        if token.kind != "digit":
            parts.append(_plain(token))
            continue
        blank = used >= kept and token.text != "0"
        parts.append(_BLANK[token.text] if blank else digits[used])
        used += 1
    return "".join(parts)


def _scientific(value: Decimal, tokens: tuple[Token, ...]) -> str:
    cut = next(i for i, token in enumerate(tokens) if token.kind == "exponent")
    mantissa, power = tokens[:cut], tokens[cut + 1 :]
    point = next((i for i, t in enumerate(mantissa) if t.kind == "point"), cut)
    step = max(1, sum(token.kind == "digit" for token in mantissa[:point]))
    places = sum(token.kind == "digit" for token in mantissa[point:])
    exponent = value.adjusted() // step * step if value else 0
    scaled = EXACT.scaleb(value, -exponent)
    limit = Decimal(1).scaleb(step)
    if scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) >= limit:
        exponent += step
        scaled = EXACT.scaleb(value, -exponent)
    sign = "-" if exponent < 0 else tokens[cut].text[1].replace("-", "")
    return _fixed(scaled, mantissa) + "E" + sign + _whole(str(abs(exponent)), power)


def _fraction(value: Decimal, tokens: tuple[Token, ...]) -> str:
    """分数: ``# ?/?`` 取位数以内最接近的分数, ``# ?/8`` 用写定的分母."""
    slash = next(i for i, token in enumerate(tokens) if token.kind == "slash")
    below = "".join(t.text for t in tokens[slash + 1 :] if t.kind in _NUMBER_KINDS)
    exact = Fraction(value)
    if below.strip("?#0") and below.isdigit():
        bottom = int(below)
        top = int(exact * bottom + Fraction(1, 2))
    else:
        most = 10 ** min(len(below), _FRACTION_DIGITS) - 1
        near = exact.limit_denominator(most)
        top, bottom = near.numerator, near.denominator
    groups = [i for i, t in enumerate(tokens[:slash]) if t.kind == "digit"]
    mixed = any(b - a > 1 for a, b in pairwise(groups))
    whole, top = divmod(top, bottom) if mixed else (0, top)
    if mixed and top == 0:
        return str(whole)
    lead = f"{whole} " if whole else ""
    return f"{lead}{top}/{bottom}"


_NUMBER_KINDS = frozenset({"digit", "literal"})
