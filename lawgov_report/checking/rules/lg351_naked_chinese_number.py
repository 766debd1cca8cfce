"""正文里用汉字写的数也应引用指标。

为什么：汉字写的数同样核对不到；《出版物上数字用法》（GB/T 15835）要求统计数、计量用阿拉伯数字。

错误：

    共检查公共娱乐服务场所六十家，
    开展专项清理两次，办结率达到八成以上

正确：

    共检查公共娱乐服务场所{{ entertainment_venues_inspected }}，
    开展专项清理{{ special_document_cleanups }}，办结率达到{{ closing_rate }}

汉字数多是词的一部分，只有后面跟着单位的才算（六十家、两次、三千余人），
比率也算（百分之九十五、八成以上、三分之一的村），名次、一半、翻一番、零败诉也算（“零容忍”“确保零事故”不算）。
不算的与 LG350 相同，另有：这三项、其他两家，两项补贴、机场三期一类名称，三位一体、千家万户、六部门，
不在句末的“一个”“一次”“一批”，
表决用的“三分之二以上同意”，当“全部”讲的“百分之百”。

怎么改：在 indicators 里登记这个数，正文写 {{ 键 }}；确实不是指标的，写成 {{ "六十家" }}；是专名的，加引号，
或写进 data/terms.yaml 的 number_words。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.checking.rules import compared, numbers, unitless
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG351"
NAME = "naked-chinese-number"
SEVERITY = Severity.WARNING


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the numbers in Chinese numerals that prose writes itself."""
    for text in report.texts:
        if text.is_of_csv:
            continue
        spans = numbers.chinese(text.masked, report.terms.number_words)
        for span in (*spans, *unitless.chinese(text.masked)):
            quote = text.written.text[slice(*span)]
            literal = f'登记为指标，正文写 {{{{ 键 }}}}；不是指标的写 {{{{ "{quote}" }}}}；是专名的加引号'
            hint = compared.hint(report, text, span) or literal
            yield text.quote(*span).finding(CODE, f"用汉字直接写了数“{quote}”，没有引用指标", hint)
