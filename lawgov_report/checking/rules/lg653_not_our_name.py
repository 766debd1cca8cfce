"""自称要合本单位的级别和种类：区的报告写“我区”，不写“我县”“我局”。

为什么：材料多由部门、乡镇报来，或者照别处的改；留下“我县”“我局”“县委”，读者不知道是谁的报告。

错误：

    （某区的报告）我县深入推进依法行政；我局组织培训；经县委常委会研究

正确：

    （某区的报告）我区深入推进依法行政；区司法局组织培训；经区委常委会研究

是谁的报告，依次看 data/office.yaml 的 calls_itself 和 name、落款、标题、指标目录里的部门；
都看不出的不报告。
上级的（我市、我省）只有当作自己说的才报告；引号、书名号里的不报告。

怎么改：照提示改；是下属单位做的，写出它的名称。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import outside
from lawgov_report.checking.rules.owner import RANKS, owner
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.owner import Owner
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG653"
NAME = "not-our-name"
SEVERITY = Severity.WARNING
# not 资本市场, 自我; 全, 本 not in 健全县级制度, 基本区分; 县委 not in 平安县委, 市、县委
OURS = re.compile(
    "(?<!自)(?P<we>我)(?P<us>省|市(?!场)|州|区(?![间域块位])|县(?!域)|旗|镇|乡(?!村)|街道|局(?!面)|委(?![托派员任])"
    "|厅|办(?![理事案公好学实了])|单位)"
    "|(?<![健安完齐保周基根成日资文样剧版])(?P<all>[全本])(?P<whole>[区县旗镇乡]|街道)(?![级域委直性市区县乡镇村本土分别块间])"
    "|(?:(?<![一-鿿、])|(?<=[向由经在到报被对把据照请受]))"
    "(?P<organ>[区县旗镇乡])(?=(?P<body>委(?![员托派])|党委|政府|人民政府|人大|政协|纪委|司法局|公安局|直部门|直单位|直机关))"
)
# what an office says of itself only: 现将我市…, 2020年，我市坚持…
OF_OURSELVES = re.compile(
    "现将$|(?:^|[，。；])$|下一步$|虽然$|但$|目前$",
)
DOING = (
    "坚持",
    "认真",
    "深入",
    "法治政府",
    "以习近平",
    "全面",
    "持续",
    "高度重视",
    "积极",
    "切实",
    "始终",
    "不断",
    "严格",
    "着力",
)
REGION = "自治区"  # where counties may call it 我区
LOCAL = 3  # ranks up to a city's: of these 全区, 区委 are words for one's own


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield what an office of another kind or rank calls itself."""
    ours = owner(report)
    if ours is None:
        return
    whole = "\n".join(text.masked for text in report.printed)
    for text in report.printed if "我" in whole or "全" in whole or "委" in whole else ():
        words = outside(text.masked)
        for match in OURS.finditer(words):
            word = match["us"] or match["whole"] or match["organ"]
            regional = word == "区" and REGION in whole
            if not regional and _wrong(words, match, word, ours):
                yield _finding(text, match, word, ours)


def _wrong(words: str, match: re.Match[str], word: str, ours: Owner) -> bool:
    """Return whether a word cannot be what this office calls itself."""
    rank = RANKS.get(word, 0)
    if word == ours.word or ours.word.startswith(word) or word.startswith(ours.word):
        return False
    if not match["we"]:
        return rank == ours.rank < LOCAL and ours.word in RANKS
    if not ours.rank:  # a department, which may speak of its district
        return not rank and word != "单位"
    return rank <= ours.rank or _of_ourselves(words, match)


def _of_ourselves(words: str, match: re.Match[str]) -> bool:
    """Return whether an office says there of itself what is the name of one above it."""
    before = OF_OURSELVES.search(words, max(0, match.start() - 4), match.start())
    return before is not None and (before[0] == "现将" or words.startswith(DOING, match.end()))


def _finding(text: Prose, match: re.Match[str], word: str, ours: Owner) -> Diagnostic:
    body = match["body"] or ""
    found = f"{match[0]}{body}"
    right = f"{match[0].removesuffix(word)}{ours.word}{body}"
    alike = RANKS.get(word, 0) == ours.rank > 0
    whose = ours.name or f"“我{ours.word}”"
    message = f"“{found}”不是本单位：这是{whose}的报告"
    hint = f"应为“{right}”" if alike else f"应为“我{ours.word}”，或写出那个单位的名称"
    # a body of the county's may be meant where it is named
    mended = right if alike and not body else None
    return text.quote(match.start(), match.start() + len(found)).finding(CODE, message, hint, mended=mended)
