"""The fetcher against a real loopback server that misbehaves, and against addresses it must not reach."""

from __future__ import annotations

import gzip
import threading
import time
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ingest import fetch
from ingest.address import is_public
from ingest.errors import AddressRefused, FetchError
from ingest.fetch import Fetcher, Validators, retry_after_s
from ingest.robots import Robots

FEED = b"<rss><channel><title>t</title></channel></rss>"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hits: list[str] = []

    def log_message(self, *_):
        pass

    def send(self, status, body=b"", claimed=None, **headers):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if claimed is None else claimed))
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.hits.append(self.path)
        name, _, rest = self.path.strip("/").partition("/")
        answer = getattr(self, "do_" + name.replace(".", "_"), None)
        if answer:
            answer(rest)
        else:
            self.send(404)

    def do_feed(self, _):
        if self.headers.get("If-None-Match") == '"one"':
            self.send(304, ETag='"one"')
        else:
            self.send(
                200,
                gzip.compress(FEED),
                Content_Encoding="gzip",
                ETag='"one"',
                Content_Type="application/rss+xml",
            )

    def do_robots_txt(self, _):
        self.send(200, b"User-agent: *\nDisallow: /private\n")

    def do_bomb(self, _):
        self.send(200, gzip.compress(b"\0" * 60_000_000), Content_Encoding="gzip")

    def do_large(self, _):
        self.send(200, b"x" * (11 * 1024 * 1024))

    def do_empty(self, _):
        self.send(200, b"  \n")

    def do_status(self, rest):
        self.send(int(rest), FEED, Retry_After="120")

    def do_loop(self, rest):
        self.send(302, Location="/loop/other" if not rest else "/loop")

    def do_hops(self, rest):
        self.send(302, Location=f"/hops/{int(rest or 0) + 1}")

    def do_moved(self, _):
        self.send(301, Location="/feed")

    def do_inside(self, _):
        self.send(302, Location="http://127.0.0.2:1/secret")

    def do_truncated(self, _):
        self.send(200, FEED, claimed=5000)
        self.close_connection = True

    def do_drip(self, _):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"x")
            time.sleep(0.1)

    def do_hang(self, _):
        time.sleep(3)
        self.close_connection = True


@pytest.fixture(scope="module")
def server():
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_address[1]}"
    httpd.shutdown()


@pytest.fixture
def fetcher():
    made = Fetcher(["127.0.0.1"])
    yield made
    made.close()


def test_conditional_get_is_answered_304(server, fetcher):
    first = fetcher.get(f"{server}/feed")
    assert (first.status, first.body, first.etag) == (200, FEED, '"one"')
    again = fetcher.get(f"{server}/feed", Validators(first.etag, first.last_modified))
    assert (again.status, again.body, again.etag) == (304, None, '"one"')


def test_permanent_move_is_proposed(server, fetcher):
    answer = fetcher.get(f"{server}/moved")
    assert answer.body == FEED
    assert answer.moved_to == f"{server}/feed"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("bomb", "too large"),
        ("large", "too large"),
        ("empty", "empty"),
        ("status/404", "HTTP 404"),
        ("status/500", "HTTP 500"),
        ("loop", "circle"),
        ("hops", "more than 5"),
        ("truncated", "too early"),
    ],
)
def test_misbehaving_servers_get_a_sentence(server, fetcher, path, words):
    with pytest.raises(FetchError, match=words):
        fetcher.get(f"{server}/{path}")


def test_retry_after_travels_with_the_error(server, fetcher):
    with pytest.raises(FetchError) as caught:
        fetcher.get(f"{server}/status/429")
    assert (caught.value.status, caught.value.retry_after_s) == (429, 120)


@pytest.mark.parametrize("path", ["drip", "hang"])
def test_slow_servers_end_at_the_deadline(server, fetcher, path, monkeypatch):
    monkeypatch.setattr(fetch, "DEADLINE_S", 0.6)
    started = time.monotonic()
    with pytest.raises(FetchError, match="no answer in"):
        fetcher.get(f"{server}/{path}")
    assert time.monotonic() - started < 1.5


def test_redirect_to_a_private_address_is_refused(server, fetcher):
    with pytest.raises(AddressRefused, match="127.0.0.2"):
        fetcher.get(f"{server}/inside")


def test_robots_rules_are_kept(server, fetcher):
    robots = Robots(fetcher)
    robots.check(f"{server}/feed")
    with pytest.raises(FetchError, match="robots"):
        robots.check(f"{server}/private/feed")


TRICKY = [
    "http://127.0.0.1:{port}/",
    "http://127.1:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://0:{port}/",
    "http://0.0.0.0:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST:{port}/",
    "http://localhost.:{port}/",
    "http://[::1]:{port}/",
    "http://[::]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    "http://[fe80::1]:{port}/",
    "http://[fc00::1]:{port}/",
    "http://10.0.0.1:{port}/",
    "http://172.16.0.1:{port}/",
    "http://192.168.0.1:{port}/",
    "http://169.254.169.254:{port}/",
    "http://100.64.0.1:{port}/",
    "http://user:pass@127.0.0.1:{port}/",
    "http://example.com@127.0.0.1:{port}/",
    "ftp://127.0.0.1:{port}/",
    "file:///etc/passwd",
]


@pytest.mark.parametrize("url", TRICKY)
def test_tricky_addresses_are_never_reached(server, url):
    port = server.rsplit(":", 1)[1]
    before = len(Handler.hits)
    closed = Fetcher()
    started = time.monotonic()
    with pytest.raises(FetchError):
        closed.get(url.format(port=port))
    closed.close()
    assert len(Handler.hits) == before
    assert time.monotonic() - started < 5


def test_there_are_28_tricky_addresses():
    assert len(set(TRICKY)) == 28


def test_the_operator_allows_a_host_by_its_written_name_only(server):
    port = server.rsplit(":", 1)[1]
    allowing = Fetcher(["127.0.0.1"])
    with pytest.raises(AddressRefused):
        allowing.get(f"http://2130706433:{port}/feed")
    allowing.close()


@pytest.mark.parametrize(
    "address",
    ["224.0.0.1", "255.255.255.255", "::ffff:8.8.8.8", "64:ff9b::808:808", "nonsense", "fe80::1%eth0"],
)
def test_addresses_that_are_not_public(address):
    assert not is_public(address)


def test_public_addresses_are_public():
    assert is_public("8.8.8.8")
    assert is_public("2606:4700::1111")


def test_retry_after_in_all_its_forms():
    now = datetime(2026, 5, 1, tzinfo=timezone.utc)
    assert retry_after_s("120", now) == 120
    assert retry_after_s("Fri, 01 May 2026 00:01:00 GMT", now) == 60
    assert retry_after_s("315360000", now) == int(timedelta(days=30).total_seconds())
    assert retry_after_s("soon", now) is None
    assert retry_after_s(None, now) is None
