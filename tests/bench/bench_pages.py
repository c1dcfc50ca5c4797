"""What a page's script costs beside an empty page of st.navigation, warm, on 5,000 developments.

Run `python -m tests.bench.bench_pages`: both sides alternate in one process, the median of the paired ratios counts.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from streamlit.testing.v1 import AppTest

from tests import world

MAIN = Path(__file__).resolve().parents[2] / "pages" / "main.py"
PAGES = ("briefing", "developments", "pricing", "runtime", "actions", "digest", "sources", "data")
MOST = 12.0
ROUNDS = 15
QUIET = 210  # gives the world a little more than 5,000 developments
EMPTY = 'import streamlit as st\nst.navigation([st.Page("empty.py", default=True)]).run()\n'


def once(at: AppTest) -> float:
    """Milliseconds of one run of the script."""
    start = time.perf_counter()
    at.run()
    return (time.perf_counter() - start) * 1000


def empty_page(folder: Path) -> AppTest:
    """An app that has nothing but its navigation."""
    (folder / "empty.py").write_text("import streamlit as st\nst.title('empty')\n")
    main = folder / "main.py"
    main.write_text(EMPTY)
    return AppTest.from_file(main, default_timeout=60).run()


def page(name: str) -> AppTest:
    """One of our pages, with what it asks already kept."""
    at = AppTest.from_file(MAIN, default_timeout=60)
    if name != "briefing":
        at.switch_page(f"{name}.py")
    at.run()
    return at.run()


def main() -> int:
    """0 where every page stays within the bar."""
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SEXTANT_DATA"] = str(world.published(Path(folder) / "data", quiet=QUIET))
        anchor = empty_page(Path(folder))
        slow = []
        for name in PAGES:
            at = page(name)
            pairs = [(once(at), once(anchor)) for _ in range(ROUNDS)]
            ratio = median(ours / theirs for ours, theirs in pairs)
            print(f"{name:13} {median(ours for ours, _ in pairs):6.1f} ms  {ratio:5.1f} x an empty page")
            if ratio > MOST:
                slow.append(name)
    print(f"bar: {MOST:.0f} x" + (f", missed by {', '.join(slow)}" if slow else ", kept by all"))
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
