"""A sources file is either read whole or refused with every mistake by line, key and mend."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import KINDS, Source
from ingest.errors import ConfigurationError
from ingest.sources import SourcesFile, load, merge

INGEST = Path(__file__).parents[2] / "ingest"

GOOD = """\
allow_private_hosts = ["127.0.0.1"]

[[source]]
id = "lab-news"
vendor = "lab"
kind = "feed"
url = "https://lab.example/rss.xml"
cadence = "15m"
title = "Lab news"
licence = "link and quote"

[[source]]
id = "lab-prices"
vendor = "lab"
kind = "pricing_page"
path = "pages/prices.html"
layout = "vertical"
"""


def read(folder: Path, text: str, name: str = "sources.toml") -> SourcesFile:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load(path)


def mistakes(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        read(folder, text)
    return caught.value.mistakes


def block(**keys: str) -> str:
    said = {"id": "a", "vendor": "lab", "kind": "feed", "url": "https://lab.example/a"} | keys
    return "\n".join(["[[source]]", *(f'{key} = "{value}"' for key, value in said.items() if value), ""])


def test_a_good_file_is_read_with_its_defaults(tmp_path):
    file = read(tmp_path, GOOD)
    assert file.allow_private_hosts == ["127.0.0.1"]
    news, prices = file.sources
    assert news == Source(
        id="lab-news",
        vendor="lab",
        kind="feed",
        title="Lab news",
        licence="link and quote",
        cadence_s=900,
        url="https://lab.example/rss.xml",
    )
    assert (prices.title, prices.licence, prices.cadence_s) == ("lab-prices", "link only", 86_400)
    assert (prices.layout, prices.url) == ("vertical", None)
    assert prices.path == str(tmp_path / "pages/prices.html")
    assert file.lines == {"lab-news": 4, "lab-prices": 13}


def test_a_package_path_stays_as_it_is(tmp_path):
    file = read(tmp_path, block(kind="price_catalogue", url="", path="package:genai-prices"))
    assert file.sources[0].path == "package:genai-prices"


def test_a_missing_file_is_no_mistake_of_the_configuration(tmp_path):
    assert len(read(tmp_path, block(url="", path="not-there.xml")).sources) == 1


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (block(kind="feeed"), 4, "kind 'feeed' is not known; did you mean 'feed'?"),
        (block(kind="zzz"), 4, "use one of feed, changelog,"),
        (block(id="Not Good"), 2, "id must be small letters"),
        (block(id=""), 1, "id is missing"),
        (block(vendor=""), 1, "vendor is missing"),
        (block(vendor="Big Lab"), 3, "vendor 'Big Lab' must be small letters"),
        (block(url=""), 1, "exactly one of url and path"),
        (block(path="a.xml"), 5, "exactly one of url and path"),
        (block(url="ftp://lab.example/a"), 5, "must begin with https:// or http://"),
        (block(url="javascript:alert(1)"), 5, "must begin with https:// or http://"),
        (block(url="https://name:word@lab.example/"), 5, "must not carry a user name"),
        (block(url="https://"), 5, "is no web address"),
        (block(url="http://[::1"), 5, "is no web address"),
        (block(url="", path="../secret.xml"), 5, "must stay inside the folder"),
        (block(url="", path="/etc/passwd"), 5, "must stay inside the folder"),
        (block(url="", path="a/../../b"), 5, "must stay inside the folder"),
        (block(url="", path="C:/b"), 5, "must stay inside the folder"),
        (block(url="", path="package:"), 5, "names no package"),
        (block(cadence="1m"), 6, "must lie between 5m and 30d"),
        (block(cadence="31d"), 6, "must lie between 5m and 30d"),
        (block(cadence="often"), 6, "write 15m, 1h, 6h, 1d or 7d"),
        (block(cadance="1h"), 6, "key 'cadance' is not known; did you mean 'cadence'?"),
        (block(title="a\\u0007b"), 6, "holds control characters"),
        (block() + 'title = ""\n', 6, "title must be text in quotes"),
        (block() + "title = 3\n", 6, "title must be text in quotes"),
        ('sorce = "x"\n', 1, "key 'sorce' is not known; did you mean 'source'?"),
        ('source = "x"\n', 1, "must be written as [[source]] blocks"),
        ("source = [3]\n", 1, "must be a [[source]] block"),
        ("allow_private_hosts = 3\n", 1, "must be a list of host names"),
        ('allow_private_hosts = ["a/b"]\n', 1, "must be a list of host names"),
        (block() + "\n" + block(url="https://lab.example/b"), 8, "id is already used in line 2"),
        (block() + "\n" + block(id="b"), 11, "url is already watched by the source in line 5"),
        ("[[source]]\nid = \n", 2, "is no valid TOML"),
    ],
)
def test_one_mistake_is_one_line_with_its_place(tmp_path, text, line, words):
    (said,) = mistakes(tmp_path, text)
    assert said.startswith(f"sources.toml:{line}: ")
    assert words in said


def test_all_mistakes_come_at_once_in_their_order(tmp_path):
    text = block(kind="feeed", cadence="x") + "\n" + block(id="b", url="nowhere") + "\nextra = 1\n"
    said = mistakes(tmp_path, text)
    assert [one.split(":")[1] for one in said] == ["4", "6", "12", "14"]
    assert "source 'a'" in said[0]
    assert "source 'b'" in said[2]


def test_text_over_several_lines_does_not_shift_the_line_numbers(tmp_path):
    text = '[[source]]\nid = "a"\ntitle = """\n[[source]]\nkind = "no"\n"""\nvendor = "lab"\nkind = "feeed"\n'
    assert any(one.startswith("sources.toml:8: source 'a': kind") for one in mistakes(tmp_path, text))


def test_what_can_not_be_read_is_one_plain_line(tmp_path):
    with pytest.raises(ConfigurationError, match="can't be read"):
        load(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b'title = "\xe9"')
    with pytest.raises(ConfigurationError, match="is no UTF-8 text"):
        load(tmp_path / "latin.toml")
    with pytest.raises(ConfigurationError):
        read(tmp_path, "a = " + "[" * 20_000)


def test_files_are_merged_and_double_ids_named(tmp_path):
    first = read(tmp_path, block(), "first.toml")
    second = read(tmp_path, block(id="b", url="https://lab.example/b"), "second.toml")
    assert [source.id for source in merge([first, second])] == ["a", "b"]
    third = read(tmp_path, "\n" + block(url="https://lab.example/c"), "third.toml")
    with pytest.raises(ConfigurationError) as caught:
        merge([first, second, third])
    assert caught.value.mistakes == ["third.toml:3: source 'a': id 'a' is already used in first.toml:2"]


@given(st.text(max_size=300))
def test_no_text_makes_it_fail_in_another_way(text):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sources.toml"
        path.write_text(text, encoding="utf-8", errors="replace", newline="")
        try:
            load(path)
        except ConfigurationError as error:
            assert error.mistakes


def test_our_own_file_watches_enough_of_the_market():
    file = load(INGEST / "sources.toml")
    kinds = {source.kind for source in file.sources}
    assert len(file.sources) >= 40
    assert len({source.vendor for source in file.sources}) >= 20
    assert kinds >= set(KINDS) - {"brief", "usage"}
    assert file.allow_private_hosts == []
    assert all(source.url and source.url.startswith("https://") for source in file.sources)
    assert all(source.licence != "link only" for source in file.sources)


def test_our_two_files_go_together():
    files = [load(INGEST / "sources.toml"), load(INGEST / "starter" / "sources.toml")]
    assert len(merge(files)) == sum(len(file.sources) for file in files)
