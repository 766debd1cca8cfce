"""The network: keeps libraries of this process away from it.

Knows the variables by which libraries find a proxy; not which library asks, nor what for.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# What libraries read to find a proxy, and what says for which hosts to do without it
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
UNPROXIED = ("NO_PROXY", "no_proxy")
# A kind of proxy that typst was built without, so that it does not even try; nothing can listen on port 0
NOWHERE = "socks5://127.0.0.1:0"


@contextmanager
def offline() -> Iterator[None]:
    """Let no library of this process reach the network by HTTP while the block runs, proxy or not."""
    before = {name: os.environ.get(name) for name in (*PROXIES, *UNPROXIED)}
    os.environ.update(dict.fromkeys(PROXIES, NOWHERE) | dict.fromkeys(UNPROXIED, ""))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
