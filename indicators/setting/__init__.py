"""试设: 表上的哪一个值 (格或指标名称), 换成什么."""

from indicators.setting.naming import Setting, settings
from indicators.setting.slots import Slot, slots
from indicators.setting.values import said_in, with_value

__all__ = ["Setting", "Slot", "said_in", "settings", "slots", "with_value"]
