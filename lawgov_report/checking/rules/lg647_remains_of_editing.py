"""报告里不应有修改、粘贴留下的痕迹。

为什么：网页标记、引文序号、稿次、批注，以及对话软件的客套话，都不是报告的内容，印出来就是笑话。

错误：

    全年培训执法人员<br>5次[1]（数据需核实）
    样例区2020年度法治政府建设工作情况报告（送审稿）
    希望以上内容对您有所帮助。

正确：

    全年培训执法人员{{ training }}
    样例区2020年度法治政府建设工作情况报告

报告里讲到的文件，可以写明稿次：起草《办法》（征求意见稿）。引号、书名号里的不报告。

怎么改：删去；批注里的问题先核实。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.checking.rules.marks import outside
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG647"
NAME = "remains-of-editing"
SEVERITY = Severity.WARNING


class Remains(NamedTuple):
    """What editing leaves: what it is called, words of which each has one, and its pattern.

    The pattern is compiled where one of the words stands, which is next to never.
    """

    name: str
    needed: tuple[str, ...]
    pattern: str


VERSION, REMARK = "稿次", "批注"
REMAINS = (
    Remains(
        "网页标记",
        ("<", "&"),
        r"</?[A-Za-z][A-Za-z0-9]{0,9}(?: [^<>]{0,80})?/?>"
        "|&(?:nbsp|lt|gt|amp|quot|[lr]dquo|mdash|middot|#[0-9]{2,5});",
    ),
    Remains("Markdown 记号", ("**", "~~", "```"), r"\*\*[^*，。；]{2,60}\*\*|~~[^~]{1,60}~~|```"),
    Remains(
        "引文序号",
        ("[", "［", "【", "〔"),
        r"[\[［【〔](?:注|\^)?[0-9]{1,3}(?:[-–—,，、][0-9]{1,3}){0,9}[\]］】〕](?!第?[0-9]{1,4}号)",
    ),
    Remains(
        REMARK,
        ("[", "【", "批注"),
        r"[\[【](?!附|图|表)[一-鿿A-Za-z]{1,6} ?[0-9]{1,3}[\]】]|批注 ?[\[［【（(]",
    ),
    Remains(
        VERSION,
        ("稿", "版）", "清样", "校样"),
        r"[（(【]\w{0,6}(?:送审|征求意见|讨论|初|修改|修订|审议|审定|审核|报批|上会|会签|定|终|草|未定|第?[一二三四五六0-9]{1,2})"
        r"稿\w{0,4}[）)】]|[（(【](?:最终|修改|修订|审核|审定|定|终|新|旧|初)版[）)】]|[（(【](?:清|校)样[）)】]",
    ),
    Remains(
        REMARK,
        ("）", "】", "]", ")"),
        r"[（(【\[](?!\w{0,6}(?:待[补填核定报查]|此处|待完善))(?:略|[以此]?下略|省略|同上|同前|存疑|不确定|未完(?:待续)?|待续"
        r"|估计数?|暂估数?|没有数据?|无数据|[去上]年的?(?:数据?|旧稿)|旧数据|原稿如此|重写|\w{0,8}(?:意见|批示|批注)[：:][^（）()]{1,30}"
        "|(?:此|这|本段|该[段条数]|[以之]上|上述|请|需|须|应|建议|是否|再|数据|数字|领导|与|标[红黄]|[红黄][色字])[^（）()【】]{0,20}?"
        "(?:核[实对]|复核|确认|补充|更新|修改|删[除去掉]|改[为成写]|重写|替换|查证|斟酌|商榷|再议|润色|精简|压缩|重复|有误"
        "|不准|不符|不一致|存疑|[移挪放]到)[^（）()【】0-9]{0,2}"
        r"|[^（）()【】“”《》]{0,24}[?？])[）)】\]]",
    ),
    Remains(
        "对话软件的话",
        (
            "希望",
            "以下",
            "以上",
            "您可以",
            "根据您",
            "您提供",
            "您的",
            "为您",
            "告诉我",
            "请随时",
            "祝",
            "告知我",
            "我可以",
            "AI",
            "人工智能",
            "语言模型",
            "仅供",
        ),
        "希望(?:以上|上述|这[些份个篇段])[^。，]{0,8}(?:内容|回答|回复|文字|材料|范文|文稿|版本|报告)"
        "|希望[^。，]{0,10}(?:[对为合足][您你]|有所帮助)"
        "|以下(?:就?是|为)[^。，：；]{0,20}(?:内容|报告|范文|文本|文稿|版本|正文|段落|示例|润色|修改|改写|优化)"
        "|以上(?:就?是|为)[^。，：；]{0,20}(?:内容|范文|文本|文稿|版本|段落|示例|润色|改写|优化)"
        "|您可以(?:根据|继续|随时|参考)|根据您的?|您提供的?|您的(?:需求|要求|问题|指示)|为您(?:撰写|起草|生成|整理|提供的?|润色|修改)"
        "|请随时(?:联系|提出|告知|告诉)|祝(?:您|你|工作顺利)|(?:告诉|告知)我(?![们区县市省州镇乡局院])|我可以(?:为|帮|继续|进一步|再)"
        "|(?:作为|我是)(?:一[个名款])?(?:AI|人工智能|大?语言模型)(?:助手|模型|，)"
        "|(?:以上|上述)?(?:内容|文字)?仅供(?:[您你]|学习)?参考",
    ),
    Remains(
        "对话软件的话",
        ("好的", "当然可以", "没问题", "正文", "标题"),
        "^(?:(?:好的|当然可以|没问题)[，！。：]|(?:报告)?(?:正文|标题)(?:如下)?：)",
    ),
    Remains(
        "字数",
        ("字）", "字)", "字数"),
        "[（(](?:全文|正文|本段)?[共约]?(?:字数)?[：:]?约?[0-9]{2,5} ?字(?:左右)?[）)]|字数[：:]",
    ),
    Remains(
        "Word 的域",
        ("错误！", "错误!", "#", "MERGEFORMAT"),
        "错误[！!][^。，]{0,14}|#(?:REF|N/A|VALUE|DIV/0|NAME)[!！?？]?|MERGEFORMAT",
    ),
    Remains("报纸的转版", ("版",), "[（(]?(?:下转|上接|紧接)第?[一二三四五六七八九十0-9A-Z]{1,3}版[）)]?"),
    Remains("页码", ("页",), "第 ?[0-9]{1,3} ?页，? ?[共/] ?[0-9]{1,3} ?页"),
    Remains(
        "网页上的字",
        ("编辑：", "本页", "窗口】", "返回顶部", "分享到", "次数：", "一篇：", "字体："),
        "责任编辑：|打印本页|【关闭窗口】|返回顶部|分享到|(?:浏览|阅读|点击)次数：|[上下]一篇：|字体：",
    ),
    Remains("列表、表情符号", ("●", "•", "▪", "◆", "➢", "✅", "❌", "✔", "☑"), "[●•▪◆➢✅❌✔☑]"),
)
# a paper that an office tells of may be a draft: 起草实施办法（征求意见稿）
PAPERS = ("办法", "条例", "规定", "方案", "草案", "意见", "规划", "细则", "决定", "清单", "制度", "》", "”")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield what editing and pasting have left, each place once."""
    whole = "\n".join(text.masked for text in report.printed)
    likely = [remains for remains in REMAINS if any(word in whole for word in remains.needed)]
    for text in report.printed if likely else ():
        covered = 0
        for start, end, name in sorted(_found(text, likely)):
            if start >= covered:
                covered = end
                words = text.written.text[start:end]
                message = f"“{words}”像是{name}，不是报告的内容"
                yield text.quote(start, end).finding(CODE, message, "核对后删去")


def _found(text: Prose, likely: list[Remains]) -> Iterator[tuple[int, int, str]]:
    words = outside(text.masked)
    for name, needed, pattern in likely:
        if any(word in words for word in needed):
            for match in re.finditer(pattern, words):
                if not (name == VERSION and text.masked.endswith(PAPERS, 0, match.start())):
                    yield *match.span(), name
