"""The runtime board: cells count dated moves and open to them."""

from __future__ import annotations

from pages.parts import grid


def headlines(at) -> list[str]:
    return [text.value for text in at.markdown if text.value.startswith("**[")]


def test_the_layer_that_moves_most_is_the_finding(app, world_data):
    at = app(world_data, "runtime")
    assert at.header[0].value == "Device and desktop moves most\\: 2 moves in 90 days"
    board = at.dataframe[0].value.set_index(grid.LAYER)
    assert board.loc["Device and desktop", "beta"] == 2
    assert board.loc["Local runtime and sandbox", "beta"] == 1


def test_a_cell_opens_to_its_moves(app, world_data):
    assert len(headlines(app(world_data, "runtime"))) == 3
    at = app(world_data, "runtime", layer="Local runtime and sandbox", company="beta")
    assert len(headlines(at)) == 1 and "sandbox" in headlines(at)[0]


def test_an_empty_cell_says_so(app, world_data):
    at = app(world_data, "runtime", layer="Silicon", company="beta")
    assert "No move here" in "".join(text.value for text in at.markdown)
