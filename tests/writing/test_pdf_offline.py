"""A project's template for PDF sees the whole report before it is published: it reaches no network."""

from __future__ import annotations

import json
import os
import re
import shutil
import socketserver
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
import rendering
from made import folder, lawgov, lawgov_process

from lawgov_report.files import network

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.renders

IMPORT = '#import "@preview/cetz:0.3.1"'
EVAL = f'#let run = dictionary(std).at("ev" + "al")\n#run({json.dumps(IMPORT)}, mode: "markup")'
REACHING = {
    "import": IMPORT,
    "include": '#include "@preview/secret-words:1.2.3"',
    "eval": f"#eval({json.dumps(IMPORT)}, mode: 'markup')".replace("'", '"'),
    "eval in disguise": EVAL,
    "what is printed": '#let asked = "@preview/a:1.0." + str({{ document.year }}.len())\n#import asked',
    "local package": '#import "@local/cetz:0.3.1"',
}
# Runs the arguments in a network that has nothing but a loopback, then prints what the kernel counted
COUNTING = """
import json, subprocess, sys
subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
subprocess.run(sys.argv[1:])
rows = [line.split() for line in open("/proc/net/snmp")]
counts = {head[0] + name: int(count) for head, row in zip(rows[::2], rows[1::2])
          for name, count in zip(head[1:], row[1:])}
print(json.dumps([counts[name] for name in ("Tcp:ActiveOpens", "Udp:OutDatagrams", "Ip:OutNoRoutes")]))
"""
# The command line as it would be without what keeps typst from the network
ONLINE = """
import contextlib, sys
from lawgov_report import cli
from lawgov_report.files import network
network.offline = contextlib.nullcontext
sys.exit(cli.run(sys.argv[1:]))
"""


def _building(parent: Path, code: str) -> tuple[str, ...]:
    """Return the arguments that build a project with this template of its own."""
    rendering.need_fonts()
    project = folder(parent)
    (project / "templates").mkdir()
    (project / "templates" / "report.typ.j2").write_text(f'#set document(title: "x")\n{code}\n', "utf-8")
    return ("-C", str(project), "build", "--to", "pdf", "--font-dir", str(rendering.fonts().resolve()))


def _apart_from_the_network() -> tuple[str, ...]:
    """Return the command that runs another in a network of its own. Skips where that is not allowed."""
    command = ("unshare", "--map-root-user", "--net")
    able = shutil.which("unshare") and shutil.which("ip")
    if not able or subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine allows no network namespace")
    return command


def _counted(*arguments: str) -> list[int]:
    """Return how often Python, run with these arguments, tried to connect, sent a datagram, found no way."""
    proxies = dict.fromkeys((*network.PROXIES, *network.UNPROXIED), "")
    run = (sys.executable, "-X", "utf8")
    done = subprocess.run(
        [*_apart_from_the_network(), *run, "-c", COUNTING, *run, *arguments],
        env={**os.environ, "PYTHONPATH": str(rendering.ROOT), **proxies},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    counts: list[int] = json.loads(done.stdout.splitlines()[-1])
    return counts


class _Recorder(socketserver.BaseRequestHandler):
    """Notes what a proxy is asked for, and answers nothing."""

    def handle(self) -> None:
        requests: list[bytes] = self.server.requests  # type: ignore[attr-defined]
        requests.append(self.request.recv(1000))


@contextmanager
def _recording() -> Iterator[tuple[str, list[bytes]]]:
    """Yield the address of a proxy, and the requests that it was sent."""
    requests: list[bytes] = []
    with socketserver.TCPServer(("127.0.0.1", 0), _Recorder) as server:
        server.requests = requests  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", requests
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("code", REACHING.values(), ids=REACHING)
def test_a_template_that_asks_for_a_package_is_one_line_and_exit_2(code: str, tmp_path: Path) -> None:
    done = lawgov(*_building(tmp_path, code))
    assert (done.returncode, done.stdout) == (2, "")
    line = r"lawgov：模板 report[.]typ[.]j2 引用了 \S+：不能用网上或本机的 typst 包；把要用的代码写进模板\n"
    *warnings, last = done.stderr.splitlines(keepends=True)
    assert re.fullmatch(line, last)
    assert all(warning.startswith("警告：没有字体") for warning in warnings)


@pytest.mark.parametrize("code", REACHING.values(), ids=REACHING)
def test_a_template_asks_no_proxy(code: str, tmp_path: Path) -> None:
    with _recording() as (address, requests):
        done = lawgov_process(*_building(tmp_path, code), environment=dict.fromkeys(network.PROXIES, address))
    assert (done.returncode, requests) == (2, [])


@pytest.mark.parametrize("code", REACHING.values(), ids=REACHING)
def test_a_template_sends_nothing_at_all(code: str, tmp_path: Path) -> None:
    assert _counted("-m", "lawgov_report", *_building(tmp_path, code)) == [0, 0, 0]


def test_an_attempt_would_be_counted(tmp_path: Path) -> None:
    assert any(_counted("-c", ONLINE, *_building(tmp_path, IMPORT)))


def test_the_environment_is_afterwards_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:8080")
    monkeypatch.delenv("ALL_PROXY", raising=False)
    before = dict(os.environ)
    with network.offline():
        assert {os.environ[name] for name in network.PROXIES} == {network.NOWHERE}
        assert not any(os.environ[name] for name in network.UNPROXIED)
    assert dict(os.environ) == before
