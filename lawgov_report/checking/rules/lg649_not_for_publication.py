"""公开的报告里不应有密级、内部资料一类的标记。

为什么：法治政府建设年度报告要向社会公开；带着“机密★”“内部资料，不得外传”的文字，要么不能公开，要么是从别的文件里带来的。

错误：

    机密★1年
    （内部资料，不得外传）

正确：

    删去标记；内容确属国家秘密、工作秘密的，不写进公开的报告

只报告标记：“保守国家秘密”“侵犯商业秘密”等说法不报告。

怎么改：核对这段文字能不能公开；能公开的，删去标记。
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import outside
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG649"
NAME = "not-for-publication"
SEVERITY = Severity.ERROR
# one of these is in every mark; the patterns are compiled where one is
NEEDED = (
    *("★", "☆", "秘密", "机密", "绝密", "密级", "保密期限", "份号", "知悉范围", "涉密", "（密"),
    *("内部", "外传", "外泄", "扩散", "翻印", "转发", "传播", "传阅", "发至", "仅供", "注意保", "妥善保"),
    *("掌握", "未经"),
    *("会后", "阅后", "用后", "非公开", "依申请公开", *(f"{word}公开" for word in "不予得宜能勿外会")),
)
# 机密★1年; 密级：秘密
CLASSIFIED = "(?:绝密|机密|秘密) ?[★☆*＊](?:长期|[0-9]{1,2} ?[年月])?|(?:密级|保密期限|知悉范围|份号)[：:]"
SELF = "请?(?:本件|此件|本[资材]料|本文件?|本报告|以上内容|该[件文]|本文稿)?(?:属于?|系|为|是)?"
# what is a clause of its own, or the words in a pair of brackets: （内部资料，不得外传）
LOOSE = (
    "(?:内部(?:资料|材料|文件|文稿|参考|使用|掌握|传阅|讲话|发行)|工作秘密"
    "|(?:请勿|切勿|不得|不准|严禁|禁止|不可|勿|不)(?:对外|向外|擅自)?(?:外传|扩散|外泄|翻印)"
    "|注意保[存密]|发至[县团乡镇][^，。]{0,2}级|限[^，。]{1,6}(?:传阅|掌握)"
    "|(?:会|阅|用)后(?:请)?(?:立即|及时)?(?:收回|退回|交回|销毁|归还|即焚)"
    "|仅供(?:内部|领导|会议|工作)(?:参考|参阅|使用|传阅|掌握))"
)
# what a sentence may go on with, so that it must begin one: 涉及个人隐私的，不得公开
STRICT = (
    "(?:未经(?:批准|许可|授权|同意|审核)，?(?:不得|严禁|禁止)(?:对外|擅自)?(?:公开|外传|传播|引用|复制|翻印|发布)"
    "|(?:不得|不宜|不能|暂不|请勿)(?:对外|向社会)?公开(?:发布)?|妥善保[存管])"
)
SHORT = (
    "[（(【\\[](?:绝密|机密|秘密|内部|涉密|密|不(?:予|宜)?公开|非公开|依申请公开)[）)】\\]]"
    "|^(?:绝密|机密|秘密)级?$|[此本]件(?:不(?:予)?公开|依申请公开)"
)


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the marks of what is secret, or for use inside an office."""
    for text in report.printed:
        if not any(word in text.masked for word in NEEDED):
            continue
        for match in _marks().finditer(outside(text.masked)):
            message = f"“{match[0]}”是不公开的标记，报告要向社会公开"
            hint = "能公开的，删去标记；不能公开的，删去这段文字"
            yield text.quote(*match.span()).finding(CODE, message, hint)


@cache
def _marks() -> re.Pattern[str]:
    # not what a sentence tells of: 要求内部资料不得外传, 内部文件管理制度
    row = f"(?:[，·、 　](?:{LOOSE}|{STRICT}))*(?=[。，；！？）)】·　 ]|$)"
    alone = f"(?:(?<=，){SELF}{LOOSE}|(?:(?<=[。；！？（(【])|^){SELF}(?:{LOOSE}|{STRICT})){row}"
    return re.compile(f"{CLASSIFIED}|{SHORT}|{alone}")
