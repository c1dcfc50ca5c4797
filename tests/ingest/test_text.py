"""Foreign text: what goes, what stays, and that nothing makes it slow or makes it raise."""

from __future__ import annotations

import time
import unicodedata
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.text import (
    believable,
    canonical_url,
    clean,
    content_hash,
    decode,
    find_date,
    one_line,
    parse_date,
    safe_url,
    strip_tags,
    to_text,
)

NOW = datetime(2026, 4, 1, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two &amp; three</p>", "One\nTwo & three"),
        ("<ul><li>a<li>b</ul>", "- a\n- b"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("x<script>alert(1)</script>y<style>p{}</style>z", "xyz"),
        ("x<svg onload=alert(1)><text>no</text></svg>y", "xy"),
        ("<!-- no -->yes<!DOCTYPE x><?php no ?>", "yes"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("line one\n\n  line   two", "line one\nline two"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("call &lt;b&gt;now&lt;/b&gt;", "call now"),
        ("&lt;img src=x onerror=alert(1)&gt;ok", "ok"),
        ("<p>Vec&lt;String&gt; and --id &lt;name&gt;</p>", "Vec<String> and --id <name>"),
        ('<img alt="a > b <c>" src="x">after', "after"),
        ("<scr<script>ipt>alert(1)</script>x", "<scrx"),
        ("&lt;p&gt;AT&amp;amp;T&lt;/p&gt;", "AT&T"),
        ("&#xD800;&#x110000;&#xFFFFFFFFFF;&#" + "9" * 5000 + ";", "\ufffd" * 4),
        ("<p>cut <a href='x", "cut a href='x"),
        (None, ""),
    ],
)
def test_html_becomes_readable_text(markup, text):
    assert to_text(markup) == text


def test_control_and_bidi_characters_go_and_letters_stay():
    assert clean("a\x00b\x07\u202ec\u2066d\ud800e\x85f\r\ng") == "abcde\nf\ng"
    assert clean("cafe\u0301 日本 \U0001f468\u200d\U0001f4bb") == "café 日本 \U0001f468\u200d\U0001f4bb"


def test_one_line_is_one_line_and_cut_at_a_word():
    assert one_line(" a\n b <b>c</b>\t") == "a b c"
    cut = one_line("word " * 100, limit=42)
    assert len(cut) <= 42
    assert cut.endswith("word…")
    assert to_text("x" * 100, limit=10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//host/x",
        "/relative",
        "http://user:secret@host/",
        "http://host\\@other/",
        "https://",
        "http://a b/",
        "http://[x]/",
        "http://host:99999/",
        "https://host/" + "x" * 3000,
        "",
        None,
    ],
)
def test_addresses_that_are_no_link(url):
    assert safe_url(url) is None


def test_links_are_absolute_and_their_odd_characters_quoted():
    assert safe_url(" https://host/a b?<x>#f ") == "https://host/a%20b?%3Cx%3E#f"
    assert safe_url("../x", "https://host/a/b") == "https://host/x"
    assert safe_url("javascript:alert(1)", "https://host/") is None


def test_one_address_has_one_spelling():
    plain = canonical_url("https://vendor.example/news/x?id=2#v1")
    tracked = "HTTPS://Vendor.example:443/news/x/?utm_source=rss&id=2&fbclid=zz&ref=home#v1"
    assert canonical_url(tracked) == plain == "https://vendor.example/news/x?id=2#v1"
    assert canonical_url("http://[::1") == "http://[::1"


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2026-03-17", "2026-03-17T00:00:00"),
        ("2026-03-17T10:20:30", "2026-03-17T10:20:30"),
        ("2026-03-17T10:20:30.5+02:00", "2026-03-17T08:20:30"),
        ("2026-03-17 10:20 UTC", "2026-03-17T10:20:00"),
        ("Tue, 17 Mar 2026 10:20:30 GMT", "2026-03-17T10:20:30"),
        ("Tue, 17 Mar 2026 10:20:30 -0800", "2026-03-17T18:20:30"),
        ("17 Mar 26 10:20:30 PST", "2026-03-17T18:20:30"),
        ("March 17, 2026", "2026-03-17T00:00:00"),
        ("Mar 17th 2026", "2026-03-17T00:00:00"),
        ("17 March 2026", "2026-03-17T00:00:00"),
        ("2026年3月17日", "2026-03-17T00:00:00"),
    ],
)
def test_dates_as_vendors_write_them(written, iso):
    assert parse_date(written) == datetime.fromisoformat(iso).replace(tzinfo=timezone.utc)


@pytest.mark.parametrize(
    "written",
    [
        "2026-02-30",
        "Tue, 17 Mar 2026 25:00:00 GMT",
        "Tue, 17 Mar 2026 10:00:00",
        "Tue, 17 Mar 2026 10:00:00 QQT",
        "03/04/2026",
        "17. Februar 2026",
        "yesterday",
        "1.2.3",
        "0000-00-00",
        "0001-01-01T00:00:00+09:00",
        "",
        None,
    ],
)
def test_impossible_and_unclear_dates_are_null(written):
    assert parse_date(written) is None


def test_a_day_is_found_inside_a_heading_but_not_in_a_version():
    assert find_date("v1.2.3 - 2026-03-17 stable")[0] == datetime(2026, 3, 17, tzinfo=timezone.utc)
    assert find_date("Released on March 17, 2026")[0].day == 17
    assert find_date("gpt-x-2026-03-17") is None
    assert find_date("v1.2.2026") is None


def test_what_no_vendor_can_have_meant_is_not_believed():
    assert believable(NOW + timedelta(hours=20), NOW) == NOW + timedelta(hours=20)
    assert believable(NOW + timedelta(hours=25), NOW) is None
    assert believable(datetime(1970, 1, 1, tzinfo=timezone.utc), NOW) is None


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        ("é€".encode(), None),
        ("é€".encode(), "text/html; charset=iso-8859-1"),
        ("é€".encode("cp1252"), None),
        ("é€".encode("cp1252"), "text/xml; charset=utf-8"),
        ("é€".encode("utf-8-sig"), "text/html; charset=utf-16"),
        ("é€".encode("utf-16"), None),
        ("é€".encode("cp1252"), "text/html; charset=punycode"),
    ],
)
def test_the_charset_is_found_also_where_the_server_errs(body, media_type):
    assert decode(body, media_type) == "é€"


def test_the_charset_of_the_document_itself_counts():
    assert decode('<?xml version="1.0" encoding="euc-kr"?>한글'.encode("euc-kr")).endswith("한글")
    assert decode('<meta charset="shift_jis">日本語'.encode("shift_jis")).endswith("日本語")


def test_the_same_words_have_the_same_hash():
    assert content_hash("A  New\nThing") == content_hash("a new thing") != content_hash("a new thin")


HOSTILE = {
    "comments": "<!--" * 200_000,
    "nested": "<div>" * 500_000,
    "ampersands": "&" * 5_000_000,
    "angles": "<" * 2_000_000,
    "attributes": "<a " + " ".join(f"a{number}=1" for number in range(50_000)) + ">",
    "open quotes": '<a "' * 400_000,
    "equals": "<xx " + "=" * 2_000_000,
    "marks": "a" + "\u0301\u0316" * 500_000,
    "blank lines": " \n" * 1_000_000,
    "drawings": "<svg>" * 200_000,
    "escaped": "&lt;b&gt;" * 300_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_input_takes_more_than_linear_time(name):
    began = time.perf_counter()
    to_text(HOSTILE[name])
    one_line(HOSTILE[name])
    strip_tags(clean(HOSTILE[name]))
    assert time.perf_counter() - began < 8


ANYTHING = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("<>&;/=\"'!-# abip\u202e\x00")))


@settings(max_examples=150, deadline=None)
@given(ANYTHING)
def test_whatever_comes_the_text_obeys_the_rules(text):
    read = to_text(text)
    assert all(unicodedata.category(sign) not in ("Cc", "Cs") or sign == "\n" for sign in read)
    assert "<script" not in read.lower()
    assert "\n" not in one_line(text)
    assert strip_tags(read) == read
    assert clean(read) == read
    parse_date(text)
    find_date(text)
    canonical_url(text)
    link = safe_url(text, "https://vendor.example/")
    assert link is None or link.lower().startswith(("http://", "https://"))


@settings(max_examples=100, deadline=None)
@given(st.binary(), st.text())
def test_any_bytes_are_decoded(body, media_type):
    assert isinstance(decode(body, media_type), str)
