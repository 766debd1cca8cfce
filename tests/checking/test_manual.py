"""The rules' manual: lawgov rules, lawgov explain, and docs/rules.md, made from the same manual."""

from __future__ import annotations

import json
import re

import pytest
from made import ROOT, lawgov
from markdown_it import MarkdownIt

from lawgov_report.checking import manual, rules
from lawgov_report.language.width import width


def test_rules_lists_every_rule_once_in_order() -> None:
    done = lawgov("rules")
    assert (done.returncode, done.stderr) == (0, "")
    head, *rows = done.stdout.splitlines()
    assert head.split() == ["代码", "名称", "程度", "规则"]
    assert [row.split()[0] for row in rows] == sorted(rules.CODES)


def test_the_columns_stand_under_one_another() -> None:
    rows = lawgov("rules").stdout.splitlines()
    starts = {width(row[: row.rindex("  ") + 2]) for row in rows}
    assert len(starts) == 1


def test_rules_as_json_tells_what_can_be_waived() -> None:
    told = json.loads(lawgov("rules", "--format", "json").stdout)
    assert told["version"] == 1
    assert [one["code"] for one in told["rules"]] == sorted(rules.CODES)
    by_code = {one["code"]: one for one in told["rules"]}
    assert by_code["LG301"] == {
        "code": "LG301",
        "name": "relation-fails",
        "severity": "error",
        "waivable": True,
        "title": "各项数值应满足勾稽关系。",
    }
    assert by_code["LG001"]["waivable"] is False


def test_an_unknown_form_of_the_list_exits_2() -> None:
    done = lawgov("rules", "--format", "yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "text、json、md" in done.stderr


def test_explain_prints_what_why_wrong_right_and_remedy() -> None:
    done = lawgov("explain", "LG301")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "LG301 relation-fails（错误，可豁免）\n各项数值应满足勾稽关系。\n\n为什么："
    )
    parts = [done.stdout.index(f"\n{word}：") for word in ("为什么", "错误", "正确", "怎么改")]
    assert parts == sorted(parts)


def test_explain_takes_several_codes_in_lower_case() -> None:
    done = lawgov("explain", "lg011", "LG208")
    assert re.findall(r"^LG\d{3}", done.stdout, re.MULTILINE) == ["LG011", "LG208"]


@pytest.mark.parametrize(
    ("code", "near"), [("LG3O1", "LG301"), ("LG30", "LG301"), ("301", "LG301"), ("绿301", "")]
)
def test_explain_of_an_unknown_code_exits_2_and_names_near_ones(code: str, near: str) -> None:
    done = lawgov("explain", code)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"没有规则 {code}" in done.stderr
    assert near in done.stderr
    assert "lawgov rules" in done.stderr


def test_no_page_has_what_cannot_be_seen_or_may_steer_a_terminal() -> None:
    for page in manual.pages():
        lines = manual.text(page).split("\n")
        assert [line for line in lines if not line.isprintable()] == [], page.code


def test_each_page_says_in_markdown_what_it_says_in_text() -> None:
    for page in manual.pages():
        tokens = MarkdownIt().parse(manual.markdown([page]).partition(f"### {page.code}")[2])
        shown = "".join(token.content for token in inline(tokens))
        assert "".join(page.body.split()) in "".join(shown.split()), page.code


def inline(tokens: list) -> list:  # type: ignore[type-arg]
    """Return the tokens that hold text, those in paragraphs and code."""
    return [one for token in tokens for one in (token.children or [token])]


def test_the_page_in_the_documentation_is_current() -> None:
    """Where this fails: make rules."""
    expected = lawgov("rules", "--format", "md").stdout
    unclaimed = (ROOT / "docs" / "unclaimed.md").read_text(encoding="utf-8")
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == expected + unclaimed
