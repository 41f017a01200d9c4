"""用语: 指标名称与指标值里, 几类可以认出的说法. 由公开的表归纳."""

from __future__ import annotations

import re
from functools import lru_cache

from indicators.damage import suggest
from indicators.direction import HANDLED
from indicators.quantity import plain

VAGUE = (
    "(?:进一步|不断|有所|有效|明显|显著|逐年|逐步|持续|大力)*"
    "(?:完善|加强|提升|提高|增强|优化|改善|便利|促进|推动|增加|减少|降低|发展"
    "|明显|显著|良好|较好|好|有效|高|较高|效果明显|效果显著|显著提升|持续发展)"
    "(?:了|明显|显著)?"
)
PLACEHOLDER = r"\*\*|^指标\d+[:：]?$|^[…．.]{2,}$|…{2}|\d+字(?:以内|左右)"
AT_MOST_WHOLE = (
    "(?:完成|合格|通过|满意|覆盖|达标|及时|准确|知晓|优良|成活|参与|到位|发布|使用|入学|巩固|就业"
    "|处置|办结|响应|回复|落实|执行|支付|拨付|到岗|出勤|成功|有效|录取|抽检|检测|普及|受益)[率度]"
)
MORE_IS_BETTER = (
    "(?:合格|通过|满意|覆盖|达标|及时|准确|知晓|成活|参与|到位|办结)[率度]$"
    "|(?:建设|新建|改造|开展|新增|培训|完成).{0,24}(?:数量|个数|面积|里程|人数)$"
)
LESS_MAY_BE_BETTER = (
    "时长|用时|耗时|时间|天数|周期|期限|费用|费$|金额|支出|投资|造价|单价|价格|成本|经费|用水|用电"
    "|能耗|煤耗|消耗|占比|负债|浓度|指数|误差|偏差|变更|积压|退单|退回|退货|拥堵|等候|等待|排队"
    "|死亡|病|亡|伤|灾|火|险|害|罪|案|贫|失业|流失|漏|损|超|违|欠|债|纠纷|矛盾|舆情|隐患|空置"
    "|差|错|不[良合满达]|未|缺"
)
SURELY_MORE = (
    "收入|产值|利润|增收|销售|节约|减少|服务时间|运行时间|使用年限|寿命"
    "|(?:供餐|供水|供暖|供热|开放|值班|值守|运行|服务|保障|巡查|出勤|宣传)天数"
    "|(?:支出|支付|拨付)(?:进度|率)"
)
"""`LESS_MAY_BE_BETTER`: 没有符号时方向存疑的名称; `SURELY_MORE`: 其中方向不存疑的."""
SAVED = "减少|降低|下降|压减|压缩|节约|控制"
"""名称说的是减少支出: of such work more is better."""
_EXECUTION = re.compile(
    r"(?:全年|年度|部门|单位|项目|整体|财政|专项)*(?:预算|资金|经费)*(?:支出)?执行(?:率|进度|情况)?"
    r"(?:[(（].*[)）])?"
)
"""预算执行率, as the name of a row or of a group."""
_WORK = re.compile(
    f"(?:{HANDLED}|救治|救助|治愈|帮扶|扶持|加固|无害化|改造|培训|安置|康复|服务|回收|预防|防护|筛查)"
)
_TAKES = re.compile(
    "时长|用时|耗时|时间|天数|周期|期限|工期|费用|费$|支出|单价|价格|成本|造价"
)
"""做了多少工作的名称, 与费时费钱的名称."""
_DIGIT = re.compile(r"\d")
_HIDDEN = re.compile(
    r"(?P<percent>[≥≤]?\d+(?:\.\d+)?[%％])$"
    r"|(?P<sign>[≥≤><]=?\s*\d[\d.]*[^\s\d)）]{0,4})"
    r"|(?P<day>\d{1,2}月(?:\d{1,2}日|底|末)?(?:之|以)?前)"
    r"|(?P<count>\d+(?:\.\d+)?(?:公里|千米|平方米|平方公里|立方米|亩|公顷|万元|元|吨|米"
    r"|万人|人次|人|户|个|套|台|件|座|处|场次|场|次|部|篇|家))$"
)


_PLACEHOLDER = re.compile(PLACEHOLDER)
_UNWRITTEN = re.compile("原因[:：][ \u3000]*[_＿]{2,}")
_TO_FILL = re.compile(r"[≥≤＞＜><=\s]*[_＿…*＊□]+[%％\s]*")
_VAGUE = re.compile(VAGUE)


def is_execution(name: str) -> bool:
    """判断这一行或这一组说的是预算执行率, 不是一项工作.

    >>> is_execution("预算执行率（10分）"), is_execution("合同执行率")
    (True, False)
    """
    return "执行" in name and _EXECUTION.fullmatch(name.strip()) is not None


@lru_cache(maxsize=1024)
def placeholder(text: str) -> bool:
    """判断是不是空白表的占位文字.

    >>> placeholder("指标1："), placeholder("建设完成率")
    (True, False)
    """
    return _PLACEHOLDER.search(text) is not None


@lru_cache(maxsize=1024)
def to_fill(text: str) -> bool:
    """判断整格是不是只印有待填的空.

    >>> to_fill("____"), to_fill("≥**%"), to_fill("/"), to_fill("甲**单位")
    (True, True, False, False)
    """
    return _TO_FILL.fullmatch(text) is not None


def unwritten(note: str) -> bool:
    """判断偏差原因是不是只有事实的草稿, 原因还没有写.

    >>> unwritten("少5个百分点；原因：____"), unwritten("原因：疫情；改进措施：____")
    (True, False)
    """
    return "原因" in note and _UNWRITTEN.search(note) is not None


@lru_cache(maxsize=1024)
def repair(text: str) -> str | None:
    """猜因扫描、复制而损坏的值的原样; None 为看不出损坏.

    >>> repair("280 酚"), repair("95%")
    ('≥80%', None)
    """
    return suggest(plain(text))


@lru_cache(maxsize=1024)
def is_work(name: str) -> bool:
    """判断名称说的是不是做了多少工作: 名称里的害、欠、案是工作的对象.

    >>> is_work("有害生物防治面积"), is_work("督促收回欠缴款项"), is_work("办理时长")
    (True, True, False)
    >>> is_work("漏损率")
    False
    """
    return bool(_WORK.search(name)) and not _TAKES.search(name)


@lru_cache(maxsize=1024)
def vague(text: str) -> bool:
    """判断指标值是不是没有可以衡量的内容.

    >>> vague("进一步提升"), vague("≥95%")
    (True, False)
    """
    return _VAGUE.fullmatch(text) is not None


def has_figure(text: str) -> bool:
    """判断文字里有没有数: “12月底前100%” 有, “基本建立” 没有."""
    return _DIGIT.search(text) is not None


@lru_cache(maxsize=1024)
def hidden_target(name: str) -> str | None:
    """找出名称里的指标值: 句末的数量、比率, 或写明的期限; None 为没有.

    >>> hidden_target("建设普通省道二级公路32.1公里"), hidden_target("12月底之前完成")
    ('32.1公里', '12月底之前')
    >>> hidden_target("全市200家企业数据采集完成时间") is None
    True
    """
    match = _DIGIT.search(name) and _HIDDEN.search(name.rstrip("。；;"))
    return match[0] if match else None
