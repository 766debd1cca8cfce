"""Slips of the pen: words of the same sound or shape put into real sentences, and whole clauses with one.

Knows how input methods slip; not which rule finds it.
"""

from __future__ import annotations

from sowing import Kind, clause, inserted, prose, several

CODES = ("LG643", "LG620", "LG624")

KINDS = (
    Kind(
        "a word of the text in characters of the same sound",
        CODES,
        several(
            prose("取得(?=[^取]{0,3}(?:成效|成绩|成果|进展|突破))", "取的"),
            prose("建立(?=健全|完善|了|机制|制度)", "健立"),
            prose("开展(?=[^。]{0,4}培训)", "开展陪训、"),
            prose("(?<=法治|队伍|制度|能力|社会|经济)建设", "健设"),
            prose("措施", "措失"),
            prose("审批", "申批"),
            prose("纠纷", "纠份"),
            prose("准确", "淮确"),
            prose("组织协调", "组织协条"),
            prose("符合", "附合"),
            prose("环境", "环镜"),
            prose("法律(?=服务|援助|顾问)", "法率"),
            prose("已经(?=完成|建立|形成)", "以经"),
            prose("领导", "领倒"),
        ),
    ),
    Kind(
        "a character of the same shape",
        CODES,
        several(
            prose("已(?=完成|建成|办结|全部)", "己"),
            prose("未(?=经|按|能|取得)", "末"),
            prose("人员(?=培训|素质|管理)", "入员"),
            prose("深入(?=推进|开展|学习|贯彻)", "深人"),
            prose("纳入(?=考核|年度)", "纳人"),
            prose("标准", "标淮"),
            prose("治理", "冶理"),
            prose("分析", "分折会"),
            prose("拨付", "拔付"),
        ),
    ),
    clause("象…一样", "LG643", "象爱护眼睛一样爱护生态", "象对待亲人那样对待群众", "象抓经济一样抓法治"),
    clause("既使 and 即然", "LG643", "既使任务繁重也不放松", "既便基础薄弱", "即然作出承诺就要兑现"),
    clause("做为 for 作为", "LG643", "把学法做为必修课", "做为考核依据", "坚决整治不做为"),
    clause("份内, 过份, 股分", "LG643", "做好份内工作", "不得过份强调", "一批党员受到处份", "知识份子座谈"),
    clause("带动, 绝对, 艰苦", "LG643", "代动群众增收", "坚持党的决对领导", "发扬坚苦奋斗作风"),
    clause("竞赛, 辨认", "LG643", "举办法律知识竟赛", "组织受害人辩认", "防范能力和辩别能力"),
    clause("登录, 行使, 接受", "LG643", "登陆平台办理", "依法行驶职权", "自觉接收监督", "接收社会监督"),
    clause("形势, 有力, 不力", "LG643", "当前形式严峻", "提供有利保障", "对履职不利的予以通报"),
    clause("予以, 免予, 得以", "LG643", "依法于以处罚", "依法免于行政处罚", "问题得已解决"),
    clause(
        "an idiom with a wrong character",
        "LG643",
        "标本兼制",
        "持之以衡抓落实",
        "凝心聚利",
        "徇私舞蔽的严肃处理",
    ),
    Kind(
        "在…下，使",
        ("LG643",),
        several(
            inserted("工作有序。在各部门的共同努力下，使案件质量得到提高"),
            inserted("工作有序。经过集中整治和回头看，使违法行为明显减少"),
        ),
    ),
)
