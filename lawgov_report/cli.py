"""The lawgov command: its sub-commands, its help in Chinese, its exit codes.

Knows how a run begins and ends; not what any command does.
"""

from __future__ import annotations

import os
import re
import sys
import traceback
from difflib import get_close_matches
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar, Protocol, cast

import typer
from typer.core import TyperCommand, TyperGroup

from lawgov_report import __version__, commands
from lawgov_report.commands import forms
from lawgov_report.files import WRITTEN, Unusable, reason
from lawgov_report.language.width import width

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

DONE, FOUND, FAILED, BUG, INTERRUPTED = 0, 1, 2, 3, 130  # 130: what a shell makes of Ctrl-C, 128 + SIGINT
NO_COMMAND = "没有命令 {x}"
# How Typer words its errors, and how we do. Its versions differ in quotes, colons and full stops
TRANSLATED = (
    (r"No such option:? '?(?P<x>[^' ]+?)'?[.]?(?: .*)?", "没有选项 {x}"),
    (r"No such command '(?P<x>.*?)'[.].*", NO_COMMAND),
    (r"Missing argument '(?P<x>.*?)'[.]?.*", "缺少参数 {x}"),
    (r"Missing option '(?P<x>.*?)'[.]?.*", "缺少选项 {x}"),
    (r"Missing command[.]", "缺少命令"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((?P<x>.*)\)", "多余的参数 {x}"),
    (r"Option '(?P<x>.*?)' requires (?:an argument|\d+ arguments)[.]", "选项 {x} 后面要有值"),
    (r"Option '(?P<x>.*?)' does not take a value[.]", "选项 {x} 后面不能有值"),
    (r"Invalid value for '(?P<x>.*?)': '(?P<y>.*)' is not a valid int.*", "{x} 的值“{y}”不是整数"),
    (
        r"Invalid value for '(?P<x>.*?)': (?P<y>\S+) is not in the range (?P<low>\d+)<=x<=(?P<high>\d+)[.]",
        "{x} 的值 {y} 不在 {low} 至 {high} 之间",
    ),
    (r"Invalid value for '(?P<x>.*?)': .*", "{x} 的值不对"),
)


class _Context(Protocol):
    """What the Chinese help uses of Typer's context."""

    @property
    def command_path(self) -> str:
        """The words that lead to the command: lawgov build."""


class _Formatter(Protocol):
    """What the Chinese help uses of Typer's formatter of help pages."""

    def write(self, string: str) -> None:
        """Add text as it is."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Add the line that shows how a command is called."""


class _ChineseHelp:
    """Help pages in Chinese: the one place that uses what Typer does not document.

    Typer has no setting for the words of its help pages. What is used of its commands, parameters, contexts
    and formatters comes from Click; tests/test_cli.py says so when a version of Typer no longer has it.
    """

    def format_usage(self, ctx: _Context, formatter: _Formatter) -> None:
        """Write the line that shows how the command is called."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="用法：")

    def format_options(self, ctx: _Context, formatter: _Formatter) -> None:
        """Write the arguments and the options, each with its help."""
        rows: dict[str, list[tuple[str, str]]] = {"参数": [], "选项": []}
        for parameter in self.get_params(ctx):  # type: ignore[attr-defined]
            record = parameter.get_help_record(ctx)
            if record is not None:
                kind = "参数" if parameter.param_type_name == "argument" else "选项"
                rows[kind].append((record[0], self._help_of(record[1])))
        for title, listed in rows.items():
            if listed:
                self._write_list(formatter, title, listed)

    @staticmethod
    def _help_of(text: str) -> str:
        """Return an option's help without what Typer adds in English."""
        if text.startswith("Show this message"):
            return "显示这一页"
        return re.sub(r"\s*\[(?:default: [^]]*|required)\]", "", text)

    @staticmethod
    def _write_list(formatter: _Formatter, title: str, rows: Sequence[tuple[str, str]]) -> None:
        """Write rows of two columns, aligned under wide characters."""
        # Typer's own write_dl counts a Chinese character as one column and breaks lines only at blanks
        first = max(width(name) for name, _ in rows)
        formatter.write(f"\n{title}：\n")
        for name, text in rows:
            formatter.write(f"  {name}{' ' * (first - width(name))}  {text}\n")


class _Command(_ChineseHelp, TyperCommand):
    """A sub-command."""


class _Group(_ChineseHelp, TyperGroup):
    """A command whose sub-commands are imported when they are asked for."""

    package: ClassVar[ModuleType] = commands

    def list_commands(self, ctx: object) -> list[str]:  # noqa: ARG002 Typer's own form
        """Return the names of all sub-commands, in the order of the help page."""
        return [*self.package.MEMBERS]

    def get_command(self, ctx: object, cmd_name: str) -> _Command | _Group | None:  # noqa: ARG002
        """Return the sub-command of this name, None where there is none."""
        if cmd_name not in self.package.MEMBERS:
            return None
        if cmd_name in GROUPS:
            return GROUPS[cmd_name]()
        # One Typer app a command: a single app would import all commands to list them
        module = import_module(f"{self.package.__name__}.{_file(cmd_name)}")
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        single.command(cmd_name, cls=_Command, options_metavar="[选项]")(module.run)
        return cast("_Command", typer.main.get_command(single))

    def format_options(self, ctx: _Context, formatter: _Formatter) -> None:
        """Write the sub-commands before the options."""
        self._write_list(formatter, "命令", [*self.package.MEMBERS.items()])
        super().format_options(ctx, formatter)


class _Forms(_Group):
    """The sub-commands of `lawgov forms`."""

    package: ClassVar[ModuleType] = forms


def _file(name: str) -> str:
    """Return the name of a sub-command's file: import_ for import, which Python keeps for itself."""
    return f"{name}_" if iskeyword(name) else name


def _forms() -> _Group:
    group = typer.Typer(
        cls=_Forms,
        add_completion=False,
        rich_markup_mode=None,
        subcommand_metavar="命令 [参数]…",
        options_metavar="[选项]",
    )
    group.callback()(forms.run)
    return cast("_Group", typer.main.get_command(group))


GROUPS = {"forms": _forms}


app = typer.Typer(
    cls=_Group,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    subcommand_metavar="命令 [参数]…",
    options_metavar="[选项]",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:  # noqa: FBT001 Typer's own form
    if asked:
        sys.stdout.write(f"lawgov {__version__}\n")
        raise typer.Exit


@app.callback()
def _main(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Option("-C", metavar="文件夹", help="项目文件夹，写在命令之前")
    ] = None,
    _: Annotated[bool, typer.Option("--version", is_eager=True, callback=_version, help="显示版本")] = False,
) -> None:
    """法治政府建设年度报告：一年一份 YAML，检查数据，编成 Markdown、DOCX、网页、PDF、文本和数据

    例：lawgov validate 2020；lawgov build 2020
    """
    context.obj = folder


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code: 0 done, 1 findings, 2 could not, 3 our bug."""
    WRITTEN.clear()
    try:
        # Not standalone: Typer would print its errors itself, in English, and end the process
        code = int(app(args=arguments, prog_name="lawgov", standalone_mode=False) or DONE)
        return _interrupted() if code == INTERRUPTED else code  # so Typer ends a run on Ctrl-C
    except Unusable as error:
        return _fail(str(error), FAILED)
    except typer.TyperException as error:
        return _fail(f"{_chinese(error.format_message())}；用法见 lawgov --help", FAILED)
    except (KeyboardInterrupt, typer.Abort):
        return _interrupted()
    except OSError as error:
        return _refused(error)
    except Exception as error:  # noqa: BLE001 the one place where our own bugs end
        return _bug(error)


def _interrupted() -> int:
    if not WRITTEN:
        return _fail("已中断，没有改动原有文件", INTERRUPTED)
    more = f" 等 {len(WRITTEN)} 个文件" if len(WRITTEN) > 1 else ""
    return _fail(f"已中断；已经写了 {WRITTEN[0]}{more}", INTERRUPTED)


def _bug(error: Exception) -> int:
    if os.environ.get("LAWGOV_DEBUG"):
        traceback.print_exc()
    line = f"{type(error).__name__}: {error}".replace("\n", " ")
    remedy = "请设 LAWGOV_DEBUG=1 再运行一次，把显示的内容发给维护者"
    return _fail(f"程序内部出错（{line}）；{remedy}", BUG)


def _fail(message: str, code: int) -> int:
    sys.stderr.write(f"lawgov：{message}\n")
    return code


def _chinese(message: str) -> str:
    """Return Typer's message in Chinese, as it is where it has none."""
    line = message.replace("\n", " ")
    for pattern, words in TRANSLATED:
        match = re.fullmatch(pattern, line)
        if match:
            near = _near_commands(match["x"]) if words == NO_COMMAND else _near_options(line)
            hint = f"，是否为 {' 或 '.join(near)}" if near else ""
            return words.format(**match.groupdict()) + hint
    return line


def _near_commands(name: str) -> list[str]:
    # Typer would look for near names among commands that have been loaded, and none has
    return get_close_matches(name, {**commands.MEMBERS, **forms.MEMBERS})


def _near_options(line: str) -> list[str]:
    """Return the options that Typer itself suggests in an English message."""
    match = re.search(r"(?:Did you mean|Possible options:?) (.+?)[?)]", line)
    return match[1].replace("'", "").split(", ") if match else []


def main() -> int:
    """Run the command line of this process and return its exit code. All output is UTF-8, in any locale."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the program that runs us
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115 till the process ends
        getattr(sys, name).reconfigure(encoding="utf-8", errors="backslashreplace")
    code = _flushed(run())
    sys.stderr.flush()
    return code


def _flushed(code: int) -> int:
    """Write out what stdout still holds; where that fails, keep Python from trying again at its end."""
    try:
        sys.stdout.flush()
    except OSError as error:
        # Python flushes stdout once more when it ends, and would print a traceback of its own
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return code or _refused(error)
    return code


def _refused(error: OSError) -> int:
    """Return the exit code for a reader that went away, as `| head` does, or for a system that refuses."""
    if isinstance(error, BrokenPipeError):
        return FOUND
    return _fail(f"读写失败：{reason(error)}", FAILED)
