"""The documentation against the project: links, commands and what they print, names, counts."""

from __future__ import annotations

import ast
import json
import re
import shlex
import shutil
from collections import Counter
from fnmatch import fnmatch
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from made import ROOT, lawgov, read, with_
from markdown_it import MarkdownIt
from test_architecture import APART, BOXES
from typer.main import get_group

from lawgov_report import __version__
from lawgov_report.checking.rules.texts import matches, texts
from lawgov_report.cli import GROUPS, app
from lawgov_report.commands import MEMBERS, forms
from lawgov_report.models.catalogue import Catalogue
from lawgov_report.models.terms import Terms
from lawgov_report.models.year import Year
from lawgov_report.writing.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from markdown_it.token import Token
    from pydantic import BaseModel

HOUSE = ROOT / "docs" / "architecture.md"
COMMANDS = ROOT / "docs" / "command-line.md"
DATA = ROOT / "docs" / "data-format.md"
SECURITY = ROOT / "docs" / "security.md"
PACKAGE = ROOT / "lawgov_report"
SHELLS = {"sh", "powershell"}
READMES = ("README.md", "README.zh-CN.md")
NOT_OURS = [".git", *(line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split())]
RULE = re.compile("lg[0-9]{3}_")
PATH = re.compile(r"(?<![\w./])(?:lawgov_report|tests|docs)/[a-z0-9_./-]*[a-z0-9]", re.ASCII)
NOT_HERE = {"lawgov_report/templates", "lawgov_report/samples"}  # only in the wheel
# What CONTRIBUTING.md adds, to show how
ADDED = {
    "lawgov_report/checking/rules/lg699_example_word.py",
    "lawgov_report/commands/count.py",
    "lawgov_report/writing/outline.py",
    "tests/commands/test_count.py",
    "tests/writing/test_outline.py",
    "tests/cases/lg699_bad",
}

MACHINE = re.compile(r"(?<![\w<./])/(?:(?:work|root|home)\b|tmp/)")


def _files(folder: Path) -> Iterator[Path]:
    """Yield the project's files; what .gitignore names is none of them."""
    for path in sorted(folder.iterdir()):
        if any(fnmatch(path.name, pattern) for pattern in NOT_OURS):
            continue
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


FILES = tuple(path.relative_to(ROOT).as_posix() for path in _files(ROOT))
PAGES = tuple(name for name in FILES if name.endswith(".md") and not name.startswith("tests/"))


@cache
def _tokens(page: str) -> list[Token]:
    """Return the tokens of a page, which is parsed once for all tests."""
    return MarkdownIt().parse((ROOT / page).read_text(encoding="utf-8"))


def _links(page: str) -> Iterator[str]:
    """Yield the targets of a page's links and pictures."""
    for token in _tokens(page):
        for inline in token.children or ():
            target = inline.attrGet("href") or inline.attrGet("src")
            if target is not None:
                yield str(target)


def _blocks(page: str, *kinds: str) -> Iterator[tuple[str, str]]:
    """Yield a page's fenced blocks of some kinds: kind and content."""
    for token in _tokens(page):
        if token.type == "fence" and token.info in kinds:
            yield token.info, token.content


def _commands(page: str) -> Iterator[tuple[str, ...]]:
    """Yield the command lines in a page's shell blocks, as words without comments."""
    for _, content in _blocks(page, *SHELLS):
        yield from _lines(content)


def _lines(content: str) -> Iterator[tuple[str, ...]]:
    for line in content.splitlines():
        words = tuple(shlex.split(line, comments=True))
        if words:
            yield words


@cache  # both READMEs show the same commands
def _parse(words: tuple[str, ...]) -> None:
    """Parse a command line as the command does, without running it; raises where it cannot."""
    group = get_group(app)
    context = group.make_context("lawgov", list(words))
    name, *rest = words[2:] if words[0] == "-C" else words
    command: Any = group.get_command(context, name)
    assert command is not None
    inner = command.make_context(name, rest, parent=context)
    if name in GROUPS:
        name, *rest = rest
        command.get_command(inner, name).make_context(name, rest, parent=inner)


def test_every_promise_of_security_has_tests_that_exist() -> None:
    rows = re.findall(r"^\| .+[.] \| (.+) \|$", SECURITY.read_text(encoding="utf-8"), re.MULTILINE)
    promised = [re.findall(r"`(test_\w+)`", row) for row in rows]
    existing = set(re.findall(r"def (test_\w+)\(", "".join(_tests())))
    assert len(promised) > 20
    assert all(promised)
    assert {name for names in promised for name in names} <= existing


def _tests() -> Iterator[str]:
    return (path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))


@pytest.mark.parametrize("page", PAGES)
def test_every_relative_link_leads_to_a_file(page: str) -> None:
    targets = [urlsplit(target) for target in _links(page)]
    paths = [unquote(target.path) for target in targets if not target.scheme and target.path]
    assert [path for path in paths if not (ROOT / page).parent.joinpath(path).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_lawgov_command_shown_can_be_parsed(page: str) -> None:
    for program, *words in _commands(page):
        if program == "lawgov":
            _parse(tuple(words))


def test_an_unknown_option_would_not_parse() -> None:
    with pytest.raises(Exception, match="--nonsense"):
        _parse(("build", "2020", "--nonsense"))


def test_both_readmes_show_the_same_commands_in_the_same_order() -> None:
    english, chinese = (list(_commands(page)) for page in READMES)
    assert len(english) > 5
    assert english == chinese


def test_both_readmes_show_the_same_output() -> None:
    english, chinese = (list(_blocks(page, "text")) for page in READMES)
    assert len(english) > 3
    assert english == chinese


@pytest.mark.slow
def test_every_lawgov_command_of_the_readme_works_and_prints_what_is_shown(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    printed = ""
    for kind, content in _blocks(READMES[0], "sh", "text"):
        if kind == "text":
            assert content in printed
            continue
        for program, *words in _lines(content):
            if program == "lawgov":
                done = lawgov(*words, cwd=tmp_path)
                printed = done.stdout
                expected = 1 if "--no-waivers" in words else 0
                assert done.returncode == expected, (words, done.stderr)


@pytest.mark.parametrize("page", READMES)
def test_the_readme_names_the_wheel_of_this_version(page: str) -> None:
    wheels = re.findall(r"lawgov-([0-9][\w.]*)-py3", (ROOT / page).read_text(encoding="utf-8"))
    assert {*wheels} == {__version__}


@pytest.mark.parametrize("page", READMES)
def test_the_readme_shows_how_each_forge_validates_every_year(page: str) -> None:
    snippets = [content for _, content in _blocks(page, "yaml") if "lawgov" in content]
    assert all(len(snippet.splitlines()) <= 10 for snippet in snippets)
    hook, actions, gitlab = map(yaml.safe_load, snippets)
    assert hook["repos"][0]["hooks"][0]["id"] == _yaml(".pre-commit-hooks.yaml")[0]["id"]
    assert actions["jobs"] == _yaml("docs/ci/github-actions.yml")["jobs"]
    assert _without_install(gitlab) == _without_install(_yaml("docs/ci/gitlab-ci.yml"))


def _yaml(name: str) -> Any:  # noqa: ANN401 YAML of any form
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def _without_install(pipeline: dict[str, Any]) -> dict[str, Any]:
    """Return the job without its first line, which says where lawgov comes from."""
    job = pipeline["validate"]
    return {**job, "script": job["script"][1:]}


def _command(name: str) -> Any:  # noqa: ANN401 Typer hides the class
    """Return a command by its words: build, or forms export."""
    command: Any = get_group(app)
    context = command.make_context("lawgov", [name])
    for word in name.split():
        command = command.get_command(context, word)
        assert command is not None
    return command


SINGLE = [name for name in MEMBERS if name not in GROUPS]


@pytest.mark.parametrize("name", [*SINGLE, *(f"forms {name}" for name in forms.MEMBERS)])
def test_the_command_line_page_lists_every_command_with_all_its_options(name: str) -> None:
    page = COMMANDS.read_text(encoding="utf-8")
    (row,) = re.findall(rf"^[|] `lawgov {name}\b.*$", page.partition("## JSON")[0], re.MULTILINE)
    parameters = [parameter for parameter in _command(name).params if parameter.param_type_name == "option"]
    options = {option for parameter in parameters for option in parameter.opts}
    assert {option for option in options if f"`{option}" not in row} == set()
    assert set(re.findall("--[a-z-]+", row)) <= options


def test_the_command_line_page_names_every_format_of_build() -> None:
    (row,) = re.findall(r"^[|] `lawgov build\b.*$", COMMANDS.read_text(encoding="utf-8"), re.MULTILINE)
    assert {*FORMATS} - {*re.findall(r"\w+", row)} == set()


@pytest.mark.parametrize("name", ["CHANGELOG.md", "README.md", "README.zh-CN.md"])
def test_every_command_is_named(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert [member for member in MEMBERS if not re.search(rf"`?lawgov (?:-C \w+ )?{member}\b", text)] == []


def test_the_house_page_tells_who_may_import_whom_as_the_architecture_test_holds_it() -> None:
    page = HOUSE.read_text(encoding="utf-8").partition("## Who may import whom")[2].partition("\n## ")[0]
    rows = re.findall(r"^[|] `(\w+)` [|].*[|] ([\w, ]*) ?[|]$", page, re.MULTILINE)
    assert [box for box, _ in rows] == [*BOXES]
    without = {box: set(re.findall(r"\w+", names)) for box, names in rows}
    assert {box: names for box, names in without.items() if names} == APART


def test_every_module_is_named_in_the_house_page_or_by_its_box() -> None:
    boxes = HOUSE.read_text(encoding="utf-8").partition("## Boxes")[2].partition("\n## ")[0]
    modules = [
        path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py" and not RULE.match(path.name)
    ]
    assert {"__main__", "validate", "texts", "sarif"} <= {path.stem for path in modules}
    assert [
        path for path in modules if path.stem not in {*re.findall(r"\w+", boxes), *_named_by_box(path)}
    ] == []


def _named_by_box(module: Path) -> set[str]:
    """Return the words of the docstring and of the lists of members in the `__init__.py` beside a module."""
    tree = ast.parse((module.parent / "__init__.py").read_bytes())
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return {word for text in texts if isinstance(text, str) for word in re.findall(r"\w+", text)}


def test_every_box_says_what_comes_in_and_what_goes_out() -> None:
    boxes = [path for path in PACKAGE.iterdir() if path.is_dir() and (path / "__init__.py").exists()]
    assert {box.name for box in boxes} <= {*BOXES}
    docstrings = {box.name: ast.get_docstring(ast.parse((box / "__init__.py").read_bytes())) for box in boxes}
    assert [name for name, docstring in docstrings.items() if not docstring] == []


@pytest.mark.parametrize("model", [Catalogue, Year, Terms])
def test_the_data_page_names_every_key_of_a_file(model: type[BaseModel]) -> None:
    schema = model.model_json_schema()
    objects = [schema, *schema.get("$defs", {}).values()]
    keys = {key for definition in objects for key in definition.get("properties", {})}
    assert {"year", "indicators", "laws"} & keys
    assert keys - {*re.findall(r"\w+", DATA.read_text(encoding="utf-8"))} == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_file_of_the_project_that_a_page_names_exists(page: str) -> None:
    named = {*PATH.findall((ROOT / page).read_text(encoding="utf-8"))} - NOT_HERE - ADDED
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


def test_the_json_shown_has_the_keys_of_the_json_printed() -> None:
    findings, changes = (json.loads(content) for _, content in _blocks("docs/command-line.md", "json"))
    printed = json.loads(lawgov("validate", "--format", "json").stdout)
    assert _shape(findings) == _shape(printed)
    sample = ROOT / "tests" / "projects" / "shifan"
    compared = json.loads(lawgov("-C", sample, "diff", "2019", "2020", "--format", "json").stdout)
    lists = ("indicators", "texts", "same_texts")
    assert {**changes, **dict.fromkeys(lists)} == {**compared, **dict.fromkeys(lists)}
    assert all(entry in compared[name] for name in lists for entry in changes[name])


def _shape(findings: dict[str, Any]) -> list[list[str]]:
    first = findings["diagnostics"][0]
    return [list(findings), list(findings["summary"]), list(first), list(first["related"][0])]


def test_the_rule_that_the_guide_shows_finds_its_word() -> None:
    (code,) = (content for _, content in _blocks("CONTRIBUTING.md", "python"))
    rule: dict[str, Any] = {"CODE": "LG699", "WORD": re.compile("示例词"), "matches": matches}
    exec(f"from __future__ import annotations\n{code}", rule)  # noqa: S102 our own page
    _, year = read(with_("组织学习。", "组织学习示例词。"))
    (found,) = rule["check"](SimpleNamespace(printed=tuple(texts(year.walk()))))
    assert (found.code, found.quote, found.path) == ("LG699", "示例词", "parts.leadership.items.study.text")


def test_the_data_page_counts_the_waivers_of_2020() -> None:
    page = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^[|] (LG\d{3}) [|] (\d+) [|]", page, re.MULTILINE)
    waivers = _yaml("data/2020.yaml")["waivers"]
    assert {code: int(number) for code, number in rows} == Counter(waiver["code"] for waiver in waivers)
    assert len(re.findall(rf"\b{len(waivers)} ", page)) == 2


def test_no_text_names_a_folder_of_the_machine_it_was_written_on() -> None:
    named = {name: [line for line in _text_lines(ROOT / name) if MACHINE.search(line)] for name in FILES}
    assert {name: lines for name, lines in named.items() if lines} == {}


def _text_lines(path: Path) -> list[str]:
    """Return the lines of a text file, none of a binary one."""
    content = path.read_bytes()
    return content.decode("utf-8", errors="ignore").splitlines() if b"\0" not in content else []


@pytest.mark.parametrize("page", READMES)
def test_the_report_of_the_readme_in_the_national_outline_is_sound(page: str, tmp_path: Path) -> None:
    (report,) = [block for _, block in _blocks(page, "yaml") if "outline: national" in block]
    assert len(report.splitlines()) == 20
    office, year = report.split("---\n")
    indicators = {
        "调解案件": {"label": "调处矛盾纠纷", "unit": "件", "part": "achievements"},
        "学法": {"label": "政府常务会议学法", "unit": "次", "part": "leadership"},
    }
    catalogue = yaml.safe_dump({"departments": {}, "indicators": indicators}, allow_unicode=True)
    (tmp_path / "data").mkdir()
    for name, content in (("office", office), ("2024", year), ("indicators", catalogue)):
        (tmp_path / "data" / f"{name}.yaml").write_text(content, encoding="utf-8")
    done = lawgov("build", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    printed = (tmp_path / "out" / "2024.md").read_text(encoding="utf-8")
    assert "**（二）化解矛盾纠纷**。各人民调解委员会调处矛盾纠纷152件。" in printed
