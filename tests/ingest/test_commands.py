"""The commands as an operator meets them: exit codes, sentences, nothing touched when the configuration is wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db.reader import open_reader
from db.store import Store
from ingest.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
FEED = """<rss version="2.0"><channel><title>Alpha</title>{items}</channel></rss>"""
ITEM = "<item><title>Note {n}</title><link>https://alpha.example/{n}</link><pubDate>Mon, 20 Apr 2026 10:0{n}:00 GMT</pubDate></item>"


@pytest.fixture
def sources(tmp_path):
    (tmp_path / "alpha.xml").write_text(FEED.format(items="".join(ITEM.format(n=n) for n in range(3))))
    path = tmp_path / "sources.toml"
    path.write_text(
        '[[source]]\nid = "alpha-news"\nvendor = "alpha"\nkind = "feed"\npath = "alpha.xml"\ntitle = "Alpha news"\n'
    )
    return path


def run(data, sources, *more):
    return main(
        [
            "run",
            "--data",
            str(data),
            "--sources",
            str(sources),
            "--no-tags",
            "--now",
            "2026-04-24T12:00:00Z",
            *more,
        ]
    )


def test_one_pass_publishes_and_a_second_adds_nothing(tmp_path, sources, capsys):
    assert run(tmp_path / "data", sources, "--json") == 0
    first = json.loads(capsys.readouterr().out)
    assert (first["new_developments"], first["snapshot"]) == (3, "snap-00000001.duckdb")
    assert run(tmp_path / "data", sources, "--all", "--json") == 0
    again = json.loads(capsys.readouterr().out)
    assert (again["new"], again["snapshot"], again["lines"][0]["state"]) == (0, None, "unchanged")
    assert open_reader(tmp_path / "data").count("developments") == 3


def test_another_file_adds_to_what_is_there(tmp_path, sources):
    run(tmp_path / "data", sources)
    (tmp_path / "beta.xml").write_text(FEED.format(items=ITEM.format(n=7)))
    other = tmp_path / "other.toml"
    other.write_text('[[source]]\nid = "beta-news"\nvendor = "beta"\nkind = "feed"\npath = "beta.xml"\n')
    run(tmp_path / "data", other)
    reader = open_reader(tmp_path / "data")
    assert set(reader.view("sources")["source_id"]) == {"alpha-news", "beta-news"}
    assert reader.count("developments") == 4


def test_a_source_that_fails_fails_alone(tmp_path, sources, capsys):
    sources.write_text(
        sources.read_text() + '[[source]]\nid = "gone"\nvendor = "beta"\nkind = "feed"\npath = "gone.xml"\n'
    )
    assert run(tmp_path / "data", sources, "--json") == 0
    lines = {line["source"]: line for line in json.loads(capsys.readouterr().out)["lines"]}
    assert lines["alpha-news"]["new"] == 3
    assert lines["gone"]["state"] == "failing"
    health = open_reader(tmp_path / "data").view("source_health", where={"source_id": "gone"}).iloc[0]
    assert "gone.xml" in health["error"]


@pytest.mark.parametrize(
    "text",
    [
        "[[source]]\nid = 'x'\nvendor = 'a'\nkind = 'feeed'\nurl = 'https://a.example'\n",
        "[[source]\n",
        "[[source]]\nid = 'x'\nvendor = 'a'\nkind = 'feed'\nurl = 'file:///etc/passwd'\n",
        "nonsense = 1\n",
    ],
)
def test_a_broken_sources_file_is_exit_2_and_touches_nothing(tmp_path, text, capsys):
    path = tmp_path / "bad.toml"
    path.write_text(text)
    assert run(tmp_path / "data", path) == 2
    assert "bad.toml:" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_an_unknown_only_is_exit_2(tmp_path, sources, capsys):
    assert run(tmp_path / "data", sources, "--only", "nonsense") == 2
    assert "nonsense" in capsys.readouterr().err


def test_bad_arguments_are_exit_2(tmp_path):
    with pytest.raises(SystemExit) as caught:
        main(["run", "--now", "soon"])
    assert caught.value.code == 2


def test_a_second_collector_is_exit_3_and_names_the_first(tmp_path, sources, capsys):
    store = Store.open(tmp_path / "data")
    assert run(tmp_path / "data", sources) == 3
    assert str(os.getpid()) in capsys.readouterr().err
    store.close()


def test_a_corrupt_store_is_exit_4_with_one_line(tmp_path, sources, capsys):
    run(tmp_path / "data", sources)
    (tmp_path / "data" / "main.duckdb").write_bytes(b"nonsense" * 1000)
    capsys.readouterr()
    assert run(tmp_path / "data", sources) == 4
    told = capsys.readouterr().err.strip()
    assert "rebuild" in told
    assert "\n" not in told
    assert main(["rebuild", "--data", str(tmp_path / "data")]) == 0
    assert run(tmp_path / "data", sources, "--all") == 0


def test_check_counts_the_sources(sources, tmp_path, capsys):
    assert main(["check", "--sources", str(sources), "--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("1 sources: 1 feed")


def test_parse_prints_records_or_a_problem(tmp_path, capsys):
    path = tmp_path / "alpha.xml"
    path.write_text(FEED.format(items=ITEM.format(n=1)))
    assert main(["parse", str(path), "--kind", "feed", "--vendor", "alpha", "--at", "2026-04-24"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["record"], record["title"], record["published_at"]) == (
        "development",
        "Note 1",
        "2026-04-20T10:01:00Z",
    )
    path.write_text("<html><title>Sign in</title></html>")
    assert main(["parse", str(path), "--kind", "feed"]) == 1
    assert json.loads(capsys.readouterr().out)["record"] == "problem"
    assert main(["parse", str(tmp_path / "gone"), "--kind", "feed"]) == 1
    assert main(["parse", str(path), "--kind", "nonsense"]) == 2


def test_try_guesses_the_kind_and_stores_nothing(tmp_path, capsys, monkeypatch):
    path = tmp_path / "alpha.xml"
    path.write_text(FEED.format(items=ITEM.format(n=1)))
    monkeypatch.chdir(tmp_path)
    assert main(["try", str(path)]) == 0
    assert "read as feed: 1 records" in capsys.readouterr().out
    assert [found.name for found in tmp_path.iterdir()] == ["alpha.xml"]


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_export_writes_every_view(tmp_path, sources, form):
    run(tmp_path / "data", sources)
    assert (
        main(["export", "--data", str(tmp_path / "data"), "--out", str(tmp_path / "out"), "--format", form])
        == 0
    )
    views = {
        view.removeprefix("main.")
        for view in open_reader(tmp_path / "data").catalogue()["view"]
        if view.startswith("main.")
    }
    assert {path.stem for path in (tmp_path / "out").iterdir()} == views


def test_reparse_keeps_ids_and_adds_nothing(tmp_path, sources):
    run(tmp_path / "data", sources)
    before = open_reader(tmp_path / "data").view(
        "developments", columns=["development_id", "title", "observed_at"], order="title"
    )
    assert main(["reparse", "--data", str(tmp_path / "data"), "--sources", str(sources)]) == 0
    after = open_reader(tmp_path / "data").view(
        "developments", columns=["development_id", "title", "observed_at"], order="title"
    )
    assert after.equals(before)


def test_kill_minus_nine_in_a_pass_leaves_a_store_that_goes_on(tmp_path, sources):
    (tmp_path / "alpha.xml").write_text(
        FEED.format(
            items="".join(
                ITEM.format(n=1).replace("/1<", f"/{n}<").replace("Note 1", f"Note {n}") for n in range(3000)
            )
        )
    )
    command = [
        sys.executable,
        "-m",
        "ingest",
        "run",
        "--data",
        str(tmp_path / "data"),
        "--sources",
        str(sources),
        "--no-tags",
        "--all",
    ]
    for wait in (0.3, 0.6, 0.9, 1.2):
        killed = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(wait)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    reader = open_reader(tmp_path / "data")
    assert reader.count("developments") == 3000
    assert set(reader.view("runs")["outcome"]) <= {"done", "aborted"}
    store = Store.open(tmp_path / "data")
    assert store.con.execute("select count(*) from core.run where outcome = 'running'").fetchone() == (0,)
    store.close()


def test_opml_goes_out_and_comes_back(tmp_path, capsys):
    sources = tmp_path / "sources.toml"
    sources.write_text(
        '[[source]]\nid = "alpha-news"\nvendor = "alpha"\nkind = "feed"\nurl = "https://alpha.example/feed"\n'
    )
    opml = tmp_path / "out.opml"
    assert main(["sources", "export", str(opml), "--sources", str(sources), "--data", str(tmp_path)]) == 0
    data = tmp_path / "data"
    assert main(["sources", "import", str(opml), "--data", str(data)]) == 0
    assert "alpha.example/feed" in (data / "sources.toml").read_text()
    assert main(["sources", "import", str(opml), "--data", str(data)]) == 0
    assert "0 sources added" in capsys.readouterr().out
    assert main(["check", "--data", str(data)]) == 0
    assert main(["sources", "import", str(tmp_path / "gone"), "--data", str(data)]) == 2
