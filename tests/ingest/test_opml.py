"""Sources travel as OPML and come back; hostile OPML is refused before it is parsed."""

from __future__ import annotations

import pytest

from db.records import Source
from ingest import opml
from ingest.errors import ConfigurationError
from ingest.sources import load

SOURCES = [
    Source(
        "lab-news",
        "lab",
        "feed",
        "Lab <news> & more",
        "link only",
        3600,
        url="https://lab.example/rss?a=1&b=2",
    ),
    Source("lab-talk", "lab", "podcast", "Talk", "link only", 900, url="https://lab.example/talk.xml"),
    Source("lab-prices", "lab", "pricing_page", "Prices", "link only", 604_800, url="https://lab.example/p"),
]


def test_what_goes_out_comes_back():
    assert opml.parse(opml.export(SOURCES)) == SOURCES


def test_a_source_without_address_stays_at_home():
    bundled = Source("x", "lab", "feed", "X", "link only", 3600, path="x.xml")
    assert opml.parse(opml.export([bundled, *SOURCES])) == SOURCES


def test_the_list_of_any_feed_reader_is_read():
    body = b"""<opml version="1.0"><body><outline text="Labs">
      <outline text="Lab &quot;One&quot; News" type="rss" xmlUrl="https://www.one.example/feed"/>
      <outline text="Lab One News" type="rss" xmlUrl="https://two.example/feed"/>
      <outline text="again" xmlUrl="https://two.example/feed"/>
      <outline text="bad" xmlUrl="javascript:alert(1)"/>
      <outline text="bad" xmlUrl="https://user:word@host.example/"/>
      <outline text="" xmlUrl="https://three.example/feed" category="/cadence/1m,/kind/nonsense"/>
    </outline></body></opml>"""
    found = opml.parse(body)
    assert [(one.id, one.vendor, one.kind, one.cadence_s) for one in found] == [
        ("lab-one-news", "one", "feed", 86_400),
        ("lab-one-news-2", "two", "feed", 86_400),
        ("three.example", "three", "feed", 86_400),
    ]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'<!DOCTYPE opml [<!ENTITY a "b">]><opml/>', "declares a DOCTYPE"),
        (
            '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE opml><opml/>'.encode("utf-16"),
            "declares a DOCTYPE",
        ),
        (b"<rss/>", "is no OPML"),
        (b"<opml><outline", "is no readable XML"),
        (b"", "is no readable XML"),
        (b"not xml", "is no readable XML"),
        (b'<?xml version="1.0" encoding="none-such"?><opml/>', "is no readable XML|unknown text encoding"),
        (b"<opml>" + b" " * 5_000_001, "larger than 5 MB"),
    ],
)
def test_what_is_no_opml_is_refused_in_one_line(body, words):
    with pytest.raises(ConfigurationError, match=words) as caught:
        opml.parse(body, "list.opml")
    assert len(caught.value.mistakes) == 1
    assert caught.value.mistakes[0].startswith("list.opml")


def test_deep_nesting_costs_nothing():
    body = b"<opml>" + b"<outline>" * 100_000 + b"</outline>" * 100_000 + b"</opml>"
    assert opml.parse(body) == []


def test_sources_become_a_file_that_loads(tmp_path):
    path = tmp_path / "sources.toml"
    path.write_text(opml.to_toml(SOURCES), encoding="utf-8")
    assert load(path).sources == SOURCES


@pytest.mark.parametrize(("seconds", "words"), [(900, "15m"), (3600, "1h"), (86_400, "1d"), (90, "5m")])
def test_cadence_in_words(seconds, words):
    assert opml.cadence_words(seconds) == words
