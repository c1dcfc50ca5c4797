"""From what was said about a price to its unit of sale and tier, or the reason why not."""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.kinds.pricing.plain import folded
from ingest.kinds.pricing.shapes import Hint

_SUBJECTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("agent", r"(?<![a-z])agents?(?![a-z])|智能体"),
        ("tool", r"(?<![a-z])tools?(?![a-z])|web search|grounding|features?(?! models)|工具|搜索"),
        ("embedding", r"embed|嵌入|向量"),
        ("rerank", r"re-?rank|重排"),
        (
            "transcription",
            r"transcri|speech[- ]to[- ]text|speech recognition|"
            r"(?<![a-z])(?:asr|stt)(?![a-z])|语音识别|whisper",
        ),
        ("speech", r"text[- ]to[- ]speech|speech|(?<![a-z])(?:tts|t2a)(?![a-z])|voice|语音合成"),
        ("music", r"music|song"),
        ("video", r"video|视频"),
        ("image", r"image|图像|图片"),
        ("audio", r"audio|语音|音频"),
    )
)
_TOKENS = {"1M tokens": 1, "1K tokens": 1_000, "10K tokens": 100, "token": 1_000_000}
_BASES = {"read": "cached_input", "storage": "cache_storage"}


def subject(*phrases: str) -> str | None:
    """What the nearest phrase is about; phrases go from the nearest to the widest."""
    for phrase in phrases:
        text = folded(phrase)
        for name, pattern in _SUBJECTS:
            if pattern.search(text):
                return name
    return None


def unit_of(hint: Hint) -> str | None:
    """The unit of sale in the words of the records, or null where the page leaves it open."""
    if hint.special:
        return hint.special
    if hint.per == "training hour":
        return "training"
    if hint.per and hint.per.endswith("tokens per hour"):
        return "cache_storage"
    if hint.per in _TOKENS:
        return _token_unit(hint)
    return _piece_unit(hint)


def _token_unit(hint: Hint) -> str | None:
    """The unit of a price for tokens."""
    if hint.cache == "storage":
        return None
    if hint.cache and hint.cache.startswith("write"):
        return f"cache_{hint.cache}" if hint.direction != "output" else None
    base = _BASES.get(hint.cache or "") or hint.direction
    if base == "cached_input" and hint.direction == "output":
        return None
    if base is None and hint.cache == "miss":
        base = "input"
    if base in (None, "both"):
        if hint.subject in ("embedding", "rerank"):
            return "input"
        if hint.subject in ("transcription", "audio"):
            return "audio_input"
        if hint.subject == "speech":
            return None
        return "blended"
    return f"{hint.modality}_{base}" if hint.modality in ("audio", "image", "video") else base


def _piece_unit(hint: Hint) -> str | None:
    """The unit of a price for images, seconds, characters, calls and the like."""
    per = hint.per or ""
    if hint.subject == "agent" and per:
        return "blended"
    if hint.subject == "tool" and (
        per == "use"
        or per.split(" ")[-1] in ("calls", "requests", "queries", "searches", "uses", "urls", "results")
    ):
        return "tool"
    if per.endswith("characters") or per == "voice":
        return "text_input" if hint.direction in (None, "input") else None
    if per in ("image", "megapixel"):
        return "image_input" if hint.direction == "input" else "image_output"
    if per == "video":
        return "video_output"
    if per == "song":
        return "music_output"
    if per in ("second", "minute", "hour"):
        return _timed_unit(hint)
    if per in ("request", "1K requests"):
        return "request"
    return None


def _timed_unit(hint: Hint) -> str | None:
    """The unit of a price for a stretch of time."""
    if hint.subject == "transcription":
        return "audio_input"
    if hint.subject == "video" or hint.modality == "video":
        return "video_input" if hint.direction == "input" else "video_output"
    if hint.modality == "audio" and hint.direction in ("input", "output"):
        return f"audio_{hint.direction}"
    return "audio_output" if hint.subject == "speech" else None


def tier_of(hint: Hint) -> str:
    """The tier words joined by a plus; standard where none is named."""
    parts = ["fine_tuned"] if "fine_tuned" in hint.extras else []
    if hint.service and hint.service != "standard":
        parts.append(hint.service)
    parts += [name for name in ("off_peak", "peak") if name in hint.extras]
    return "+".join(parts) or "standard"


def usd_per_mtok(amount: Decimal, currency: str | None, per: str | None, unit: str) -> Decimal | None:
    """Exact dollars for a million tokens; null for other currencies and for what is no token."""
    if currency != "USD" or per not in _TOKENS or unit == "cache_storage":
        return None
    whole = amount * _TOKENS[per]
    return Decimal(int(whole)) if whole == whole.to_integral_value() else whole.normalize()
