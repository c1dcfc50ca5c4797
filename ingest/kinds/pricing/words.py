"""A phrase of a price page as a hint: unit, tier, prompt-length band, currency, count and dates."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from ingest.kinds.pricing.bands import bands
from ingest.kinds.pricing.counts import counts
from ingest.kinds.pricing.dates import spans
from ingest.kinds.pricing.plain import folded
from ingest.kinds.pricing.profiles import word_list
from ingest.kinds.pricing.shapes import Hint

_MODALITY = {
    "text": "text", "文本": "text", "image": "image", "images": "image", "图片": "image", "图像": "image",
    "vision": "image", "audio": "audio", "speech": "audio", "音频": "audio", "语音": "audio",
    "video": "video", "视频": "video", "music": "music",
}  # fmt: skip
_MODES = re.compile(
    "|".join(
        sorted(
            (rf"(?<![a-z]){word}(?![a-z])" if word.isascii() else word for word in _MODALITY),
            key=len,
            reverse=True,
        )
    )
)
_LIST = re.compile(
    r"\(?(?:text|images?|audio|video)(?: ?(?:/|,|,? and|&|\+) ?(?:text|images?|audio|video)(?![a-z])){1,3}\)?"
)


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """The rules of vocabulary.toml, compiled."""
    text = files("ingest.kinds.pricing").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    return tuple(
        (re.compile("|".join(rule["words"])), rule["field"], rule["value"])
        for rule in tomllib.loads(text)["rule"]
    )


_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def read(phrase: str) -> tuple[Hint, str]:
    """What a short phrase says, and the words that it left unread."""
    text = folded(phrase[:400])
    found: dict[str, object] = {}
    extras: set[str] = set()
    starts, ends, undated, text = spans(text)
    text = _mode_list(text, found)
    text = counts(text, found)
    text = bands(text, found)
    for pattern, name, value in _rules():
        if not pattern.search(text):
            continue
        text = pattern.sub(" ", text)
        if name == "extras":
            extras.add(value)
        elif name == "nothing":
            continue
        elif name in ("free_plan", "priced"):
            found[name] = True
        elif name == "service" and found.get("service") not in (None, value):
            found["service"] = "several"
        elif name == "direction" and found.get("direction") not in (None, value):
            found["direction"] = "both"
        else:
            found.setdefault(name, value)
    text = _modes(text, found)
    if found.get("service") == "several":
        del found["service"]
    hint = replace(Hint(**found), extras=frozenset(extras), starts=starts, ends=ends, undated=undated)  # type: ignore[arg-type]
    left = [word for word in _WORD.findall(text) if word not in word_list("filler")]
    return hint, " ".join(left)


def _mode_list(text: str, found: dict[str, object]) -> str:
    """Reads "(text / image / video)" before its slashes are taken for a count."""
    if hit := _LIST.search(text):
        _modes(hit.group(), found)
        return text[: hit.start()] + " " + text[hit.end() :]
    return text


def _modes(text: str, found: dict[str, object]) -> str:
    """Reads of which kind of content the price speaks; text among others means the plain unit."""
    modes = [_MODALITY[hit] for hit in _MODES.findall(text)]
    if modes and "modality" not in found:
        found["modality"] = "text" if "text" in modes else modes[0]
    return _MODES.sub(" ", text)
