"""Every rule offers what rules/ promises, and every code has its page."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import lawgov_report
from lawgov_report.checking import rules
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from types import ModuleType

PACKAGE = Path(lawgov_report.__file__).parent
FOLDER = PACKAGE / "checking" / "rules"
FILES = sorted(FOLDER.glob("lg*.py"))
PAGES = sorted((FOLDER / "pages").iterdir())
CODE = re.compile(r"LG\d{3}")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def literals(path: Path) -> set[str]:
    """Return the codes that stand as whole strings in a file."""
    content = path.read_text(encoding="utf-8")
    if not CODE.search(content):
        return set()
    constants = (node for node in ast.walk(ast.parse(content)) if isinstance(node, ast.Constant))
    return {node.value for node in constants if isinstance(node.value, str) and CODE.fullmatch(node.value)}


@cache
def raised() -> dict[str, list[Path]]:
    """Return for each code the files that write it, those of rules/ by their CODE."""
    places: dict[str, list[Path]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for code in literals(path):
            places.setdefault(code, []).append(path)
    return places


def module(path: Path) -> ModuleType:
    return import_module(f"{rules.__name__}.{path.stem}")


def test_every_file_and_every_page_of_the_folder_is_a_rule() -> None:
    assert {*rules.CODES} == {path.stem[:5].upper() for path in (*FILES, *PAGES)}
    assert len(rules.CODES) == len(FILES) + len(PAGES)
    assert [*rules.CODES] == sorted(rules.CODES)


def test_a_file_is_named_as_its_rule() -> None:
    for path in FILES:
        rule = rules.rule(path.stem[:5].upper())
        assert path.stem == f"{rule.code.lower()}_{rule.name.replace('-', '_')}"


def test_a_page_is_named_as_its_code_and_has_nothing_else_at_its_head() -> None:
    for path in PAGES:
        rule = rules.rule(path.stem)
        head = f"---\ncode: {rule.code}\nname: {rule.name}\nseverity: {rule.severity}\n---\n"
        assert path.read_text(encoding="utf-8") == head + rule.page
        assert path.name == f"{rule.code}.md"


def test_a_rule_has_its_code_its_name_and_its_severity() -> None:
    for code in rules.CODES:
        rule = rules.rule(code)
        assert rule.code == code
        assert NAME.fullmatch(rule.name)
        assert isinstance(rule.severity, Severity)


def test_a_rule_has_its_manual_page() -> None:
    sections = ["\n\n为什么：", "\n\n错误：\n\n", "\n\n正确：\n\n", "\n\n怎么改："]
    for code in rules.CODES:
        page = rules.rule(code).page
        assert re.match(r"\S.*。\n\n", page), code
        places = [page.find(section) for section in sections]
        assert -1 not in places, code
        assert places == sorted(places), code
        words = [page[at + len(section) :] for at, section in zip(places, sections, strict=True)]
        assert all(map(str.strip, words)), code


def test_a_code_that_there_is_not_is_no_rule() -> None:
    with pytest.raises(KeyError):
        rules.rule("LG999")


def test_a_rule_judges_a_year_or_the_catalogue_and_writes_its_code() -> None:
    for path in FILES:
        rule = module(path)
        assert hasattr(rule, "check") != hasattr(rule, "check_catalogue"), path.stem
        tree = ast.parse(path.read_bytes())
        used = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "CODE"]
        assert len(used) > 1, f"{path.stem}: CODE is given and used"


def test_every_code_that_is_written_has_a_page() -> None:
    assert set(raised()) == set(rules.CODES)


def test_a_page_of_what_other_stages_find_is_found_by_one_of_them() -> None:
    for path in PAGES:
        assert any(other.parent != FOLDER for other in raised()[path.stem]), path.stem


def test_no_two_rules_share_a_name() -> None:
    names = [rules.rule(code).name for code in rules.CODES]
    assert len(set(names)) == len(names)


def test_what_is_negotiable_begins_at_lg3_and_ends_before_lg9() -> None:
    assert {code for code in rules.CODES if not rules.negotiable(code)} == {
        code for code in rules.CODES if code < "LG300" or code > "LG900"
    }
    assert not rules.negotiable("LG999")
