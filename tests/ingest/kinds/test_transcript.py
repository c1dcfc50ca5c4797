"""Who speaks, since when: golden pairs, real transcripts, odd layouts and hostile input."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import Document, Passage, Source
from ingest.errors import EmptyParse, ParseError, SourceError
from ingest.kinds.transcript import parse

SHARED = Path(__file__).parents[4] / "shared" / "data" / "transcripts"
SOURCE = Source("talk", "talk", "transcript", "Talk", "test", 3600)
NOON = datetime(2026, 4, 1, 12, tzinfo=timezone.utc)
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]|<script|<img")


def read(text: str | bytes, **given_by_feed: str) -> list[Passage]:
    body = text if isinstance(text, bytes) else text.encode()
    return [r for r in parse(SOURCE, Document("talk", body, NOON, **given_by_feed)) if isinstance(r, Passage)]


def said(text: str) -> list[tuple[str | None, float | None, str]]:
    return [(passage.speaker, passage.starts_s, passage.text) for passage in read(text)]


LAYOUTS = {
    "name and time, then text": "Ann Lee (00:00):\nHello.\n\nBo (00:14):\nHi.\n\nAnn Lee (00:20):\nBye.",
    "time, bold": "[00:00:00] **Ann Lee:** Hello.\n[00:00:14] **Bo:** Hi.\n[00:00:20] **Ann Lee:** Bye.",
    "bold, slanted": "**Ann Lee** *0:00*\n\nHello.\n\n**Bo** *0:14*\n\nHi.\n\n**Ann Lee** *0:20*\n\nBye.",
    "name, time, no colon": "Ann Lee (00:00:00) Hello.\nBo (00:00:14) Hi.\nAnn Lee (00:00:20) Bye.",
    "name and time on two lines": "Ann Lee\n00:00\nHello.\n\nBo\n00:14\nHi.\n\nAnn Lee\n00:20\nBye.",
    "name, colon, time": "Ann Lee: 00:00:00\n\nHello.\n\nBo: 00:00:14\n\nHi.\n\nAnn Lee: 00:00:20\n\nBye.",
    "time, name, colon": "00:00 Ann Lee: Hello.\n00:14 Bo: Hi.\n00:20 Ann Lee: Bye.",
    "tenths of a second": "[0:00:00.0] Ann Lee: Hello.\n\n[0:00:14.0] Bo: Hi.\n\n[0:00:20.0] Ann Lee: Bye.",
    "headings": "### Ann Lee [00:00]\n\nHello.\n\n### Bo [00:14]\n\nHi.\n\n### Ann Lee [00:20]\n\nBye.",
    "bare time, bold, no colon": "0:00:00.0 **Ann Lee** Hello.\n\n0:00:14.0 **Bo** Hi.\n\n0:00:20.0 **Ann Lee** Bye.",
    "time, dash, name above": "00:00 - Ann Lee\nHello.\n\n00:14 - Bo\nHi.\n\n00:20 - Ann Lee\nBye.",
    "name in brackets": "WEBVTT\n\n00:00.000 --> 00:02.000\n[Ann Lee] Hello.\n\n00:14.000 --> 00:15.000\n[Bo] Hi.\n\n"
    "00:16.000 --> 00:17.000\n[MUSIC]\n\n00:20.000 --> 00:21.000\n[Ann Lee] Bye.",
    "name in a line of its own": "WEBVTT\n\n00:00.000 --> 00:02.000\n(Ann Lee)\nHello.\n\n"
    "00:14.000 --> 00:15.000\n(Bo)\nHi.\n-\n \n\n00:20.000 --> 00:21.000\n(Ann Lee)\nBye.",
    "utterances below results": '{"results": {"channels": [], "utterances": ['
    '{"start": 0.0, "speaker_label": "Ann Lee", "transcript": "Hello."},'
    '{"start": 14.0, "speaker_label": "Bo", "transcript": "Hi."},'
    '{"start": 20.0, "speaker_label": "Ann Lee", "transcript": "Bye."}]}}',
    "names listed apart": '{"monologues": [{"speaker": 0, "elements": [{"value": "Hello."}], "start": 0},'
    '{"speaker": 1, "text": "Hi.", "start": 14}, {"speaker": 0, "text": "Bye.", "start": 20}],'
    '"speakers": [{"id": 0, "name": "Ann Lee"}, {"id": 1, "name": "Bo"}]}',
    "web page": (
        "<div><div class='speaker'>Ann Lee</div><span class='time'>00:00</span><p>Hello.</p></div>"
        "<div><div class='speaker'>Bo</div><span class='time'>00:14</span><p>Hi.</p></div>"
        "<div><div class='speaker'>Ann Lee</div><span class='time'>00:20</span><p>Bye.</p></div>"
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_speaker_and_time(layout: str) -> None:
    assert said(LAYOUTS[layout]) == [
        ("Ann Lee", 0.0, "Hello."),
        ("Bo", 14.0, "Hi."),
        ("Ann Lee", 20.0, "Bye."),
    ]


UNTIMED = {
    "capitals": "ANN LEE: Hello.\nBO: Hi.\nANN LEE: Bye.",
    "plain": "Ann Lee: Hello.\n\nBo: Hi.\n\nAnn Lee: Bye.",
    "bullets": "- **Ann Lee**: Hello.\n- **Bo**: Hi.\n- **Ann Lee**: Bye.",
    "arrows": ">> ANN LEE: Hello.\n>> BO: Hi.\n>> ANN LEE: Bye.",
    "bold, no colon": "**Ann Lee** Hello.\n\n**Bo** Hi.\n\n**Ann Lee** Bye.\n\n**Bo** Ok.\n\n",
    "bold alone": "**Ann Lee**\n\nHello.\n\n**Bo**\n\nHi.\n\n**Ann Lee**\n\nBye.",
    "dl": "<dl><dt>Ann Lee<dd>Hello.</dd><dt>Bo<dd>Hi.</dd><dt>Ann Lee<dd>Bye.</dd></dl>",
    "windows line ends": "**Ann Lee:** Hello.\r\n\r\n**Bo:** Hi.\r\n\r\n**Ann Lee:** Bye.\r\n",
}


@pytest.mark.parametrize("layout", UNTIMED)
def test_labels_without_times(layout: str) -> None:
    found = [((speaker or "").upper(), text) for speaker, _, text in said(UNTIMED[layout])][:3]
    assert found == [("ANN LEE", "Hello."), ("BO", "Hi."), ("ANN LEE", "Bye.")]


def test_prose_with_a_colon_is_no_speaker() -> None:
    text = (
        "Ann: Good morning.\n\nBo: Hi. Two things.\n\nNote: this is Bo still.\n\n"
        "The thing is: so is this.\n\nExactly: and this, exactly so.\n\nhttps://bo.example: and this.\n\n"
        "Ann: Thanks, Jef.\n\nJef: Once only.\n\nBo: Bye."
    )
    assert [speaker for speaker, _, _ in said(text)] == ["Ann", "Bo", "Ann", "Jef", "Bo"]


def test_who_speaks_once_is_known_by_capitals_title_or_custom() -> None:
    text = (
        "AL: Good morning.\n\nBO: Hi.\n\nAL: Who else?\n\nBO: Many.\n\nJHD: Me.\n\nall: Us!\n\n"
        "UNKNOWN VOICE #2: And me.\n\nAL: So.\nResult: up."
    )
    assert [speaker for speaker, _, _ in said(text)] == [
        *("AL", "BO", "AL", "BO", "JHD", "all", "UNKNOWN VOICE #2", "AL")
    ]
    names = ["Ann Lee", "Bo", "Ann Lee", "Bo", "李伟", "Dr. Jo D'Arcy (she/her)", "eBoard (2)", "Ann Lee"]
    cues = "".join(f"00:{n:02d}.000 --> 00:{n:02d}.900\n{name}: Yes.\n\n" for n, name in enumerate(names))
    assert [speaker for speaker, _, _ in said("WEBVTT\n\n" + cues)] == names


def test_milliseconds_become_seconds() -> None:
    text = (
        '{"utterances": [{"speaker": "A", "start": 500, "end": 1500, "text": "Hello."},'
        '{"speaker": "B", "start": 62000, "end": 63000, "text": "Hi."}]}'
    )
    assert [(p.starts_s, p.ends_s) for p in read(text)] == [(0.5, 1.5), (62.0, 63.0)]


def test_a_list_of_chapters_names_nobody() -> None:
    found = read(
        "00:00 Opening\n04:10 Price Pages\n20:00 Closing\n\nWe talk about prices today. It is a long talk."
    )
    assert {passage.speaker for passage in found} == {None}


def test_a_long_turn_is_cut_between_paragraphs_and_keeps_its_speaker() -> None:
    paragraphs = [f"{word} " * 100 + "end." for word in ("alpha", "beta", "gamma", "delta")]
    found = read("**Ann:** " + "\n\n".join(paragraphs) + "\n\n**Bo:** Yes.\n\n**Ann:** No.")
    assert [passage.speaker for passage in found] == ["Ann"] * (len(found) - 2) + ["Bo", "Ann"]
    assert len(found) > 3
    assert all(len(passage.text) <= 1_200 for passage in found)
    assert "\n\n".join(passage.text for passage in found[:-2]) == "\n\n".join(paragraphs)


def test_an_endless_paragraph_is_cut_between_sentences() -> None:
    found = read("This sentence is said again and again. " * 500)
    assert len(found) > 10
    assert all(len(passage.text) <= 1_200 and passage.text.endswith(".") for passage in found)


def test_cues_of_one_speaker_merge_up_to_the_limit() -> None:
    cues = "".join(
        f"00:{n:02d}.000 --> 00:{n + 1:02d}.000\n<v Ann>Some words that fill this cue, {n}.\n\n"
        for n in range(50)
    )
    found = read("WEBVTT\n\n" + cues)
    assert 2 < len(found) < 10
    assert all(len(passage.text) <= 600 and passage.speaker == "Ann" for passage in found)
    assert [passage.ends_s for passage in found[:-1]] == [passage.starts_s for passage in found[1:]]


def test_rolling_captions_are_said_once() -> None:
    text = (
        "WEBVTT\nKind: captions\n\n00:00:00.000 --> 00:00:02.000\n \nhello<00:00:00.5><c> there</c>\n\n"
        "00:00:02.000 --> 00:00:02.010\nhello there\n \n\n"
        "00:00:02.010 --> 00:00:04.000\nhello there\nhow<00:00:03.0><c> are</c>\n"
    )
    assert said(text) == [(None, 0.0, "hello there how are")]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", EmptyParse),
        (b" \n\t\n", EmptyParse),
        (b"WEBVTT\n\n", EmptyParse),
        (b"<!--", EmptyParse),
        (b'{"segments": []}', EmptyParse),
        (b'{"error": "not found"}', ParseError),
        (b'{"segments": [', ParseError),
        (b"\x89PNG\r\n\x1a\n" + b"\0\1\2" * 90, ParseError),
        (b"<?xml version='1.0'?><rss></rss>", ParseError),
        (b"<!doctype html><title>Sign in</title><h1>Sign in to continue</h1>", ParseError),
    ],
)
def test_what_is_no_transcript_is_refused(body: bytes, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        read(body)


def test_hostile_speech_becomes_text() -> None:
    text = (
        "**Ann:** <script>a</script>Hi \u202eevil\u202c <img src=x onerror=y>\n\n**Bo:** Hi.\n\n**Ann:** Ok"
    )
    assert not any(UNSAFE.search(passage.text) for passage in read(text))


SCRAPS = (
    'WEBVTT|00:01.000 --> 00:02.000|<v Ann>|**Ann:** hi|Bo (00:12): x|[00:12]|{|"segments":[|Ann||---|<p>|]}'
    "|\\[06:05\\] text|<b>Bo:</b>|Note: x|00:00:01,000 --> 00:00:02,000"
)


@settings(max_examples=120, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(max_size=400),
        st.lists(
            st.sampled_from(SCRAPS.split("|")),
            max_size=25,
        ).map("\n".join),
    )
)
def test_only_source_errors_and_clean_text(written: str | bytes) -> None:
    body = written if isinstance(written, bytes) else written.encode("utf-8", "surrogatepass")
    try:
        found = read(body)
    except SourceError:
        return
    assert found
    for passage in found:
        assert passage.text.strip()
        assert not UNSAFE.search(passage.text + (passage.speaker or ""))


@pytest.mark.parametrize(
    "piece", ["<", "**", "[", "00:12 ", "<v A", "Ann:", "\\[00:12\\]", "(", "<b>", "-->\n", "a:\n", "A b\n"]
)
def test_repeated_marks_do_not_hang(piece: str) -> None:
    with suppress(SourceError):
        read(piece * 20_000)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the shared transcripts are not beside the project")
def test_real_turns_carry_the_right_speaker() -> None:
    right = wrong = 0
    for path in sorted(SHARED.glob("*.md")):
        text = path.read_text("utf-8")
        found = [(passage.speaker, _letters(passage.text)) for passage in read(text)]
        for speaker, words in _turns(text):
            opening = _letters(words)[:60]
            hits = [who for who, spoken in found if opening in spoken]
            right += speaker in hits
            wrong += speaker not in hits
    assert right > 900
    assert wrong <= right // 100


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the shared transcripts are not beside the project")
def test_the_subtitle_example_of_the_specification() -> None:
    found = read((SHARED / "formats" / "podcast-namespace-example.srt").read_bytes())
    order = [
        passage.speaker
        for at, passage in enumerate(found)
        if not at or found[at - 1].speaker != passage.speaker
    ]
    assert order == [
        "Travis",
        "Sarah",
        "Travis",
        "Gilon",
        "Travis",
        "Gilon",
        "Travis",
        "Sarah",
        "Gilon",
        "Travis",
    ]
    assert all(passage.starts_s is not None for passage in found)


def _turns(text: str) -> list[tuple[str, str]]:
    """Speaker and words of each paragraph, read in the plainest way from the show's own layout."""
    turns: list[tuple[str, str]] = []
    for line in text.split("\n"):
        label = re.match(r"\*\*([^*]+):\*\* ?(.*)", line)
        if label and label[1] != "Break":
            turns.append((label[1], label[2]))
        elif line.strip() and turns and "Break" not in line[:10]:
            turns.append((turns[-1][0], line))
    return [(speaker, words) for speaker, words in turns if _letters(words)]


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", re.sub(r"\\?\[\d+:\d+\\?\]", "", text).lower())
