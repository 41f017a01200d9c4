"""工作表的合并区: 重叠的以先出现的为准, 过多过大的不算; 都要说."""

from __future__ import annotations

from collections.abc import Iterable

from indicators.place import Place
from reading.merged_cells import Span, Spans
from reading.sources.notices import Notices


def merged_spans(stated: Iterable[Span], origin: Place, notices: Notices) -> Spans:
    """Take the merges of several cells that do not overlap an earlier one."""
    merged = Spans()
    spans = [span for span in stated if span[2] * span[3] > 1]
    if merged.fill(spans):
        return merged
    for span in spans:
        if corner := merged.add(span):
            message = f"合并区与 {origin.cell(*corner)} 的合并区重叠，以先出现的为准"
            notices.add(origin.cell(*span[:2]), message)
    for span in merged.refused:
        place = origin.cell(*span[:2])
        notices.add(place, "合并区过多过大，此处按未合并读取")
    return merged
