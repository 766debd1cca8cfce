# 样例数据，非真实 (all data in this file is made up)
"""`lawgov preview` as it is used: who may ask, what it follows, how it ends."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from made import YEAR, folder, lawgov, with_
from previewed import PATIENCE, ask, running, running_here
from shifan import FOLDER

from lawgov_report import files
from lawgov_report.files import Unusable
from lawgov_report.preview import page as previewing
from lawgov_report.preview import server as serving
from lawgov_report.preview import watch as watching

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

ROOT_FILES = (
    *("/etc/passwd", "/data/2020.yaml", "/../data/2020.yaml", "/..%2fdata%2f2020.yaml", "//etc/passwd"),
    *("/%2e%2e/%2e%2e/etc/passwd", "/report/../data/2020.yaml", "/report/", "/reports", "/state/x", "/./"),
    *("/templates/preview.html.j2", "\\..\\data\\2020.yaml", "http://127.0.0.1/", "file:///etc/passwd", "*"),
    *("/" + "a" * 60_000, "/%00", "/index.html", "/favicon.ico", "?", "/;", "//[x"),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a sound project of the year 2020."""
    return folder(tmp_path)


@pytest.fixture
def blind(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which watchfiles cannot be imported."""
    (tmp_path / "watchfiles.py").write_text("raise ImportError('not here')\n", encoding="utf-8")
    root = Path(__file__).parents[2]
    return {"PYTHONPATH": os.pathsep.join((str(tmp_path), str(root)))}


@contextmanager
def served(page: bytes = b"<p>") -> Iterator[tuple[serving.Board, int]]:
    """Yield a board and its port, on the loopback, until the block ends."""
    board = serving.Board(page)
    with serving.serving(board, lambda nonce: f"<p>{nonce}".encode(), 0) as address:
        yield board, int(address.rstrip("/").rpartition(":")[2])


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Return the port of a board that all tests ask which change nothing of it."""
    with served() as (_, number):
        yield number


# Who may ask, and for what


@pytest.mark.slow
@pytest.mark.parametrize("path", ROOT_FILES, ids=lambda path: path[:30])
def test_nothing_but_its_own_page_is_served(path: str, port: int) -> None:
    code, headers, content = ask(port, path)
    assert code in {400, 403, 404, 414}
    assert b"root:" not in content
    assert len(content) < 1000
    assert code == 414 or headers["content-security-policy"] == "default-src 'none'" or code == 400


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/", "/report", "/state"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:{port}"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:{port}.evil.example"},
        {"Host": "127.0.0.1:{port}@evil.example"},
        {"Host": "0.0.0.0:{port}"},
        {"Host": ""},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
    ids=str,
)
def test_a_question_from_elsewhere_is_refused(path: str, headers: dict[str, str], port: int) -> None:
    given = {name: value.replace("{port}", str(port)) for name, value in headers.items()}
    code, told, content = ask(port, path, **given)
    assert (code, content) == (403, "只应答本页\n".encode())
    assert "access-control-allow-origin" not in told


def test_a_question_without_a_host_or_with_two_is_refused(port: int) -> None:
    for named in ("", f"Host: 127.0.0.1:{port}\r\nHost: evil.example\r\n"):
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
            line.sendall(f"GET / HTTP/1.1\r\n{named}\r\n".encode())
            assert line.recv(100).startswith(b"HTTP/1.0 403 ")


def test_a_target_that_is_no_address_is_answered_like_any_other(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        line.sendall(f"GET http://[::1/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        assert line.recv(100).startswith(b"HTTP/1.0 404 ")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW"])
def test_only_get_and_head_are_known(method: str, port: int) -> None:
    assert ask(port, "/", method)[0] == 501
    assert ask(port, "/", "HEAD")[::2] == (200, b"")


def test_the_page_may_be_asked_for_by_both_names_of_this_machine(port: int) -> None:
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}"):
        assert ask(port, "/", Host=host)[0] == 200
    own = {"Origin": f"http://127.0.0.1:{port}", "Sec_Fetch_Site": "same-origin"}
    assert ask(port, "/state?known=x", **own)[0] == 200


def test_only_this_machine_is_listened_to(port: int) -> None:
    other = socket.gethostbyname_ex(socket.gethostname())[2]
    for address in [one for one in other if not one.startswith("127.")]:
        with pytest.raises(OSError, match=r".*"):
            socket.create_connection((address, port), timeout=2)
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE):
        pass


def test_each_page_has_a_strict_policy_and_a_nonce_of_its_own(port: int) -> None:
    first, second = (ask(port, "/") for _ in range(2))
    report = ask(port, "/report")[1]
    policy, nonce = first[1]["content-security-policy"], first[2].decode().removeprefix("<p>")
    assert f"script-src 'nonce-{nonce}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert first[2] != second[2]
    assert "script-src" not in report["content-security-policy"]
    assert report["content-security-policy"].endswith("sandbox allow-same-origin")
    for headers in (first[1], report):
        assert (headers["x-content-type-options"], headers["cache-control"]) == ("nosniff", "no-store")
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "server" not in headers or headers["server"].strip() == "lawgov"


def test_rubbish_and_silence_do_not_end_it(capfd: pytest.CaptureFixture[str]) -> None:
    with served() as (_, port):
        lines = [socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) for _ in range(30)]
        for rubbish, line in zip(
            (b"\x16\x03\x01\x00", b"GET\r\n\r\n", b"\0" * 9000, b"") * 8, lines, strict=False
        ):
            line.sendall(rubbish)
        assert ask(port, "/")[0] == 200
        for line in lines:
            line.close()
        assert ask(port, "/")[0] == 200
    assert "Traceback" not in "".join(capfd.readouterr())


def _ended(line: socket.socket, piece: bytes, pause: float) -> int:
    """Return how many pieces, one after another, were sent until the other side ended it; 300 at most."""
    for count in range(300):
        try:
            line.sendall(piece)
            line.settimeout(pause)
            if not line.recv(1000):
                return count
        except TimeoutError:
            line.settimeout(PATIENCE)
        except ConnectionError:
            return count
    return 300


def test_a_question_that_drips_is_ended_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "SILENCE", 0.2)
    with served() as (_, port), socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        line.sendall(b"GET / HTTP/1.1\r\n")
        assert _ended(line, b"X", 0.05) < 300
        assert ask(port, "/")[0] == 200


def test_a_question_has_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "LARGEST", 5000)
    with served() as (_, port), socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        line.sendall(b"GET / HTTP/1.1\r\n")
        assert _ended(line, b"X-A: " + b"a" * 1000 + b"\r\n", 0.01) < 50


def test_connections_beyond_the_most_are_told_that_it_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "CONNECTIONS", 3)
    with served() as (_, port):
        threads = threading.active_count()
        lines = [socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) for _ in range(3)]
        for _ in range(20):
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
                assert line.recv(1000).startswith(b"HTTP/1.0 503 ")
        assert threading.active_count() <= threads + 3
        for line in lines:
            line.close()
        asked = (_asked(port) for _ in range(100))  # a place is free once its thread has noticed
        assert next((status for status in asked if status == 200), None)


def _asked(port: int) -> int:
    try:
        return ask(port, "/")[0]
    except ConnectionError:
        return 0


# News


def test_news_ends_the_wait_of_all_and_the_end_does_too() -> None:
    with served() as (board, port):
        got: list[bytes] = []
        known = board.version
        threads = [
            threading.Thread(target=lambda: got.append(ask(port, f"/state?known={known}")[2]))
            for _ in range(9)
        ]
        for thread in threads:
            thread.start()
        time.sleep(0.1)
        assert got == []
        board.put(lambda version, page: json.dumps([version, page]).encode(), b"<p>new")
        for thread in threads:
            thread.join(PATIENCE)
        assert [json.loads(one) for one in got] == [[board.version, board.version]] * 9
        last = threading.Thread(target=lambda: ask(port, f"/state?known={board.version}"))
        last.start()
        time.sleep(0.1)
    last.join(PATIENCE)
    assert not last.is_alive()


def test_a_page_left_open_from_an_earlier_run_learns_of_this_one() -> None:
    boards = [serving.Board(b"") for _ in range(2)]
    assert boards[0].version != boards[1].version
    boards[1].put(lambda version, _: version.encode(), None)
    assert boards[1].wait(boards[0].version, PATIENCE) == boards[1].version.encode()


# Watching


def test_changes_are_told_once_each_and_only_of_data_and_templates(project: Path) -> None:
    pauses = 0

    def pause() -> None:
        nonlocal pauses
        pauses += 1
        if pauses == 1:
            (project / "notes.txt").write_text("no matter", encoding="utf-8")
        if pauses == 2:
            (project / "templates").mkdir()
            (project / "templates" / "gbt9704.yaml").write_text("x", encoding="utf-8")
        if pauses == 3:
            shutil.rmtree(project / "data")

    changes = watching.changes(project, pause)
    seen = []
    for _ in range(3):
        next(changes)
        seen.append(pauses)
    assert seen == [0, 2, 3]


def test_an_atomic_save_of_the_same_length_is_a_change(project: Path) -> None:
    year = project / "data" / "2020.yaml"
    before, told = watching.look(project), year.stat()
    aside = project / "aside"
    aside.write_bytes(year.read_bytes().replace("120件".encode(), "121件".encode()))
    os.utime(aside, ns=(told.st_atime_ns, told.st_mtime_ns))
    aside.replace(year)
    assert year.stat().st_size == told.st_size
    assert watching.look(project) != before


def test_a_writer_that_never_rests_is_not_waited_for_for_ever(project: Path) -> None:
    done = threading.Event()

    def write() -> None:
        for _ in range(6000):  # about a minute: a watcher that waits for rest would find it then
            if done.wait(0.01):
                break
            (project / "data" / "2020.yaml").write_text(f"# {time.monotonic_ns()}\n{YEAR}", encoding="utf-8")

    writer = threading.Thread(target=write)
    changes = watching.changes(project, lambda: None)
    next(changes)
    writer.start()
    try:
        next(changes)
        assert writer.is_alive()
    finally:
        done.set()
        writer.join()


# The command


@pytest.mark.slow
@pytest.mark.parametrize("seeing", [True, False], ids=["watchfiles", "polling"])
def test_it_follows_one_change_after_another(project: Path, blind: dict[str, str], seeing: bool) -> None:  # noqa: FBT001
    year = project / "data" / "2020.yaml"
    with running(project, environment=None if seeing else blind) as preview:
        preview.until("version", ".1")
        for number in (121, 122, 123):
            year.write_text(with_("cases: 120件", f"cases: {number}件"), encoding="utf-8")
            preview.until("details", f"{number}件")
            assert f">{number}件</data>" in preview.report()


@pytest.mark.slow
def test_ctrl_c_ends_it_with_0_and_frees_the_port(project: Path) -> None:
    with running(project, "2020") as preview:
        preview.until("version", ".1")

        def wait() -> None:
            with suppress(OSError, http.client.HTTPException):  # the process may end first
                preview.get(f"/state?known={preview.state()['version']}")

        waiting = threading.Thread(target=wait)
        waiting.start()
        time.sleep(0.1)
        code, out, err = preview.interrupt()
        waiting.join(PATIENCE)
        assert (code, err) == (0, "")
        assert out.splitlines()[-1] == "预览已结束"
        with pytest.raises(ConnectionRefusedError):
            ask(preview.port, "/")
        with running_here(project, "--port", str(preview.port)) as again:
            assert again.port == preview.port


@pytest.mark.slow
def test_the_terminal_says_the_address_what_is_watched_and_each_look(project: Path) -> None:
    with running(project) as preview:
        assert preview.address == f"http://127.0.0.1:{preview.port}/"
        assert "data/ 和 templates/" in preview.said.readline()
        assert "0 个错误" in preview.said.readline()
        (project / "data" / "2020.yaml").write_text("year: [", encoding="utf-8")
        line = preview.said.readline()
        assert "1 个错误" in line
        assert "网页保留" in line
        assert "毫秒" in line


def test_a_taken_port_is_one_line_and_exit_2(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = lawgov("-C", project, "preview", "--port", str(port))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"lawgov：用不了端口 {port}：已被占用；换一个端口，或不写 --port\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2019",), "没有 data/2019.yaml"),
        (("二〇",), "不是年份"),
        (("--port", "70000"), "--port 的值 70000 不在 0 至 65535 之间"),
        (("--port", "a"), "--port 的值“a”不是整数"),
    ],
)
def test_what_cannot_be_previewed_is_one_line_and_exit_2(
    project: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = lawgov("-C", project, "preview", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_without_a_year_it_is_the_latest(tmp_path: Path) -> None:
    office = shutil.copytree(FOLDER, tmp_path / "示范 区")
    with running_here(office) as preview:
        preview.until("version", ".1")
        assert "2021" in preview.get("/")[2].decode().partition("</title>")[0]
        assert "<h1>示范市示范区2021年度" in preview.report()


@pytest.mark.slow
def test_broken_data_shows_what_validate_shows_and_the_last_good_version_stays(project: Path) -> None:
    year = project / "data" / "2020.yaml"
    with running_here(project) as preview:
        preview.until("version", ".1")
        good = preview.report()
        for broken in (
            with_("cases: 120件", "cases: 120"),
            with_("{{ rate }}", "{{ rats }}"),
            "year: [",
            "",
            YEAR.encode("gbk"),
        ):
            year.write_bytes(broken if isinstance(broken, bytes) else broken.encode())
            told = preview.until("fresh", "false")
            checked = json.loads(lawgov("-C", project, "validate", "2020", "--format", "json").stdout)
            assert told["findings"] == checked["diagnostics"]
            assert any(one["severity"] == "error" for one in told["findings"])
            assert preview.report() == good
            assert told["details"]["figures"]["cases"]["value"] == "120件"
            year.write_text(YEAR, encoding="utf-8")
            preview.until("fresh", "true")


@pytest.mark.slow
def test_an_error_of_judgement_is_told_beside_the_text_as_it_is_typed(project: Path) -> None:
    with running_here(project) as preview:
        preview.until("version", ".1")
        text = with_("closed: 90件", "closed: 130件")
        (project / "data" / "2020.yaml").write_text(text, encoding="utf-8")
        told = preview.until("details", "130件")
        assert told["fresh"]
        assert "LG301" in {one["code"] for one in told["findings"] if one["severity"] == "error"}


@pytest.mark.slow
def test_who_has_delivered_is_shown_once_forms_are_sent_out(project: Path) -> None:
    (project / "data" / "2020.yaml").write_text(with_("closed: 90件", "closed: 待报"), encoding="utf-8")
    with running_here(project) as preview:
        assert preview.until("summary", "1 个警告")["forms"] is None
        assert lawgov("-C", project, "forms", "export", "2020").returncode == 0
        shown = preview.until("forms", "未报齐")["forms"]
        assert shown["rows"] == [[False, "样例区司法局", "未报齐", "1/2"]]
        (project / "data" / "2020.yaml").write_text(YEAR, encoding="utf-8")
        assert preview.until("forms", "2/2")["forms"]["title"] == "2020 年：1 个部门，1 个已报齐"
        (project / "forms" / "2020.jsonl").write_text("<<<<<<< HEAD\n", encoding="utf-8")
        assert "forms/2020.jsonl 第 1 行" in preview.until("forms", "第 1 行")["forms"]["title"]


@pytest.mark.slow
def test_drafts_and_owed_figures_are_shown(project: Path) -> None:
    (project / "data" / "2020.yaml").write_text(with_("books: 6万余册", "books: 待报"), encoding="utf-8")
    with running_here(project) as preview:
        assert preview.until("version", ".1")["fresh"]
        assert "【待报】" in preview.report()


@pytest.mark.slow
def test_files_and_folders_that_vanish_or_cannot_be_read_do_no_harm(project: Path) -> None:
    data = project / "data"
    with running(project) as preview:
        preview.until("version", ".1")
        data.rename(project / "away")
        assert "没有这个文件或文件夹" in preview.until("fresh", "false")["problem"]
        (project / "away").rename(data)
        preview.until("fresh", "true")
        shutil.rmtree(project)
        preview.until("problem", "没有这个文件或文件夹")
        folder(project.parent, YEAR)
        preview.until("fresh", "true")
        code, out, err = preview.interrupt()
        assert (code, err) == (0, "")
        assert "Traceback" not in out


@pytest.mark.slow
def test_a_catalogue_that_vanishes_or_is_another_file_leaves_the_last_good_version(project: Path) -> None:
    data = project / "data"
    with running_here(project) as preview:
        preview.until("version", ".1")
        good = preview.report()
        (data / "indicators.yaml").unlink()
        assert "indicators.yaml" in preview.until("fresh", "false")["problem"]
        shutil.copy(data / "2020.yaml", data / "indicators.yaml")
        assert preview.until("findings", "LG10")["problem"] == ""
        assert preview.report() == good


@pytest.mark.slow
def test_a_projects_own_template_is_followed_and_its_errors_are_told(project: Path) -> None:
    template = project / "templates" / "report.html.j2"
    with running_here(project) as preview:
        preview.until("version", ".1")
        template.parent.mkdir()
        template.write_text("{{ document.nothing }}", encoding="utf-8")
        assert "模板 report.html.j2" in preview.until("problem", "模板")["problem"]
        template.write_text("<p>own {{ document.year }}", encoding="utf-8")
        preview.until("fresh", "true")
        assert preview.report().startswith("<p>own 2020\n<!-- lawgov ")


@pytest.mark.slow
def test_a_projects_own_shell_is_not_used(project: Path) -> None:
    (project / "templates").mkdir()
    (project / "templates" / "preview.html.j2").write_text("<script>evil()</script>", encoding="utf-8")
    with running_here(project) as preview:
        preview.until("version", ".1")
        assert "evil" not in preview.get("/")[2].decode()


@pytest.mark.slow
def test_a_hundred_saves_in_quick_succession_end_in_the_last(project: Path) -> None:
    year = project / "data" / "2020.yaml"
    with running(project) as preview:
        preview.until("version", ".1")
        for number in range(1, 101):
            text = with_("cases: 120件", f"cases: {number + 1000}件" if number % 5 else "cases: [")
            if number == 100:
                text = with_("cases: 120件", "cases: 1100件")
            aside = project / "aside"
            aside.write_text(text, encoding="utf-8")
            if number % 2:
                aside.replace(year)
            else:
                year.write_text(text, encoding="utf-8")
            time.sleep(0.005)
        preview.until("details", '"1100件"')
        assert preview.get("/")[0] == 200
        code, out, err = preview.interrupt()
    assert (code, err) == (0, "")
    assert len(out.splitlines()) < 110


def test_a_bug_of_ours_is_told_and_the_preview_goes_on(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lawgov_report.commands import preview

    def fail(*_: object) -> None:
        raise ZeroDivisionError("one\ntwo")

    monkeypatch.setattr(preview, "_look", fail)
    seen = preview._safe(project, 2020)  # noqa: SLF001 the one place where bugs end
    assert (seen.page, seen.problem.count("\n")) == (None, 0)
    assert "ZeroDivisionError: one two" in seen.problem


def test_preview_loads_no_word_and_no_pictures(project: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from lawgov_report.commands import preview;"
        f"preview._look(Path({str(project)!r}), 2020);"
        "print([name for name in ('docx', 'matplotlib', 'typst') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"


def test_a_port_that_is_taken_is_one_line(port: int) -> None:
    shell = lambda nonce: previewing.shell(2020, nonce, files.templates(None))  # noqa: E731
    board = serving.Board(previewing.BLANK)
    with pytest.raises(Unusable, match="已被占用"), serving.serving(board, shell, port):
        pass
