"""形近字: 看上去就是那个字, 存的却是部首、竖排符号或数学符号.

Programs that print write 主管部⻔ or ⾃评表: the font draws a character and the radical
of the same shape alike, and the file keeps the radical. A person reads the character.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final
from unicodedata import normalize

from attrs import evolve

from reading.grid import Cell, Grid

# Radicals (U+2E80–2EFF) and the characters of their shape, of which Unicode's NFKC
# knows two only; after EquivalentUnifiedIdeograph.txt.
_RADICALS: Final = """
⺁厂 ⺂乛 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺈刀 ⺉刂 ⺊卜 ⺋㔾 ⺌小 ⺍小 ⺎兀
⺏尣 ⺐尢 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄 ⺗心 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月
⺞歺 ⺟母 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺫目
⺬示 ⺭礻 ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺳㓁 ⺴冗 ⺶羊 ⺹耂 ⺺肀 ⺻聿 ⺼肉
⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻈讠 ⻉贝 ⻋车 ⻌辶
⻍辶 ⻎辶 ⻏邑 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页
⻛风 ⻜飞 ⻝食 ⻟飠 ⻠饣 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄
⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟
"""
# Radicals of Kangxi whose shape, in fonts of the mainland, is that of another character
# than NFKC knows: ⼾ is 户 and not 戶 (Noto CJK SC: findings/nfkc-makes-households-traditional.sh).
_SIMPLIFIED: Final = "⼾户"
# Signs of mathematics and of vertical writing.
_SIGNS: Final = """
〜～ ∼～ ∕／ ∶： ︰： ︓： ︔； ︐， ︑、 ︒。 ︕！ ︖？
︵（ ︶） ︹〔 ︺〕 ︻【 ︼】 ︽《 ︾》 ︿〈 ﹀〉 ﹁「 ﹂」 ﹃『 ﹄』
"""
# The radicals of Kangxi, and characters that are in Unicode twice (率, 年, 行).
_TWICE: Final = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA))

_UNUSUAL: Final = re.compile(
    "[\u2e80-\u2fdf\u301c\u2215\u2236\u223c\uf900-\ufadf\ufe10-\ufe44]"
)


def usual(text: str) -> str:
    """平常的字: the characters that a person sees.

    >>> usual("主管部⻔"), usual("⾃评表"), usual("60〜90"), usual("万元∕⼾")
    ('主管部门', '自评表', '60～90', '万元／户')
    """
    return text if _UNUSUAL.search(text) is None else text.translate(_table())


@cache
def _table() -> dict[int, str]:
    """Each look-alike and its character; most files need none of them."""
    twice = {code: normalize("NFKC", chr(code)) for code in _TWICE}
    pairs = f"{_RADICALS} {_SIMPLIFIED} {_SIGNS}".split()
    return twice | {ord(pair[0]): pair[1] for pair in pairs}


def usual_grid(grid: Grid) -> Grid:
    """A grid in the characters that a person sees; the same one where all are usual."""
    texts = [cell.text for cell in grid.cells]
    texts += (*grid.before, *grid.after, grid.caption)
    if usual(said := "".join(texts)) == said:
        return grid
    return evolve(
        grid,
        cells=tuple(map(_usual_cell, grid.cells)),
        before=tuple(map(usual, grid.before)),
        after=tuple(map(usual, grid.after)),
        caption=usual(grid.caption),
    )


def _usual_cell(cell: Cell) -> Cell:
    return cell if cell.uncomputed else evolve(cell, text=usual(cell.text))
