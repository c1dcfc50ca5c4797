"""Prompt-length bands in phrases such as "> 200K input tokens" or "32K < tokens <= 128K"."""

from __future__ import annotations

import re
from decimal import Decimal

_NUMBER = r"(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?) ?(k|m|万)?(?:i?b)?(?![a-z\d.])(?! ?[x×] ?\d)"
_AFTERWARDS = r"(?: ?(?:input |prompt |context |total )?(?:tokens?|context|context length|length|prompts?))?"
_BAND_OVER = re.compile(
    rf"(?:prompts? |context |input |inputs |requests? |tokens? )*(?:length )?(?:>|≥|over|above"
    rf"|more than|exceeding|longer than|greater than|超过|大于) ?{_NUMBER}{_AFTERWARDS}"
)
_BAND_UNDER = re.compile(
    rf"(?:prompts? |context |input |inputs |requests? |tokens? )*(?:length )?(?:≤|<|up to|under"
    rf"|below|less than|at most|within|不超过|小于等于|小于) ?{_NUMBER}{_AFTERWARDS}"
)
_BAND_BOTH = re.compile(
    rf"[(\[]?{_NUMBER} ?(?:≤|<) ?[^\W\d]{{0,20}}(?: [^\W\d]{{1,20}}){{0,3}} ?"
    rf"(?:≤|<) ?{_NUMBER}[)\]]?{_AFTERWARDS}"
)
_BAND_RANGE = re.compile(
    rf"[(\[]?(?<![\w.$€¥])(\d[\d,]*) ?(k|m|万)? ?(?:-|~|to|, ?|至) ?(\d[\d,]*) ?(k|m|万)?[)\]]?{_AFTERWARDS}"
    rf"(?![\w.%])"
)
_SCALE = {"k": 1_000, "m": 1_000_000, "万": 10_000}


def bands(text: str, found: dict[str, object]) -> str:
    """Reads a prompt-length band, and takes it out."""
    for pattern, edge in ((_BAND_BOTH, 1), (_BAND_OVER, 1), (_BAND_UNDER, 0), (_BAND_RANGE, 1)):
        if hit := pattern.search(text):
            parts = hit.groups()
            scale = parts[1] or (parts[3] if len(parts) > 3 else None)
            over = _tokens(parts[0], scale) if edge else 0
            top = _tokens(parts[2], parts[3]) if len(parts) > 3 else _tokens(parts[0], scale)
            if top < 1_000 or (len(parts) > 3 and over >= top):
                continue
            found["banded"] = True
            found["over"] = over or None
            return text[: hit.start()] + " " + text[hit.end() :]
    return text


def _tokens(number: str, scale: str | None) -> int:
    """A token count as a whole number."""
    digits = number.replace(",", "")
    return int(Decimal(digits[:12]) * _SCALE.get(scale or "", 1))
