"""Every rule offers what rules/ promises, and every code has its page."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import lawgov_report
from lawgov_report.checking import rules
from lawgov_report.reading.diagnostics import Severity

PACKAGE = Path(lawgov_report.__file__).parent
PAGES = sorted(PACKAGE.glob("checking/rules/lg*.py"))
CODE = re.compile(r"LG\d{3}")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def literals(path: Path) -> set[str]:
    """Return the codes that stand as whole strings in a file."""
    constants = (node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Constant))
    return {node.value for node in constants if isinstance(node.value, str) and CODE.fullmatch(node.value)}


def raised() -> dict[str, list[Path]]:
    """Return for each code the files that write it, those of rules/ by their CODE."""
    places: dict[str, list[Path]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for code in literals(path):
            places.setdefault(code, []).append(path)
    return places


def test_the_folder_lists_all_its_files() -> None:
    assert {path.stem for path in PAGES} == {*rules.PAGES, *rules.OF_THE_CATALOGUE, *rules.OF_A_YEAR}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_rule_offers_its_code_its_name_and_its_severity(path: Path) -> None:
    code = path.stem[:5].upper()
    rule = rules.module(code)
    assert code == rule.CODE
    assert path.stem == f"{code.lower()}_{rule.NAME.replace('-', '_')}"
    assert NAME.fullmatch(rule.NAME)
    assert isinstance(rule.SEVERITY, Severity)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_rule_s_docstring_is_its_manual_page(path: Path) -> None:
    rule = rules.module(path.stem[:5].upper())
    page = rule.__doc__ or ""
    assert re.match(rf"{rule.CODE} {rule.NAME}: \S.*。\n\n", page)
    sections = ["\n\n为什么：", "\n\n错误：\n\n", "\n\n正确：\n\n", "\n\n怎么改："]
    places = [page.find(section) for section in sections]
    assert -1 not in places
    assert places == sorted(places)
    assert all(page[at + len(section) :].strip() for at, section in zip(places, sections, strict=True))


@pytest.mark.parametrize("name", [*rules.OF_THE_CATALOGUE, *rules.OF_A_YEAR])
def test_a_rule_that_judges_has_its_function_and_writes_its_code(name: str) -> None:
    function = "check_catalogue" if name in rules.OF_THE_CATALOGUE else "check"
    assert callable(getattr(rules.module(name[:5].upper()), function))
    tree = ast.parse((PACKAGE / "checking" / "rules" / f"{name}.py").read_bytes())
    used = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "CODE"]
    assert len(used) > 1, "CODE is given and used"


def test_every_code_that_is_written_has_a_page() -> None:
    assert set(raised()) == set(rules.CODES)


@pytest.mark.parametrize("name", rules.PAGES)
def test_a_page_of_what_other_stages_find_is_found_by_one_of_them(name: str) -> None:
    written = raised()[name[:5].upper()]
    assert any(path.parent != PACKAGE / "checking" / "rules" for path in written), name
    assert not hasattr(rules.module(name[:5].upper()), "check")


def test_no_two_rules_share_a_name() -> None:
    names = [rules.module(code).NAME for code in rules.CODES]
    assert len(set(names)) == len(names)


def test_what_is_negotiable_begins_at_lg3_and_ends_before_lg9() -> None:
    assert {code for code in rules.CODES if not rules.negotiable(code)} == {
        code for code in rules.CODES if code < "LG300" or code > "LG900"
    }
    assert not rules.negotiable("LG999")
