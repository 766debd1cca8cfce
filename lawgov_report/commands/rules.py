"""lawgov rules: all rules in a table, as JSON, or as the page docs/rules.md."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from lawgov_report.commands import _arguments

FORMATS = ("text", "json", "md")


def run(
    form: Annotated[str, typer.Option("--format", metavar="格式", help="text（默认）、json 或 md")] = "text",
) -> None:
    """列出全部规则：代码、名称、程度

    例：lawgov rules
    """
    _arguments.known_format(form, FORMATS)
    from lawgov_report.checking import manual

    if form == "json":
        sys.stdout.write(_json())
    else:
        write = manual.table if form == "text" else manual.markdown
        sys.stdout.write(write(manual.pages()))


def _json() -> str:
    import json

    from lawgov_report.checking import manual, rules

    listed = [
        {
            "code": page.code,
            "name": page.name,
            "severity": page.severity,
            "waivable": rules.negotiable(page.code),
            "title": page.title,
        }
        for page in manual.pages()
    ]
    return json.dumps({"version": 1, "rules": listed}, ensure_ascii=False, indent=2) + "\n"
