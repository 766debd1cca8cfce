"""lawgov explain: the manual pages of rules."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from lawgov_report.commands import _arguments


def run(
    codes: Annotated[list[str], typer.Argument(metavar="规则…", help="规则代码，例如 LG301")],
) -> None:
    """解释规则：为什么、错误和正确的写法、怎么改

    例：lawgov explain LG301
    """
    wanted = [_arguments.code(code) for code in codes]
    from lawgov_report.checking import manual

    sys.stdout.write("\n".join(manual.text(manual.read(code)) for code in wanted))
