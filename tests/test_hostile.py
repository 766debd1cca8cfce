"""Hostile and clumsy input through the real command line: never a traceback, never a half-written output."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest
from made import CATALOGUE, ROOT, YEAR, files, folder, lawgov, lawgov_process, with_

from lawgov_report import cli

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

POSIX = pytest.mark.skipif(os.name != "posix", reason="limits and users of POSIX")
FORMATS = ["md", "docx"]
TEXT = "text: 组织学习。"


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one run of the command line."""

    code: int
    out: str
    err: str

    @property
    def found(self) -> list[str]:
        """Each finding in a file of data/ as code and place, LG104 3:20."""
        said = re.findall(r"^data/\w+[.]yaml:(\d+:\d+): (LG\d+)", self.out + self.err, re.MULTILINE)
        return [f"{code} {place}" for place, code in said]


class Lawgov(Protocol):
    """Runs a command in a project."""

    def __call__(self, project: Path, *arguments: str | Path) -> Done: ...


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Lawgov:
    """Return what runs the command line in this process."""

    def here(project: Path, *arguments: str | Path) -> Done:
        code = cli.run(["-C", str(project), *map(str, arguments)])
        return Done(code, *capsys.readouterr())

    return here


def apart(code: str, *arguments: str | Path) -> Done:
    """Run code in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    assert "Traceback" not in done.stderr
    return Done(done.returncode, done.stdout, done.stderr)


def held(below: Path) -> dict[str, bytes | None]:
    """Return all files below a folder with their bytes, folders as None."""
    return {
        str(path.relative_to(below)): path.read_bytes() if path.is_file() else None
        for path in sorted(below.rglob("*"))
    }


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """Return a project with outputs of an earlier run, of other data, so that a rewrite would show."""
    project = folder(tmp_path, with_(TEXT, "text: 早先的文字。"))
    assert lawgov("-C", project, "build").returncode == 0
    (project / "data" / "2020.yaml").write_text(YEAR, encoding="utf-8")
    return project


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (YEAR.encode("gbk"), "LG001 1:3"),
        (YEAR.encode("utf-16"), "LG001 1:1"),
        (YEAR.encode("utf-16-le"), "LG001 1:1"),
        (YEAR.encode("utf-16-be"), "LG001 1:1"),
        (YEAR.encode("utf-32"), "LG001 1:1"),
        (YEAR.encode().replace("组织".encode(), b"\xed\xa0\x80"), "LG001 17:15"),
        (b"\x00" * 1000, "LG001 1:1"),
        (b"PK\x03\x04" + bytes(range(0xE0, 0xF0)) + b"\xff\xff", "LG001"),
        (b"", "LG010 1:1"),
        (b"\n\n", "LG010 1:1"),
        (b"# 2020\n", "LG010 1:1"),
        ("年份：2020\n".encode(), "LG005 1:3"),
        (with_("year: 2020", "year：2020").encode(), "LG005 2:5"),
        (with_("    heading: 履行职责", "\theading: 履行职责").encode(), "LG004 14:1"),
        (with_("  cases: 120件", "  cases: 120件\n  cases: 12件").encode(), "LG008 7:3"),
        (with_(TEXT, "text: !!python/object/apply:os.system [id]").encode(), "LG007 17:15"),
        (with_(TEXT, "text: &a 组织学习。").encode(), "LG007 17:15"),
        (with_(TEXT, "text: 组织\x07学习。").encode(), "LG003 17:17"),
        (with_(TEXT, "text: 组织\u202e学习。").encode(), "LG003 17:17"),
        (with_(TEXT, "text: 组织\u2066学习\u2069。").encode(), "LG003 17:17"),
        (with_(TEXT, 'text: "组织\\ud800学习。"').encode(), "LG005 17:20"),
        (with_(TEXT, 'text: "组织\\u202e学习。"').encode(), "LG003 17:15"),
        (with_(TEXT, "text: 组织\ufffe学习。").encode(), "LG003 17:17"),
        (with_("year: 2020", "year: 2019").encode(), "LG106 2:7"),
        (with_("year: 2020", f"year: {'9' * 5000}").encode(), "LG107 2:7"),
        (with_("cases: 120件", f"cases: {'9' * 5000}件").encode(), "LG104 6:10"),
        (with_(TEXT, f"text: {'[' * 70}").encode(), "LG006 17:74"),
        (b"? " * 10_000, "LG006 1:129"),
        (b"- " * 10_000, "LG006 1:129"),
    ],
)
def test_a_year_that_cannot_be_used_is_told_exits_1_and_builds_nothing(
    content: bytes, expected: str, tmp_path: Path, run: Lawgov
) -> None:
    made = folder(tmp_path, content)
    before = held(made)
    done = run(made, "build", "2020")
    assert (done.code, done.out) == (1, "")
    assert done.found[0].startswith(expected)
    assert held(made) == before


DEEP = {
    b"[" * 40_000: "LG006 1:",  # where, depends on how far libyaml looks ahead
    b"[" * 1_000_000: "LG002 1:50001",
    b"{a: " * 12_000: "LG006 1:257",
    "".join(f"{' ' * depth}a:\n" for depth in range(2_000)).encode(): "LG006 65:65",
}
IN_TURN = """
import sys
from lawgov_report import cli
for project in sys.argv[1:]:
    for command in (["validate", "--format", "concise"], ["build"]):
        print("exits", cli.run(["-C", project, *command]))
"""


@pytest.mark.slow
def test_the_deepest_nesting_is_told_and_ends_no_process(tmp_path: Path) -> None:
    projects = [folder(tmp_path / str(number), content) for number, content in enumerate(DEEP)]
    done = apart(IN_TURN, *projects)
    assert (done.code, done.out.count("exits 1\n")) == (0, 2 * len(DEEP))
    for found, expected in zip(done.found, [*DEEP.values()] * 2, strict=True):  # first all of validate
        assert found.startswith(expected)


def test_a_file_of_50_mb_is_refused_before_it_is_parsed(tmp_path: Path, run: Lawgov) -> None:
    made = folder(tmp_path, (b"# " + b"x" * 997 + b"\n") * 50_000)
    done = run(made, "validate", "--format", "concise")
    assert (done.code, done.found) == (1, ["LG002 1:1"])
    assert "文件超过 3 MB，没有读取" in done.out


def test_a_bomb_of_aliases_is_told_alias_by_alias_and_never_grows(tmp_path: Path, run: Lawgov) -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 30)
    )
    made = folder(tmp_path, bomb)
    done = run(made, "validate", "--format", "concise")
    assert done.code == 1
    assert "LG007 1:5" in done.found


def test_other_files_are_still_checked_when_one_cannot_be_used(tmp_path: Path, run: Lawgov) -> None:
    made = folder(tmp_path, YEAR.encode("gbk"))
    (made / "data" / "2021.yaml").write_bytes(YEAR.replace("120件", "120").replace("2020", "2021").encode())
    done = run(made, "validate", "--format", "concise")
    assert (done.code, done.found) == (1, ["LG001 1:3", "LG104 6:10"])
    assert "2 个年份的格式有误" in done.out


def test_a_byte_order_mark_and_any_line_ends_are_fine(tmp_path: Path, run: Lawgov) -> None:
    project = folder(tmp_path)
    outputs = []
    for mark in (b"", b"\xef\xbb\xbf"):
        for end in (b"\n", b"\r\n", b"\r"):
            (project / "data" / "2020.yaml").write_bytes(mark + YEAR.encode().replace(b"\n", end))
            assert run(project, "build", "--to", "md").code == 0, (mark, end)
            outputs.append(held(project / "out"))
            shutil.rmtree(project / "out")
    assert len(outputs[0]) == 1
    assert outputs == outputs[:1] * 6


STRANGE = '{% for x in range(9) %}{# y #}<w:t xml:space="preserve">&amp;[[]]</w:t>{ 案件 }<script>$$`*_[x](y)'


def test_template_code_and_xml_in_prose_are_text(tmp_path: Path, run: Lawgov) -> None:
    made = folder(tmp_path, with_(TEXT, f"text: |\n          {STRANGE}。"))
    assert run(made, "build").code == 0
    markdown = (made / "out" / "2020.md").read_text(encoding="utf-8")
    assert re.sub(r"\\(.)", r"\1", markdown).count(STRANGE) == 1
    with zipfile.ZipFile(made / "out" / "2020.docx") as docx:
        body = docx.read("word/document.xml").decode()
    told = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body))
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&quot;", '"'), ("&amp;", "&")):
        told = told.replace(entity, character)
    assert STRANGE in told


PART = YEAR[YEAR.index("  shortcomings:") : YEAR.index("  next_steps:")]


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        (PART, "LG101 12:1"),
        (PART.partition("\n")[2], "LG103 37:3"),
        (PART.partition("问题\n")[2], "LG110 37:3"),
    ],
)
def test_a_missing_and_an_empty_part_are_told(old: str, expected: str, tmp_path: Path, run: Lawgov) -> None:
    done = run(folder(tmp_path, with_(old, "")), "validate", "--format", "concise")
    assert (done.code, done.found) == (1, [expected])


@pytest.mark.parametrize(
    "asked", ["../x", "../../etc/passwd", "/etc/passwd", "2020/../2020", "2020.yaml/..", "~", "*"]
)
@pytest.mark.parametrize("command", ["build", "validate"])
def test_a_year_is_never_a_path(command: str, asked: str, tmp_path: Path, run: Lawgov) -> None:
    made = folder(tmp_path)
    before = held(tmp_path)
    done = run(made, command, asked)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("lawgov：")
    assert held(tmp_path) == before


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize("name", ["2020.yaml", "office.yaml", "indicators.yaml", "表.csv"])
def test_a_link_that_leads_out_of_the_project_is_not_read(name: str, tmp_path: Path, run: Lawgov) -> None:
    annexed = f"{YEAR}annexes:\n  - {{title: 样例表, csv: 表.csv}}\n"
    project = folder(tmp_path, annexed)
    (project / "data" / "表.csv").write_text("名称,件数\n样例,1\n", encoding="utf-8")
    link, secret = project / "data" / name, tmp_path / "secret"
    secret.write_text("名称,件数\n机密,1\n", encoding="utf-8")
    link.unlink(missing_ok=True)
    link.symlink_to(secret)
    done = run(project, "build", "--to", "md")
    assert (done.code, done.out) == (2, "")
    assert f"不读 {link}：它是指向项目以外的链接" in done.err
    assert "机密" not in done.err


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_within_the_project_is_read_and_one_to_itself_is_told(tmp_path: Path, run: Lawgov) -> None:
    project = folder(tmp_path)
    path = project / "data" / "2020.yaml"
    path.rename(project / "year.yaml")
    path.symlink_to(project / "year.yaml")
    assert run(project, "validate").code == 0
    path.unlink()
    path.symlink_to(path)
    done = run(project, "validate")
    assert (done.code, done.out) == (2, "")
    assert "它是指向自己的链接" in done.err


@pytest.mark.parametrize("command", ["build", "validate"])
def test_a_folder_without_data_exits_2(command: str, tmp_path: Path, run: Lawgov) -> None:
    done = run(tmp_path, command)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert held(tmp_path) == {}


def test_a_year_file_that_is_a_folder_exits_2(tmp_path: Path, run: Lawgov) -> None:
    made = folder(tmp_path)
    (made / "data" / "2021.yaml").mkdir()
    done = run(made, "build")
    assert (done.code, done.out) == (2, "")
    assert "这是文件夹，不是文件" in done.err
    assert not (made / "out").exists()


def test_a_broken_catalogue_builds_nothing(earlier: Path, run: Lawgov) -> None:
    (earlier / "data" / "indicators.yaml").write_bytes(CATALOGUE.encode("gbk"))
    before = held(earlier)
    done = run(earlier, "build")
    assert (done.code, done.out) == (1, "")
    assert held(earlier) == before


def test_an_error_in_one_of_several_years_leaves_all_outputs_as_they_were(earlier: Path, run: Lawgov) -> None:
    (earlier / "data" / "2021.yaml").write_bytes(files(YEAR.replace("120件", "120"))["2020.yaml"])
    before = held(earlier)
    assert run(earlier, "build").code == 1
    assert held(earlier) == before


@pytest.mark.parametrize("to", FORMATS)
def test_an_output_folder_that_is_a_file_exits_2(to: str, tmp_path: Path, run: Lawgov) -> None:
    made = folder(tmp_path)
    (made / "out").write_bytes(b"a file")
    before = held(made)
    done = run(made, "build", "--to", to)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert run(made, "build", "--to", to, "--out", made / "out" / "deeper").code == 2
    assert held(made) == before


@pytest.mark.parametrize("name", ["2020.md", "2020.docx"])
def test_an_output_that_is_a_folder_exits_2_and_the_other_stays_as_it_was(
    name: str, earlier: Path, run: Lawgov
) -> None:
    target = earlier / "out" / name
    target.unlink()
    target.mkdir()
    before = held(earlier)
    done = run(earlier, "build")
    assert (done.code, done.out) == (2, "")
    assert "原有文件没有改动" in done.err
    assert held(earlier) == before


@contextmanager
def full(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes, as on a full disk, until the block ends."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))  # Python ignores the signal SIGXFSZ
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@POSIX
@pytest.mark.parametrize("to", [*FORMATS, "md,docx"])
@pytest.mark.parametrize("limit", [0, 300])
def test_a_full_disk_exits_2_and_leaves_earlier_outputs_as_they_were(
    to: str, limit: int, earlier: Path, run: Lawgov
) -> None:
    before = held(earlier)
    with full(limit):
        done = run(earlier, "build", "--to", to)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "原有文件没有改动" in done.err
    assert os.strerror(errno.EFBIG) not in done.err
    assert held(earlier) == before


WITHOUT_OVERRIDE = """
import ctypes, os, sys
from lawgov_report import cli
if os.getuid() == 0:
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # the third version of the interface; this process
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; then their upper halves
    assert libc.capget(header, sets) == 0
    sets[0] &= ~(1 << 1)  # CAP_DAC_OVERRIDE
    assert libc.capset(header, sets) == 0, os.strerror(ctypes.get_errno())
for form in sys.argv[2:]:
    print("exits", cli.run(["-C", sys.argv[1], "build", "--to", form]))
"""


@pytest.mark.slow
@POSIX
@pytest.mark.skipif(
    os.name == "posix" and os.getuid() == 0 and sys.platform != "linux",
    reason="root gives up one right alone only on Linux",
)
def test_no_permission_to_write_exits_2_and_leaves_all_as_it_was(earlier: Path) -> None:
    # Root may write anywhere, so it gives up that right and nothing else. Becoming another user would not do:
    # the checkout and its Python may lie where others cannot read, as in root's home.
    before = held(earlier)
    (earlier / "out").chmod(0o555)
    done = apart(WITHOUT_OVERRIDE, earlier, *FORMATS)
    (earlier / "out").chmod(0o755)
    assert (done.code, done.out) == (0, "exits 2\n" * len(FORMATS)), done.err
    assert done.err.count(f"lawgov：不能写到 {earlier / 'out'}：没有权限") == len(FORMATS)
    assert held(earlier) == before


def test_a_build_that_succeeds_leaves_nothing_but_its_outputs(earlier: Path, run: Lawgov) -> None:
    before = held(earlier / "out")
    assert run(earlier, "build").code == 0
    after = held(earlier / "out")
    assert sorted(after) == ["2020.docx", "2020.md"]
    assert all(after[name] != before[name] for name in after)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are POSIX")
def test_a_pipe_in_place_of_a_year_does_not_hang(tmp_path: Path) -> None:
    made = folder(tmp_path)
    (made / "data" / "2020.yaml").unlink()
    os.mkfifo(made / "data" / "2020.yaml")
    done = lawgov_process("-C", made, "validate")
    assert (done.returncode, done.stdout) == (2, "")
    assert "不是普通文件" in done.stderr


def test_what_a_terminal_obeys_in_a_key_is_not_sent_to_it(tmp_path: Path, run: Lawgov) -> None:
    made = folder(tmp_path, with_("  cases: 120件\n", '  cases: 120件\n  "\\e[31m\\nforged": 1件\n'))
    done = run(made, "validate", "--format", "concise")
    assert done.code == 1
    assert "\x1b" not in done.out
    assert not any(line.startswith("forged") for line in done.out.split("\n"))


def test_the_last_year_of_four_digits_is_judged(tmp_path: Path, run: Lawgov) -> None:
    made = folder(tmp_path, with_("year: 2020", "year: 9999").replace("2020", "9999"))
    (made / "data" / "2020.yaml").rename(made / "data" / "9999.yaml")
    assert run(made, "validate").code in {0, 1}
