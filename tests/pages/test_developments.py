"""Developments are found by words, vendor, theme and period, and each shows its proof."""

from __future__ import annotations


def total(at) -> int:
    line = next(caption.value for caption in at.caption if caption.value.endswith("newest first"))
    return int(line.split()[0].replace(",", ""))


def headlines(at) -> list[str]:
    return [text.value.replace("\\", "") for text in at.markdown if text.value.startswith("**[")]


def test_newest_first(app, world_data):
    at = app(world_data, "developments")
    assert "Alpha Mini 2 costs three times its predecessor" in headlines(at)[0]
    assert len(headlines(at)) == 25


def test_search_finds_words_of_title_and_text(app, world_data):
    at = app(world_data, "developments", q="DESKTOP runtime")
    assert total(at) == 1
    assert total(app(world_data, "developments", q="desktop")) == 2


def test_a_wildcard_is_only_a_letter(app, world_data):
    at = app(world_data, "developments", q="%")
    assert "No development here" in "".join(text.value for text in at.markdown)


def test_filters_narrow_and_are_kept_in_the_address(app, world_data):
    everything = total(app(world_data, "developments"))
    at = app(world_data, "developments", vendor="alpha", theme="Pricing")
    assert 0 < total(at) < everything
    assert all("alpha.example" in line for line in headlines(at))
    assert at.multiselect(key="vendor").value == ["alpha"]


def test_a_second_page_goes_on(app, world_data):
    first, second = app(world_data, "developments"), app(world_data, "developments", page="2")
    assert not set(headlines(first)) & set(headlines(second))


def test_a_story_shows_all_that_tell_it(app, world_data):
    at = app(world_data, "developments", story="s-runtime")
    assert "2 developments from 2 sources" in "".join(text.value for text in at.markdown)
    assert len(headlines(at)) == 2


def test_each_shows_document_date_and_why(app, world_data):
    at = app(world_data, "developments", q="sandbox")
    said = "\n".join(caption.value for caption in at.caption)
    assert "document dddddddddddd" in said and "read 15 Apr 2026" in said
    assert "Theme because" in said
