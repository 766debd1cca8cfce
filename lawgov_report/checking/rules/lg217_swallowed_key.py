"""文字里不应有另起一行的键：它缩进太深，被当成了文字，会印进报告。

为什么：| 下面缩进得一样深的行都是文字；键写在那里，它的值就没有读到，原样印出来。

错误：

    items:
      - id: training
        text: |
          分批培训执法人员。
          draft: true

正确：

    items:
      - id: training
        text: |
          分批培训执法人员。
        draft: true

怎么改：把这一行的缩进减到与同级的键对齐；丢了上面一行（例如 items:）的，补上。
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from lawgov_report.models.section import Item, Section
from lawgov_report.models.year import Figure, WrittenAnnex, Year
from lawgov_report.reading.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report

CODE = "LG217"
NAME = "swallowed-key"
SEVERITY = Severity.ERROR
HINT = "减少这一行的缩进，与同级的键对齐；上面丢了一行（例如 items:）的，补上"


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the first line of each text that is a key and its value."""
    for text in report.texts:
        # a text without a colon, of either width, holds no key: nearly all end here
        if ":" not in text.written.text and "：" not in text.written.text:
            continue
        for start, _, _ in text.written.pieces:
            match = _keys().match(text.written.text, start)
            if match:
                message = f"{match['key']} 是键，却写在文字里，会印进报告"
                yield text.quote(*match.span("key")).finding(CODE, message, HINT)
                break


@cache
def _keys() -> re.Pattern[str]:
    """Return what matches a key of a year file at the start of a line, behind the dash of a list or not."""
    models = (Year, Section, Item, Figure, WrittenAnnex)
    names = sorted(set(chain.from_iterable(model.model_fields for model in models)))
    return re.compile(rf"\s*(?:- *)?(?P<key>{'|'.join(names)}) *[:：]")
