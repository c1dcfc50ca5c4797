"""The digest page shows the week that the commands write, byte for byte."""

from __future__ import annotations

from db.reader import open_reader
from digest.compose import compose
from digest.render import files
from digest.week import gather, week_of


def test_newest_week_first_and_any_week_by_address(app, world_data):
    assert app(world_data, "digest").selectbox(key="week").value == "2026-W17"
    at = app(world_data, "digest", week="2026-W12")
    assert at.selectbox(key="week").value == "2026-W12"
    assert "2026\\-W12" in at.header[0].value


def test_sections_with_source_date_and_quote(app, world_data):
    at = app(world_data, "digest")
    assert "Prices" in [header.value for header in at.header]
    assert any("Alpha news" in caption.value and "23 Apr 2026" in caption.value for caption in at.caption)


def test_downloads_are_the_files_of_the_command(app, world_data):
    week = week_of("2026-W17")
    made = files(compose(gather(open_reader(world_data), week), week))
    buttons = {button.proto.label for button in app(world_data, "digest").get("download_button")}
    assert buttons == {"Mail", "Page", "Markdown", "JSON"} and len(made) == 4
