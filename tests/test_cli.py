"""The command line as it is used: help, exit codes, places, pipes and locales."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib import import_module
from keyword import iskeyword
from pathlib import Path

import pytest
import typer
from made import ROOT, YEAR, files, folder, lawgov_process, with_
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_group

from lawgov_report import __version__, cli, commands
from lawgov_report.commands import forms
from lawgov_report.models import project

HAN = re.compile("[\u4e00-\u9fff]")
# What Typer writes on a help page of its own
ENGLISH = re.compile(r"Usage|Options|Arguments|Commands|COMMAND|ARGS|Show this|\[required\]|\[default|\[env")
LISTED = {**commands.MEMBERS, **{f"forms {name}": title for name, title in forms.MEMBERS.items()}}
SLOW = ("pydantic", "jinja2", "docx", "yaml")


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """Return a sound project of the year 2020."""
    return folder(tmp_path)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """Return a project whose 2020 has one error."""
    return folder(tmp_path, with_("cases: 120件", "cases: 120"))


def outcome(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Return exit code, stdout and stderr of a run in this process."""
    code = cli.run([str(argument) for argument in arguments])
    output = capsys.readouterr()
    return code, output.out, output.err


@pytest.mark.parametrize("name", LISTED)
def test_every_command_has_help_in_chinese(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = outcome(capsys, *name.split(), "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"用法：lawgov {name} ")
    rows = [line for line in out.split("\n") if re.match(r"  -", line)]
    assert rows
    for row in rows:
        assert HAN.search(row), row
    assert not ENGLISH.search(out)


def test_the_help_lists_every_command_with_a_line_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = outcome(capsys, "--help")
    assert code == 0
    for name in commands.MEMBERS:
        assert re.search(rf"^  {name} +.*[\u4e00-\u9fff]", out, re.MULTILINE)
    assert outcome(capsys, "-h")[1] == out
    assert not ENGLISH.search(out)


@pytest.mark.parametrize("kind", [TyperCommand, TyperGroup])
def test_typer_has_what_the_chinese_help_is_made_of(kind: type[TyperCommand | TyperGroup]) -> None:
    """Typer does not document these: where one is gone, cli._ChineseHelp needs another way."""
    for name in ("format_usage", "format_options", "collect_usage_pieces", "get_params"):
        assert callable(getattr(kind, name, None)), name
    for parameter in (TyperArgument, TyperOption):
        assert callable(getattr(parameter, "get_help_record", None))
        assert parameter.param_type_name in {"argument", "option"}
    assert hasattr(typer.Context, "command_path")
    formatter = get_group(cli.app).make_context("lawgov", ["validate"]).make_formatter()
    formatter.write_usage("lawgov", "[选项]", prefix="用法：")
    formatter.write("参数：\n")
    assert formatter.getvalue() == "用法：lawgov [选项]\n参数：\n"


def test_typer_words_its_errors_as_we_translate_them(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--no-such"], ["no-such"], ["explain"], ["reference"], ["build", "--to"]):
        _, _, err = outcome(capsys, *arguments)
        assert not re.search(r"No such|Missing|requires|argument|option ", err), err


def test_a_sound_year_is_told_and_exits_0(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = (0, "1 个年份：0 个错误，0 个警告，豁免 0 处\n", "")
    assert outcome(capsys, "-C", sound, "validate", "2020") == expected
    assert outcome(capsys, "-C", sound, "validate") == expected


def test_an_error_is_told_with_its_place_and_exits_1(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = outcome(capsys, "-C", wrong, "validate", "2020", "--format", "concise")
    assert (code, err) == (1, "")
    assert out == (
        "data/2020.yaml:6:10: LG104 错误：“120”不是数值：缺单位\n"
        "1 个年份：1 个错误，0 个警告，豁免 0 处；1 个年份的格式有误，改正后才能查其余各项\n"
    )


def test_warnings_alone_exit_0_and_are_errors_of_the_final_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    owed = folder(tmp_path, with_("closed: 90件", "closed: 待报"))
    assert outcome(capsys, "-C", owed, "validate")[0] == 0
    assert outcome(capsys, "-C", owed, "validate", "--final")[0] == 1


def test_json_goes_to_stdout_and_is_the_same_for_year_and_file(
    wrong: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = outcome(capsys, "-C", wrong, "validate", "2020", "--format", "json")
    (found,) = json.loads(out)["diagnostics"]
    assert (code, found["file"], found["line"]) == (1, "data/2020.yaml", 6)
    path = wrong / "data" / "2020.yaml"
    assert outcome(capsys, "validate", path, "--format", "json")[:2] == (code, out)


def test_a_file_outside_data_is_not_taken_for_the_year_of_its_name(
    sound: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = sound / "copies" / "2020.yaml"
    other.parent.mkdir()
    other.write_text("broken", encoding="utf-8")
    code, out, err = outcome(capsys, "validate", other)
    assert (code, out) == (2, "")
    assert "不在项目" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "缺少命令"),
        (["--no-such"], "没有选项 --no-such"),
        (["validate", "--no-such"], "没有选项 --no-such"),
        (["doctor", "foo"], "多余的参数 foo"),
        (["preview", "2020", "2019", "2018"], "多余的参数 2019 2018"),
        (["vaildate"], "没有命令 vaildate，是否为 validate"),
        (["validate", "--format"], "选项 --format 后面要有值"),
        (["validate", "--format", "xml"], "没有 xml 这种格式"),
        (["validate", "--final=1"], "选项 --final 后面不能有值"),
        (["validate", "２０２０"], "“２０２０”不是年份"),
        (["validate", "二〇二〇"], "“二〇二〇”不是年份"),
        (["validate", "2020年"], "“2020年”不是年份"),
        (["validate", "1999"], "没有 data/1999.yaml；已有的年份：2020"),
        (["validate", "../x"], "“../x”不是年份"),
        (["validate", ""], "“”不是年份"),
        (["validate", "no/such.yaml"], "no/such.yaml"),
        (["build", "../x"], "“../x”不是年份"),
        (["build", "2020", "--to", "odt"], "没有 odt 这种格式"),
        (["build", "2020", "--reference", "no-such.docx"], "没有这个文件或文件夹"),
        (["build", "2020", "--reference", "data/2020.yaml"], "参考文档 data/2020.yaml 不是 Word 文档"),
    ],
)
def test_what_cannot_be_done_is_one_line_in_chinese_and_exits_2(
    arguments: list[str], message: str, sound: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(sound.rglob("*"))
    code, out, err = outcome(capsys, "-C", sound, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("lawgov：")
    assert message in err
    assert err.count("\n") == 1
    assert sorted(sound.rglob("*")) == before


@pytest.mark.parametrize("command", ["validate", "build"])
def test_a_folder_without_data_is_no_project(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = outcome(capsys, "-C", tmp_path, command)
    assert (code, err) == (2, f"lawgov：{tmp_path} 不是项目文件夹：里面没有 data/indicators.yaml\n")
    (tmp_path / "data").mkdir()
    assert outcome(capsys, "-C", tmp_path, command)[0] == 2
    (tmp_path / "data" / "indicators.yaml").write_bytes(files()["indicators.yaml"])
    assert "还没有年度文件" in outcome(capsys, "-C", tmp_path, command)[2]


def test_the_project_is_found_upwards(
    sound: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    inner = sound / "data" / "deep"
    inner.mkdir()
    monkeypatch.chdir(inner)
    assert outcome(capsys, "validate", "2020")[0] == 0
    monkeypatch.chdir("/")
    code, _, err = outcome(capsys, "validate", "2020")
    assert code == 2
    assert "没有找到项目" in err


def test_a_bug_of_ours_is_one_line_exits_3_and_shows_its_traceback_on_demand(
    sound: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        message = "坏\n了"
        raise ZeroDivisionError(message)

    monkeypatch.setattr(project, "years", broken)
    code, out, err = outcome(capsys, "-C", sound, "validate")
    assert (code, out, err.count("\n")) == (3, "", 1)
    assert "程序内部出错（ZeroDivisionError: 坏 了）" in err
    assert "Traceback" not in err
    monkeypatch.setenv("LAWGOV_DEBUG", "1")
    assert "Traceback" in outcome(capsys, "-C", sound, "validate")[2]


def test_an_interrupt_is_no_bug(
    sound: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(project, "years", interrupted)
    code, _, err = outcome(capsys, "-C", sound, "build")
    assert (code, err) == (130, "lawgov：已中断，没有改动原有文件\n")
    assert not (sound / "out").exists()


def test_help_imports_nothing_slow() -> None:
    asked = (["--help"], ["validate", "--help"], ["build", "--help"], ["--version"])
    code = (
        f"import sys; from lawgov_report import cli; codes = [cli.run(line) for line in {asked!r}];"
        f"sys.stderr.write(repr(codes + sorted(set(sys.modules) & set({SLOW!r}))))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "[0, 0, 0, 0]")


@pytest.mark.slow
def test_validate_imports_no_writer(sound: Path) -> None:
    code = (
        f"import sys; from lawgov_report import cli; code = cli.run(['-C', {str(sound)!r}, 'validate']);"
        "sys.stderr.write(repr([code, *sorted({'jinja2', 'docx'} & set(sys.modules))]))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "[0]")


@pytest.mark.slow
@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}, {}])
def test_output_is_utf_8_whatever_the_locale(locale: dict[str, str], tmp_path: Path) -> None:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "PYTHON"))
    }
    environment = {**environment, "PYTHONPATH": str(ROOT), "PYTHONCOERCECLOCALE": "0", **locale}
    command = [sys.executable, "-m", "lawgov_report", "explain", "LG104"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("LG104 ")
    assert HAN.search(done.stdout.decode())


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes them")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_stream_that_is_closed_is_not_missed(closed: str, tmp_path: Path) -> None:
    project = folder(tmp_path)
    command = f'"{sys.executable}" -m lawgov_report -C "{project}" build --to md {closed}'
    done = subprocess.run(
        ["/bin/sh", "-c", command], check=False, cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (project / "out" / "2020.md").is_file()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "read"),
    [
        (("explain", "LG104"), 0),  # what is printed waits until the end
        (("rules", "--format", "md"), 1),  # more than a pipe holds
    ],
)
def test_a_pipe_that_closes_early_is_no_bug(arguments: tuple[str, ...], read: int) -> None:
    buffered = {"PYTHONUNBUFFERED": ""}  # as it is unless somebody sets it
    running = subprocess.Popen(
        [sys.executable, "-m", "lawgov_report", *arguments],
        cwd=ROOT,
        env={**os.environ, **buffered},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,  # else more than is asked for would be read
    )
    with running:
        assert running.stdout
        assert running.stderr
        running.stdout.read(read)
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 1  # 0 where all could be printed


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_results_that_cannot_be_written_exit_2() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "lawgov_report", "explain", "LG104"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr.decode()) == (2, "lawgov：读写失败：磁盘已满\n")


def test_the_module_runs_as_the_command(tmp_path: Path) -> None:
    done = lawgov_process("--version", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"lawgov {__version__}\n", "")


@pytest.mark.parametrize("to", ["md", "docx", "md,docx", "docx, md"])
def test_a_build_writes_the_formats_asked_for_and_says_which(
    to: str, sound: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = outcome(capsys, "-C", sound, "build", "2020", "--to", to)
    names = [f"2020.{name.strip()}" for name in to.split(",")]
    assert (code, err) == (0, "")
    assert [Path(line).name for line in out.splitlines()] == names
    assert sorted(path.name for path in (sound / "out").iterdir()) == sorted(names)


def test_a_build_of_what_is_still_owed_names_the_way_to_a_draft(
    sound: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sound / "data" / "2020.yaml"
    path.write_text(
        YEAR.replace("cases: 120件", "cases: 待报").replace("rate: 75%", "rate: 待报"), encoding="utf-8"
    )
    code, out, err = outcome(capsys, "-C", sound, "build")
    assert (code, out) == (1, "")
    assert err.endswith("有错误，没有写出任何文件；只是还有待报的数、未核定的文字，印草稿加 --draft\n")
    assert outcome(capsys, "-C", sound, "build", "--draft")[0] == 0


def test_a_build_with_errors_writes_nothing_and_says_so(
    wrong: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = outcome(capsys, "-C", wrong, "build")
    assert (code, out) == (1, "")
    assert "data/2020.yaml:6:10: LG104" in err
    assert err.endswith("有错误，没有写出任何文件\n")
    assert not (wrong / "out").exists()


def test_check_writes_nothing_and_tells_what_is_not_current(
    sound: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("-C", sound, "build", "2020", "--to", "md", "--check")
    code, out, _ = outcome(capsys, *asked)
    assert code == 1
    assert out.startswith("不是最新：")
    assert not (sound / "out").exists()
    assert outcome(capsys, "-C", sound, "build", "2020", "--to", "md")[0] == 0
    assert outcome(capsys, *asked)[:2] == (0, "")
    data = sound / "data" / "2020.yaml"
    data.write_bytes(
        data.read_bytes().replace("120件".encode(), "130件".encode()).replace(b"  rate: 75%", b"  rate: 69%")
    )
    assert outcome(capsys, *asked)[0] == 1


def test_a_draft_is_built_only_when_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    owed = folder(tmp_path, with_("closed: 90件", "closed: 待报"))
    assert outcome(capsys, "-C", owed, "build", "--to", "md")[0] == 1
    assert outcome(capsys, "-C", owed, "build", "--to", "md", "--draft")[0] == 0
    assert "【待报】" in (owed / "out" / "2020.md").read_text(encoding="utf-8")


def test_every_file_of_commands_is_a_command_or_shared() -> None:
    for package, groups in ((commands, cli.GROUPS.keys()), (forms, set())):
        names = {path.stem for path in Path(*package.__path__).glob("*.py")}
        found = {name.removesuffix("_") for name in names if not name.startswith("_")}
        assert found == package.MEMBERS.keys() - groups


@pytest.mark.parametrize(("name", "title"), LISTED.items())
def test_a_command_says_of_itself_what_the_list_says(name: str, title: str) -> None:
    *groups, last = name.split()
    file = f"{last}_" if iskeyword(last) else last
    documented = import_module(".".join(("lawgov_report.commands", *groups, file))).run.__doc__
    assert documented.split("\n")[0] == title
