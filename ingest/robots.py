"""What a host's robots.txt lets us fetch, asked once a day for each host."""

from __future__ import annotations

import threading
import time
from urllib.parse import urlsplit

from protego import Protego

from ingest.errors import AddressRefused, FetchError
from ingest.fetch import USER_AGENT, Fetcher

DAY_S = 86400.0
CAP = 512 * 1024


class Robots:
    """The rules of every host met so far; a host without readable rules allows all."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._rules: dict[str, tuple[float, Protego | None]] = {}
        self._lock = threading.Lock()

    def check(self, url: str) -> None:
        """Raises FetchError where the host asks robots to stay away from this address."""
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            known = self._rules.get(host)
        if known is None or time.monotonic() - known[0] > DAY_S:
            known = (time.monotonic(), self._ask(host))
            with self._lock:
                self._rules[host] = known
        rules = known[1]
        if rules is not None and not rules.can_fetch(url, USER_AGENT.split("/")[0]):
            raise FetchError("the site's robots.txt asks programs not to read this address")

    def _ask(self, host: str) -> Protego | None:
        try:
            answer = self._fetcher.get(f"{host}/robots.txt", cap=CAP)
        except AddressRefused:
            raise
        except FetchError:
            return None
        return Protego.parse((answer.body or b"").decode("utf-8", "replace"))
