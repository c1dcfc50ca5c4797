"""The frame of the app: its pages, their order, and what every page shares."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

HERE = Path(__file__).resolve().parent
# Streamlit puts this folder first on the path, where digest.py would hide the package digest.
sys.path.sort(key=str(HERE).__eq__)
if str(HERE.parent) not in sys.path:
    sys.path.insert(0, str(HERE.parent))

from db.reader import ViewMissing  # noqa: E402
from pages.parts import frame  # noqa: E402

ICON = str(HERE / "static" / "icon.png")
PAGES = {
    "": [
        st.Page("briefing.py", title="Briefing", icon=":material/dashboard:", default=True),
        st.Page("developments.py", title="Developments", icon=":material/newspaper:"),
    ],
    "Markets": [
        st.Page("pricing.py", title="Pricing", icon=":material/payments:"),
        st.Page("runtime.py", title="Agent runtimes", icon=":material/memory:"),
    ],
    "Work": [
        st.Page("actions.py", title="Actions", icon=":material/checklist:"),
        st.Page("digest.py", title="Weekly digest", icon=":material/mail:"),
    ],
    "Behind it": [
        st.Page("sources.py", title="Sources", icon=":material/monitor_heart:"),
        st.Page("data.py", title="Data", icon=":material/database:"),
    ],
}

# Before the navigation: a page's own icon would make the browser fetch it from a foreign host.
st.set_page_config(page_icon=ICON, layout="wide")
page = st.navigation(PAGES)
st.set_page_config(page_title=f"{page.title} · Sextant", page_icon=ICON)
st.logo(ICON, size="large")
frame.begin()
try:
    page.run()
except ViewMissing as gap:
    frame.older_snapshot(gap)
