"""Modules that are loaded when they are used: not before, and then they are themselves."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from made import ROOT, folder, with_

from lawgov_report import late

if TYPE_CHECKING:
    from pathlib import Path

ALL = {**late.LATER, **late.PYDANTIC}
PUT_OFF = "from lawgov_report import late; late.put_off(); late.put_off_for_data(); import importlib, sys;"


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a Python that may keep what it compiles."""
    held = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(
        [sys.executable, "-X", "utf8", *arguments],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=held | {"PYDANTIC_DISABLE_PLUGINS": "__all__"},
    )


@pytest.mark.parametrize("command", ["build", "validate", "series"])
def test_a_command_loads_nothing_that_libraries_import_and_it_does_not_use(
    command: str, tmp_path: Path
) -> None:
    arguments = [command, *(["cases"] if command == "series" else [])]
    code = (  # not -C: typer looks for options that are near to it, with difflib
        f"import os, sys; os.chdir({str(folder(tmp_path))!r});"
        "from lawgov_report import late; late.put_off(); from lawgov_report import cli;"
        f"code = cli.run({arguments}); assert 'pydantic.main' in sys.modules;"
        "names = late.LATER.keys() | late.PYDANTIC.keys();"
        "print([one for one in names if type(sys.modules.get(one, late)) is not late.Later], file=sys.stderr)"
    )
    first, done = python("-c", code), python("-c", code)  # what the first compiles and builds is kept
    assert (first.returncode, done.returncode) == (0, 0)
    assert done.stderr == "[]\n"


@pytest.mark.parametrize("name", ALL)
def test_a_module_that_is_loaded_later_is_the_module_when_it_is_used(name: str) -> None:
    code = (
        f"{PUT_OFF} later = importlib.import_module({name!r}); assert type(later) is late.Later;"
        f"assert later.__file__; real = sys.modules[{name!r}]; assert real is not later;"
        f"assert later.__file__ == real.__file__ and importlib.import_module({name!r}) is real;"
        f"stubs = {{**late.LATER, **late.PYDANTIC}}[{name!r}];"
        "assert all(getattr(later, one) is getattr(real, one) for one in stubs);"
        "given = stubs if isinstance(stubs, dict) else {};"
        "assert all(getattr(real, one) == text for one, text in given.items() if isinstance(text, str))"
    )
    done = python("-c", code)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_stub_that_is_for_typer_is_for_nobody_else() -> None:
    code = (
        "import sys, types; from lawgov_report import cli; cli.main = lambda _: None;"
        "[sys.modules.pop(name) for name in [*sys.modules] if name.startswith('typer') or name == 'uuid'];"
        "from lawgov_report import __main__; __main__.main(); import uuid;"
        "assert isinstance(uuid.uuid4(), uuid.UUID) and type(uuid) is types.ModuleType"
    )
    done = python("-c", code)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_stub_does_what_its_member_does() -> None:
    code = (
        f"{PUT_OFF} from urllib.parse import quote; from jinja2.lexer import get_lexer; import jinja2;"
        "assert quote('a b') == 'a%20b';"
        "assert type(get_lexer(jinja2.Environment())) is importlib.import_module('jinja2.lexer').Lexer"
    )
    done = python("-c", code)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_stub_that_a_class_holds_is_no_method_of_it() -> None:
    """Functions bind as methods, from Python 3.14 on partials too; Jinja2 keeps CodeGenerator in a class."""
    code = (
        f"{PUT_OFF} from difflib import get_close_matches as stub;"
        "assert type(importlib.import_module('difflib')) is late.Later;"
        "assert not hasattr(type(stub), '__get__');"
        "assert type('Holder', (), {'near': stub})().near('ab', ['abc']) == ['abc']"
    )
    done = python("-c", code)
    assert (done.returncode, done.stderr) == (0, "")


def test_models_are_built_and_say_their_json_schema_as_if_nothing_were_put_off() -> None:
    told = "from lawgov_report.year import Year; import json; print(json.dumps(Year.model_json_schema()))"
    wanted = "assert type(sys.modules['pydantic.json_schema']) is late.Later;"
    later, at_once = python("-c", f"{PUT_OFF}\nimport pydantic.main; {wanted} {told}"), python("-c", told)
    assert (later.stderr, at_once.stderr) == ("", "")
    assert later.stdout == at_once.stdout
    assert len(later.stdout) > 10_000


def test_a_version_of_pydantic_that_was_not_tried_is_loaded_whole(tmp_path: Path) -> None:
    wrong = folder(tmp_path, with_("cases: 120件", "cases: 120"))
    code = (
        "from lawgov_report import late, cli; late.TRIED = ('0.',); late.put_off();"
        f"code = cli.run(['-C', {str(wrong)!r}, 'validate']); import sys, types;"
        "assert all(type(sys.modules[name]) is types.ModuleType for name in late.PYDANTIC); sys.exit(code)"
    )
    done = python("-c", code)
    assert done.returncode == 1
    assert "LG104" in done.stdout
    assert done.stderr == ""


def test_where_libyaml_is_missing_the_parser_of_pyyaml_is_its_own(tmp_path: Path) -> None:
    wrong = folder(tmp_path, with_("cases: 120件", "cases: 120"))
    code = (
        "from lawgov_report import late, cli; late.put_off(); import sys; sys.modules['yaml._yaml'] = None;"
        f"code = cli.run(['-C', {str(wrong)!r}, 'validate']); import yaml; assert not yaml.__with_libyaml__;"
        "sys.exit(code)"
    )
    done = python("-c", code)
    assert (done.returncode, done.stderr) == (1, "")
    assert "LG104" in done.stdout
