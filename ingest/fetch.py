"""One polite GET: conditional, capped, timed, with every redirect checked."""

from __future__ import annotations

import re
import ssl
import threading
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2

from ingest.address import Deadline, GuardedBackend
from ingest.errors import AddressRefused, FetchError

USER_AGENT = "Sextant/0.1 (market-intelligence reader; conditional requests; honours robots.txt)"
BODY_CAP = 10 * 1024 * 1024
DEADLINE_S = 20.0
IMPATIENT_S = 4.0  # for a host that already let this pass wait in vain
REDIRECTS = 5
RETRY_CAP_S = 30 * 86400


@dataclass(frozen=True, slots=True)
class Validators:
    """What the server gave with the last stored answer."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came. `body` is None for 304; `moved_to` is set where the address moved for good."""

    status: int
    url: str
    body: bytes | None
    media_type: str | None
    etag: str | None
    last_modified: str | None
    moved_to: str | None
    ms: int


def retry_after_s(text: str | None, now: datetime) -> int | None:
    """Seconds that a Retry-After header asks for, at most 30 days; null where it is no number or date."""
    if not text:
        return None
    if re.fullmatch(r"\d{1,15}", text.strip()):
        return min(int(text), RETRY_CAP_S)
    try:
        at = parsedate_to_datetime(text)
        at = at if at.tzinfo else at.replace(tzinfo=timezone.utc)
        return min(max(int((at - now).total_seconds()), 0), RETRY_CAP_S)
    except (TypeError, ValueError, OverflowError):
        return None


def _decoded(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Decompresses step by step, never more than the cap at once."""
    if encoding in ("", "identity"):
        yield from chunks
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"the answer is packed as {encoding[:20]!r}, which was not asked for")
    unpacker = zlib.decompressobj(47 if encoding != "deflate" else zlib.MAX_WBITS)
    try:
        for chunk in chunks:
            yield unpacker.decompress(chunk, BODY_CAP + 1)
            while unpacker.unconsumed_tail:
                yield unpacker.decompress(unpacker.unconsumed_tail, BODY_CAP + 1)
    except zlib.error as error:
        raise FetchError("the answer is packed wrongly and can't be unpacked") from error
    if not unpacker.eof:
        raise FetchError("the packed answer ends too early")


class Fetcher:
    """Fetches for one collector; safe to use from several threads."""

    def __init__(self, allow_private_hosts: Iterable[str] = (), user_agent: str = USER_AGENT) -> None:
        self._deadline = Deadline()
        self._agent = user_agent
        self._slow: set[str] = set()
        self._lock = threading.Lock()
        self._pool = httpcore2.ConnectionPool(
            ssl_context=None,
            max_connections=32,
            max_keepalive_connections=16,
            keepalive_expiry=10,
            network_backend=GuardedBackend(allow_private_hosts, self._deadline),
        )

    def new_pass(self) -> None:
        """Forgets which hosts were slow in the last pass."""
        with self._lock:
            self._slow.clear()

    def close(self) -> None:
        self._pool.close()

    def get(self, url: str, known: Validators | None = None, *, cap: int = BODY_CAP) -> Answer:
        """The newest answer of an address. Raises FetchError with one sentence for everything that goes wrong."""
        started = time.monotonic()
        host = urlsplit(url).netloc
        patience = IMPATIENT_S if host in self._slow else DEADLINE_S
        self._deadline.at = started + patience
        try:
            return self._follow(url, known or Validators(), cap, started)
        except (httpcore2.TimeoutException, TimeoutError) as error:
            with self._lock:
                self._slow.add(host)
            raise FetchError(f"no answer in {patience:.0f} s") from error
        except (
            httpcore2.NetworkError,
            httpcore2.ProtocolError,
            httpcore2.UnsupportedProtocol,
            OSError,
        ) as error:
            raise FetchError(_sentence(error)) from error
        finally:
            self._deadline.at = float("inf")

    def _follow(self, url: str, known: Validators, cap: int, started: float) -> Answer:
        moved_to, seen = None, {url}
        for hop in range(REDIRECTS + 1):
            answer, onward = self._once(
                url, known if hop == 0 or moved_to else Validators(), cap, moved_to, started
            )
            if onward is None:
                return answer
            target = urljoin(url, onward)
            if urlsplit(url).scheme == "https" and urlsplit(target).scheme == "http":
                raise FetchError("the address redirects from https to http, which is not followed")
            if target in seen:
                raise FetchError("the address redirects in a circle")
            if answer.status in (301, 308) and (hop == 0 or moved_to):
                moved_to = target
            seen.add(target)
            url = target
        raise FetchError(f"the address redirects more than {REDIRECTS} times")

    def _once(
        self, url: str, known: Validators, cap: int, moved_to: str | None, started: float
    ) -> tuple[Answer, str | None]:
        target = _wire(url)
        headers: list[tuple[bytes | str, bytes | str]] = [
            ("Host", _host(target)),
            ("User-Agent", self._agent),
            ("Accept", "*/*"),
            ("Accept-Encoding", "gzip, deflate"),
        ]
        if known.etag:
            headers.append(("If-None-Match", known.etag))
        if known.last_modified:
            headers.append(("If-Modified-Since", known.last_modified))
        timeout = {"connect": 10.0, "write": 10.0, "pool": 10.0}
        with self._pool.stream("GET", target, headers=headers, extensions={"timeout": timeout}) as answer:
            got = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in answer.headers}
            status = answer.status
            location = got.get("location") if status in (301, 302, 303, 307, 308) else None
            body = None
            if status == 304:
                answer.read()  # nothing to read, but only then is the connection kept for the next request
            elif location is None:
                _refuse_status(status, got)
                body = _read(_decoded(answer.iter_stream(), got.get("content-encoding", "").lower()), cap)
            ms = int((time.monotonic() - started) * 1000)
        kept = known if status == 304 else Validators()
        result = Answer(
            status,
            url,
            body,
            got.get("content-type"),
            got.get("etag", kept.etag),
            got.get("last-modified", kept.last_modified),
            moved_to,
            ms,
        )
        return result, location


@lru_cache(maxsize=4096)
def _wire(url: str) -> httpcore2.URL:
    """The address as it goes over the wire, worked out once: the same ones are asked at every pass.

    Raises AddressRefused for anything but plain http(s).
    """
    try:
        parsed = httpx2.URL(url)
    except (httpx2.InvalidURL, UnicodeError, ValueError) as error:
        raise AddressRefused("address not allowed: it can't be read as an address") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise AddressRefused(
            f"address not allowed: only http and https are fetched, not {parsed.scheme or 'this'!r}"
        )
    if parsed.userinfo:
        raise AddressRefused("address not allowed: it carries a user name or password")
    return httpcore2.URL(
        scheme=parsed.raw_scheme, host=parsed.raw_host, port=parsed.port, target=parsed.raw_path
    )


def _host(target: httpcore2.URL) -> bytes:
    host = b"[" + target.host + b"]" if b":" in target.host else target.host
    return host if target.port is None else host + b":%d" % target.port


def _refuse_status(status: int, got: dict[str, str]) -> None:
    if status == 200:
        return
    wait = retry_after_s(got.get("retry-after"), datetime.now(timezone.utc))
    word = {
        401: "asks for a login",
        403: "refuses us",
        404: "has no such page",
        410: "says the page is gone",
        429: "asks us to come less often",
    }.get(status, "is out of order" if status >= 500 else "gave no page")
    raise FetchError(f"the server {word} (HTTP {status})", status=status, retry_after_s=wait)


def _read(chunks: Iterable[bytes], cap: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > cap:
            raise FetchError(f"too large (limit {cap // (1024 * 1024)} MB)")
    if not body.strip():
        raise FetchError("the answer is empty")
    return bytes(body)


def _sentence(error: Exception) -> str:
    """A fault of the network in words."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"the certificate is not valid ({cause.verify_message})"
        if isinstance(cause, ssl.SSLError):
            return "the secure connection could not be made"
        if isinstance(cause, ConnectionRefusedError):
            return "the server refuses the connection"
        if isinstance(cause, ConnectionResetError):
            return "the server broke the connection off"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpcore2.RemoteProtocolError):
        return "the answer ends too early or is no HTTP"
    text = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
    return f"no connection ({text})"
