"""试设: 表上的哪一个值 (格或指标名称), 换成什么."""

from indicators.setting.naming import Setting, settings
from indicators.setting.spots import ValueSpot, value_spots
from indicators.setting.values import said_in, with_value

__all__ = ["Setting", "ValueSpot", "said_in", "settings", "value_spots", "with_value"]
