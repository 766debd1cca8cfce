"""Make what the peers read: a slim Word template, rendercv's input, Markdown for pandoc.

python prepare.py YEAR_FILE OUT
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import docx
import year  # type: ignore[import-not-found] # beside this script

STYLES = {"Normal", "Title", "Heading 1", "Body Text", "Default Paragraph Font"}
BULK = ("theme", "customXml", "stylesWithEffects", "numbering", "fontTable", "webSettings")
BODY = (
    ("{{ title }}", "Title"),
    ("{{ preamble }}", "Body Text"),
    ("{%p for part in parts %}", "Normal"),
    ("{{ part.heading }}", "Heading 1"),
    ("{%p for paragraph in part.paragraphs %}", "Normal"),
    ("{{ paragraph }}", "Body Text"),
    ("{%p endfor %}", "Normal"),
    ("{%p endfor %}", "Normal"),
)


def main() -> None:
    """Write template.docx, cv.yaml and report.md."""
    source, out = sys.argv[1], Path(sys.argv[2])
    out.mkdir()
    report = year.load(source)
    _template(out / "template.docx")
    (out / "cv.yaml").write_text(_cv(report), encoding="utf-8")
    (out / "report.md").write_text(_markdown(report), encoding="utf-8")


def _template(path: Path) -> None:
    """Write a template without what python-docx's default template has too much of."""
    document = docx.Document()
    for style in list(document.styles):
        if style.name not in STYLES:
            style.delete()
    for related in (document.part, document.part.package):
        for identifier, relation in list(related.rels.items()):
            if relation.reltype.rpartition("/")[2] in {*BULK, "thumbnail"}:
                del related.rels[identifier]
    for text, style_name in BODY:
        document.add_paragraph(text, style_name)
    document.save(str(path))


def _cv(report: dict[str, Any]) -> str:
    """Return the report in rendercv's form, as JSON, which is YAML too."""
    sections = {"导言": [report["preamble"]]}
    sections |= {part["heading"]: part["paragraphs"] for part in report["parts"]}
    return json.dumps({"cv": {"name": report["title"], "sections": sections}}, ensure_ascii=False, indent=1)


def _markdown(report: dict[str, Any]) -> str:
    blocks = [f"# {report['title']}", report["preamble"]]
    for part in report["parts"]:
        blocks += [f"## {part['heading']}", *part["paragraphs"]]
    return "\n\n".join(blocks) + "\n"


main()
