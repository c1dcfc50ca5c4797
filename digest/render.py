"""The digest -> HTML, Markdown, text, JSON and mail (pure: the same digest gives the same bytes)."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict
from datetime import datetime, timezone
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from pathlib import Path

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from db.records import stamp
from digest.compose import Digest, Line

MARKS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$&])")
WIDTH = 78


@cache
def _template() -> Template:
    folder = Path(__file__).parent / "templates"
    return Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined
    ).get_template("digest.html")


def as_html(digest: Digest) -> str:
    """A page of 600 px with inline styles; foreign text is escaped."""
    return css_inline.CSSInliner(load_remote_stylesheets=False).inline(_template().render(digest=digest))


def _escaped(text: str) -> str:
    return MARKS.sub(r"\\\1", text)


def _markdown_line(line: Line) -> str:
    head = f"**{_escaped(line.text)}**"
    if line.url:
        head = f"[{head}](<{line.url.replace('<', '%3C').replace('>', '%3E')}>)"
    about = " · ".join(_escaped(part) for part in (line.source, line.date, line.detail) if part)
    quote = f"\n  > {_escaped(line.quote)}" if line.quote else ""
    return f"- {head}  \n  {about}{quote}"


def as_markdown(digest: Digest) -> str:
    """The digest as Markdown; foreign text is escaped."""
    parts = [
        f"# The AI market, {digest.days}",
        f"Week {digest.week} · data as of {digest.as_of} · snapshot {digest.snapshot}",
        _sentence(digest.summary),
    ]
    for section in digest.sections:
        parts.append(f"## {section.heading}")
        parts.append(
            "\n".join(_markdown_line(line) for line in section.lines) if section.lines else section.empty
        )
        if section.more:
            parts.append(f"and {section.more} more on the page")
    return "\n\n".join(parts) + "\n"


def as_text(digest: Digest) -> str:
    """The digest as plain text, for readers without HTML."""
    parts = [
        f"The AI market, {digest.days}",
        f"Week {digest.week}, data as of {digest.as_of}, snapshot {digest.snapshot}",
        _sentence(digest.summary),
    ]
    for section in digest.sections:
        lines = [section.heading.upper()]
        for line in section.lines:
            about = ", ".join(part for part in (line.source, line.date, line.detail) if part)
            lines.append(f"* {line.text}\n  {about}" + (f"\n  {line.url}" if line.url else ""))
        if not section.lines:
            lines.append(section.empty)
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def as_json(digest: Digest) -> str:
    """The digest as data."""
    row = asdict(digest)
    row["published_at"] = stamp(digest.published_at) if digest.published_at is not None else None
    return json.dumps(row, ensure_ascii=False, indent=1) + "\n"


def as_mail(digest: Digest, sender: str = "sextant@localhost", to: str = "readers@localhost") -> bytes:
    """The mail as bytes: text and HTML; every header is ours, no foreign text stands in one."""
    mail = EmailMessage(policy=SMTP.clone(max_line_length=WIDTH))
    html, text = as_html(digest), as_text(digest)
    at = digest.published_at or datetime(1970, 1, 1, tzinfo=timezone.utc)
    mark = hashlib.sha256(html.encode()).hexdigest()[:24]
    mail["Subject"] = f"Sextant: the AI market in week {digest.week}"
    mail["From"] = f"Sextant <{sender}>"
    mail["To"] = to
    mail["Date"] = format_datetime(at.replace(microsecond=0))
    mail["Message-ID"] = f"<{digest.week}.{mark}@sextant.localhost>"
    mail["List-Id"] = "Sextant weekly <weekly.sextant.localhost>"
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail.set_boundary(f"sextant-{mark}")
    return mail.as_bytes()


FORMS = {"html": as_html, "md": as_markdown, "json": as_json}


def files(digest: Digest) -> dict[str, bytes]:
    """File name -> bytes of every form: eml, html, md, json."""
    made = {f"sextant-{digest.week}.{ending}": form(digest).encode() for ending, form in FORMS.items()}
    return {f"sextant-{digest.week}.eml": as_mail(digest)} | made
