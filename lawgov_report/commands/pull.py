"""lawgov pull: what was changed in Word becomes edits of the year file.

Knows the disk, git and the terminal; not what was changed, nor how it is found.
"""

from __future__ import annotations

import re
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from lawgov_report import files, git
from lawgov_report.commands import _arguments, _project

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lawgov_report.models.project import Project, Reading
    from lawgov_report.pulling.placing import Proposal
    from lawgov_report.pulling.pull import Pulled, Version
    from lawgov_report.pulling.results import PullReport, Shown
    from lawgov_report.pulling.rewriting import Rewritten
    from lawgov_report.readers.word_changes import Revision, WordFile
    from lawgov_report.report.document import SourceDigest

FORMATS = ("text", "json")
MOST_BYTES = 1 << 26
IN_NAME = re.compile(r"(?<![0-9])[1-9][0-9]{3}(?![0-9])")
YEAR, SUFFIX = "year", ".yaml"
# docs/traps.md
IN_CONTROLS = "；LibreOffice 记着修订改数值时会存成这样：那一处先关掉修订再改，或用 Word、WPS 改"
NO_BASE = (
    "找不到编出这个文件的那一版 YAML，不知道 Word 和 YAML 哪边新；用 --base 给出那一版，或用 --ask 逐处决定"
)


class PullOptions(NamedTuple):
    """How a pull is to go: what is accepted, and what becomes of what was found."""

    write: bool
    ask: bool
    comments: bool
    form: str


class Base(NamedTuple):
    """The version that a Word file was built from; `known` is whether it is that, not the one at hand."""

    version: Version
    known: bool
    notes: tuple[str, ...]


def run(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="文件", help="build 编出、在 Word 里改过的 DOCX")],
    year: Annotated[str, typer.Argument(metavar="[年份]", help="不写就看文件里记的年份，再看文件名")] = "",
    *,
    write: Annotated[bool, typer.Option("--write", help="写进 YAML；冲突的不写")] = False,
    ask: Annotated[bool, typer.Option("--ask", help="逐处问，选中的写进 YAML；冲突也可以选")] = False,
    comments: Annotated[
        bool, typer.Option("--comments", help="把批注写成 YAML 里的注释，放在那段文字上面")
    ] = False,
    reject: Annotated[bool, typer.Option("--reject", help="修订一律不接受，只取没有用修订的改动")] = False,
    author: Annotated[
        list[str] | None, typer.Option("--author", metavar="姓名", help="只接受这个人的修订，可写几次")
    ] = None,
    base: Annotated[
        Path | None, typer.Option("--base", metavar="文件", help="编出这个 DOCX 的那一版年度文件")
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar="格式", help="text 或 json")] = "text",
) -> None:
    """取回 Word 里的改动：变成 YAML 的改动，先列出来，--write 才写

    例：lawgov pull out/2020.docx；lawgov pull out/2020.docx --write
    """
    _arguments.known_format(form, FORMATS)
    if ask and form == "json":
        raise files.Unusable("--ask 要逐处问，不能与 --format json 连用；只写一个")
    if reject and author:
        raise files.Unusable("--reject 不接受任何修订，不能与 --author 连用；只写一个")
    accepts = partial(_accepts, reject=reject, authors=frozenset(author or ()))
    code = _pull(context.obj, path, year, base, accepts, PullOptions(write, ask, comments, form))
    if code:
        raise typer.Exit(code)


def _accepts(change: Revision, *, reject: bool, authors: frozenset[str]) -> bool:
    return not reject and (not authors or change.author in authors)


def _pull(
    folder: Path | None,
    path: Path,
    year: str,
    base: Path | None,
    accepts: Callable[[Revision], bool],
    options: PullOptions,
) -> int:
    """Find what was changed, deal with it as the options say, and return the exit code."""
    from lawgov_report.pulling import pull

    word, sources = _read(path)
    root = files.root(folder)
    opened = _project.open_in(root)
    number = _year(opened, path, year, sources)
    now = pull.version(opened, number)
    if now is None:
        _project.refuse(opened, _readings(opened, number), "YAML 有错误，不能取回；先改正", 2)
    built = _base(root, opened, number, now, sources, base)
    try:
        pulled = pull.pull(word, accepts, built.version, now)
    except files.Unusable as error:
        raise files.Unusable(f"读不了 {path}：{error}") from error
    pulled = pulled if built.known else _all_in_conflict(pulled)
    return _finish(root, _Found(path, word, accepts, pulled, now, built.notes), options)


def _all_in_conflict(pulled: Pulled) -> Pulled:
    proposals = (each if each.conflict else each._replace(conflict=NO_BASE) for each in pulled.proposals)
    return pulled._replace(proposals=tuple(proposals))


class _Found(NamedTuple):
    """What was found in a Word file, and where."""

    path: Path
    word: WordFile
    accepts: Callable[[Revision], bool]
    pulled: Pulled
    now: Version
    notes: tuple[str, ...]


def _finish(root: Path, found: _Found, options: PullOptions) -> int:
    """Show what was found, write it where asked for, and return the exit code."""
    from lawgov_report.pulling import rewriting

    pulled, name = found.pulled, found.now.reading.source.name
    chosen = _asked(found) if options.ask else [each for each in pulled.proposals if not each.conflict]
    result = rewriting.rewritten(pulled, chosen, found.now)
    content = _commented(result.content, found) if options.comments else result.content
    writing = (options.write or options.ask) and content != found.now.content
    if writing:
        files.rewrite(root, {name: content})
    _show(found, result, options.form, writing=writing)
    unchosen = len(pulled.proposals) - len(chosen)
    unwritten = pulled.proposals and not writing
    return 1 if unchosen or unwritten or result.left else 0


def _show(found: _Found, result: Rewritten, form: str, *, writing: bool) -> None:
    from lawgov_report.pulling import results

    report, name = _report(found, result), found.now.reading.source.name
    shown = results.as_json(report, name if writing else "") if form == "json" else results.as_text(report)
    sys.stdout.write(shown)
    sys.stdout.flush()
    sys.stderr.write(_summary(report, result, name, writing=writing))


def _report(found: _Found, result: Rewritten) -> PullReport:
    from lawgov_report.pulling import results

    pulled = found.pulled
    changes = tuple(_shown(each, found) for each in pulled.proposals)
    name = found.now.reading.source.name
    return results.PullReport(
        str(found.path), name, found.notes, changes, result.left, pulled.remarks, pulled.offers
    )


def _shown(each: Proposal, found: _Found) -> Shown:
    from lawgov_report.pulling import pull, results

    return results.Shown(each, pull.authors(each.step, found.word, found.accepts))


def _summary(report: PullReport, result: Rewritten, name: str, *, writing: bool) -> str:
    counts = [f"改动 {len(report.clean)} 处"]
    counts += [f"冲突 {len(report.conflicts)} 处"] if report.conflicts else []
    counts += [f"没有取回 {len(report.left)} 处"] if report.left else []
    counts += [f"批注 {len(report.remarks)} 条"] if report.remarks else []
    if not (report.changes or report.left or report.remarks):
        return f"{report.file} 与 {name} 没有不同\n"
    again = "；再编时加 --force，改过的 Word 文件留作 .bak"
    end = f"已把 {len(result.done)} 处写进 {name}{again}" if writing else f"加 --write 写进 {name}"
    return f"{'，'.join(counts)}；{end}\n" if writing or report.clean else f"{'，'.join(counts)}\n"


def _asked(found: _Found) -> list[Proposal]:
    """Return the changes that somebody at the terminal chooses."""
    from lawgov_report.pulling import results

    chosen = []
    for each in found.pulled.proposals:
        shown = _shown(each, found)
        lines = results.conflict_lines(shown) if each.conflict else results.change_lines(shown)
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        if typer.confirm("用 Word 的吗", default=not each.conflict):
            chosen.append(each)
    return chosen


def _commented(content: bytes, found: _Found) -> bytes:
    """Return the year file with the comments above the texts that they are on, as far as it can be read."""
    from lawgov_report.pulling import results, rewriting

    again = found.now.reopened(content)
    if again is None:
        return content
    remarks = ((remark.unit, results.remark_line(remark)) for remark in found.pulled.remarks)
    return rewriting.commented(again, [(unit, line) for unit, line in remarks if unit])


# The Word file and its year


def _read(path: Path) -> tuple[WordFile, tuple[SourceDigest, ...]]:
    """Return a Word file, and the files of data/ that it says it was built from. Raises files.Unusable."""
    from lawgov_report.readers import word_changes
    from lawgov_report.writing import digest

    if path.suffix.lower() != ".docx":
        raise files.Unusable(f"{path} 不是 .docx；pull 只取回 Word 文件，别的文件用 verify 核对")
    content = files.read(path, MOST_BYTES)
    if len(content) > MOST_BYTES:
        raise files.Unusable(f"读不了 {path}：超过 {MOST_BYTES >> 20} MB，不读")
    try:
        return word_changes.read(content), digest.sources_of(content)
    except files.Unusable as error:
        broken = "mismatched tag" in str(error)
        raise files.Unusable(f"读不了 {path}：{error}{IN_CONTROLS if broken else ''}") from error


def _year(opened: Project, path: Path, asked: str, sources: Sequence[SourceDigest]) -> int:
    """Return the year that the file is of: as asked, as it says itself, or by its name."""
    own = _own_years(sources)
    named = [number for number in IN_NAME.findall(path.stem) if int(number) in opened.years]
    found = [asked] if asked else [*own, *named]
    if not found:
        raise files.Unusable(f"{path} 里没有记是哪一年；写上年份，例如 lawgov pull {path.name} 2020")
    return _project.years(opened, found[:1])[0]


def _own_years(sources: Sequence[SourceDigest]) -> list[str]:
    return [source.name.removesuffix(SUFFIX) for source in sources if source.role == YEAR]


def _readings(opened: Project, number: int) -> Sequence[Reading]:
    from lawgov_report.models import project

    return [*project.years(opened, [number])]


# The version it was built from


def _base(
    root: Path,
    opened: Project,
    number: int,
    now: Version,
    sources: Sequence[SourceDigest],
    given: Path | None,
) -> Base:
    """Return the version that a Word file was built from, the one at hand where that is not known."""
    from lawgov_report.pulling import pull

    name = f"{number}.yaml"
    contents, missing = _built_from(root, opened, sources)
    notes = [f"文件里记的是 {own} 年，不是 {number} 年" for own in _own_years(sources) if own != str(number)]
    notes += [f"找不到编出它时的 data/{other}，用现在的" for other in missing if other != name]
    known = any(source.role == YEAR and source.name == name for source in sources) and name not in missing
    if not sources:
        notes.append("不是 lawgov 编出的文件，或者保存时丢了记录；只按相似程度与现在的 YAML 比较")
    if given is not None:
        contents[name], known = files.read(given, MOST_BYTES), True
    if not contents:
        return Base(now, known, tuple(notes))

    def read(wanted: str) -> bytes:
        return contents[wanted] if wanted in contents else opened.read(wanted)

    built = pull.version(_reopened(opened, read), number)
    if built is None:
        raise files.Unusable(f"{given or '编出这个文件的那一版 YAML'} 读不通；用 --base 给出能编的那一版")
    return Base(built, known, tuple(notes))


def _reopened(opened: Project, read: Callable[[str], bytes]) -> Project:
    from lawgov_report.models import project

    return project.open_(read, opened.names)


def _built_from(
    root: Path, opened: Project, sources: Sequence[SourceDigest]
) -> tuple[dict[str, bytes], list[str]]:
    """Return the files that changed since a Word file was built, as they were then, and those not found."""
    from lawgov_report.writing import digest

    contents: dict[str, bytes] = {}
    missing: list[str] = []
    for source in sources:
        if source.name in opened.names and digest.of_source(opened.read(source.name)) == source.digest:
            continue
        versions = git.history(root, f"{_project.DATA}/{source.name}")
        found = next((content for content in versions if digest.of_source(content) == source.digest), None)
        if found is None:
            missing.append(source.name)
        else:
            contents[source.name] = found
    return contents, missing
