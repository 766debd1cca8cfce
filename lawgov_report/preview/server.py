"""The preview's server: one page, on this machine only.

Knows HTTP and who may ask; not what the page shows. It reads no file: it answers with what it was given.
"""

from __future__ import annotations

import errno
import io
import os
import secrets
import socketserver
import sys
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from lawgov_report import files

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator

    from _typeshed import WriteableBuffer

    State = Callable[[str, str], bytes]
    Shell = Callable[[str], bytes]  # from a nonce to the page that frames the report

HOST = "127.0.0.1"  # never an address that other machines can reach
PATIENCE = 20.0  # seconds that a question for news stays open; then it is answered with what is known
SILENCE = 10.0  # seconds that a connection may take to ask, and again to be answered
LARGEST = 1 << 17  # bytes of a question; browsers ask in less than a thousand
CONNECTIONS = 32  # at a time: each has a thread, and a page that waits for news holds one
BUSY = b"HTTP/1.0 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
LONGEST = 200  # characters of a path that is looked at
SAME = frozenset({"same-origin", "none"})  # "none" is the address bar; browsers set it, pages cannot
# The shell's own script and style run by a word that nobody can guess, and nothing else does
HTML, JSON, PLAIN = "text/html; charset=utf-8", "application/json", "text/plain; charset=utf-8"
SHELL_POLICY = (
    "default-src 'none'; script-src 'nonce-{0}'; style-src 'nonce-{0}'; connect-src 'self'; frame-src 'self';"
    " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# No script of the report ever runs; its style stands in it, and can load nothing
REPORT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
HEADERS = (
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)


class Board:
    """What the page shows now; readers can wait for news.

    Versions hold a word of this run, so that a page left open from an earlier run learns of this one.
    """

    def __init__(self, blank: bytes) -> None:
        self.page, self._page_version = blank, ""
        self._run, self._number = secrets.token_hex(4), 0
        self._state = b"{}"
        self._closed = False
        # the builder puts, a thread for each open page waits: one lock for all that changes together
        self._news = threading.Condition()

    @property
    def version(self) -> str:
        """The version of what is shown."""
        return f"{self._run}.{self._number}"

    def put(self, state: State, page: bytes | None) -> None:
        """Show a page, None leaves it as it is, and the state made of the versions of all and of the page."""
        with self._news:
            self._number += 1
            if page is not None:
                self.page, self._page_version = page, self.version
            self._state = state(self.version, self._page_version)
            self._news.notify_all()

    def wait(self, known: str, seconds: float) -> bytes:
        """Return the state, once it is another than the version `known` or the time is over."""
        with self._news:
            self._news.wait_for(lambda: self._closed or self.version != known, seconds)
            return self._state

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._news:
            self._closed = True
            self._news.notify_all()


class _Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """A server whose threads end with the process, with what it has to answer."""

    daemon_threads = True
    block_on_close = False  # a page that waits for news would hold up Ctrl-C
    # elsewhere a port is free again at once; Windows would let two programs share it
    allow_reuse_address = os.name != "nt"
    request_queue_size = 64

    def __init__(self, port: int, board: Board, shell: Shell) -> None:
        super().__init__((HOST, port), _Handler)
        self.board, self.shell = board, shell
        self._places = threading.Semaphore(CONNECTIONS)

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Answer in a thread, or that there are too many already."""
        if self._places.acquire(blocking=False):
            super().process_request(request, client_address)
            return
        with suppress(OSError):
            request.send(BUSY)  # the first bytes of a connection always find room
        self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Answer, then leave the place to another connection."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def handle_error(self, *_: object) -> None:
        """Leave connections that break off alone; name anything else in one line."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            sys.stderr.write(f"lawgov：预览的一次应答出错（{type(error).__name__}: {error}）\n")


class _Question(io.RawIOBase):
    """What a connection asks: up to so many bytes, in so many seconds from the first to the last."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection, self._size = connection, 0
        self._end = time.monotonic() + SILENCE

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read what has come. Raises TimeoutError where it takes too long or is too much."""
        left = self._end - time.monotonic()
        if left <= 0 or self._size > LARGEST:
            raise TimeoutError
        self._connection.settimeout(left)
        count = self._connection.recv_into(buffer)
        self._size += count
        return count


class _Handler(BaseHTTPRequestHandler):
    """Answers `/`, `/report` and `/state` to the page itself, and nothing to anybody else."""

    server: _Server
    server_version = "lawgov"
    sys_version = ""  # nobody needs to know which Python answers

    def setup(self) -> None:
        """Read the question within its limits."""
        super().setup()
        self.rfile = io.BufferedReader(_Question(self.connection))

    def do_GET(self) -> None:
        """Answer a question."""
        if not self._ours():
            self._answer(403, PLAIN, "只应答本页\n".encode())
            return
        path, _, query = self.path.partition("?") if len(self.path) <= LONGEST else ("", "", "")
        match path:
            case "/":
                nonce = secrets.token_urlsafe(16)
                self._answer(200, HTML, self.server.shell(nonce), SHELL_POLICY.format(nonce))
            case "/report":
                self._answer(200, HTML, self.server.board.page, REPORT_POLICY)
            case "/state":
                known = parse_qs(query).get("known", [""])[0]
                self._answer(200, JSON, self.server.board.wait(known, PATIENCE))
            case _:
                self._answer(404, PLAIN, "没有这一页\n".encode())

    def do_HEAD(self) -> None:
        """Answer without the content."""
        self.do_GET()

    def _ours(self) -> bool:
        """Return whether the question comes from our own page, or from the address bar.

        DNS rebinding cannot forge the Host header, and other pages cannot forge Origin and Sec-Fetch-Site.
        """
        port = self.connection.getsockname()[1]
        hosts = {f"{HOST}:{port}", f"localhost:{port}"}
        named = self.headers.get_all("Host") or []
        origin, site = self.headers.get("Origin"), self.headers.get("Sec-Fetch-Site", "none")
        known = len(named) == 1 and named[0].lower() in hosts
        return known and site in SAME and (origin is None or origin == f"http://{named[0].lower()}")

    def _answer(self, code: int, kind: str, content: bytes, policy: str = "default-src 'none'") -> None:
        self.connection.settimeout(SILENCE)  # for each of the two that are sent: the head, and the content
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", policy)
        for name, value in HEADERS:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Print nothing: the terminal is for what changed."""


@contextmanager
def serving(board: Board, shell: Shell, port: int) -> Iterator[str]:
    """Serve the board while the block runs; yields the address. Port 0 is any that is free.

    Raises Unusable where the port cannot be had.
    """
    try:
        server = _Server(port, board, shell)
    except OSError as error:
        raise files.Unusable(f"用不了端口 {port}：{_reason(error)}；换一个端口，或不写 --port") from error
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_address[1]}/"
    finally:
        board.close()
        server.shutdown()
        server.server_close()
        thread.join()


def _reason(error: OSError) -> str:
    return "已被占用" if error.errno == errno.EADDRINUSE else files.reason(error)
