"""Any week as it is mailed: read here, or taken away as mail, page, Markdown or JSON."""

from __future__ import annotations

import streamlit as st

from digest.compose import Digest, Line, Section, compose
from digest.render import files
from digest.week import gather, week_of
from pages.parts import evidence, filters, frame

FORMS = {
    "eml": ("Mail", "message/rfc822"),
    "html": ("Page", "text/html"),
    "md": ("Markdown", "text/markdown"),
    "json": ("JSON", "application/json"),
}


@st.cache_resource(max_entries=30, show_spinner=False)
def written(name: str, week: str) -> tuple[Digest, dict[str, bytes]]:
    """One week from the newest snapshot, and its files."""
    whole = week_of(week)
    content = compose(gather(frame.reader(), whole), whole)
    return content, files(content)


def downloads(made: dict[str, bytes]) -> None:
    """One button a form."""
    with st.container(horizontal=True, gap="small"):
        for name, body in made.items():
            label, mime = FORMS.get(name.rsplit(".", 1)[-1], (name, "application/octet-stream"))
            st.download_button(
                label, body, file_name=name, mime=mime, icon=":material/download:", on_click="ignore"
            )


def section(part: Section) -> None:
    """The lines of one heading, or why there are none."""
    st.header(part.heading, anchor=False)
    if not part.lines:
        st.write(part.empty)
    for line in part.lines:
        said(line)
    if part.more:
        st.caption(f"and {part.more} more in the snapshot")


def said(line: Line) -> None:
    """One statement with its source, date, link and the source's own words."""
    with st.container(gap=None):
        st.markdown(f"**{evidence.link(line.text, line.url, 220)}**")
        about = [evidence.plain(part, 80) for part in (line.source, line.date, line.detail) if part]
        st.caption(" · ".join(about))
        if line.quote:
            st.text(f"“{evidence.clean(line.quote, 300)}”")


beside = frame.heading("Weekly digest", "One week on one page, as it is mailed")
if beside is not None:
    weeks = list(frame.rows("page.week_list", order="week desc", limit=1000)["week"])
    if not weeks:
        frame.no_match("week", "Nothing was published in any week so far.")
    else:
        with beside:
            week = filters.one("Week", weeks, "week")
        content, made = written(frame.snapshot(), week)
        with st.container(border=True):
            with st.container(gap=None):
                st.header(evidence.plain(content.subject), anchor=False)
                st.caption(f"{content.days} · {content.summary}")
            downloads(made)
        for part in content.sections:
            section(part)
