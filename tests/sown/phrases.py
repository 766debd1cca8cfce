"""Fixed phrases, organs and days in wrong forms that other modules do not sow.

Knows how they are misquoted; not which rule finds it.
"""

from __future__ import annotations

from sowing import clause

KINDS = (
    clause(
        "法制 for 法治, more of them",
        "LG643",
        "开展法制宣传教育",
        "加强法制文化建设",
        "建成法制公园",
        "提高法制水平",
    ),
    clause(
        "第一责任人 misquoted",
        "LG624",
        "履行第一职责人职责",
        "压实第一责任者责任",
        "落实第一责任入职责",
        "当好法治建设第一责任任",
    ),
    clause(
        "谁执法谁普法 misquoted",
        "LG624",
        "落实谁执法谁普及责任制",
        "坚持谁执法谁学法",
        "落实“谁执法谁普发”责任制",
    ),
    clause(
        "人大常委会 misquoted", "LG624", "向市人大长委会报告", "接受区人大常委员会监督", "向人大常务会汇报"
    ),
    clause(
        "理论学习中心组 misquoted",
        "LG624",
        "召开中心学习组会议",
        "开展理论学习中心组织学习",
        "组织理论学习中心姐学习",
    ),
    clause(
        "a day with another date",
        "LG644",
        "开展国家宪法日（12月5日）活动",
        "组织“4·16”全民国家安全教育日宣传",
        "利用3月8日消费者权益日宣传",
        "举办11月19日消防宣传日活动",
    ),
    clause(
        "plenums left out of a row",
        "LG632",
        "学习党的十九届三中全会、五中全会精神",
        "贯彻党的十八届三中、四中、六中全会精神",
        "落实十九届二中、三中及五中全会部署",
    ),
    clause(
        "a request, other words",
        "LG645",
        "以上妥否，请审定",
        "如无不当，请批转各地执行",
        "特此请示",
        "恳请区政府予以支持。另",
    ),
    clause(
        "a slogan misquoted",
        "LG624",
        "践行青山绿水就是金山银山理念",
        "坚持发展新时期“枫桥经验”",
        "培养法治明白人",
        "落实一岗两责",
    ),
)
