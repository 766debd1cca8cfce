"""The article within a site's page: where it stands among menus, breadcrumbs and the site's foot.

Knows how much text each element of a page holds, and the lines that sites put around an article; not tags.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.readers.published import TITLE, PublishedText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_report.readers.blocks import PageText

PROSE = 20  # characters of a paragraph from which it says that an article is here
SHARE = 0.9  # of a page's prose that stands in the element of its article
BEFORE = 15  # paragraphs between the title and its article, such as source and date
LONGEST = 120  # characters of a line that a site adds
LEAST_TITLE = 8  # characters
STOPS = ("。", "；", "：", "！")
LINK = 0.9  # of a paragraph that is nothing but a link
FIRST = 5  # paragraphs among which an article has its title
LIKELY = 2  # the rank of a title that is hardly anything else
# What sites write around an article. Source: 国办发〔2019〕19号 and pages of governments at all levels
AROUND = re.compile(
    r"""(?x)(?i)
    (?:您?(?:现在|当前)(?:的|所在)?位置|首\s*页\s*(?:[>»›/|-]|$))
    |【?\s*\[?(?:打\s*印|关\s*闭|收\s*藏|分\s*享|复制|纠错|下载|返回|转发|点赞)[^。]{0,20}$
    |[（(【]?\s*(?:信息|文章|稿件)?来\s*源\s*[:：]|(?:发布|发文|成文|更新|生成)(?:时间|日期|机构|单位)\s*[:：]
    |(?:时间|日期|作者|编辑|责任编辑|责编|审核|校对|录入|撰稿|文章作者|信息员)\s*[:：][^。]*$
    |(?:浏览|点击|阅读|访问|查看)(?:次数|量|数|率)?\s*[:：]?\s*[0-9]*\s*(?:次|人)?$
    |(?:【|\[)?\s*(?:字\s*(?:号|体)|我要|视力保护|显示正文|扫一扫|扫码|微信|手机)[^。]*$
    |(?:上|下)一?\s*[篇条]|相关(?:文章|链接|阅读|新闻|稿件|解读)|索\s*引\s*号|信息分类|主题(?:分类|词)\s*[:：]
    |公开(?:方式|类别|日期)\s*[:：]|有效性|附件下载|跳到正文|\[?\s*大\s*中\s*小\s*\]?$|网站地图|无障碍
    |版权所有|主办(?:单位)?\s*[:：]|承办(?:单位)?\s*[:：]|技术支持|网站标识码|.{0,12}ICP备|.{0,6}公网安备|copyright
    |[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?\s+[0-9]{1,2}:[0-9]{2}
    """
)


class PageShape(NamedTuple):
    """What a page says of its parts: the elements within each other, those that are articles, its title.

    `parents` has for each element that holds text the one that it stands in; 0 is the page. `whole` is set
    where the page is nothing but an article.
    """

    parents: Sequence[int]
    articles: Sequence[int]
    titles: Sequence[str]
    whole: bool = False


def find(stretches: Sequence[PageText], page: PageShape) -> tuple[PublishedText, ...]:
    """Return the paragraphs of the article, its title first; all of the page where it has no prose."""
    if page.whole:
        return tuple(_trimmed(stretches))
    inside = _inside(page, _element(stretches, page))
    numbers = [number for number, each in enumerate(stretches) if inside[each.container]]
    if not numbers:
        return tuple(each.found for each in stretches)
    first, last = numbers[0], numbers[-1]
    chosen = _trimmed(stretches[first : last + 1])
    if any(_title_rank(found, page) >= LIKELY for found in chosen[:FIRST]):
        return tuple(chosen)
    above = stretches[max(0, first - BEFORE) : first]
    titles = [each.found for each in above if each.linked * 2 < len(each.found.text)]
    title = max(titles, key=lambda found: _title_rank(found, page), default=None)
    return (title, *chosen) if title and _title_rank(title, page) else tuple(chosen)


def is_around(found: PublishedText) -> bool:
    """Return whether a paragraph is a line that sites put around an article."""
    return len(found.text) <= LONGEST and bool(AROUND.match(found.text))


def _element(stretches: Sequence[PageText], page: PageShape) -> int:
    """Return the innermost element that holds nearly all prose of the page."""
    prose = [0] * len(page.parents)
    for each in stretches:
        if _is_prose(each.found):
            prose[each.container] += len(each.found.text) - each.linked
    # An element stands behind the one that it is in: from the last to the first, each is complete
    for element in range(len(prose) - 1, 0, -1):
        prose[page.parents[element]] += prose[element]
    named = max(page.articles, key=lambda element: prose[element], default=0)
    if named and prose[named] * 2 > prose[0]:
        return named
    if not prose[0]:
        return 0
    enough = SHARE * prose[0]
    return max((element for element, count in enumerate(prose) if count >= enough), default=0)


def _inside(page: PageShape, element: int) -> list[bool]:
    """Return for each element whether it is in this one."""
    inside = [number == element for number in range(len(page.parents))]
    for number in range(element + 1, len(inside)):
        inside[number] = inside[page.parents[number]]
    return inside


def _trimmed(stretches: Sequence[PageText]) -> list[PublishedText]:
    """Return the paragraphs of an article without what the site wrote at its beginning and end.

    Between a title at the beginning and the text such lines go as well, and so do links; at the end links go
    that stand below such a line. Others may be the attachments.
    """
    texts = [each.found for each in stretches]
    linked = [each.linked >= LINK * len(each.found.text) for each in stretches]
    last = len(texts)
    for number in range(last - 1, -1, -1):
        if is_around(texts[number]):
            last = number
        elif not linked[number]:
            break
    begin = next((number for number in range(last) if _is_prose(texts[number])), last)
    head = [texts[number] for number in range(begin) if not is_around(texts[number]) and not linked[number]]
    return [*head, *texts[begin:last]]


def _is_prose(found: PublishedText) -> bool:
    """Return whether a paragraph is sentences: no title, no entry of a menu."""
    return len(found.text) >= PROSE and found.text.endswith(STOPS) and not is_around(found)


def _title_rank(found: PublishedText, page: PageShape) -> int:
    """Return how surely a paragraph above an article is its title, 0 where it is none."""
    text = "".join(found.text.split())
    if len(text) < LEAST_TITLE or is_around(found):
        return 0
    if found.level == TITLE or any(text in "".join(title.split()) for title in page.titles):
        return LIKELY + 1
    if text.endswith("报告"):
        return LIKELY
    return 1 if found.level else 0
