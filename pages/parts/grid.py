"""The runtime board as a grid: layers down, companies across, coloured by moves."""

from __future__ import annotations

import pandas as pd
from pandas.io.formats.style import Styler

from pages.parts.evidence import clean

# From nothing to many, on the light and on the dark ground; text stays readable on each.
SHADES = {
    False: ["#FFFFFF", "#EEF4FD", "#DCE8FA", "#C1D6F5", "#9FBEEE"],
    True: ["#0F141B", "#14263F", "#173157", "#1A3D70", "#1F4C8C"],
}
EDGES = (1, 3, 6, 12)
LAYER = "Layer"


def board(cells: pd.DataFrame, days: int, most: int) -> pd.DataFrame:
    """One row a layer, one column a company (most moves first); null where a company holds nothing there."""
    ordered = cells.sort_values([f"company_moves_{days}d", "company_name"], ascending=[False, True])
    companies = list(dict.fromkeys(ordered["company_name"]))[:most]
    layers = list(dict.fromkeys(cells.sort_values("ordinal")["layer_title"]))
    keys = zip(cells["layer_title"], cells["company_name"], strict=True)
    held = dict(zip(keys, map(int, cells[f"moves_{days}d"]), strict=True))
    columns = {clean(name, 40): [held.get((layer, name)) for layer in layers] for name in companies}
    return pd.DataFrame({LAYER: layers} | columns).astype(dict.fromkeys(columns, "Int64"))


def _shade(value: object, dark: bool) -> str:
    if pd.isna(value):
        return ""
    return f"background-color: {SHADES[dark][sum(int(value) >= edge for edge in EDGES)]}"


def coloured(grid: pd.DataFrame, dark: bool) -> Styler:
    """The grid with deeper blue for more moves."""
    counts = [name for name in grid.columns if name != LAYER]
    return grid.style.map(lambda value: _shade(value, dark), subset=counts)
