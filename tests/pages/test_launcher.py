"""The launcher: its arguments, its port, its health, and a collector that is kept alive and ended."""

from __future__ import annotations

import asyncio
import json
import socket
import urllib.request

import pytest

import app as launcher
from tests.pages import serving


def test_arguments_fall_back_to_the_environment(monkeypatch):
    monkeypatch.setenv("PORT", "9123")
    asked = launcher.arguments([])
    assert asked.port == 9123 and asked.data is None and not asked.no_collector
    assert launcher.arguments(["--port", "9124", "--no-collector"]).port == 9124


def test_a_port_in_use_is_named():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = held.getsockname()[1]
        with pytest.raises(SystemExit, match=f"port {port} is in use"):
            launcher.choose_port(port)
    assert launcher.choose_port(None) >= launcher.FIRST_PORT


def test_a_collector_that_dies_is_started_again_with_longer_pauses(monkeypatch, tmp_path):
    lives, pauses = [], []

    async def once(data):
        lives.append(data)
        if len(lives) == 4:
            raise asyncio.CancelledError
        return 1

    async def pause(seconds):
        pauses.append(seconds)

    monkeypatch.setattr(launcher, "_collect_once", once)
    monkeypatch.setattr(launcher.asyncio, "sleep", pause)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(launcher._supervise(tmp_path))
    assert lives == [tmp_path] * 4 and pauses == [1.0, 2.0, 4.0]


def test_another_collector_is_left_in_peace(monkeypatch, tmp_path):
    pauses = []

    async def once(data):
        if pauses:
            raise asyncio.CancelledError
        return launcher.HELD_ELSEWHERE

    async def pause(seconds):
        pauses.append(seconds)

    monkeypatch.setattr(launcher, "_collect_once", once)
    monkeypatch.setattr(launcher.asyncio, "sleep", pause)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(launcher._supervise(tmp_path))
    assert pauses == [launcher.LONGEST_PAUSE_S]


def test_a_real_child_ends_with_us(monkeypatch, tmp_path):
    monkeypatch.setattr(launcher, "GRACE_S", 2.0)

    async def run() -> int:
        task = asyncio.create_task(launcher._collect_once(tmp_path))
        for _ in range(100):
            await asyncio.sleep(0.1)
            if (tmp_path / "main.lock").exists() and (tmp_path / "main.lock").read_text().strip():
                break
        pid = int((tmp_path / "main.lock").read_text())
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return pid

    pid = asyncio.run(run())
    with pytest.raises(ProcessLookupError):
        launcher.os.kill(pid, 0)


def test_the_server_says_its_address_and_its_health(world_data):
    with serving.server(world_data) as address:
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(f"{address}/api/health", timeout=10) as answer:
            assert json.load(answer) == {"status": "ok", "published": True}
        with urllib.request.urlopen(f"{address}/app/static/fonts/inter-latin-wght-normal.woff2", timeout=10) as answer:
            assert len(answer.read()) > 40_000
