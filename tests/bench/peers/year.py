"""A year file as plain text, ready to be laid out: what a script of one's own would do by hand.

Knows no template engine; the peers' programs share it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMERALS = "一二三四五六七八九十"
REFERENCE = re.compile(r"{{ (\w+) }}")


def load(path: str, loader: str = "SafeLoader") -> dict[str, Any]:
    """Return title, preamble and the six parts, each with heading and paragraphs.

    `loader` is PyYAML's: SafeLoader, that of yaml.safe_load, or CSafeLoader, its faster twin.
    """
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 as short scripts do
        year = yaml.load(file, Loader=getattr(yaml, loader))  # noqa: S506 both are safe
    figures = {key: _value(figure) for key, figure in year["indicators"].items()}
    return {
        "title": _joined(year["document"]["title"]),
        "preamble": _prose(year["preamble"], figures),
        "parts": [
            {"heading": f"{numeral}、{_joined(part['heading'])}", "paragraphs": [*_paragraphs(part, figures)]}
            for numeral, part in zip(NUMERALS, year["parts"].values(), strict=False)
        ],
    }


def _paragraphs(part: dict[str, Any], figures: dict[str, str]) -> Iterator[str]:
    if "intro" in part:
        yield _prose(part["intro"], figures)
    items = (
        f"{numeral}是{_prose(item['text'], figures)}"
        for numeral, item in zip(NUMERALS, part["items"], strict=False)
    )
    lead, closing = (_prose(part.get(name, ""), figures) for name in ("lead", "closing"))
    yield lead + "".join(items) + closing


def _prose(text: str, figures: dict[str, str]) -> str:
    return REFERENCE.sub(lambda reference: figures[reference[1]], text.replace("\n", ""))


def _value(figure: Any) -> str:  # noqa: ANN401 whatever YAML holds
    return str(figure["value"] if isinstance(figure, dict) else figure)


def _joined(lines: str | list[str]) -> str:
    return lines if isinstance(lines, str) else "".join(lines)
