"""Words in texts: where they stand, and whether they are part of another word.

Knows strings; not which word is wrong.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# 法 that ends the name of a law, where it begins no other word (法律, 法院)
LAW = "法(?![律规治定院制学庭官人则务援宣警纪理盲德典案条系文网眼])"
ENDING = re.compile(LAW)
FREQUENT = "words_of_two.txt"
NEAR = 8  # characters: what is looked for just before a word is shorter


def places(whole: str, word: str) -> Iterator[int]:
    """Yield where `word` stands in `whole`, also where it overlaps itself."""
    place = whole.find(word)
    while place >= 0:
        yield place
        place = whole.find(word, place + 1)


def just_before(whole: str, end: int, pattern: re.Pattern[str]) -> bool:
    """Return whether what the pattern means, a few characters that end there, stands before `end`."""
    # from the beginning of the text it would be looked for at each character, again for each `end`
    return pattern.search(whole, max(0, end - NEAR), end) is not None


def spared(whole: str, start: int, end: int, words: Iterable[str]) -> bool:
    """Return whether whole[start:end] shares characters with one of `words` that stands there."""
    return any(whole.find(word, max(0, start - len(word) + 1), end + len(word) - 1) >= 0 for word in words)


def ends_a_name(whole: str, end: int) -> bool:
    """Return whether a name can end before `end`: not where its last character begins another word."""
    return whole[end - 1 : end] != "法" or ENDING.match(whole, end - 1) is not None


def is_seam(whole: str, start: int, end: int) -> bool:
    """Return whether whole[start:end] is where two words meet, one of them frequent: 刻服 in 时刻服务."""
    if end - start != 2:  # noqa: PLR2004 a character of each
        return False
    left, right = whole[max(0, start - 1) : start + 1], whole[end - 1 : end + 1]
    # behind a word there must be room for another: 受到处份， is no seam of 到处
    return is_frequent(right) or (is_frequent(left) and right[1:].isalnum())


def is_frequent(word: str) -> bool:
    """Return whether a word of at most two characters is one of the frequent ones, which have two."""
    return bool(word[1:]) and word[1:] in seconds().get(word[0], "")


@cache
def seconds() -> dict[str, str]:
    """Return what follows in the frequent words of two, by their first characters; read in few reports."""
    text = resources.files(__package__).joinpath(FREQUENT).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {first: behind for first, _, behind in (line.partition(" ") for line in lines)}
