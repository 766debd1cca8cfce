"""What the words of a command line name: years, formats, codes, departments, parts, folders of fonts.

Knows which words are allowed and says which are not; opens no project and reads no file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_report import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from lawgov_report.checking.selection import Selection
    from lawgov_report.models.outline import Outline

YEAR = re.compile("[1-9][0-9]{3}")


def comma_list(text: str) -> list[str]:
    """Return what is listed with commas, also those of a Chinese keyboard."""
    return [word.strip() for word in re.split("[,，、]", text)]


def year_number(text: str, example: int) -> int:
    """Return the year that a text writes. Raises files.Unusable, with an example."""
    if not YEAR.fullmatch(text):
        raise files.Unusable(f"“{text}”不是年份；年份是四位半角数字，例如 {example}")
    return int(text)


# Formats


def known_format(asked: str, known: Sequence[str]) -> str:
    """Return the format asked for. Raises files.Unusable where it is none of those known."""
    if asked not in known:
        raise files.Unusable(f"没有 {asked} 这种格式；可用：{'、'.join(known)}")
    return asked


# Suffixes of the formats that have others than their own name; a file without one may hold what is asked for
SUFFIXES = {"text": ("txt",), "bars": ("txt",), "html": ("html", "htm"), "md": ("md", "markdown")}
FORCE = typer.Option("--force", help="改过的或别处来的同名文件也换掉，旧的留作 .bak")
Force = Annotated[bool, FORCE]


def output_format(asked: str, output: Path | None, known: Sequence[str], to_file: Mapping[str, str]) -> str:
    """Return the format asked for, that of the output's suffix, or text.

    `to_file` names those that need a file, each with a name for it. Raises files.Unusable.
    """
    suffix = output.suffix.lower().removeprefix(".") if output else ""
    # Without --format the suffix decides, so one that says nothing is refused: 图.jpg would hold text
    chosen = known_format(asked or _format_of(suffix, known), known)
    if output and suffix not in {"", *_suffixes(chosen)}:
        named = output.with_suffix(f".{_suffixes(chosen)[0]}").name
        raise files.Unusable(f"--format 是 {chosen}，文件名却是 {output.name}；文件名写成 {named}")
    if chosen in to_file and output is None:
        raise files.Unusable(f"{chosen} 要写到文件里：加上 -o {to_file[chosen]}.{chosen}")
    return chosen


def _format_of(suffix: str, known: Iterable[str]) -> str:
    """Return the format that a suffix stands for, text for none; an unknown one as it is."""
    found = (format_ for format_ in known if suffix in _suffixes(format_))
    return next(found, suffix) if suffix else "text"


def _suffixes(format_: str) -> tuple[str, ...]:
    return SUFFIXES.get(format_, (format_,))


def font_folders(given: Sequence[Path]) -> tuple[str, ...]:
    """Return the folders with more fonts that --font-dir names. Raises files.Unusable where one is none."""
    absent = [folder for folder in given if not folder.is_dir()]
    if absent:
        raise files.Unusable(f"{absent[0]} 不是文件夹；--font-dir 后面写放字体的文件夹")
    return tuple(str(folder) for folder in given)


# Departments and parts


def department(asked: str, known: Mapping[str, str]) -> str:
    """Return the name of the department of this key or name, "" for "". Raises files.Unusable."""
    if asked and asked not in {*known, *known.values()}:
        raise files.Unusable(f"没有部门 {asked}；可用：{'、'.join(known.values()) or '指标目录里没有部门'}")
    return known.get(asked, asked)


def part(asked: str, outline: Outline, others: Outline = ()) -> str:
    """Return the key of the part that 一 to 六, or its key, names, "" for "". Raises files.Unusable.

    `others` are parts of another outline, which are named by their keys only.
    """
    from lawgov_report.language.numerals import chinese

    keys = [part.id for part in outline]
    numbered = {chinese(number): key for number, key in enumerate(keys, 1)}
    if asked in numbered:
        return numbered[asked]
    named = [*keys, *(part.id for part in others)]
    if asked and asked not in named:
        raise files.Unusable(f"没有 {asked} 这一部分；可用：一至{chinese(len(keys))}，或 {'、'.join(named)}")
    return asked


# Codes of rules


def code(text: str) -> str:
    """Return the code of a rule, in capitals. Raises files.Unusable for another, naming those alike."""
    from lawgov_report.checking.rules import CODES

    wanted = text.upper()
    if wanted not in CODES:
        raise _no_such_rule(text)
    return wanted


def selection(shown: Iterable[str], hidden: Iterable[str]) -> Selection:
    """Return which findings --select and --ignore leave. Raises files.Unusable for an unknown code."""
    from lawgov_report.checking.selection import ALL, Selection

    return Selection(_prefixes(shown) or (ALL,), _prefixes(hidden))


def _prefixes(options: Iterable[str]) -> tuple[str, ...]:
    words = [word for option in options for word in comma_list(option)]
    return tuple(_prefix(word) for word in words if word)


def _prefix(text: str) -> str:
    """Return a code, or how some codes begin, such as LG3."""
    from lawgov_report.checking.rules import CODES
    from lawgov_report.checking.selection import ALL

    wanted = text.upper()
    # L alone, or nothing, would fit all codes without anyone having meant them
    if wanted.startswith(ALL) and any(known.startswith(wanted) for known in CODES):
        return wanted
    raise _no_such_rule(text)


def _no_such_rule(text: str) -> files.Unusable:
    from lawgov_report.checking import selection
    from lawgov_report.checking.rules import CODES

    near = selection.similar(text.upper(), CODES)
    hint = f"相近的有 {'、'.join(near)}，" if near else ""
    return files.Unusable(f"没有规则 {text}；{hint}全部规则见 lawgov rules")
