"""What a title says about its event: its words, the release it names, the address it stands at."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

# Scrapers glue the date and the section to the title: "Mar 5, 2026Economic ResearchHow people ...".
_GLUED_DATE = re.compile(r"^[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\s?")
_GLUED_SECTION = re.compile(
    r"^[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}?(?:(?=[A-Z0-9][^\W_]*[a-z])|(?=[A-Z]\w))(?<=[a-z])"
)
_WORD = re.compile(r"[^\W_]+(?:[.'][^\W_]+)*")
_RELEASE = re.compile(
    r"(.{1,80}?)[ @]v?(\d{1,4}\.\d{1,4}(?:\.\d{1,6}){0,2})"
    r"(?:[-+. ]?(?:alpha|beta|rc|dev|preview|nightly|stable|post)[\w.]{0,20}|\s?\(.{0,40}\))?"
    r"(?: (?:released|release|release notes|is out|changelog))?",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^\W*(?:introducing|announcing|launching|presenting|meet|say hello to)\b:? ?", re.IGNORECASE)
_SECOND_HALF = re.compile(r"\s?[:.!?|(—–]|,? -+ ")
ROOM = 50  # characters from which on a feed may have cut a title within a sentence
_TRACKING = re.compile(r"utm_\w+|ref|ref_src|source|fbclid|gclid|mc_[ce]id|cmpid|s|hss_channel")
_LANGUAGE_PATH = re.compile(
    r"^/(?:(?:en|de|fr|es|it|pt|nl|ja|ko|zh|ar|pl|tr|ru|hi|id|vi|th|sv)(?:-[a-zA-Z]{2,4})?|intl/[a-z_-]+)(?=/)"
)
_STOP_WORDS = """
a an the and or of to in on for from with by at as is are be was were it its this that these those
how why what when where who which we our us you your my their they he she i can could may will would
should do does did not no new now here today just about into over under up out more most all any
across through between vs via using use uses used get gets make makes made introducing introduce
introduces announcing announce announces launch launches launching meet available ai artificial
intelligence agent agents agentic model models build building builds built der die das und mit von
für le la les des et pour
"""
_STOP = frozenset(_STOP_WORDS.split())
_SUFFIX = re.compile(r"(?:'s|ing|ed|es|s)$")


def clean_title(title: str) -> str:
    """The title without a glued date and section."""
    match = _GLUED_DATE.match(title)
    if match is None:
        return title.strip()
    rest = title[match.end() :]
    section = _GLUED_SECTION.match(rest)
    return rest[section.end() :].strip() if section else rest.strip()


def plain(text: str) -> str:
    """Words in small letters with single spaces: what two copies of one title have in common."""
    return " ".join(_WORD.findall(text.replace("’", "'").lower()))


def content_words(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning."""
    return frozenset(_stem(word) for word in plain(text).split() if word not in _STOP and len(word) > 1)


def _stem(word: str) -> str:
    return word if len(word) < 5 else _SUFFIX.sub("", word)


def release_of(title: str) -> tuple[str, tuple[int, ...]] | None:
    """Product and version of a title that is a release's name ("openai-python 2.35.1"); else null."""
    match = _RELEASE.fullmatch(title.strip())
    if match is None or len(match[1].split()) > 4 or match[1].split()[0].lower() in _STOP:
        return None
    return plain(match[1]).removesuffix(" version"), tuple(int(part) for part in match[2].split("."))


def opened(title: str) -> str:
    """The title without the word that opens an announcement."""
    return _OPENING.sub("", title, count=1).strip()


def cut_short(one: str, two: str) -> bool:
    """Whether one title is the other without its second half, or as far as a feed had room for it."""
    shorter, longer = sorted((opened(one).casefold(), opened(two).casefold()), key=len)
    if len(shorter) < 12 or not longer.startswith(shorter) or shorter == longer:
        return False
    if len(shorter) >= ROOM:
        return True
    return len(shorter.split()) >= 3 and bool(_SECOND_HALF.match(longer, len(shorter)))


def canonical_url(url: str | None) -> str | None:
    """The address without what differs between copies: scheme, www, tracking, language, closing slash.

    Null for a site's front page, which names no event.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        query = [(key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(key)]
    except ValueError:
        return None
    path = _LANGUAGE_PATH.sub("", parts.path).rstrip("/")
    if not path and not query:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    tail = f"?{urlencode(sorted(query))}" if query else ""
    return f"{host}{path}{tail}" + (f"#{parts.fragment}" if _names_place(parts.fragment) else "")


def _names_place(fragment: str) -> bool:
    """A fragment with digits names one entry of a page ("#1.11.2"); "#comments" does not."""
    return any(map(str.isdigit, fragment))
