"""The words by which a table speaks of itself: unit, tier, prompt-length band, currency, count and dates."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from ingest.kinds.pricing.dates import spans
from ingest.kinds.pricing.plain import folded
from ingest.kinds.pricing.shapes import Hint

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
    "sec": "second", "s": "second", "min": "minute", "hr": "hour", "h": "hour", "picture": "image", "track": "song",
    "张": "image", "秒": "second", "分钟": "minute", "小时": "hour", "个视频": "video", "次": "use", "mp": "megapixel",
}  # fmt: skip
_PLURAL = {"queries": "queries", "query": "queries", "次": "calls"}

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
    rf"[(\[]?{_NUMBER} ?(?:≤|<) ?[^\W\d]{{0,20}}(?: [^\W\d]{{1,20}}){{0,3}} ?(?:≤|<) ?{_NUMBER}[)\]]?{_AFTERWARDS}"
)
_BAND_RANGE = re.compile(
    rf"[(\[]?(?<![\w.$€¥])(\d[\d,]*) ?(k|m|万)? ?(?:-|~|to|, ?|至) ?(\d[\d,]*) ?(k|m|万)?[)\]]?{_AFTERWARDS}"
    rf"(?![\w.%])"
)
_SCALE = {"k": 1_000, "m": 1_000_000, "万": 10_000}

_MODALITY = {"text": "text", "文本": "text", "image": "image", "images": "image", "图片": "image", "图像": "image", "vision": "image",
             "audio": "audio", "speech": "audio", "音频": "audio", "语音": "audio", "video": "video", "视频": "video", "music": "music"}  # fmt: skip
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

_RULES: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern), name, value)
    for pattern, name, value in (
        (r"(?:input|output|prompt|context) length|(?:输入|输出|上下文)长度", "nothing", ""),
        (r"text (?:and|&|\+) (?:thinking|reasoning)|response (?:and|&) reasoning", "modality", "text"),
        (r"(?<![a-z])short context(?! ?[(<>≤≥\d])", "nothing", ""),
        (r"(?<![a-z])long context(?! ?[(<>≤≥\d])", "variant", "long context"),
        (r"free (?:tier|plan|of charge tier)|免费版", "free_plan", "yes"),
        (r"(?:paid|pay[- ]as[- ]you[- ]go) (?:tier|plan)|付费版", "priced", "yes"),
        (
            r"(?:reinforcement |supervised )?fine[- ]?tun(?:ing|ed)(?: models?| (?=price|pricing))?"
            r"|微调", "extras", "fine_tuned"),
        (r"(?:cach(?:e|ed|ing)|缓存)[^|\n]{0,24}?(?:storage|存储)|storage price|storage", "cache", "storage"),
        (
            r"5 ?-?m(?:in(?:ute)?s?)? (?:prompt )?cache writes?|cache writes? \(?5 ?-?m(?:in(?:ute)?s?)?\)?(?: "
            r"ttl)?|cache writes? 5m", "cache", "write_5m"),
        (
            r"1 ?-?h(?:our|r)?s? (?:prompt )?cache writes?|cache writes? \(?1 ?-?h(?:our|r)?s?\)?(?: ttl)?"
            r"|cache writes? 1h", "cache", "write_1h"),
        (
            r"(?:(?:prompt|context) )?cach(?:e|ed|ing)(?: \w+)? ?writes?|writes? (?:to )?(?:the )?cache"
            r"|cache creations?|cache stor(?:e|ing)|缓存(?:写入|创建)|缓存写", "cache", "write"),
        (r"\(?cache[- ]?miss(?:es)?\)?|uncached|non-?cached|not cached|缓存未命中|未命中缓存|未命中", "cache", "miss"),
        (
            r"cache(?:d)?[- ]?(?:hits?(?: (?:&|and) refreshes)?|reads?)|(?:prompt |context )?(?:implicit "
            r"|explicit )?(?:cached|caching|cache)(?: reads?)?(?: (?=inputs?|input|price|tokens?))?"
            r"|缓存命中|命中缓存|缓存读取|缓存", "cache", "read"),
        (r"estimated cost", "special", "estimated_cost"),
        (r"(?<![a-z])training(?: cost| price)?(?![a-z])|训练", "special", "training"),
        (r"(?<![a-z])tuning(?![a-z])", "special", "training"),
        (
            r"(?<![a-z])(?:(?:base |prompt )?inputs?(?! modalit)|prompts?(?: tokens)?)(?![a-z])|输入"
            r"|提示", "direction", "input"),
        (r"(?<![a-z])(?:outputs?|completions?(?: tokens)?|generated tokens)(?![a-z])|输出|补全", "direction", "output"),
        (r"off[- ]?peak(?: hours?| pricing| price)?|低谷|优惠时段|错峰|discount(?:ed)? price(?= *\(?utc)", "extras", "off_peak"),
        (r"(?<!-)(?<!off )peak(?: hours?)?|高峰时段", "extras", "peak"),
        (r"(?<![a-z])batch(?: api)?(?: mode| processing| inference| jobs?)?(?![a-z])|批量(?:推理)?|批处理", "service", "batch"),
        (r"(?<![a-z])flex(?: processing)?(?: tier)?(?![a-z])", "service", "flex"),
        (r"(?<![a-z])priority(?: processing)?(?: tier)?", "service", "priority"),
        (r"fast mode|(?<![\w.-])fast$|^fast(?: (?:tier|pricing))?$", "service", "fast"),
        (
            r"(?<![a-z])standard(?: tier| processing| api)?(?! video| image)|on[- ]demand|real-?time inference"
            r"|标准(?:时段)?(?:价格)?", "service", "standard"),
        (r"(?<![a-z])usd(?![a-z])|us dollars?|u\.s\. dollars?|美元", "currency", "USD"),
        (r"(?<![a-z])eur(?:os?)?(?![a-z])", "currency", "EUR"),
        (r"(?<![a-z])(?:cny|rmb|yuan)(?![a-z])|人民币|元", "currency", "CNY"),
        (r"(?<![a-z])gbp(?![a-z])", "currency", "GBP"),
        (r"(?<![a-z])(?:jpy)(?![a-z])|円", "currency", "JPY"),
        (r"non-?thinking|without (?:thinking|reasoning)|非思考(?:模式)?", "variant", "non-thinking"),
        (r"(?:including|incl\.?|includes?) (?:thinking|reasoning)(?: tokens)?|含思考", "priced", "yes"),
        (r"(?<!-)(?:with )?thinking(?: mode)?(?! tokens)|思考模式", "variant", "thinking"),
        (r"(?<![a-z])(?:prices?|pricing|costs?|rates?(?! limit)|fees?)(?![a-z])|费用|价格|单价|定价|计费", "priced", "yes"),
    )
)  # fmt: skip
_FILLER = frozenset(
    [
        "per",
        "in",
        "for",
        "of",
        "the",
        "a",
        "an",
        "and",
        "or",
        "with",
        "to",
        "on",
        "at",
        "by",
        "tokens",
        "token",
        "api",
        "model",
        "models",
        "tier",
        "used",
        "usage",
        "only",
        "each",
        "default",
        "all",
        "above",
        "below",
        "approximately",
        "equivalent",
        "million",
        "每",
        "tok",
        "tokens.",
        "unit",
        "is",
        "are",
        "as",
        "from",
        "list",
        "public",
        "our",
    ]
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
    text = _counts(text, found)
    text = _bands(text, found)
    for pattern, name, value in _RULES:
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
    left = [word for word in _WORD.findall(text) if word not in _FILLER]
    return hint, " ".join(left)


def _counts(text: str, found: dict[str, object]) -> str:
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


def _bands(text: str, found: dict[str, object]) -> str:
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
