"""文件用规范汉字，不用繁体字。

为什么：《国家通用语言文字法》规定，国家机关以普通话和规范汉字为公务用语用字；繁体字多为从别处粘贴、转换时带进来的，
检索时也当成另一个字。

错误：

    法治政府建設

正确：

    法治政府建设

找的是常用的、只有一种简体的字；“乾、著、徵、於”一类本身也是规范字的不找。

怎么改：改为简体；lawgov validate --fix 可以代改。
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG638"
NAME = "traditional-character"
SEVERITY = Severity.WARNING
# frequent, and none of them a standard character itself as 乾, 著, 徵, 於 are; each above its simplified one
TRADITIONAL = (
    "設執務規範黨區縣鄉鎮訴訟議決開關與為這會員對進實現發國際經濟產業學習監責級領導團結維護權處罰許證"
    "審該門間問題點強動態據險環鄰幹條項總書記義時個們來說話認識讀課調評論詢訓試誠謀講謝譯變讓財貨質費"
    "資賠賦購贏車軍軟輕轉輪辦農運過達遠適選還邊醫釋針鐵銀錢錯鋼錄鐘長閱闡隊陽階隨雙雜離難電響順須預頒"
    "顯願類風飛養館馬驗體魚鮮麗齊齡龍聯聽職腦臨興舉舊華萬葉蓋藝藥號蘇術衛補製複見視覺觀計訂託統綱網緊"
    "綜綠線練縮績織續罷羅聲肅脫節築籌簡簽糧紀約純納組細終給絕緣編縱纖纜畫當療盡礎確禮種積穩窮競筆獎獨"
    "獲瑪傳傷備償價億優內兩冊則創劃劇勞勢勝勵匯協單參啟喪嚴圍圖報場塊墾壓壞壯夢奪奧婦寧寶將專尋屆層屬"
    "島嶺幣師帶幫廠廣廳張彈徑從復徹應憲懲戰戶掃採損擇擊擔擴攝敗數斷晉暫東極構樓標樣樹橋機檔檢歡歲歷歸"
    "殘氣沖況淚淨減測準溝滅滿漢潔潛灣災無煙熱燈爭牽狀獻榮樂後裏臺堅爲羣營貿衆園鏈貫遊別頭佈額裝奮紮負"
    "債連佔揮兒鞏覈糾畝撐踐黃賽鍵紛絡稅沒儲並違遺遼礦鬥紐盤貧啓請樞貼訪寫峯邁餘貸夠陝紅隱亞崗輸廢噸庫"
    "親揚較換顧繼擁氫蘭載陸藍銷爾賬繞豐隴濱歐駐躍貢愛週誌註暢譜諧銜僑溫牀瀋壇異覽濃畢鑄烏倉閒虛饋諾勁"
    "剛韌煥厲亂軌諮滬慶診寬礙雲衝搶遞髮係荊惡頻圓頂繪戲楓掛飲驅懷趨靈偉漲漁詐潤壽溼橫騙併囑郵銅鬆鋁鹽"
    "粵澇搖莊樑陣遷輻錨貴趕錦語賃攬兌誰騰恆毀輛擺疊擾煉篤碩壘嬰碼傾閉聞稱繫駕腳礪綏鍊彙錫鋰艱脈輿駛樁"
    "鎂薩廁魯"
)
SIMPLIFIED = (
    "设执务规范党区县乡镇诉讼议决开关与为这会员对进实现发国际经济产业学习监责级领导团结维护权处罚许证"
    "审该门间问题点强动态据险环邻干条项总书记义时个们来说话认识读课调评论询训试诚谋讲谢译变让财货质费"
    "资赔赋购赢车军软轻转轮办农运过达远适选还边医释针铁银钱错钢录钟长阅阐队阳阶随双杂离难电响顺须预颁"
    "显愿类风飞养馆马验体鱼鲜丽齐龄龙联听职脑临兴举旧华万叶盖艺药号苏术卫补制复见视觉观计订托统纲网紧"
    "综绿线练缩绩织续罢罗声肃脱节筑筹简签粮纪约纯纳组细终给绝缘编纵纤缆画当疗尽础确礼种积稳穷竞笔奖独"
    "获玛传伤备偿价亿优内两册则创划剧劳势胜励汇协单参启丧严围图报场块垦压坏壮梦夺奥妇宁宝将专寻届层属"
    "岛岭币师带帮厂广厅张弹径从复彻应宪惩战户扫采损择击担扩摄败数断晋暂东极构楼标样树桥机档检欢岁历归"
    "残气冲况泪净减测准沟灭满汉洁潜湾灾无烟热灯争牵状献荣乐后里台坚为群营贸众园链贯游别头布额装奋扎负"
    "债连占挥儿巩核纠亩撑践黄赛键纷络税没储并违遗辽矿斗纽盘贫启请枢贴访写峰迈余贷够陕红隐亚岗输废吨库"
    "亲扬较换顾继拥氢兰载陆蓝销尔账绕丰陇滨欧驻跃贡爱周志注畅谱谐衔侨温床沈坛异览浓毕铸乌仓闲虚馈诺劲"
    "刚韧焕厉乱轨咨沪庆诊宽碍云冲抢递发系荆恶频圆顶绘戏枫挂饮驱怀趋灵伟涨渔诈润寿湿横骗并嘱邮铜松铝盐"
    "粤涝摇庄梁阵迁辐锚贵赶锦语赁揽兑谁腾恒毁辆摆叠扰炼笃硕垒婴码倾闭闻称系驾脚砺绥炼汇锡锂艰脉舆驶桩"
    "镁萨厕鲁"
)
MENDED = str.maketrans(TRADITIONAL, SIMPLIFIED)
LISTED = frozenset(TRADITIONAL)


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield runs of traditional characters."""
    for text in report.printed:
        if not LISTED.isdisjoint(text.masked):
            yield from _findings(text)


def _findings(text: Prose) -> Iterator[Diagnostic]:
    for traditional, run in groupby(enumerate(text.masked), lambda place: place[1] in LISTED):
        if traditional:
            places = [at for at, _ in run]
            start, end = places[0], places[-1] + 1
            words = text.masked[start:end]
            right = words.translate(MENDED)
            message = f"“{words}”是繁体字"
            yield text.quote(start, end).finding(CODE, message, f"写成 {right}", mended=right)
