"""Fixtures that every wing shares: the small world, a fixed now, and no network beyond loopback."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from tests import world

SHARED = Path(__file__).resolve().parents[2] / "shared"
os.environ.setdefault("HF_HUB_OFFLINE", "1")


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Connections to anything but this machine fail at once."""
    real = socket.socket.connect

    def connect(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1"):
            raise OSError(f"a test tried to reach {address[0]}")
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared data beside the project; tests that need it skip where it is absent."""
    if not (SHARED / "data").is_dir():
        pytest.skip("the shared data is not beside this project")
    return SHARED


@pytest.fixture
def now():
    """The world's now: Friday of ISO week 2026-W17."""
    return world.NOW


@pytest.fixture(scope="session")
def world_data(tmp_path_factory) -> Path:
    """A DATA folder with the world published; read it, do not write it."""
    return world.published(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="session")
def empty_data(tmp_path_factory) -> Path:
    """A DATA folder whose snapshot holds nothing."""
    return world.empty(tmp_path_factory.mktemp("empty"))
