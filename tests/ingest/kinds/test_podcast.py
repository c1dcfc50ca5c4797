"""Episodes and the one transcript that each of them names."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import Development, Document, TranscriptLink
from db.records import Source as WatchedSource
from ingest.errors import ParseError, SourceError
from ingest.kinds.podcast import parse

SHOW = WatchedSource("show", "show", "podcast", "Show", "test", 3600)
SEEN = datetime(2026, 6, 1, 12, tzinfo=timezone.utc)
HEAD = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>'
)
HEAD += "<title>Show</title><link>https://show.example</link><description>Talk</description>"


def read(body: str | bytes) -> tuple[list[Development], list[TranscriptLink]]:
    raw = body if isinstance(body, bytes) else body.encode()
    records = parse(SHOW, Document("show", raw, SEEN, "https://show.example/feed.xml"))
    return (
        [record for record in records if isinstance(record, Development)],
        [record for record in records if isinstance(record, TranscriptLink)],
    )


def episode(inner: str, number: int = 1) -> str:
    return (
        f"<item><title>Episode {number}</title><guid isPermaLink='false'>e{number}</guid>"
        f"<pubDate>Mon, 0{number} May 2026 10:00:00 GMT</pubDate>{inner}</item>"
    )


def tag(address: str, kind: str, more: str = "") -> str:
    return f'<podcast:transcript url="{address}" type="{kind}" {more}/>'


def links(inner: str) -> list[str]:
    return [link.url for link in read(f"{HEAD}{episode(inner)}</channel></rss>")[1]]


def test_the_richest_form_wins() -> None:
    forms = [("text/plain", "txt"), ("text/html", "html"), ("application/srt", "srt"), ("text/vtt", "vtt")]
    named = "".join(tag(f"https://show.example/1.{ending}", kind) for kind, ending in forms)
    assert links(named) == ["https://show.example/1.vtt"]
    assert links(named + tag("https://show.example/1.json", "application/json")) == [
        "https://show.example/1.json"
    ]
    assert links("".join(tag(f"https://show.example/1.{e}", k) for k, e in forms[:2])) == [
        "https://show.example/1.html"
    ]


def test_english_is_read_before_other_languages() -> None:
    named = tag("https://show.example/de.json", "application/json", 'language="de"')
    assert links(named + tag("https://show.example/en.srt", "text/srt", 'language="en"')) == [
        "https://show.example/en.srt"
    ]


def test_links_in_the_notes_count_where_their_address_says_transcript() -> None:
    notes = '<description><![CDATA[<a href="https://x.example/transcripts/1.md">Text</a> '
    notes += '<a href="https://x.example/d.json">Data</a>]]></description>'
    assert links(notes) == ["https://x.example/transcripts/1.md"]
    escaped = (
        "<description>&lt;a href=&quot;https://x.example/1.srt&quot;&gt;Captions&lt;/a&gt;</description>"
    )
    assert links(escaped) == ["https://x.example/1.srt"]
    assert links('<enclosure url="https://x.example/1.vtt" type="text/vtt" length="9"/>') == [
        "https://x.example/1.vtt"
    ]
    assert links("<description>Numbers: https://x.example/data.json and notes.md</description>") == []


def test_a_tag_inside_quoted_notes_is_not_the_feeds_own() -> None:
    notes = "<description><![CDATA[" + tag("https://evil.example/x.html", "text/html") + "]]></description>"
    assert links(notes) == []


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "ftp://x.example/1.vtt", "", "https://u:p@x.example/1.vtt"],
)
def test_only_plain_web_addresses(address: str) -> None:
    assert links(tag(address, "text/vtt")) == []


def test_the_link_bears_title_and_date_of_its_episode() -> None:
    body = HEAD + "".join(episode(tag(f"/t/{n}.vtt", "text/vtt"), n) for n in (1, 2, 3)) + "</channel></rss>"
    episodes, found = read(body)
    assert (
        [link.episode for link in found]
        == [one.title for one in episodes]
        == ["Episode 1", "Episode 2", "Episode 3"]
    )
    assert [link.published_at for link in found] == [one.published_at for one in episodes]
    assert [link.url for link in found] == [f"https://show.example/t/{n}.vtt" for n in (1, 2, 3)]
    assert {link.media_type for link in found} == {"text/vtt"}


def test_a_feed_cut_short_gives_the_links_that_stand_whole() -> None:
    body = HEAD + episode(tag("/1.vtt", "text/vtt"), 1) + episode(tag("/2.vtt", "text/vtt"), 2)[:-30]
    assert [link.url for link in read(body)[1]] == ["https://show.example/1.vtt"]


def test_a_json_feed_names_its_transcripts_as_attachments() -> None:
    item = {"id": "e1", "url": "https://show.example/1", "title": "One", "content_text": "Talk"}
    item["attachments"] = [
        {"url": "https://show.example/1.mp3", "mime_type": "audio/mpeg"},
        {"url": "https://show.example/1.vtt", "mime_type": "text/vtt"},
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Show", "items": [item]}
    episodes, found = read(json.dumps(feed))
    assert [(link.url, link.episode) for link in found] == [("https://show.example/1.vtt", "One")]
    assert len(episodes) == 1


def test_a_login_page_is_refused() -> None:
    with pytest.raises(ParseError):
        read("<!doctype html><title>Sign in</title><h1>Sign in</h1>")


SCRAPS = [
    HEAD,
    "<item>",
    "</item>",
    tag("https://x.example/1.vtt", "text/vtt"),
    "<title>T</title>",
    "<![CDATA[",
    "]]>",
    "<",
    "&lt;",
    '"',
    "</channel></rss>",
    "<podcast:transcript url='",
]


@settings(max_examples=80, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(st.sampled_from(SCRAPS), max_size=30).map(lambda parts: "".join(parts).encode()),
    )
)
def test_only_source_errors_and_web_addresses(body: bytes) -> None:
    with suppress(SourceError):
        assert all(link.url.startswith(("http://", "https://")) for link in read(body)[1])


@pytest.mark.parametrize(
    "piece", ["<item>", "<![CDATA[", "<podcast:transcript ", "href=", "&lt;", "https://", "<title>"]
)
def test_repeated_marks_do_not_hang(piece: str) -> None:
    with suppress(SourceError):
        read(HEAD + "<item>" + piece * 20_000)
