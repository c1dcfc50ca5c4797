"""Real feed history replayed through a loopback server with a clock and faults, as the collector would have lived it."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from datetime import datetime, timedelta, timezone
from xml.etree import ElementTree

import pytest

from db.reader import open_reader
from ingest import __main__ as collector


class Replay:
    """The replay server as a child, with its clock and faults."""

    def __init__(self, shared, root):
        self.process = subprocess.Popen(
            [sys.executable, str(shared / "tools" / "replay.py"), "--root", str(root)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.port = int(self.process.stdout.readline())

    def ask(self, path, method="GET", body=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/{path}", data=body and body.encode(), method=method
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.read()

    def log(self):
        return json.loads(self.ask("_log"))

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture
def replay(shared):
    server = Replay(shared, shared / "data" / "feeds")
    yield server
    server.stop()


@pytest.fixture
def sources(shared, replay, tmp_path):
    text = 'allow_private_hosts = ["127.0.0.1"]\n'
    for folder in sorted(path for path in (shared / "data" / "feeds").iterdir() if path.is_dir()):
        text += (
            f'[[source]]\nid = "{folder.name}"\nvendor = "{folder.name.split("_")[0]}"\nkind = "feed"\n'
            f'url = "http://127.0.0.1:{replay.port}/{folder.name}"\ncadence = "1h"\n'
        )
    path = tmp_path / "sources.toml"
    path.write_text(text)
    return path


def run(capsys, data, sources, now, *more):
    """One pass over everything; its JSON summary."""
    capsys.readouterr()
    code = collector.main(
        [
            "run",
            "--data",
            str(data),
            "--sources",
            str(sources),
            "--now",
            now.isoformat(),
            "--all",
            "--json",
            "--no-tags",
            *more,
        ]
    )
    assert code == 0
    return json.loads(capsys.readouterr().out)


def states(shared):
    """Every moment at which some feed changed."""
    stamps = {path.stem for path in (shared / "data" / "feeds").glob("*/*.xml")}
    return sorted(
        datetime.strptime(stamp, "%Y-%m-%dT%H%M%SZ").replace(tzinfo=timezone.utc) for stamp in stamps
    )


def titled_entries(shared):
    """(feed, title) of every titled entry in any state."""
    found = set()
    for path in (shared / "data" / "feeds").glob("*/*.xml"):
        for item in ElementTree.parse(path).getroot().iter("item"):
            title = " ".join((item.findtext("title") or "").split())
            if title:
                found.add((path.parent.name, title, (item.findtext("link") or "").strip()))
    return found


def test_all_states_in_time_order_lose_nothing_and_double_nothing(shared, replay, sources, tmp_path, capsys):
    data = tmp_path / "data"
    moments = states(shared)
    for moment in moments:
        replay.ask("_clock", "PUT", moment.isoformat())
        run(capsys, data, sources, moment)
    replay.ask("_log", "DELETE")
    again = run(capsys, data, sources, moments[-1] + timedelta(hours=2))
    assert (again["new"], again["snapshot"]) == (0, None)
    assert {hit["status"] for hit in replay.log() if hit["name"] != "robots.txt"} == {304}
    kept = open_reader(data).view("developments", columns=["source_id", "title", "url"], limit=20_000)
    assert not kept.duplicated(["source_id", "url"]).any()
    wanted = titled_entries(shared)
    titles, links = (
        set(zip(kept["source_id"], kept["title"], strict=True)),
        set(zip(kept["source_id"], kept["url"], strict=True)),
    )
    found = {entry for entry in wanted if entry[:2] in titles or (entry[0], entry[2]) in links}
    assert len(found) >= 0.995 * len(wanted)
    assert len({entry[:2] for entry in wanted} & titles) >= 0.995 * len({entry[:2] for entry in wanted})


def test_a_third_of_the_sources_may_fail_in_every_way(shared, replay, sources, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("ingest.fetch.DEADLINE_S", 1.5)
    monkeypatch.setattr("ingest.fetch.IMPATIENT_S", 1.0)
    faults = {
        "claude": {"kind": "hang", "seconds": 30},
        "cohere": {"kind": "drip", "every": 0.2},
        "cursor": {"kind": "status", "status": 500},
        "groq": {"kind": "gzip_bomb"},
        "ollama": {"kind": "login_page"},
        "mistral": {"kind": "cut_in_half"},
        "xainews": {"kind": "redirect_loop"},
        "google_ai": {"kind": "reset"},
        "meta_ai": {"kind": "truncate"},
        "openai_research": {"kind": "empty"},
    }
    for name, fault in faults.items():
        replay.ask(f"_fault/{name}", "PUT", json.dumps(fault))
    now = datetime(2026, 5, 16, tzinfo=timezone.utc)
    told = {line["source"]: line for line in run(capsys, tmp_path / "data", sources, now)["lines"]}
    assert all(
        told[name]["state"] in ("failing", "suspicious") and told[name]["sentence"]
        for name in faults
        if name != "mistral"
    )
    assert told["mistral"]["state"] == "partial"
    assert told["mistral"]["new"] > 0
    assert told["anthropic_news"]["state"] == "ok"
    replay.ask("_fault", "DELETE")
    later = {
        line["source"]: line
        for line in run(capsys, tmp_path / "data", sources, now + timedelta(hours=3))["lines"]
    }
    assert all(line["state"] in ("ok", "unchanged") for line in later.values())


def test_a_second_look_at_the_same_bytes_calls_no_parser(
    shared, replay, sources, tmp_path, capsys, monkeypatch
):
    now = datetime(2026, 5, 16, tzinfo=timezone.utc)
    run(capsys, tmp_path / "data", sources, now)

    def never(*_):
        raise AssertionError("a parser was called")

    monkeypatch.setattr("ingest.children.ParserChild.parse", never)
    assert run(capsys, tmp_path / "data", sources, now + timedelta(hours=2))["new"] == 0
