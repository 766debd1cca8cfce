"""Laws of another time, misnamed, or without 《》.

Knows how reports name laws; not which rule finds what is wrong.
"""

from __future__ import annotations

from sowing import Kind, clause, inserted, several

from_before_2021 = several(
    inserted("依据《中华人民共和国外资企业法》办理登记"),
    inserted("对照中华人民共和国行政监察法整改"),
    inserted("依据《城市房屋拆迁管理条例》征收"),
)

KINDS = (
    Kind("a law repealed long before", ("LG642",), from_before_2021),
    clause(
        "a misnamed law of these years",
        "LG620",
        "宣传民营企业促进法",
        "学习环保法",
        "落实政府督察工作条例",
        "普及反电诈法",
    ),
    clause(
        "a short name alone",
        "LG622",
        "宣传禁毒法",
        "违反消防法的依法查处",
        "贯彻保密法，",
        "学习档案法等法律",
    ),
    clause(
        "short names in a row, other words",
        "LG622",
        "开展森林法、草原法和种子法宣讲",
        "对照会计法以及统计法自查",
    ),
)
