"""Words where the key of an indicator belongs: which indicator was meant, and what is wrong.

Knows the catalogue and what texts refer to; not how figures are printed.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lawgov_report.language import identifiers, narrative
from lawgov_report.language.spelling import Guess, guess
from lawgov_report.reading.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.year import Year
    from lawgov_report.reading.diagnostics import Written

MANY = 50  # more unknown keys than this are another catalogue, not slips of the pen
BRACES = "{}｛｝ \t"
LITERAL_ENDS = frozenset('"{}')
# a key behind {{ that nothing closes, but perhaps one brace
UNCLOSED = re.compile(rf"\s*(?P<key>{identifiers.LIKE})(?:\s*[}}｝])?")
FORM = f"(?:{'|'.join(narrative.FORMS)})(?: (?:{'|'.join(narrative.PLACES)}))?"
WIDE_BAR = re.compile(rf"(?P<key>{identifiers.LIKE})\s*｜\s*(?P<form>{FORM})")
REGISTER = "在 data/indicators.yaml 里登记这个指标，或改正这里的键"


def misspelt(catalogue: Catalogue, year: Year) -> dict[str, Guess]:
    """Return the indicators that the catalogue lacks, each with the one that it was meant to be."""
    unknown = [key for key in year.indicators if key not in catalogue.indicators]
    absent = [key for key in catalogue.indicators if key not in year.indicators]
    # comparing each with each takes minutes where a whole catalogue is the wrong one
    if len(unknown) > MANY:
        return dict.fromkeys(unknown, Guess())
    guesses = {key: guess(key, absent, catalogue.keys_by_label) for key in unknown}
    meant = Counter(near.key for near in guesses.values())
    # of two that mean one, it is not certain which has its figure
    return {
        key: near._replace(certain=near.certain and meant[near.key] == 1) for key, near in guesses.items()
    }


def unknown(catalogue: Catalogue, written: Written, piece: narrative.Reference, *, alike: bool) -> Diagnostic:
    """Return the finding of a reference to no indicator; with `alike`, the one that it was meant to be."""
    near = guess(piece.key, catalogue.indicators, catalogue.keys_by_label) if alike else Guess()
    start = written.text.index(piece.key, piece.start)
    return Diagnostic(
        written.at(piece.start, piece.end),
        "LG201",
        f"指标目录里没有 {piece.key}",
        near.hint or REGISTER,
        path=written.path,
        quote=written.text[piece.start : piece.end],
        edits=written.edits(start, start + len(piece.key), near.key) if near.certain else (),
    )


def malformed(catalogue: Catalogue, written: Written, piece: narrative.Malformed) -> Diagnostic:
    """Return the finding of braces that write no reference, with what they were meant to be."""
    place = written.at(piece.start, piece.end)
    plain = Diagnostic(place, "LG204", piece.message, piece.hint, path=written.path, quote=piece.text)
    meant, end = _meant(catalogue, written.text, piece)
    if meant:
        edits = written.edits(piece.start, end, meant)
        return plain._replace(hint=f"写成 {meant}", edits=edits)
    quoted = piece.inside.strip(identifiers.QUOTES)
    key = catalogue.keys_by_label.get(quoted, quoted)
    if key in catalogue.indicators:  # in quotes: a figure, or its name
        return plain._replace(hint=f'印数值的写 {{{{ {key} }}}}，照印这几个字的写 {{{{ "{quoted}" }}}}')
    known = [word for word in re.findall(identifiers.LIKE, piece.inside) if word in catalogue.indicators]
    if known and "|" not in piece.inside:
        hint = f"花括号里只写一个指标的键，例如 {{{{ {known[0]} }}}}；要印算出来的数，把它登记为指标"
        return plain._replace(hint=hint)
    return plain


def _meant(catalogue: Catalogue, text: str, piece: narrative.Malformed) -> tuple[str, int]:
    """Return the reference or the literal that braces certainly mean, and where in the text they end.

    "" where it is not certain.
    """
    inside, end = piece.inside, piece.end
    if piece.text == "{{":
        unclosed = UNCLOSED.match(text, piece.end)
        inside, end = (unclosed["key"], unclosed.end()) if unclosed else ("", end)
    elif not inside:  # {key}, ｛｛key｝｝
        inside = piece.text.strip(BRACES)
    compared = WIDE_BAR.fullmatch(inside)
    key, form = (compared["key"], f" | {compared['form']}") if compared else (inside, "")
    quoted = key[:1] in narrative.QUOTES
    key = catalogue.keys_by_label.get(key) or identifiers.intended(key)
    if key in catalogue.indicators and not quoted:
        return f"{{{{ {key}{form} }}}}", end
    words = inside.strip(identifiers.QUOTES)
    if quoted and key not in catalogue.indicators and words and not set(words) & LITERAL_ENDS:
        return f'{{{{ "{words}" }}}}', end
    return "", end


def braced(catalogue: Catalogue, written: Written, words: narrative.Words) -> Iterator[Diagnostic]:
    """Yield the Chinese keys and labels in single or full-width braces; other Chinese there is text."""
    if written.text.startswith("{{", words.start):
        return  # a literal: whoever writes one means it
    for word, start, end in narrative.braced(words):
        key = word if word in catalogue.indicators else catalogue.keys_by_label.get(word)
        if key:
            text = written.text[start:end]
            meant = f"{{{{ {key} }}}}"
            yield Diagnostic(
                written.at(start, end),
                "LG204",
                f"{text} 不是引用，引用用两对半角花括号",
                f"写成 {meant}",
                path=written.path,
                quote=text,
                edits=written.edits(start, end, meant),
            )
