"""Sums and comparisons inside a sentence that its own numbers deny."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sowing import Kind, clause, inserted, prose, several

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sowing import Fault, Lines

FIGURE = re.compile(r"^  ([a-z0-9_]+): [0-9]+([件项名个人册条次家起处场部份户]|人次)$")


def beside(before: str, behind: str) -> Callable[[Lines], Iterator[Fault]]:
    """Return what puts words around a reference that ends a clause; § in them is the unit of its figure."""

    def sow(lines: Lines) -> Iterator[Fault]:
        for match in filter(None, map(FIGURE.fullmatch, lines)):
            key, unit = match.groups()
            words = before.replace("§", unit) + r"\1" + behind.replace("§", unit)
            yield from several(prose(rf"(\{{\{{ {key} \}}\}})(?=[，。；])", words))(lines)

    return sow


KINDS = (
    clause(
        "a rate against its two counts",
        "LG316",
        "受理申请120件，办结90件，办结率80%",
        "排查隐患200处，已整改190处，整改率98%",
        "调处纠纷500件，调解成功460件，调解成功率达95.5%",
        "发放问卷400份，收回380份，回收率90%",
        "抽检产品80批次，合格60批次，合格率为85%",
    ),
    Kind(
        "其中 larger than its whole",
        ("LG317",),
        several(
            inserted("审查文件30件，其中规范性文件45件"),
            inserted("培训人员200人次，其中执法人员260人次"),
            inserted("检查场所50家（其中餐饮场所70家）"),
            inserted("立案80件，其中一般程序案件30件、简易程序案件95件"),
            beside("", "，其中重点类987654§"),
        ),
    ),
    Kind(
        "由 A 增加到 B with B < A",
        ("LG318",),
        several(
            inserted("案件由120件增加到90件"),
            inserted("平均办理时限由10个工作日压缩到15个工作日"),
            inserted("参与人数从上年的500人提高至450人"),
            inserted("投诉由去年的80件下降为95件"),
            beside("由987654§增长到", ""),
        ),
    ),
    clause(
        "提高 N 个百分点 against its two shares",
        "LG318",
        "办结率由90%提高到95%，提高3个百分点",
        "满意率从88%提升至96%，提升5个百分点",
        "公开率98%，比上年的95%提高6个百分点",
        "占比由60%提高8个百分点，达到65%",
        "差错率由5.5%下降到3.2%，下降了1.3个百分点",
    ),
    clause(
        "a share over 100 %",
        "LG319",
        "办结率达112%",
        "一般程序案件占全部案件的130%",
        "网上办理占比105.5%",
        "村级覆盖率提高到108%",
        "参与比例为120%",
    ),
)
