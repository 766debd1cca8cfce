"""Words of official prose that say what a number counts: verbs, what leads a clause in, what ends one.

Knows words and where they stand; not how a label is made of them.
"""

from __future__ import annotations

import re


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _leading(text: str) -> re.Pattern[str]:
    """Return the pattern of what begins with one of these words, the longest first."""
    return re.compile(f"^(?:{'|'.join(sorted(text.split(), key=len, reverse=True))})")


# What an office does with what it counts, as in 办理 … 717件. Left out are verbs that begin names as well:
# 复议案件, 培训班, 服务站点.
ACTIONS = frozenset(
    _words(
        "办理 推出 筹措 受理 审理 审结 办结 立案 查处 查办 查扣 查获 查封 侦破 破获 抓获 侦办 移送 "
        "起诉 没收 收缴 扣押 暂扣 吊销 取缔 关停 关闭 责令 约谈 问责 追责 整治 整改 纠正 督办 督促 "
        "督导 检查 抽查 排查 核查 巡查 抽检 评查 评审 审查 审核 审议 审定 审批 核准 核发 清理 修订 "
        "修改 废止 制定 出台 印发 发布 公布 公示 发放 发出 派发 推送 刊发 编印 编写 编发 组织 开展 "
        "举办 举行 召开 开办 承办 参加 参与 轮训 解答 答复 接待 接受 接听 接访 接到 收到 回复 回应 "
        "反馈 调处 化解 处理 处置 解决 达成 兑现 追回 挽回 建成 建立 建设 设立 设置 成立 组建 打造 "
        "创建 培育 培养 选树 选派 选聘 选任 聘请 聘任 聘用 配备 配齐 招录 招聘 引进 招引 新增 新建 "
        "新设 新认定 认定 命名 授予 表彰 获评 获得 荣获 取得 完成 实施 推行 推广 推进 推动 落实 启动 "
        "上线 开通 投入 投放 争取 安排 下达 拨付 筹集 支付 减免 取消 下放 承接 调整 梳理 编制 归集 "
        "汇聚 惠及 覆盖 帮扶 救助 资助 帮助 支持 指导 走访 慰问 提供 提出 提请 提交 打击 捣毁 拆除 "
        "清除 清运 修复 改造 更新 治理 拥有 持有 涉及 签订 签约 签署 实现 入选 纳入 列入 形成 评为 "
        "创成 复核 复查 撤销 驳回 变更 终止 撤回 准予 派驻 派出 联系 发现 抽取 换发 制发 征集 采纳 "
        "吸纳 邀请 启用 报送 报备 转办 交办 分流 带动 优化 节约 精简 压减 整合 盘活 供应 出让 安置 "
        "发展 引导 开工 新开工 谋划 储备 落地 适用 采取 作出 下发 采集 录入 建有 设有 配有 提升 改善 "
        "引育 选送 惠泽 新评定 评定 推介 打掉 运行 扩建 改扩建 布局 释放 承担 征求 实行 出动 下达 进驻 调解"
    )
)
# Done with what stands before it, so that it is never more: 收到申请5件，受理3件. Not 取消 … 下放
FOLLOWING = frozenset(
    _words(
        "办理 受理 审理 审结 办结 立案 查处 查办 侦破 破获 移送 起诉 责令 整治 整改 纠正 审查 审核 审定 核准 "
        "解答 答复 回复 回应 反馈 调处 化解 处理 处置 解决 兑现 追回 挽回 完成 实现 撤销 驳回 变更 终止 撤回 "
        "准予 采纳 吸纳 转办 交办 发放 调解"
    )
)
SHORT_ACTIONS = (*"建设聘发办开选派抓获缴罚", "增加", "减少")  # only where they stand right before the number
# what may end the name of what was done: 行政拘留, 合同备案
DEEDS = frozenset(
    _words(
        "结案 拘留 罚款 处罚 处分 警告 通报 备案 登记 注册 公证 鉴定 审查 审核 检查 抽查 评查 巡查 "
        "清理 培训 宣传 学习 考试 援助 调解 调处 化解 出庭 应诉 复议 纠错 维持 撤销 许可 征收 强制 "
        "执行 履行 涉案 涉及 合格 成功 通过 优秀 整改 办结 审结 胜诉 败诉 逮捕 起诉 驳回 参加 参与 "
        "受益 考核 督察 督办 约谈 走访 惠及 入选 完成 到位 改正"
    )
)
VERBS = ACTIONS | DEEDS
# what is done with these says enough: 办理公证, 开展培训
LIGHT = frozenset(_words("办理 开展 组织 举办 实施 受理 提供 作出"))
FILING = ("立案", "结案", "破案")  # of what was counted before, cases are counted: 场所立案
REFUSED = "不予"
SETTLING = ("整改", "完成整改", "采纳")  # is done with remarks
COMPLETING = "完成"
SUCCESS = "成功"
SAYING = ("提出", "收到")  # of remarks it goes without saying
# what stands before a clause and says when, not what
TIME = _leading(
    "截至目前 截止目前 截至年底 截至 截止 目前 最近 近年来 近期 全年 今年以来 今年 去年 上年 "
    "当年 年内 本年度 上半年 下半年 一年来 累计 共计 总计 合计 已经 先后 分别 同时 此外 另外 "
    "以及 特别是 首次 继续 进一步 区内 辖区内 辖区 再次 首批 力争 争取 确保 计划 预计 五年来 "
    "其中 包括 已 均 并 又 还 也 再 五年累计 年度"
)
# how it is done, before a verb: 依法查处; but 高标准农田
MANNER = _leading(
    "不断 严厉 严格 主动 从严 从快 依法 依规 全面 切实 加快 及时 圆满 坚决 基本 大力 妥善 定期 "
    "常态化 广泛 快速 成功 扎实 持续 有序 有效 深入 着力 积极 稳妥 稳步 精准 统筹 认真 逐步 逐项 "
    "重拳 陆续 随机 集中 全部 直接 高效 高标准 高质量"
)
# these begin words of their own
SPARED = re.compile("争取(?=[^，]{2})|全面[^，]{2}(?:工作)?$")
TOGETHER = re.compile("^共(?![同享产建治青识赢用和济创商育有党])")
EACH = re.compile("^各(?:[类种]|(?![级项界族地方部单门省区县市州镇乡]))")
AREA = re.compile("^(?:我|本|全)(?:区|县|市|省|州|盟|旗|镇|乡|街道|局|厅|委|校|院|自治区|系统)(?![域级直属])")
# where it is done: 在政府网站发布; before a verb also 在全区范围内
PLACE = re.compile(
    "^(?:在|通过|依托|利用)(?:“[^”]*”|[^“”]){1,20}?(?:平台|网站|公众号|等地|地区|方面|期间|领域|范围内|基础上|过程中|[上中内里])(?=..)"
)
HEADED = re.compile("^[一二三四五六七八九十]{1,3}、")
NUMBERED = re.compile("^(?:[一二三四五六七八九十]{1,3}是|（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[.．、])")
_YEAR = "20[0-9]{2}"
DATE = re.compile(
    f"(?:自|从|至|截至|截止|到)?(?:{_YEAR}[-—－~～至])?{_YEAR}年?(?:度)?"
    "(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?(?:份|底|末|初|以来|期间|上半年|下半年)?(?=[^0-9])"
    "|(?:截至|截止)?[0-9]{1,2}月(?:[0-9]{1,2}日|底|末|份)"
)
DATED = re.compile(f"{_YEAR}年度?(?:数值?|数据|数量|情况)?|(?:本|今|当)年(?:度|数)?")
TITLES = re.compile(
    "《[^《》]{1,60}》(?:（[^（）]{1,20}）)?(?:、?《[^《》]{1,60}》(?:（[^（）]{1,20}）)?){0,9}等"
)
# where a clause ends, and where a sentence does; 、 parts what belongs together
STOPS = re.compile("[，。；：！？\n（）()]|——|[,;:!?](?![0-9])")
BRACKETS = re.compile("（[^（），。；：0-9]{1,10}）")  # part of a name: 行政村（社区）
ENDS = re.compile("[。！？\n]|[!?](?![0-9])")
LISTING = re.compile("[、和及与](?:全|本|我)?[区县市省乡镇]?$")  # what ends so leads on to the next of a list
JOINING = re.compile("(?:以及|、|和|及|与|或)")
_PERIOD = f"(?:上年|去年|{_YEAR}年|“?十[一二三四五]五”?)(?:末|时期|同期)?的?"
AGAINST = re.compile(f"^[较比]{_PERIOD}")  # 较“十三五”末增长
AGAINST_AT_THE_END = re.compile(f"[较比]{_PERIOD}$")
YEARS = re.compile("^(?:近|连续|过去)?[0-9]{1,2}年(?:来|间)?")
LEADS = (NUMBERED, AREA, PLACE, TOGETHER, EACH, AGAINST, YEARS)
BY = re.compile("^(?:根据|按照|结合|围绕|针对|对照|依据|依托|聚焦|运用|利用|通过|对|向|以)")
FROM = re.compile(f"(?:从|由)(?:{_YEAR}年的?|上年的?|去年的?|原来的?|最初的?|上半年的?|年初的?)?$")
_RISING = "提高|提升|增加|增长|上升|上涨|扩大|跃升|攀升|延长|拓展|扩展|回升|升|增"
_FALLING = "下降|降低|减少|回落|下跌|压缩|压减|缩短|缩减|缩小|精简|整合|降|减"
# what stands between a noun and the value that it has now: 提高到, 控制在
REACHED = re.compile(
    f"(?:{_RISING}|{_FALLING}|进|跃|前移|列)了?(?:到|至|为)(?:{_YEAR}年的?)?$|(?:始终|继续|持续)?(?:(?:控制|稳定|保持)(?:在|到|于)?|维持(?:在|到|于))$"
)
CHANGED = re.compile(
    "(?P<against>年均|同比|环比|[比较与同](?:上年|去年|上一年|往年)(?:度|同期)?(?:相比)?)?"
    f"(?P<verb>(?:{_RISING}|{_FALLING})(?<![新净续]增)(?<![超征加]收))了?$"
)
RISING = tuple(_RISING.split("|"))
# who a rank is held among: 居全国第3位
AMONG = re.compile(
    "(?:[稳位跃]?居|排名|排|位列|列)?(?:全[国省市区县州]|世界|全球|中国|国内|[省市区]内|[东西中]部|各省区?)[^，。；]{0,3}$"
)
# What stands between a noun and its number and says nothing of it. A word that begins or ends another one
# says what may not stand before it: 违法行为, 国有, 节约, 送达, 公共, 人均.
TAIL = re.compile(
    "(?:累计|共计|合计|总计|继续|大约|接近|将近|超过|突破|达到|分别|最多|至少|首次|连续[0-9]{1,2}年|已|仅|只|了|各|占|超|逾|、"
    "|(?:新|首|第二)?一?批(?<=[新首二一]批)|(?<=[排筛评选查])出|(?<=率)平均|(?<=率)是"
    "|(?<![公中一])共|(?<![行作认成因人])为|(?<![平人年户])均|(?<![节预签契制违条])约|(?<![最附])近"
    "|(?<![下传表送转直抵])达|(?<![国所持拥公私建设配])有|(?<![总调缓])和|(?<![惠涉普以])及|(?<![参])与)$"
)
HERE = re.compile("(?<!于)(?:我|本|全)(?:区|县|市|省|州|盟|旗|镇|乡|国)$")
# what is to come: in its own clause, and up to the end of the sentence
AIMED = re.compile("力争|确保(?!了)|预计|预期")
TARGETS = re.compile("目标[^，。]{0,4}[为是]")
# how often a verb follows these within a clause, of which they say nothing: 大厅累计办理事项
AMID = re.compile("(?<![公中一])共|累计|共计|总计|合计|全年|已")
# who does it: 仲裁机构受理申请
WHO = re.compile("^.{2,12}?(?:组织|机构|委员会|部门|单位|机关|大厅|中心|平台|政府|系统|队伍|会议)(?=..)")
ENUMERATED = re.compile("等(?:方面|领域|地|部门|单位|行业)?$")
PREPOSITION = re.compile("(?:担任|作为|对|向|给|在|由|将|把|从|使|让|为|因|被|和|的|于|经|按|及|与|、)$")
# A noun behind its number ends where a verb or an adverb begins. The second part are those that begin other
# words as well, with what may not follow or go before: 获得感, 占用地, 人均, 被告人, 从业人员, 在线, 相对人.
_PREDICATES = _words(
    "参加 参与 担任 入选 入围 进入 纳入 列入 完成 建成 投用 投入 投产 投运 开工 竣工 荣获 获批 "
    "获评 获得 予以 给予 进行 开展 立案 超过 突破 位列 跻身 排名 上榜 落户 落地 上线 运行 提供 "
    "接受 取得 受到 得到 享受 惠及 全部 实现 发生 出现 签约 挂牌 成为 晋升 晋级 聘请 试运 增长 "
    "下降 提高 提升 减少 释放 提请 化解 消除 推进 发行 迈上 跨越 分别 按照 根据 能够 以调解 加快 "
    "首次 连续 圆满 稳步 顺利 有效 有序 增加值 产值 营值 营收 已 是 将 把 实施 发放 保供 用于"
)
PREDICATE = re.compile(
    f"{'|'.join(_PREDICATES)}"
    "|获(?!得)|(?<![行作认成])为(?![民企群了])|达(?![成标])|占(?![比用地])|[位稳]?居(?=[全世中])|通过(?!率)|增加(?!值)|提前(?=[建完开投通])|全面(?=完)|全(?=[年部覆])"
    "|均(?![衡等价])|都(?!市)|被(?![告诉申征])|由(?!于)|自(?=20)|从(?![业事严])|在(?![建线校岗册职押役编])"
    "|可(?=[在以网通享])|并(?![购联轨])|(?<![相针绝面])对(?![外接口象])|(?<=[^总])产量"
    "|以(?=[^上下内外旧及身，。]{1,8}(?:方式|形式|名义))|[《，。；：]"
)
# what a heading says is done with its subject: 健全决策机制, 畅通复议渠道
TENDING = frozenset(
    _words(
        "健全 完善 加强 强化 规范 深化 畅通 坚持 维护 保障 做好 抓好 发挥 突出 狠抓 夯实 筑牢 转变 "
        "创新 加大 防范 增强 提高 确保 构建 严格 严肃 聚焦 紧盯 扩大 丰富 拓展 巩固 全力 着眼 围绕 "
        "注重 重视 保护 守护 整顿"
    )
)
LED = VERBS | TENDING
# what a unit counts, for a number that has no noun of its own: 举办培训班3期260人次
UNIT_NOUNS = {
    "人": "人员",
    "名": "人员",
    "人次": "人次",
    "户": "户数",
    "户次": "户次",
    "元": "金额",
    "美元": "金额",
    "次": "次数",
    "场": "场次",
    "场次": "场次",
    "期": "期数",
    "平方米": "面积",
    "%": "比例",
}
KINDS = {"类": "类别", "种": "种类"}  # 意见建议5类72条: how many kinds, not how many
# what is measured of many things at once, which prose says only behind the last: 汽车、机器人产量; the longer
# words first
MEASURES = _words(
    "进出口总额 进出口 吞吐量 增加值 零售额 销售额 产量 产值 收入 支出 金额 价值 资金 经费 费用 "
    "总额 总量 数量 投资 面积 贷款 余额 比重 比例 占比 率 量 额 值 数 款"
)
# what prose says once for two, before what they share: 城镇和农村居民收入
TOWN_AND_COUNTRY = ("城乡", "城镇", "农村")
PAIRED = frozenset(_words("城镇 农村 城市 乡村 刑事 民事 治安 行政 省级 市级 县级 区级 国内 国外 线上 线下"))
RATES = _words("率 比 比例 比重 增速 幅 幅度 强度 程度 面 度 份额 水平 均值 指数 倍差")
MONEY = _words("金额 价值 款 资金 经费 费用 收入 支出")
GENERIC = frozenset("个项条家所座种类名")  # units of anything
PEOPLE = frozenset("人名")
# an amount that was read for no figure, with its change behind it, as of 26.3微克/立方米
UNREAD = re.compile(
    "(?:达到?|为|突破|超过?|约|近|升至|降至)?[0-9][0-9.]*"
    "(?:[万亿余多]+[^、0-9]{0,5}|[^、0-9]{1,4}(?:/[^、0-9]{1,4})?)、(?=[^、]{1,8}$)"
)
ABOVE = ("占", "高于", "低于", "快于", "优于", "好于")  # 占全国, 高于全国: of what was counted before
SIZED = re.compile("[0-9]+(?:[A-Za-z]|千伏|岁)")  # names begin so: 5A级景区
UNITED = re.compile("^（[^（）]{1,3}）")  # the end of a unit: 套（间）
# what is said of a noun in a word, and makes a better name with it: 6个遗址入选
CHOSEN = re.compile("入选|获批|获评|上榜|入围")
TAKING_PART = re.compile("参[加与][^，。；、0-9]{2,6}$")  # 35名干部参加考试
# what besides ACTIONS may be said of a noun behind its number
ATTAINING = re.compile(
    "获|上榜|跻身|入围|晋升|成为|位列|进入|通过|达到|接受|享受|加入|落户|受到|列为|突破|跨入"
    "|被(?:命名|评|认定|确定|列|授予)为?"
)
DISTRICTS = frozenset("区县市镇乡村省州")
ENUMERATION = re.compile("[^，。“]{2,}、[^，。]*?等(?=[^，。]{4})")
