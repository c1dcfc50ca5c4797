"""Foreign text made safe: decoded, cleaned, stripped of tags, its links and dates checked."""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from ingest.dates import believable, find_date, parse_date
from ingest.markup import is_markup, readable, strip_tags, unescape

__all__ = [
    "believable",
    "canonical_url",
    "clean",
    "content_hash",
    "decode",
    "find_date",
    "one_line",
    "parse_date",
    "safe_url",
    "strip_tags",
    "to_text",
]

LONGEST_INPUT = 1_000_000
LONGEST_TEXT = 200_000
LONGEST_URL = 2_000
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
_TRACKERS = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh|mc_[ce]id"
    r"|mkt_tok|_hs(?:enc|mi)|ref|ref_(?:src|url)|referrer|cmpid|ocid|trk|at_(?:medium|campaign)|s_cid|rss_id",
    re.IGNORECASE,
)
_ODD_IN_URL = re.compile(r"[\s<>\"^`{|}]")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_CODECS = re.compile(
    r"utf|iso8859|iso2022|cp\d|gb|big5|euc|shift|koi8|mac|latin|ascii|tis|hz|johab|ptcp|kz1048"
)
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def clean(text: str) -> str:
    """Text without control, bidi and other unseen characters, line ends as \\n, in NFC."""
    if text.isascii() and text.isprintable():
        return text
    text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _mark_runs().sub(r"\1", text))


def to_text(html_or_text: str | None, limit: int = LONGEST_TEXT) -> str:
    """Readable plain text of HTML or of text, blocks on lines of their own, cut at `limit` characters."""
    source = (html_or_text or "")[:LONGEST_INPUT]
    if is_markup(source):
        source = readable(source)
    elif "&" in source or "<" in source:
        source = strip_tags(unescape(source))
    text = _LINES.sub("\n", _BLANKS.sub(" ", clean(source))).strip()
    text = strip_tags(text) if "<" in text else text
    return _cut(text, limit)


def one_line(text: str | None, limit: int = 500) -> str:
    """The text without tags on one line, cut at a word."""
    source = (text or "")[: limit * 20 + 10_000]
    line = " ".join(clean(strip_tags(source)).split())
    return _cut(strip_tags(line) if "<" in line else line, limit)


def _cut(text: str, limit: int) -> str:
    """At most `limit` characters; an ellipsis says that something was left out."""
    if len(text) <= limit:
        return text
    room = text[: max(limit - 1, 0)]
    blank = max(room.rfind(" "), room.rfind("\n"))
    return room[: blank if blank > limit * 0.8 else len(room)].rstrip() + "…"


def safe_url(url: str | None, base: str | None = None) -> str | None:
    """An absolute http(s) address without user name, or null; relative ones are resolved against `base`."""
    written = clean(url or "").strip()
    if not written or len(written) > LONGEST_URL or "\\" in written:
        return None
    try:
        parts = urlsplit(urljoin(base, written) if base else written)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or "@" in parts.netloc or port == 0:
        return None
    if not _plain_host(parts.hostname):
        return None
    encoded = _ODD_IN_URL.sub(lambda found: quote(found.group()), parts.geturl())
    return encoded if len(encoded) <= LONGEST_URL else None


def _plain_host(host: str | None) -> bool:
    """Whether this can be the name or number of a host."""
    if not host or len(host) > 253 or host.startswith(".") or ".." in host:
        return False
    if ":" in host:
        return re.fullmatch(r"[0-9a-f:.]+", host) is not None
    return re.fullmatch(r"[\w.-]+", host) is not None


def canonical_url(url: str) -> str:
    """One spelling for one address: lower-case host, no default port, tracker or trailing slash.

    The fragment stays: release notes of one page differ by nothing else.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower()
    if not host:
        return url.strip()
    host = f"[{host}]" if ":" in host else host
    if port and port != {"http": 80, "https": 443}.get(scheme):
        host = f"{host}:{port}"
    return urlunsplit((scheme, host, parts.path.rstrip("/"), _without_trackers(parts.query), parts.fragment))


def _without_trackers(query: str) -> str:
    """The query as written when nothing has to go, else rebuilt without the trackers."""
    if not query:
        return ""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return query
    kept = [pair for pair in pairs if not _TRACKERS.fullmatch(pair[0])]
    return query if len(kept) == len(pairs) else urlencode(kept)


def decode(body: bytes, media_type: str | None = None) -> str:
    """The characters of a body: byte-order mark, declared charset, UTF-8, then Windows-1252; never raises.

    A body that is valid UTF-8 is UTF-8 whatever one-byte charset a careless server declares.
    """
    for mark, name in _MARKS.items():
        if body.startswith(mark):
            return body.decode(name, "replace")
    header = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", media_type or "", re.IGNORECASE)
    found = _DECLARED.search(body[:2048])
    names = [header[1]] if header else []
    names += [found[1].decode("ascii")] if found else []
    declared = [name for name in map(_codec, names) if name]
    wide = [
        name for name in declared if not name.startswith(("iso8859", "iso-8859", "cp125", "ascii", "latin"))
    ]
    for name in [*wide, "utf-8", *declared]:
        try:
            return body.decode(name)
        except (UnicodeError, ValueError):
            continue
    return body.decode("cp1252", "replace")


def _codec(name: str) -> str | None:
    """Python's own name of a charset that is one for text; null for the unknown and the odd."""
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    plain = known.replace("-", "").replace("_", "")
    return known if _CODECS.match(plain) and not plain.startswith("utf7") else None


def content_hash(text: str) -> str:
    """sha256 in hex of the words, whatever their spacing and case."""
    words = " ".join(clean(text).casefold().split())
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()


@lru_cache(maxsize=1)
def _mark_runs() -> re.Pattern[str]:
    """Over 30 combining marks in a row: no language has them, and sorting them takes quadratic time."""
    marks = "".join(
        re.escape(chr(point)) for point in range(0x300, 0x1F000) if unicodedata.combining(chr(point))
    )
    return re.compile(f"([{marks}]{{30}})[{marks}]+")
