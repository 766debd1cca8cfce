"""A preview that really runs, in a process of its own or in a thread of this one, always ended."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from queue import Queue
from typing import IO, TYPE_CHECKING, Any

import pytest
from made import ROOT

from lawgov_report import cli
from lawgov_report.commands import preview
from lawgov_report.preview import watch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PATIENCE = 120  # seconds after which a hung preview fails; far more than a busy machine takes


@dataclass(frozen=True, slots=True)
class Site:
    """Where a running preview is, and what it answers."""

    address: str

    @property
    def port(self) -> int:
        return int(self.address.rstrip("/").rpartition(":")[2])

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


@dataclass(frozen=True, slots=True)
class Preview(Site):
    """A preview in a process of its own, and what it says on the terminal."""

    process: subprocess.Popen[str]
    said: IO[str]

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
        yield Preview(first.partition("：")[2], process, process.stdout)
    finally:
        process.kill()
        process.communicate()


@contextmanager
def running_here(folder: Path, *arguments: str) -> Iterator[Site]:
    """Yield a preview of the project that runs in a thread: a process takes half a second to start.

    It looks for changes fifty times a second, without watchfiles, and is ended as by Ctrl-C.
    """
    ended, said, codes = threading.Event(), Queue[str](), Queue[int]()

    def pause() -> None:
        if ended.wait(0.02):
            raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watch, "pausing", lambda _: nullcontext(pause))
        patch.setattr(preview, "_say", said.put)  # the stdout of this process has other readers
        command = ["-C", str(folder), "preview", *arguments]
        thread = threading.Thread(target=lambda: codes.put(cli.run(command)), daemon=True)
        thread.start()
        try:
            yield Site(said.get(timeout=PATIENCE).partition("：")[2])
        finally:
            ended.set()
            thread.join(PATIENCE)
    assert codes.get(timeout=PATIENCE) == 0
