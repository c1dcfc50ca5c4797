"""A fresh server for one test: the real launcher on a free port, and a browser that counts what it asks."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
ARTEFACTS = ROOT / "tests" / "artefacts"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def server(data: Path, *more: str) -> Iterator[str]:
    """The address of an app that has answered nobody yet."""
    given = [sys.executable, "app.py", "--data", str(data), "--port", str(free_port()), *(more or ("--no-collector",))]
    child = subprocess.Popen(given, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        for line in child.stdout:
            if line.startswith("http://127.0.0.1:"):
                break
        yield line.strip()
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(20)
        child.stdout.close()


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


def opened(started: Browser, address: str, *, width: int = 1440, theme: str = "light") -> tuple[Page, list[str]]:
    """A page once its title stands, and the foreign hosts that it asked on the way."""
    page = started.new_context(viewport={"width": width, "height": 900}, color_scheme=theme).new_page()
    foreign: list[str] = []
    ours = address.split("/", 3)[2]

    def note(request) -> None:
        if not request.url.startswith(("data:", "blob:")) and request.url.split("/", 3)[2] != ours:
            foreign.append(request.url)

    page.on("request", note)
    page.goto(address)
    page.wait_for_selector("h1", timeout=30_000)
    settle(page)
    return page, foreign


def settle(page: Page) -> None:
    """Waits until the script has run and what it drew stands."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=30_000)
    page.wait_for_timeout(300)
