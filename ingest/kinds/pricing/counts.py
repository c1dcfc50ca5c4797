"""For how many of what a price is asked: tokens, characters, images, seconds, calls."""

from __future__ import annotations

import re

_COUNT = (
    r"(?P<count>1,?000,?000|1 ?m(?:illion|io|m)?|million|mio|m|1,?000|1 ?k|k|thousand|"
    r"百万|1 ?百万|100 ?万|千|1 ?千|万|1 ?万)"
)
_SIDE = (
    r"(?:(?P<side>(?:un)?cached input|cached|input|output|audio input|audio output|image input"
    r"|audio|text|image|training|提示|输入|输出) )?"
)
_TOKENS = re.compile(
    rf"(?:(?:per|/|each|every|每) ?|(?<![\d.$€¥,]))?(?<![\w.]){_COUNT} ?{_SIDE}(?:tokens?|tok"
    rf"|toks)(?![a-z])(?P<hour> ?(?:per|/) ?(?:hour|hr|h|小时)(?![a-z]))?"
    r"|(?:per |/ ?)?(?<![a-z\d])(?:(?P<million>1? ?mtoks?|1? ?mtokens?)|(?P<thousand>1? ?ktoks?"
    r"|1? ?ktokens?))(?![a-z])(?P<hour2> ?(?:per|/) ?(?:hour|hr|h|小时)(?![a-z]))?"
)
_MILLION = re.compile(r"(?:/|(?<![a-z])per) ?(?:1 ?)?m(?:illion)?(?=$|[)\]*,;]|\s*$)")
_CHARACTERS = re.compile(rf"(?:per |/ ?|每)?{_COUNT} ?(?:utf-8 bytes|characters?|chars?|字符)(?![a-z])")
_CALLS = re.compile(
    rf"(?:per |/ ?|每)?{_COUNT} ?(?:tool |grounded |search )?(?P<what>requests?|calls?|quer(?:y"
    rf"|ies)|searches|prompts|uses|urls|results|pages?|次)(?![a-z])"
)
_ONE = re.compile(
    r"(?:(?:(?<![a-z])per|/|(?<![a-z])each|(?<![a-z])every|(?<![a-z])a(?= )|每) ?)(?P<kind>(?:input"
    r"|output|generated|audio|video|square|1|successful) )?"
    r"(?P<what>training hour|image|picture|megapixel|mp|second|sec|s|minute|min|hour|hr|h|video"
    r"|song|track|generation|voice|request|call|query|use|search|page|character|token|task"
    r"|edit|step|session|month|day|seat|user|container|gb|张|秒|分钟|小时|个视频|次)"
    r"(?![a-z])(?P<trail>(?: of)?(?: audio| video| transcribed| generated| output| input)?)"
)
_CLIP = re.compile(
    r"(?:per |/ ?)(\d{3,4}p|[1248]k(?: ?/ ?[1248]k)?),? ?(?:(\d{1,3}s),? )?(video|image)(?![a-z])"
)
_SONG = re.compile(r"(?:per |/ ?)?up[- ]to[- ]\d{1,2}[- ]min(?:ute)?s? (?:music|songs?)")
_NAMES = {
    "sec": "second", "s": "second", "min": "minute", "hr": "hour", "h": "hour", "picture": "image",
    "track": "song", "张": "image", "秒": "second", "分钟": "minute", "小时": "hour", "个视频": "video",
    "次": "use", "mp": "megapixel",
}  # fmt: skip
_PLURAL = {"queries": "queries", "query": "queries", "次": "calls"}


def counts(text: str, found: dict[str, object]) -> str:
    """Reads for how many of what a price is asked, and takes those words out."""
    if hit := _CLIP.search(text):
        found["per"] = hit.group(3)
        found["variant"] = "/".join(part for part in (hit.group(1).upper(), hit.group(2)) if part)
        return text[: hit.start()] + f" {hit.group(3)} " + text[hit.end() :]
    if hit := _SONG.search(text):
        found["per"] = "song"
        return text[: hit.start()] + " music " + text[hit.end() :]
    if hit := _TOKENS.search(text):
        count = hit.group("count")
        per = _count(count) if count else ("1M" if hit.group("million") else "1K")
        hour = hit.group("hour") or hit.group("hour2")
        found["per"] = f"{per} tokens per hour" if hour else f"{per} tokens"
        if hour:
            found["cache"] = "storage"
        side = hit.group("side") or ""
        return text[: hit.start()] + f" {side} " + text[hit.end() :]
    if hit := _MILLION.search(text):
        found["per"] = "1M tokens"
    elif hit := _CHARACTERS.search(text):
        found["per"] = f"{_count(hit.group('count'))} characters"
    elif hit := _CALLS.search(text):
        what = hit.group("what")
        plural = _PLURAL.get(what, what if what.endswith("s") else what + "s")
        found["per"] = f"{_count(hit.group('count'))} {plural}"
    elif hit := _ONE.search(text):
        what = _NAMES.get(hit.group("what"), hit.group("what"))
        found["per"] = what
        return text[: hit.start()] + f" {hit.group('kind') or ''} {hit.group('trail')} " + text[hit.end() :]
    else:
        return text
    return text[: hit.start()] + " " + text[hit.end() :]


def _count(words: str) -> str:
    """1K, 1M or 10K as the records write it."""
    words = words.replace(",", "").replace(" ", "")
    if words in ("1000", "1k", "k", "thousand", "千", "1千"):
        return "1K"
    return "10K" if words in ("万", "1万") else "1M"
