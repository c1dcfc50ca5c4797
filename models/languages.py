"""Which language a short text is in, told by script and by small common words; null where nobody can tell."""

from __future__ import annotations

import re
from collections import Counter

_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
)
_WORDS = {
    "en": "the and of to in for with is are how we our your on from by an it that what why new now this you",
    "de": "der die das und für mit von ist wie wir ein eine im zu den dem auf nicht ki warum über wird sich"
    " bei als auch unternehmen arbeit neue durch am zum zur",
    "fr": "le la les des et pour avec une est dans nous notre sur du au aux que qui par plus ce"
    " cette vos leur l'ia données nouveau",
    "es": "el los las y para con una es en nuestra del al que por más cómo su sus inteligencia nuevo nueva",
    "it": "il lo gli e per con una è nel della del che di più come nostra intelligenza nuovo",
    "pt": "o os as e para com uma é em nosso do da no na que por mais como seu inteligência novo",
    "nl": "de het een en voor met van is hoe wij onze op niet dat zijn naar",
}
_LISTED = {code: frozenset(words.split()) for code, words in _WORDS.items()}
NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "ko": "Korean", "ja": "Japanese", "zh": "Chinese", "ru": "Russian", "ar": "Arabic",
    "he": "Hebrew", "hi": "Hindi", "th": "Thai", "el": "Greek",
}  # fmt: skip
MOST_CHARACTERS = 2000
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def language(text: str) -> str | None:
    """ISO 639-1 code. Latin text is taken for English unless words of another language outnumber it."""
    text = text[:MOST_CHARACTERS]
    letters = sum(1 for sign in text if sign.isalpha())
    if not letters:
        return None
    for code, script in _SCRIPTS:
        if len(script.findall(text)) * 3 > letters:
            return code
    words = Counter(_WORD.findall(text.lower()))
    votes = Counter({code: sum(words[word] for word in listed) for code, listed in _LISTED.items()})
    best = votes.most_common(1)
    if best and best[0][0] != "en" and best[0][1] >= 2 and best[0][1] >= votes["en"] + 2:
        return best[0][0]
    return "en" if words else None
