"""The Briefing tells what moved in the small world, whose numbers are known."""

from __future__ import annotations


def test_tiles_count_the_window(app, world_data):
    at = app(world_data)
    tiles = {metric.label: (metric.value, metric.delta) for metric in at.metric}
    assert tiles["Developments"][0] == "16"
    assert tiles["Runtime moves"] == ("2", "1")
    assert tiles["Price moves"][0] == "1"
    assert tiles["Open actions"] == ("3", "1")


def test_a_longer_window_holds_more(app, world_data):
    short, long = app(world_data), app(world_data, window="90 days")
    count = {at.segmented_control[0].value: int(at.metric[1].value) for at in (short, long)}
    assert count["90 days"] > count["7 days"]


def test_what_mattered_leads_with_what_most_sources_tell(app, world_data):
    told = [text.value for text in app(world_data).markdown if text.value.startswith("**[")]
    assert "Alpha raises the price of Alpha Mini 2" in told[0]
    assert "(https://alpha.example/news/" in told[0]


def test_evidence_is_one_click_away(app, world_data):
    at = app(world_data)
    assert any("Said in the notes of" in text.value for text in at.text)
    assert any(link.proto.url == "https://alpha.example/news/0" for link in at.get("link_button"))


def test_the_step_to_a_successor_is_told_in_both_units(app, world_data):
    told = [text.value.replace("\\", "") for text in app(world_data).markdown]
    assert "**alpha-mini-1 → alpha-mini-2**" in told
    assert "input $0.25 → $0.75 (×3) · output $2.00 → $4.50 (×2.25)" in told


def test_actions_due_first(app, world_data):
    table = app(world_data).dataframe[0].value
    assert list(table["title"])[0] == "Re-price high-volume workloads"


def test_the_chart_has_a_table(app, world_data):
    at = app(world_data)
    at.toggle(key="attention_table").set_value(True).run()
    assert {"title", "ends_at", "share"} <= set(at.dataframe[-1].value.columns)
