"""Numbers as they should not be written: naked, without their unit, in another form.

Knows what is typed in place of a reference; not which rule finds it.
"""

from __future__ import annotations

from sowing import Kind, clause, inserted, prose, several

from sown.dates import dated

REFERENCE = r"\{\{ [^{}|]+ \}\}"

KINDS = (
    Kind(
        ".5% for 0.5%",
        ("LG350",),
        several(prose(REFERENCE, ".5%"), prose(REFERENCE, ".75%"), prose(REFERENCE, ".5万件")),
    ),
    Kind(
        "3,762项",
        ("LG350",),
        several(prose(REFERENCE, "3,762项"), prose(REFERENCE, "1,200人次"), prose(REFERENCE, "3，762项")),
    ),
    Kind(
        "34.19万。",
        ("LG350",),
        several(
            prose(REFERENCE + "(?=[，。；])", "34.19万"),
            prose(REFERENCE + "(?=[，。；])", "6万余"),
            prose(REFERENCE + "(?=[，。；])", "1.2亿"),
        ),
    ),
    clause(
        "a rank as a naked number",
        "LG350",
        "满意度居全市第3位",
        "考核位列全省第2名",
        "总分排名第5",
        "由第8位升至第5位",
        "测评从全国第11位升至第4位",
    ),
    clause("a rank in numerals", "LG351", "考核居全市第三位", "满意度位列全省第二", "综合排名第一"),
    clause("1/4 as a naked number", "LG350", "占总数的1/4", "约1/3的案件以调解结案", "覆盖2/3以上的村"),
    clause(
        "一半",
        "LG351",
        "办理时限缩短一半",
        "一半以上的案件当天办结",
        "办结的超过一半",
        "整改任务过半",
        "整改一半，其余按期推进",
    ),
    clause(
        "翻一番",
        "LG351",
        "受理量翻一番",
        "调解案件数翻了一番",
        "收件量实现翻番",
        "咨询量翻了两番",
        "咨询量翻倍",
    ),
    clause(
        "零败诉",
        "LG351",
        "行政诉讼实现零败诉",
        "保持零上访",
        "实现“零复议”",
        "全年零事故",
        "行政复议纠错率为零",
    ),
    Kind(
        "a half-width . behind a reference",
        ("LG603",),
        several(prose(f"({REFERENCE})[，。；]", r"\1."), prose(f"({REFERENCE})[，。；]$", r"\1.")),
    ),
    Kind(
        "今年, 目前, 年初 beside 截至目前",
        ("LG610",),
        several(
            dated("今年以来各项指标稳步提升"),
            dated("今年召开推进会"),
            dated("今年年初部署专项整治"),
            dated("年初召开全区法治工作会议"),
            dated("目前已办结128件"),
            dated("目前已全部整改到位"),
            dated("目前全区均已建成投用"),
            dated("自年初开展集中整治"),
            dated("近日印发实施办法"),
            *(prose(f"，(?=[^，。；《“]*{REFERENCE})", by) for by in ("，目前", "，目前全区")),
        ),
    ),
    clause(
        "一是…二是…四是 in a sentence",
        "LG637",
        "做到：一是加强学习，二是加强考核，四是加强督查",
        "抓好三件事：一是建制度，二是强队伍，二是严考核",
        "一是加强学习，三是加强督查",
        "主要是：（一）健全制度，（二）加强培训，（四）严格考核",
        "要求：第一，健全制度，第二，加强培训，第四，严格考核",
        "包括：①健全制度，②加强培训，④严格考核",
        "原因有三：其一，培训不够，其三，人手不足",
        "一要加强学习，二要加强考核，四要加强督查",
    ),
    Kind(
        "traditional characters",
        ("LG638",),
        several(
            prose("建设", "建設"),
            prose("执法", "執法"),
            prose("开展", "開展"),
            prose("规范", "規範"),
            prose("问题", "問題"),
            inserted("區政府常務會議專題研究"),
            inserted("調處矛盾糾紛"),
        ),
    ),
)
