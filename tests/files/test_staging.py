"""Outputs of one run: all or none, with the rights they had, and never over what somebody else has done."""

from __future__ import annotations

import json
import os
import pickle
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from made import ROOT

from lawgov_report import files
from lawgov_report.files import aside, journal

if TYPE_CHECKING:
    from collections.abc import Iterator

POSIX = pytest.mark.skipif(os.name != "posix", reason="rights and links of POSIX")
NAMES = ("a.md", "b.md", "c.md")
# Put new files in place, and end as a killed process does before the run could say that it is done
KILLED = """
import os, sys
from pathlib import Path
from lawgov_report import files
from lawgov_report.files import staging as stagings
stagings.close_journal = lambda *_: os._exit(9)
if sys.argv[2] == "create":
    files.create(Path(sys.argv[1]), {"a.md": b"new", "deep/er/b.md": b"new"})
with files.Staging(Path(sys.argv[1])) as staging:
    for name in ("a.md", "b.md", "c.md"):
        staging.put(name, b"new " + name.encode())
    staging.publish()
"""


def killed(folder: Path, what: str = "replace") -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder), what], cwd=ROOT, check=False)
    assert done.returncode == 9
    assert asides(folder)


def asides(folder: Path) -> list[Path]:
    return [*folder.glob(".lawgov-*")]


def publish(folder: Path, content: bytes = b"newer") -> list[Path]:
    with files.Staging(folder) as staging:
        for name in NAMES:
            staging.put(name, content)
        return staging.publish()


def held(folder: Path) -> list[bytes]:
    return [path.read_bytes() if path.exists() else b"" for path in (folder / name for name in NAMES)]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a folder with two of three files."""
    (tmp_path / "a.md").write_bytes(b"old a")
    (tmp_path / "b.md").write_bytes(b"old b")
    return tmp_path


@pytest.fixture(autouse=True)
def nothing_written() -> Iterator[None]:
    files.WRITTEN.clear()
    yield
    files.WRITTEN.clear()


def test_what_a_killed_run_put_in_place_is_undone_and_the_message_says_so(
    old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    killed(old)
    assert held(old) == [b"new a.md", b"new b.md", b"new c.md"]
    files.sweep(old)
    assert held(old) == [b"old a", b"old b", b""]
    assert capsys.readouterr().err == f"上次运行中途被终止：{old} 里 3 个文件已恢复原样\n"
    assert not asides(old)
    files.sweep(old)
    assert capsys.readouterr().err == ""


def test_the_next_run_undoes_it_before_it_writes(old: Path) -> None:
    killed(old)
    publish(old)
    assert held(old) == [b"newer"] * 3
    assert not asides(old)


def test_a_file_that_a_person_has_changed_since_is_left_alone(
    old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    killed(old)
    (old / "a.md").write_bytes(b"by hand")
    (old / "c.md").write_bytes(b"by hand too")
    files.sweep(old)
    assert held(old) == [b"by hand", b"old b", b"by hand too"]
    assert "1 个文件已恢复原样；后来又改过的没有动：a.md、c.md\n" in capsys.readouterr().err
    assert not asides(old)


def test_new_files_of_a_killed_run_are_taken_away_with_their_folders(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    killed(folder, "create")
    assert (folder / "deep" / "er" / "b.md").exists()
    files.create(folder, {"deep/er/b.md": b"next"})
    assert [path.name for path in sorted(folder.rglob("*"))] == ["deep", "er", "b.md"]


def test_the_folder_of_a_run_at_work_is_left_alone(old: Path) -> None:
    with files.Staging(old) as first:
        first.put("a.md", b"first")
        files.sweep(old)
        publish(old, b"second")
        assert first.publish() == [old / "a.md"]
    assert held(old) == [b"first", b"second", b"second"]
    assert not asides(old)


def test_a_folder_aside_of_an_earlier_version_goes_another_folder_stays(old: Path) -> None:
    earlier = old / f".lawgov-{0:016x}"
    (earlier / "new").mkdir(parents=True)
    (earlier / "new" / "a.md").write_bytes(b"draft")
    (old / ".lawgov-notes").mkdir()
    publish(old)
    assert asides(old) == [old / ".lawgov-notes"]


@pytest.mark.parametrize("name", ["../secret", "/", "x/../../secret", "link/secret", ""])
def test_a_journal_that_somebody_made_up_touches_nothing_outside(name: str, tmp_path: Path) -> None:
    folder, secret = tmp_path / "out", tmp_path / "secret"
    made = folder / f".lawgov-{0:016x}"
    (made / "old").mkdir(parents=True)
    (folder / "link").symlink_to(tmp_path)
    secret.write_bytes(b"kept")
    path = str(secret) if name == "/" else name
    note = journal.Journal((journal.FileChange(path, "", journal.contents(secret)),))
    (made / journal.NAME).write_text(json.dumps(note), encoding="utf-8")
    files.sweep(folder)
    assert secret.read_bytes() == b"kept"
    assert not made.exists()


@pytest.mark.parametrize("note", ["", "[", "[[]]", '{"a": 1}', "[[1], 2]", '[[["a.md", ""]], []]', "\ud800"])
def test_a_journal_that_is_not_complete_undoes_nothing(note: str, old: Path) -> None:
    made = old / f".lawgov-{0:016x}"
    made.mkdir()
    (made / journal.NAME).write_bytes(note.encode(errors="surrogatepass"))
    files.sweep(old)
    assert held(old) == [b"old a", b"old b", b""]
    assert not asides(old)


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, OSError])
@pytest.mark.parametrize("moves", [0, 1, 2])
def test_whatever_ends_publishing_all_is_as_before(
    error: type[BaseException], moves: int, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Path] = []
    replace = Path.replace

    def ended(self: Path, target: Path) -> Path:
        if len(done) == moves and asides(old) and self.parent.name == "new":
            raise error
        done.append(target)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", ended)
    with pytest.raises((error, files.Unusable)):
        publish(old)
    assert held(old) == [b"old a", b"old b", b""]
    assert not asides(old)
    assert not files.WRITTEN


def test_what_was_put_in_place_is_known_to_who_says_what_an_interrupted_run_did(old: Path) -> None:
    publish(old)
    assert [old / name for name in NAMES] == files.WRITTEN


@pytest.mark.parametrize("links", [True, False])
def test_new_files_never_replace_what_another_program_made_meanwhile(
    *, links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def meanwhile(new: Path, target: Path) -> None:
        (tmp_path / "data" / "b.md").write_bytes(b"of another")
        return link(new, target) if links else _refused()

    monkeypatch.setattr(os, "link", meanwhile)
    with files.Staging(tmp_path) as staging:
        staging.put("data/a.md", b"a")
        staging.put("data/b.md", b"b")
        with pytest.raises(files.Unusable, match="这里已有同名的文件；没有写出任何文件"):
            staging.publish_new()
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["b.md"]
    assert (tmp_path / "data" / "b.md").read_bytes() == b"of another"


def test_a_disk_without_second_names_will_do(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", _refused)
    publish(old)
    files.create(old, {"d.md": b"d"})
    assert [*held(old), (old / "d.md").read_bytes()] == [b"newer", b"newer", b"newer", b"d"]


def _refused(*_: object, **__: object) -> None:
    raise PermissionError(1, "Operation not permitted")


@POSIX
@pytest.mark.parametrize(("mask", "rights"), [(0o000, 0o664), (0o022, 0o644), (0o077, 0o600)])
def test_new_files_have_the_rights_that_the_umask_leaves_and_are_never_for_all_to_write(
    mask: int, rights: int, tmp_path: Path
) -> None:
    before = os.umask(mask)
    try:
        publish(tmp_path)
        files.create(tmp_path / "made", {"deep/d.md": b"d"})
        files.append(tmp_path / "summary.md", "甲")
    finally:
        os.umask(before)
    found = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(found) == 5
    assert {stat.S_IMODE(path.stat().st_mode) for path in found} == {rights}
    folders = [path for path in tmp_path.rglob("*") if path.is_dir()]
    assert not [path for path in folders if path.stat().st_mode & stat.S_IWOTH]


@POSIX
@pytest.mark.parametrize(
    ("given", "rights"), [(0o600, 0o600), (0o444, 0o444), (0o755, 0o755), (0o666, 0o664)]
)
def test_a_file_that_is_replaced_gives_its_rights_on(given: int, rights: int, old: Path) -> None:
    (old / "a.md").chmod(given)
    publish(old)
    assert stat.S_IMODE((old / "a.md").stat().st_mode) == rights


@POSIX
def test_a_link_stays_a_link_where_files_are_rewritten_and_is_put_back_where_outputs_are(
    tmp_path: Path,
) -> None:
    folder, target = tmp_path / "data", tmp_path / "elsewhere.md"
    folder.mkdir()
    target.write_bytes(b"old")
    (folder / "a.md").symlink_to(target)
    files.rewrite(folder, {"a.md": b"mended"})
    assert (folder / "a.md").is_symlink()
    assert target.read_bytes() == b"mended"
    killed(folder)
    assert not (folder / "a.md").is_symlink()
    files.sweep(folder)
    assert (folder / "a.md").is_symlink()
    assert target.read_bytes() == b"mended"


def test_another_process_can_write_aside(old: Path) -> None:
    with files.Staging(old) as staging:
        write = pickle.loads(pickle.dumps(staging.write))  # noqa: S301 our own
        assert write("a.md", b"by another")
        staging.names.append("a.md")
        staging.publish()
    assert held(old)[0] == b"by another"


@pytest.mark.skipif(sys.platform != "linux", reason="/proc says which files a process has open")
def test_no_lock_is_left_open(old: Path) -> None:
    before = len([*Path("/proc/self/fd").iterdir()])
    publish(old)
    killed(old)
    files.sweep(old)
    assert len([*Path("/proc/self/fd").iterdir()]) == before


def test_what_cannot_be_undone_stays_to_be_undone_and_stops_the_run(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(old)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", _refused)
        with pytest.raises(files.Unusable, match="恢复不了：没有权限"):
            publish(old)
    assert [aside.FOLDER.fullmatch(path.name) for path in asides(old)] != [None]
    files.sweep(old)
    assert held(old) == [b"old a", b"old b", b""]


def test_new_files_are_refused_where_one_is_there(old: Path) -> None:
    with files.Staging(old) as staging:
        staging.put("d.md", b"new")
        staging.put("a.md", b"new")
        with pytest.raises(files.Unusable, match=r"已有 .*a\.md，不覆盖；没有写出任何文件"):
            staging.publish_new()
    assert held(old) == [b"old a", b"old b", b""]
    assert not (old / "d.md").exists()
