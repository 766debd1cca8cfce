"""Values as YAML that reads back to the same text: plain where that is safe, else in blocks or quotes.

Knows the YAML of a year file; not what its keys mean.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.language.identifiers import is_identifier
from lawgov_report.reading.source import REMARK

if TYPE_CHECKING:
    from collections.abc import Iterator

STEP = "  "
# What YAML 1.1 takes for null or a truth value: our own reader keeps it as text, others do not.
NO_TEXT = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
MARKS = frozenset(",[]{}:#")  # which end a plain text between brackets, or may
HAN = "\u3400-\u9fff"
# A text that needs no quotes: it begins with Chinese, or with figures before Chinese (2020年), so that it is
# no number, date or sign of YAML; it has no # after a blank and no : before one, and ends in no blank.
PLAIN = re.compile(rf"[0-9A-Za-z]*[{HAN}《“（〔](?:[^#:]|(?<! )#|:(?=\S))*(?<! )")


def is_key(text: str) -> bool:
    """Return whether a text is an identifier that every YAML reader takes for a text."""
    return is_identifier(text) and text not in NO_TEXT


def scalar(key: str, lines: list[str], indent: str) -> Iterator[str]:
    """Yield a value on the line of its key where YAML takes it as it is, else as a | block.

    `key` comes with its colon, or is the dash of a list.
    """
    if len(lines) == 1 and (PLAIN.fullmatch(lines[0]) or is_key(lines[0])):
        yield f"{indent}{key} {lines[0]}"
    else:
        yield from block(key, lines, indent)


def in_brackets(text: str) -> str:
    """Return a text as it stands between brackets and commas: in quotes where YAML needs them there."""
    if is_key(text) or (PLAIN.fullmatch(text) and not MARKS.intersection(text)):
        return text
    if '"' in text or "\\" in text:
        quoted = text.replace("'", "''")
        return f"'{quoted}'"
    return f'"{text}"'


def block(key: str, lines: list[str], indent: str) -> Iterator[str]:
    """Yield a | block; what would be taken for a comment in it stands in quotes, on one line."""
    if any(REMARK.search(line) for line in lines):
        quoted = "".join(lines).replace("'", "''")
        yield f"{indent}{key} '{quoted}'"
        return
    # YAML takes the depth of a block from its first line: where that begins with a blank, |2 says it.
    depth = str(len(STEP)) if lines[0].startswith(" ") else ""
    yield f"{indent}{key} |{depth}"
    for line in lines:
        yield f"{indent}{STEP}{line}"
