"""Changes as one HTML page that needs nothing else: for reading, for screen readers, for printing.

Knows HTML and CSS; no script, no font, no picture from elsewhere.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from lawgov_report.comparing.formats import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_report.comparing.changes import Changes, TextChange

FORMS = {"=": "{}", "-": "<del>{}</del>", "+": "<ins>{}</ins>"}
HEADS = ("增减", "变幅", "说明")
# <del> and <ins> mean nothing to most screen readers, and colour nothing to many people: words that only
# screen readers find stand before and after each (clip hides them from the eye but not from them).
STYLE = """
:root { color: #1a1a1a; background: #fff; font: 1rem/1.7 "Noto Sans CJK SC", "Source Han Sans SC",
  "Microsoft YaHei", "PingFang SC", sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.2rem; border-bottom: 1px solid #767676; } h3 { font-size: 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: bold; padding: .6rem 0 .2rem; }
th, td { border: 1px solid #767676; padding: .2rem .5rem; text-align: right; vertical-align: top; }
thead th { background: #f0f0f0; text-align: center; white-space: nowrap; }
tbody th { min-width: 8em; }
tbody th, td:last-child { text-align: left; font-weight: normal; }
td { white-space: nowrap; } td:last-child { white-space: normal; min-width: 10em; }
li { margin: .4rem 0; } .head { color: #4d4d4d; font-size: .9rem; display: block; }
del { color: #8a1c1c; background: #fdeeee; text-decoration: line-through; }
ins { color: #0b5a2a; background: #eaf6ee; text-decoration: underline; }
del::before, del::after, ins::before, ins::after { clip-path: inset(100%); clip: rect(1px, 1px, 1px, 1px);
  height: 1px; width: 1px; overflow: hidden; position: absolute; white-space: nowrap; }
del::before { content: " 删去："; } del::after { content: " 删去完 "; }
ins::before { content: " 增加："; } ins::after { content: " 增加完 "; }
@page { size: A4; margin: 2cm; }
@media print { :root { font-size: 10.5pt; line-height: 1.5; }
  body { max-width: none; padding: 0; } thead { display: table-header-group; }
  tr, li { break-inside: avoid; } h2, h3, caption { break-after: avoid; } .wide { overflow: visible; }
  del, ins { background: none; } }
"""


def write(changes: Changes) -> str:
    """Return the changes as one HTML page."""
    body = (
        [f"<p>{escape(words.same(changes))}</p>"]
        if changes.empty
        else [*_indicators(changes), *_texts(changes)]
    )
    title = escape(words.title(changes))
    return "\n".join(
        [
            '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>",
            *body,
            "</main>\n</body>\n</html>\n",
        ]
    )


def _indicators(changes: Changes) -> Iterator[str]:
    yield f"<h2>指标</h2>\n<p>{words.indicators(changes)}</p>"
    for kind, rows in groupby(changes.indicators, lambda row: row.kind):
        name = words.KINDS[kind] if kind else ""
        yield f'<div class="wide" role="region" tabindex="0" aria-label="指标：{name}">'
        heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in (changes.old, changes.new, *HEADS))
        yield f'<table>\n<caption>{name}</caption>\n<thead><tr><th scope="col">指标</th>{heads}</tr></thead>'
        yield "<tbody>"
        for row in rows:
            cells = (row.old or "—", row.new or "—", words.amount(row), words.rate(row))
            yield _row(row.label, *cells, words.remark(row, changes))
        yield "</tbody>\n</table>\n</div>"


def _row(label: str, *cells: str) -> str:
    values = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr><th scope="row">{escape(label)}</th>{values}</tr>'


def _texts(changes: Changes) -> Iterator[str]:
    yield f"<h2>文字</h2>\n<p>{words.texts(changes)}</p>"
    for part, texts in words.by_part(changes.texts):
        yield from _list(part, map(_item, texts))
    copied = [f"<li>{escape(words.copied_line(change))}</li>" for change in words.copied(changes)]
    if copied:
        yield from _list(f"与 {changes.old} 逐字相同的问题和措施", copied)


def _list(heading: str, items: Iterable[str]) -> Iterator[str]:
    yield f"<h3>{escape(heading)}</h3>\n<ul>"
    yield from items
    yield "</ul>"


def _item(change: TextChange) -> str:
    marked = "".join(FORMS[op].format(escape(text)) for op, text in change.runs)
    return f'<li><span class="head">{escape(words.head(change))}</span> {marked}</li>'
