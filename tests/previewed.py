"""A preview that really runs: the command line in a process of its own, always ended."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from made import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PATIENCE = 120  # seconds after which a hung preview fails; far more than a busy machine takes


@dataclass(frozen=True, slots=True)
class Preview:
    """A running preview: its process, where it is, and what it says on the terminal."""

    process: subprocess.Popen[str]
    address: str
    port: int
    said: IO[str]

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Return code, headers (names in small letters) and content of an answer."""
        return ask(self.port, path, method, **headers)

    def state(self, known: str = "") -> dict[str, Any]:
        """Return what the page is told once it is another version than `known`."""
        told: dict[str, Any] = json.loads(self.get(f"/state?known={known}")[2])
        return told

    def until(self, what: str, text: str) -> dict[str, Any]:
        """Return the first state whose `what` holds a text. Fails where none comes in time."""
        end, told = time.monotonic() + PATIENCE, self.state()
        while text not in json.dumps(told.get(what, ""), ensure_ascii=False):
            assert time.monotonic() < end, told
            told = self.state(told.get("version", ""))
        return told

    def report(self) -> str:
        """Return the page of the report as it is shown."""
        return self.get("/report")[2].decode()

    def interrupt(self) -> tuple[int, str, str]:
        """Press Ctrl-C; return exit code, and what else was said on stdout and stderr."""
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, err


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return code, headers and content of an answer; a header `Host` replaces the usual one."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, told, answer.read()
    finally:
        connection.close()


@contextmanager
def running(folder: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> Iterator[Preview]:
    """Yield a preview of the project, ended when the block is left."""
    process = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "lawgov_report", "-C", str(folder), "preview", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        first = process.stdout.readline().strip()
        assert "http://127.0.0.1:" in first, (first, process.poll())
        address = first.partition("：")[2]
        yield Preview(process, address, int(address.rstrip("/").rpartition(":")[2]), process.stdout)
    finally:
        process.kill()
        process.communicate()
