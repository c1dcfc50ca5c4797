"""The kind of an unknown document is guessed, never with a failure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import KINDS
from ingest.guess import guess_kind

SHARED = Path(__file__).parents[3] / "shared" / "data"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('<?xml version="1.0"?><rss><channel/></rss>', "feed"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"/>', "feed"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "feed"),
        ('<rss><channel><item><podcast:transcript url="a.vtt"/></item></channel></rss>', "podcast"),
        ("# Changelog\n\n## 1.2.0\n- a\n\n## 1.1.0\n- b\n", "changelog"),
        ("<h2>v2.0.1</h2><p>a</p><h2>v2.0.0</h2>", "changelog"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nHello", "transcript"),
        ("1\n00:00:01,000 --> 00:00:02,000\nHello", "transcript"),
        ('{"version": "1.0.0", "segments": [{"startTime": 1}]}', "transcript"),
        ("**Ann:** Hello.\n\n**Bob:** Hi.\n\n**Ann:** So.\n\n**Bob:** Yes.\n", "transcript"),
        ("| AI model | Input / 1M tokens | Output |\n|A|$1|$2|\n|B|$3|$4|\n", "pricing_page"),
        ('{"openai": {"models": {"a": {"cost": {"input": 1}}}}}', "price_catalogue"),
        ("- dirname: x\n  model: y\n  pass_rate_2: 3\n", "scores"),
        ("Notes of the week\n\nAction items\n- Do it\n", "brief"),
        ("plain words", "brief"),
        ("", "brief"),
    ],
)
def test_a_document_shows_its_kind(body, kind):
    assert guess_kind(body.encode(), None, None) == kind


def test_address_and_media_type_help():
    assert guess_kind(b"a,b\n1,2\n", "text/csv", None) == "scores"
    assert guess_kind(b"a,b\n1,2\n", None, "https://lab.example/run.csv?x=1") == "scores"


@given(st.binary(max_size=500), st.none() | st.text(max_size=20), st.none() | st.text(max_size=40))
def test_anything_gets_a_kind(body, media_type, url):
    assert guess_kind(body, media_type, url) in KINDS


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not beside the project")
@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("feeds", "feed"),
        ("release_notes", "changelog"),
        ("transcripts", "transcript"),
        ("benchmarks", "scores"),
        ("catalogues", "price_catalogue"),
        ("pricing/pages", "pricing_page"),
    ],
)
def test_nearly_all_real_documents_are_known(folder, kind):
    files = [one for one in (SHARED / folder).rglob("*") if one.is_file() and one.name != "index.csv"]
    right = sum(guess_kind(one.read_bytes(), None, one.name) == kind for one in files)
    assert right >= 0.9 * len(files)
