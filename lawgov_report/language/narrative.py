"""The {{ reference }} grammar: prose to pieces with offsets.

Knows the grammar and nothing else: no files, no models, no output format.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language.identifiers import LIKE, has_chinese, intended, well_formed

if TYPE_CHECKING:
    from collections.abc import Iterator

# "literal": {{ "65名" }}. "inside": {{ key }}, or whatever else stands there. Neither: {{ without }}, a slip.
# "broken": an English key in one brace or in full-width ones, {key} ｛｛key｝｝, which nobody means to print;
# the key there has three letters at least, so that {x} in a formula is text. Chinese in such braces may be
# meant to be printed: `braced` finds it for whoever knows the keys
BRACES = re.compile(
    r"\{\{(?:\s*\"(?P<literal>[^\"]*)\"\s*\}\}|(?P<inside>[^{}]*)\}\}|)"
    r"|(?P<broken>[{｛]{1,2}\s*[a-z][a-z0-9_]{2,63}\s*[}｝]{1,2})"
)
COMPARED = "同比"
FORMS = (COMPARED,)
PLACES = {"一位小数": 1, "两位小数": 2}  # of a comparison: one where nothing is asked for
REFERENCE = re.compile(
    rf"\s*(?P<key>{LIKE})\s*"
    rf"(?:\|\s*(?P<form>{'|'.join(FORMS)})(?:\s+(?P<places>{'|'.join(PLACES)}))?\s*)?"
)
FORM = re.compile(rf"\s*(?P<key>{LIKE})\s*[|｜]")
# no blank in the word: where both may match it, a run of blanks costs its square
BRACED = re.compile(r"[{｛]{1,2}\s*(?P<word>[^\s{}｛｝]{1,64})\s*[}｝]{1,2}")
QUOTES = frozenset("“‘\"'「")
LITERAL_HINT = '照印的文字加半角引号，例如 {{ "65名" }}'
BROKEN_HINT = "例如 {{ mediation_cases }}；键在 data/indicators.yaml 里"
REFERENCE_HINT = "两对花括号里只写一个指标的键，例如 {{ mediation_cases }}；键在 data/indicators.yaml 里"


class Words(NamedTuple):
    """Words that are printed; text[start:end] wrote them."""

    text: str
    start: int
    end: int


class Reference(NamedTuple):
    """A reference to the figure of `key`; text[start:end] wrote it.

    `form` says what of it is printed: "" the figure itself, one of FORMS otherwise, with `places` decimals.
    """

    key: str
    start: int
    end: int
    form: str = ""
    places: int = 1


class Malformed(NamedTuple):
    """Braces that write no reference; they stay as written. `inside` is what stands in {{ and }}."""

    text: str
    start: int
    end: int
    message: str
    hint: str
    inside: str = ""


Piece = Words | Reference | Malformed


@lru_cache(maxsize=256)
def parse(text: str) -> tuple[Piece, ...]:
    """Return the pieces of `text` in order; joined, their stretches cover it.

    `{{ key }}` is a reference, `{{ key | 同比 }}` one to the comparison with last year (with two decimals
    `{{ key | 同比 两位小数 }}`); `{{ "words" }}` prints the words, a lone { or } is text, but a key in single
    or full-width braces is a slip.
    """
    # the cache holds the texts of two years: assembling and each rule ask for the same ones again
    return tuple(_pieces(text))


def _pieces(text: str) -> Iterator[Piece]:
    end = 0
    for match in BRACES.finditer(text):
        if end < match.start():
            yield Words(text[end : match.start()], end, match.start())
        yield _piece(match)
        end = match.end()
    if end < len(text):
        yield Words(text[end:], end, len(text))


def _piece(match: re.Match[str]) -> Piece:
    start, end = match.span()
    if match["literal"] is not None:
        return Words(match["literal"], start, end)
    if match["broken"] is not None:
        return Malformed(match[0], start, end, f"{match[0]} 不是引用，引用用两对半角花括号", BROKEN_HINT)
    if match["inside"] is None:
        return Malformed(match[0], start, end, "{{ 后面少了 }}", REFERENCE_HINT)
    reference = REFERENCE.fullmatch(match["inside"])
    if reference and well_formed(reference["key"]):
        places = PLACES.get(reference["places"], 1)
        return Reference(reference["key"], start, end, reference["form"] or "", places)
    inside = match["inside"]
    return Malformed(match[0], start, end, f"{match[0]} 不是引用", _hint(inside), inside.strip())


def braced(words: Words) -> Iterator[tuple[str, int, int]]:
    """Yield what stands in single or full-width braces in words and has Chinese in it, with its stretch."""
    for match in BRACED.finditer(words.text):
        if has_chinese(match["word"]):
            yield match["word"], words.start + match.start(), words.start + match.end()


def _hint(inside: str) -> str:
    """Return how what stands in the braces was probably meant to be written."""
    meant = intended(inside)
    if meant and inside.strip()[0] not in QUOTES:
        return f"是指标的键的写 {{{{ {meant} }}}}：键只用汉字和半角的小写字母、数字、下划线"
    if inside.strip()[:1] in QUOTES:
        return LITERAL_HINT
    asked = FORM.match(inside)
    if asked is None:
        return REFERENCE_HINT
    forms = " 或 ".join(f"{{{{ {asked['key']} | {form} }}}}" for form in FORMS)
    places = "、".join(f"同比 {words}" for words in PLACES)
    return f"半角竖线后面可写的只有 {'、'.join(FORMS)}，例如 {forms}；要定小数位数的写 {places}"
