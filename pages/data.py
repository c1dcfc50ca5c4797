"""The data dictionary, made of the catalogue's own comments, with downloads and example queries."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.parts import evidence, filters, frame

QUERIES = Path(__file__).resolve().parent.parent / "db" / "queries"
FORMS = {
    "CSV": ("csv", "text/csv"),
    "Excel": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "Parquet": ("parquet", "application/vnd.apache.parquet"),
}


def dictionary() -> None:
    """One public view: its grain, its columns, its first rows, its downloads."""
    reader = frame.reader()
    everything = catalogue(frame.snapshot())
    public = everything[everything["view"].str.startswith("main.")]
    names = sorted({name.removeprefix("main.") for name in public["view"]})
    name = filters.one("View", names, "view", default="developments")
    columns = public[public["view"] == f"main.{name}"]
    with st.container(border=True):
        with st.container(gap=None):
            st.header(evidence.plain(name), anchor=False)
            st.caption(f"{evidence.plain(columns['view_comment'].iloc[0])} · {frame.count(name):,} rows")
        st.dataframe(
            columns,
            hide_index=True,
            alt=f"Columns of {name}",
            column_order=["column", "type", "comment"],
            column_config={
                "column": "Column",
                "type": "Type",
                "comment": st.column_config.TextColumn("Meaning", width="large"),
            },
        )
        with st.container(horizontal=True, gap="small"):
            for label, (form, mime) in FORMS.items():
                st.download_button(
                    label,
                    data=lambda form=form: reader.download(name, form),
                    file_name=f"sextant-{name}.{form}",
                    mime=mime,
                    icon=":material/download:",
                    key=f"download_{form}",
                    on_click="ignore",
                )
        first_rows = st.expander(
            "First rows", icon=":material/table_rows:", on_change="rerun", key="first_rows"
        )
        if first_rows.open:
            rows = frame.rows(name, limit=50)
            first_rows.dataframe(rows.map(_short), hide_index=True, alt=f"First rows of {name}")


@st.cache_data(max_entries=3, show_spinner=False)
def catalogue(name: str) -> object:
    """Every view and column with its comment."""
    return frame.reader().catalogue()


def _short(value: object) -> object:
    """Long foreign texts would make the table heavy; a cell needs only their beginning."""
    return evidence.clean(value, 160) if isinstance(value, str) else value


@st.cache_data(max_entries=30, show_spinner=False)
def answer(name: str, path: str) -> object:
    """The rows of one example query."""
    return frame.reader().query(Path(path)).head(200).map(_short)


def examples() -> None:
    """Questions that analysts ask, each with its query and its answer."""
    st.header("Example queries", anchor=False)
    st.caption("The file documents itself and never locks:")
    st.code("duckdb -readonly data/published/latest.duckdb", language="bash")
    for path in sorted(QUERIES.glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        question = text.splitlines()[0].removeprefix("--").strip()
        box = st.expander(question, on_change="rerun", key=f"query_{path.stem}")
        if box.open:
            box.code(text.split("\n", 1)[1].strip(), language="sql")
            box.dataframe(answer(frame.snapshot(), str(path)), hide_index=True, alt=question)


if frame.heading("Data", "Every view, what it holds, and how to take it away", even_empty=True) is not None:
    dictionary()
    examples()
