"""Parsers in a child: killed when they hang, isolated when they fail, restarted for the next document."""

from __future__ import annotations

import os
import time
from datetime import datetime, timezone

import pytest

from db.records import Document, Source
from ingest import children
from ingest.children import Child, ChildStopped, ParserChild
from ingest.errors import EmptyParse, ParseError

NOW = datetime(2026, 4, 24, tzinfo=timezone.utc)


def source(kind="feed"):
    return Source("a", "alpha", kind, "Alpha", "link only", 3600, url="https://alpha.example/feed")


FEED = b"<rss version='2.0'><channel><title>t</title><item><title>One</title><link>https://a.example/1</link></item></channel></rss>"


def test_a_child_answers_and_is_used_again():
    child = ParserChild()
    first = child.parse(source(), Document("a", FEED, NOW))
    pid = child._process.pid
    assert [record.title for record in first] == ["One"]
    assert child.parse(source(), Document("a", FEED, NOW)) == first
    assert child._process.pid == pid
    child.stop()


def test_a_hanging_child_is_killed_and_replaced():
    child = Child("time:sleep")
    started = time.monotonic()
    with pytest.raises(ChildStopped, match="stopped after"):
        child.call(60, timeout=0.5)
    assert time.monotonic() - started < 5
    assert child.call(0, timeout=20) is None
    child.stop()


def test_a_child_that_dies_says_so():
    child = Child("os:_exit")
    with pytest.raises(ChildStopped, match="without an answer"):
        child.call(3, timeout=20)
    child.stop()


def test_a_parser_that_takes_too_long_is_a_fault_of_its_source(monkeypatch):
    monkeypatch.setattr(children, "PARSE_S", 0.0)
    child = ParserChild()
    with pytest.raises(ParseError, match="stopped after"):
        child.parse(source(), Document("a", FEED, NOW))
    child.stop()


def test_errors_cross_the_border_with_their_words():
    child = ParserChild()
    with pytest.raises(ParseError, match="expected"):
        child.parse(source(), Document("a", b"<html><title>Sign in</title></html>", NOW))
    with pytest.raises(EmptyParse):
        child.parse(
            source(), Document("a", b"<rss version='2.0'><channel><title>t</title></channel></rss>", NOW)
        )
    child.stop()


def test_the_content_is_never_taken_as_an_address_or_a_path():
    child = ParserChild()
    for body in (b"/etc/hostname", b"http://127.0.0.1:1/feed.xml", os.fsencode(__file__)):
        with pytest.raises(ParseError):
            child.parse(source(), Document("a", body, NOW))
    child.stop()
