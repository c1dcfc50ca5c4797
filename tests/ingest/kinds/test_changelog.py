"""Release notes as vendors write them: every version or dated section once, in plain text, with its day and link."""

from __future__ import annotations

import re
import time
import unicodedata
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.records import Development, Document, Problem, Record, Source
from ingest.errors import EmptyParse, ParseError, SourceError
from ingest.kinds.changelog import parse
from ingest.markup import strip_tags
from tests.ingest.kinds import golden

SHARED = Path(__file__).parents[4] / "shared" / "data" / "release_notes"
SEEN = datetime(2026, 11, 1, 12, tzinfo=timezone.utc)
PAGE = "https://nimbus.example/changelog"
NOT_HERE = "the shared data is not beside the project"


def records(body: str | bytes, title: str = "Nimbus changelog", url: str | None = PAGE) -> list[Record]:
    raw = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    return parse(Source("s", "nimbus", "changelog", title, "test", 3600), Document("s", raw, SEEN, url))


def read(body: str | bytes, title: str = "Nimbus changelog", url: str | None = PAGE) -> list[Development]:
    return [one for one in records(body, title, url) if isinstance(one, Development)]


def told(body: str, title: str = "Nimbus changelog") -> list[tuple[str, str | None]]:
    return [(one.title, one.published_at and f"{one.published_at:%Y-%m-%d}") for one in read(body, title)]


@pytest.mark.skipif(not SHARED.is_dir(), reason=NOT_HERE)
@pytest.mark.parametrize(
    "file", sorted(SHARED.glob("*/*.md*")) or [SHARED], ids=lambda file: file.parent.name
)
def test_every_version_heading_of_the_given_notes_is_a_development(file):
    """The headings are found here by the plainest rule there is: number signs and then a number with points."""
    text = file.read_text("utf-8")
    headings = [line for line in text.split("\n") if re.match(r"#+ .*\d+\.\d+\.\d+", line)]
    versions = [re.search(r"v?\d+\.\d+\.\d+", line)[0] for line in headings]
    if not versions:
        pytest.skip("the page has no version headings")
    found = read(text, file.parent.name)
    assert [one.guid for one in found] == versions
    assert all(one.title.endswith(version) for one, version in zip(found, versions, strict=True))
    assert len({one.url for one in found}) == len(found)
    days = [re.search(r"\d{4}-\d{2}-\d{2}", line) for line in headings]
    assert [one.published_at and f"{one.published_at:%Y-%m-%d}" for one in found] == [
        day and day[0] for day in days
    ]


@pytest.mark.skipif(not SHARED.is_dir(), reason=NOT_HERE)
@pytest.mark.parametrize(
    ("folder", "version"), [("mcp-spec-2025-06-18", "2025-06-18"), ("mcp-spec-2025-11-25", "2025-11-25")]
)
def test_a_page_that_is_one_revision_is_one_development(folder, version):
    file = next((SHARED / folder).iterdir())
    [found] = read(file.read_bytes(), f"Model Context Protocol, revision {version}")
    assert (found.title, found.guid) == (f"Model Context Protocol {version}", version)
    assert f"{found.published_at:%Y-%m-%d}" == version


@pytest.mark.skipif(not SHARED.is_dir(), reason=NOT_HERE)
def test_a_page_that_only_points_elsewhere_says_where():
    with pytest.raises(EmptyParse, match="NVIDIA/OpenShell/releases"):
        read(next((SHARED / "nvidia-openshell").iterdir()).read_bytes(), "OpenShell release notes")


def test_versions_with_sub_headings_items_and_code():
    body = "# Changelog\n\n## [Unreleased]\n- soon\n\n## 1.1.0\n\n### Added\n* **A** `x < y`\n  - [deep](https://a.example)\n"
    body += "  goes on\n\n```md\n## 9.9.9\n```\n\n## 1.0.0\n"
    first, second = read(body)
    assert first.body == "Added\n- A x < y\n  - deep goes on\n## 9.9.9"
    assert (second.title, second.body) == ("Nimbus 1.0.0", None)


@pytest.mark.parametrize(
    ("heading", "title", "day"),
    [
        ("## 2.1.42", "Nimbus 2.1.42", None),
        ("### Nimbus v0.86.1", "Nimbus v0.86.1", None),
        ("## Announcements: v0.34.0 - 2026-03-17", "Nimbus v0.34.0", "2026-03-17"),
        ("## 2.29.0 (2026-03-17)", "Nimbus 2.29.0", "2026-03-17"),
        ("## [1.2.3] - 2025-01-02", "Nimbus 1.2.3", "2025-01-02"),
        ("## v1.2 (January 5, 2026)", "Nimbus v1.2", "2026-01-05"),
        ("## 🚀 v1.4.0 — The fast one (March 3, 2026)", "Nimbus v1.4.0: The fast one", "2026-03-03"),
        ("## Version 1.3\nReleased on 2 March 2026", "Nimbus 1.3", "2026-03-02"),
        ("## What's new in 1.2?", "Nimbus 1.2", None),
        ("## 1.2.3-rc.1", "Nimbus 1.2.3-rc.1", None),
        ("1.2.3 (3/17/2026)\n-----------------", "Nimbus 1.2.3", "2026-03-17"),
        ("## March 17, 2026", "Nimbus, March 17, 2026", "2026-03-17"),
        ("## March 17, 2026: Faster search", "Nimbus: Faster search", "2026-03-17"),
        ("## New console (March 3, 2026)", "Nimbus: New console", "2026-03-03"),
        ("## March 2026\n### Mar 17", "Nimbus, Mar 17, 2026", "2026-03-17"),
        ("## March 2026", "Nimbus, March 2026", None),
        ("## 2026年3月17日", "Nimbus, 2026年3月17日", "2026-03-17"),
        ('<Update label="v1.2.3" description="March 3, 2026">', "Nimbus v1.2.3", "2026-03-03"),
        ('<Update\n label="March 3, 2026"\n description="v1.2.3">', "Nimbus v1.2.3", "2026-03-03"),
        ("**v1.2.3** - March 3, 2026", "Nimbus v1.2.3", "2026-03-03"),
        ("| Version | Date |\n|---|---|\n| v1.2.3 | 2026-03-03 |", "Nimbus v1.2.3", "2026-03-03"),
        ("<details><summary>v1.2.3 (2026-03-03)</summary>", "Nimbus v1.2.3", "2026-03-03"),
        ("---\nversion: 4.2.0\ndate: 2026-03-03\n---\nHello", "Nimbus 4.2.0", "2026-03-03"),
    ],
)
def test_habits_of_headings(heading, title, day):
    assert told(f"{heading}\n\n- an item\n") == [(title, day)]


def test_headings_that_only_mention_a_version_stay_in_the_body():
    body = "## 2.0.0\n### Upgrading from 1.9.0\na\n### Claude Opus 4.6\nb\n### 1.1 Scope\nc\n## 1.9.0\n- d\n"
    assert told(body) == [("Nimbus 2.0.0", None), ("Nimbus 1.9.0", None)]


def test_the_link_of_a_heading_is_the_url_unless_it_compares_code():
    body = "## [1.2.0](https://a.example/r/1.2.0) - 2026-03-01\n- a\n"
    body += "## [1.1.0](https://github.com/o/r/compare/v1...v2)\n- b\n## [1.0.0]\n- c\n\n[1.0.0]: /r/1.0.0\n"
    assert [one.url for one in read(body)] == [
        "https://a.example/r/1.2.0",
        f"{PAGE}#110",
        "https://nimbus.example/r/1.0.0",
    ]


def test_a_raw_file_leads_to_the_page_that_people_read():
    [one] = read("## 1.2.3\n- a\n", url="https://raw.githubusercontent.com/o/r/main/CHANGELOG.md")
    assert one.url == "https://github.com/o/r/blob/main/CHANGELOG.md#123"


def test_equal_headings_keep_their_own_anchors():
    assert [one.url for one in read("## 2026-02-01\n- a\n## 2026-02-01\n- b\n")] == [
        f"{PAGE}#2026-02-01",
        f"{PAGE}#2026-02-01-1",
    ]


@pytest.mark.parametrize(
    ("title", "product"),
    [
        ("Gemini CLI release notes", "Gemini CLI"),
        ("Claude Code changelog (bundled archive)", "Claude Code"),
        ("Codex change log", "Codex"),
        ("Aider release history", "Aider"),
        ("What's new in Nimbus", "Nimbus"),
        ("Model Context Protocol, revision 2025-11-25", "Model Context Protocol"),
        ("claude-code", "Claude Code"),
        ("DeepSeek 更新日志", "DeepSeek"),
    ],
)
def test_the_product_comes_from_the_title(title, product):
    assert told("## 1.2.3\n- a\n", title) == [(f"{product} 1.2.3", None)]


def test_a_web_page_with_version_headings():
    body = "<!doctype html><title>Changelog | Nimbus</title><nav><h2>v9.9.9</h2></nav><h1>Changelog</h1>"
    body += '<section id="v123"><h2>v1.2.3 <a href="#v123">#</a></h2><time>March 3, 2026</time><h3>Added</h3>'
    body += "<ul><li>A <b>x</b></li><li><p>B</p></li></ul></section>"
    body += (
        '<h2 id="old"><a href="/releases/1.2.2">1.2.2</a></h2><p>2 March 2026</p><p>C</p><footer>x</footer>'
    )
    first, second = read(body)
    assert (first.title, first.url, first.body) == (
        "Nimbus v1.2.3 #"[:-2],
        f"{PAGE}#v123",
        "Added\n- A x\n- B",
    )
    assert (second.url, second.body) == ("https://nimbus.example/releases/1.2.2", "C")
    assert [f"{one.published_at:%d}" for one in (first, second)] == ["03", "02"]


def test_a_web_page_whose_days_stand_above_the_titles():
    article = "<article><time>March {0}, 2026</time><h2>Thing {0}</h2><p>text</p></article>"
    body = f"<html><body>{article.format(3)}{article.format(1)}</body></html>"
    assert told(body) == [("Nimbus: Thing 3", "2026-03-03"), ("Nimbus: Thing 1", "2026-03-01")]


def test_a_day_in_the_future_is_unknown():
    assert told("## 1.2.3 - 2031-01-01\n- a\n") == [("Nimbus 1.2.3", None)]


@pytest.mark.parametrize("body", ["", "%PDF-1.7", '{"a": 1}', '<?xml version="1.0"?><rss><channel/></rss>'])
def test_what_is_no_text_of_notes_is_refused(body):
    with pytest.raises(ParseError):
        read(body)


@pytest.mark.parametrize("body", ["# Guide\n\n## Install\n\ntext", "<!doctype html><title>Sign in</title>"])
def test_a_page_without_versions_is_empty(body):
    with pytest.raises(EmptyParse):
        read(body)


def test_a_page_that_is_too_long_says_so():
    found = records("## 1.2.3\n- a\n" * 6_000)
    assert isinstance(found[-1], Problem)
    assert len(found) == 5_001


@pytest.mark.parametrize(
    "piece", ["<!--", "![", "`", "<A\n", "x\n=\n", "- 1.2.3\n", "March ", "<h2>1.2</h2>"]
)
def test_ten_megabytes_of_anything_end_soon(piece):
    started = time.process_time()
    with suppress(SourceError):
        records((piece * (10_000_000 // len(piece))).encode())
    assert time.process_time() - started < 10


PIECES = [
    "## 1.2.3\n", "## [v1.2.0](https://a.example) - 2026-03-01\n", "- item\n", "  - deep\n", "```\n", "---\n", "===\n",
    "<Update label='1.2.3' date='2026-01-01'>\n", "</Update>\n", "<!--", "-->", "## March 3, 2026\n", "### Mar 3\n",
    "<script>x</script>", "<scr<b>ipt>", "&lt;script&gt;", "\u202e", "\x00", "\ud800", "| v1.2 | 2026-01-01 |\n",
    "[a](javascript:x)", "# [1.2.4](javascript:x)\n", "**", "`", "<html>", "<h2>1.2.5</h2>", "<li>", "<pre>", "\n",
    "2026-02-30", "## 9999999999.1\n", "a", " ", "&#x110000;", "[1.2.3]: https://b.example\n", "<td>1.2.9<td>",
]  # fmt: skip
CASES = [path.read_bytes() for path in golden.cases() if path.name.startswith("changelog-")]


def holds(one: Record) -> None:
    if not isinstance(one, Development):
        return
    assert one.title and "\n" not in one.title
    assert one.url is None or one.url.startswith(("https://", "http://"))
    assert one.published_at is None or one.published_at <= SEEN
    for text in (one.title, one.body or "", one.guid or ""):
        assert strip_tags(text) == text
        assert not any(
            unicodedata.category(letter) in ("Cc", "Cs", "Cf") for letter in text.replace("\n", "")
        )


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_heap_of_pieces_ends_in_order(pieces):
    with suppress(SourceError):
        for one in records("".join(pieces)):
            holds(one)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_end_in_order(body):
    with suppress(SourceError):
        for one in records(body):
            holds(one)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(CASES), st.integers(0, 900), st.integers(0, 100), st.sampled_from(PIECES))
def test_a_damaged_page_ends_in_order(body, start, length, piece):
    with suppress(SourceError):
        for one in records(body[:start] + piece.encode("utf-8", "surrogatepass") + body[start + length :]):
            holds(one)
