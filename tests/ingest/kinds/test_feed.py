"""Kind `feed`: every format, the same as feedparser where it is sure, and nothing active kept of hostile input."""

from __future__ import annotations

import io
import re
import time
from datetime import datetime, timezone

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.records import Development, Document, Problem, Source
from ingest.errors import EmptyParse, ParseError, SourceError
from ingest.kinds import feed_strict
from ingest.kinds.feed import parse
from ingest.text import one_line, to_text

SOURCE = Source("alpha-news", "alpha", "feed", "Alpha", "link only", 3600, url="https://alpha.example/feed")
NOW = datetime(2026, 6, 1, tzinfo=timezone.utc)
ACTIVE = re.compile(
    r"<\s*/?\s*(script|iframe|img|object|embed|form|style|svg|a\s|link|meta|base|input|body|html)\b|javascript:|on\w+\s*=\s*[\"']",
    re.I,
)
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def read(body, media_type=None):
    if isinstance(body, str):
        body = body.encode()
    return parse(
        SOURCE, Document("alpha-news", body, NOW, url="https://alpha.example/feed", media_type=media_type)
    )


def rss(items):
    return f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>"


def assert_clean(records):
    for record in records:
        if not isinstance(record, Development):
            continue
        for text in (record.title, record.body or "", record.author or ""):
            assert not UNSEEN.search(text)
            assert not ACTIVE.search(text), text[:200]
        assert record.title.strip()
        assert record.url is None or re.match(r"https?://[^\s/]", record.url)


@pytest.mark.parametrize(
    "title",
    [
        "<script>alert(1)</script>x",
        "&lt;img src=x onerror='alert(1)'&gt;x",
        "&amp;lt;iframe src=//evil&amp;gt;x",
        "<![CDATA[<svg/onload=alert(1)>x]]>",
    ],
)
def test_tags_in_titles_are_text_or_gone(title):
    assert_clean(read(rss(f"<item><title>{title}</title><link>https://a.example/1</link></item>")))


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "ftp://a.example/x"],
)
def test_only_http_links_are_kept(link):
    assert read(rss(f"<item><title>x</title><link>{link}</link></item>"))[0].url is None


def test_an_entry_twice_is_once_and_a_doubled_guid_is_two():
    item = "<item><title>One</title><link>https://a.example/1</link><guid>g</guid></item>"
    other = "<item><title>Two</title><link>https://a.example/2</link><guid>g</guid></item>"
    assert [record.title for record in read(rss(item + item + other))] == ["One", "Two"]


def test_an_entry_without_title_and_text_is_a_problem():
    records = read(rss("<item><link>https://a.example/1</link></item><item><title>Two</title></item>"))
    assert [type(record) for record in records] == [Development, Problem]


@pytest.mark.parametrize("reference", ["&#xD800;", "&#x110000;", "&#xFFFFFFFFFF;", "&#0;", "&#99999999999;"])
def test_impossible_characters_do_not_stop_the_feed(reference):
    records = read(rss(f"<item><title>One {reference} two</title></item><item><title>Three</title></item>"))
    assert len(records) == 2
    assert_clean(records)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"{}",
        b"[1, 2]",
        b"<html><title>Sign in</title></html>",
        b"/etc/hostname",
        b"http://127.0.0.1/x",
        b"\x00\x01\x02",
    ],
)
def test_what_is_no_feed_is_refused_in_words(body):
    with pytest.raises(ParseError, match="expected"):
        read(body)


def test_a_feed_without_entries_is_empty_not_wrong():
    with pytest.raises(EmptyParse):
        read(rss(""))


@pytest.mark.parametrize(
    "body",
    [
        rss("<item><title>x</title><description>" + "<!--" * 200_000 + "</description></item>"),
        rss(
            "<item><title>x</title><description>&lt;p "
            + " ".join(f"a{at}=1" for at in range(100_000))
            + "&gt;</description></item>"
        ),
        rss("<item><title>x</title><description>" + "&" * 1_000_000 + "</description></item>"),
        rss("<item><title>x</title><description>" + "&lt;b&gt;" * 100_000 + "</description></item>"),
    ],
    ids=["comments", "attributes", "ampersands", "nested"],
)
def test_input_made_to_hang_ends_soon(body):
    started = time.process_time()
    try:
        assert_clean(read(body))
    except SourceError as error:
        assert error.sentence
    assert time.process_time() - started < 10


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=200), st.binary(max_size=60))
def test_whatever_comes_only_source_errors_are_raised(title, link, text, junk):
    for body in (
        rss(
            f"<item><title>{title}</title><link>{link}</link><description>{text}</description></item>"
        ).encode("utf-8", "replace"),
        junk,
        rss("<item><title>x</title></item>").encode() + junk,
    ):
        try:
            assert_clean(read(body))
        except SourceError as error:
            assert error.sentence


def _robust(shared):
    return sorted(
        path
        for path in (shared / "data" / "robustness").rglob("*")
        if path.suffix in (".xml", ".rss", ".atom", ".json")
    )


def test_every_odd_feed_is_read_or_refused_and_nothing_active_is_kept(shared):
    paths = _robust(shared)
    assert len(paths) > 600
    for path in paths:
        try:
            assert_clean(read(path.read_bytes()))
        except SourceError as error:
            assert error.sentence


def test_the_fast_reader_gives_what_feedparser_gives_or_nothing(shared):
    taken = 0
    real = sorted((shared / "data" / "feeds").glob("*/*.xml"))[::4]
    for path in [*_robust(shared), *real]:
        body = path.read_bytes()
        fast = feed_strict.read(body.lstrip(b"\xef\xbb\xbf \t\r\n"))
        if fast is None or not fast.entries:
            continue
        slow = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
        taken += path in real
        ours = [(one_line(to_text(entry.title)), entry.link) for entry in fast.entries]
        theirs = [(one_line(to_text(entry.get("title"))), entry.get("link")) for entry in slow.entries]
        assert ours == theirs, path.name
    assert taken >= 0.9 * len(real)


def test_every_titled_entry_of_every_stored_state_becomes_a_development(shared):
    wanted = got = 0
    for path in sorted((shared / "data" / "feeds").glob("*/*.xml")):
        body = path.read_bytes()
        titles = len(re.findall(rb"<item>\s*<title>\s*[^<\s]", body))
        wanted += titles
        got += sum(isinstance(record, Development) for record in read(body)) if titles else 0
    assert got >= 0.995 * wanted > 5000


@pytest.mark.parametrize("order", ["<link></link>{guid}", "{guid}<link></link>", "{guid}"])
def test_a_permanent_id_stands_for_a_missing_link_where_feedparser_takes_it(order):
    guid = "<guid>https://alpha.example/one</guid>"
    body = rss(f"<item><title>x</title>{order.format(guid=guid)}</item>")
    wanted = feedparser.parse(io.BytesIO(body.encode())).entries[0]
    link = wanted.get("link") or (wanted.id if wanted.get("guidislink") else None)
    assert read(body)[0].url == link
