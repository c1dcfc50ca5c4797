"""The launcher: serves the pages, keeps the collector running beside them, and answers /api/health."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import secrets
import socket
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

ROOT = Path(__file__).resolve().parent
HOST = "127.0.0.1"
FIRST_PORT = 8501
SHORT_LIFE_S = 60.0
LONGEST_PAUSE_S = 60.0
HELD_ELSEWHERE = 3
GRACE_S = 10.0

log = logging.getLogger("sextant.app")


def data_folder() -> Path:
    """DATA; spelt here as well, because the launcher reaches pages and collector by path and command only."""
    return Path(os.environ.get("SEXTANT_DATA") or ROOT / "data").expanduser().resolve()


async def _collect_once(data: Path) -> int:
    """One life of the collector; ends it when we are told to stop, by its own pid only."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "ingest", "watch", "--data", str(data), cwd=ROOT
    )
    log.info("collector started pid=%s", child.pid)
    try:
        return await child.wait()
    except asyncio.CancelledError:
        with contextlib.suppress(ProcessLookupError):
            child.terminate()
        try:
            await asyncio.wait_for(child.wait(), timeout=GRACE_S)
        except TimeoutError:
            child.kill()
            await child.wait()
        raise


async def _supervise(data: Path) -> None:
    """Restart the collector whenever it ends, waiting longer each time it dies young."""
    pause = 1.0
    while True:
        born = time.monotonic()
        code = await _collect_once(data)
        if time.monotonic() - born > SHORT_LIFE_S:
            pause = 1.0
        wait = LONGEST_PAUSE_S if code == HELD_ELSEWHERE else pause
        log.warning("collector ended code=%s restart_in_s=%.0f", code, wait)
        await asyncio.sleep(wait)
        pause = min(pause * 2, LONGEST_PAUSE_S)


async def _announce(port: int) -> None:
    """Print the address once the server accepts connections, so that a script may rely on the line."""
    while True:
        try:
            _, writer = await asyncio.open_connection(HOST, port)
        except OSError:
            await asyncio.sleep(0.1)
            continue
        writer.close()
        sys.stdout.write(f"http://{HOST}:{port}\n")
        sys.stdout.flush()
        return


@contextlib.asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[dict[str, object]]:
    """Runs once for the process: the collector lives exactly as long as the app."""
    tasks = [asyncio.create_task(_announce(int(st.get_option("server.port"))))]
    if os.environ.get("SEXTANT_COLLECTOR") != "off":
        tasks.append(asyncio.create_task(_supervise(data_folder())))
    try:
        yield {}
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def health(_: Request) -> JSONResponse:
    """For a watchdog outside: is the app up, and which snapshot does it show."""
    pointer = data_folder() / "published" / "current.json"
    return JSONResponse({"status": "ok", "published": pointer.exists()})


def on_script_error(error: BaseException) -> bool:
    """No reader sees a traceback: the page shows an id, the log has the rest under the same id."""
    error_id = secrets.token_hex(4)
    log.error("page failed id=%s", error_id, exc_info=error)
    st.error(
        "This page could not be drawn. The rest of Sextant works; "
        f"the log has the cause under the id {error_id}.",
        icon=":material/error:",
    )
    return True


app = st.App(
    ROOT / "pages" / "main.py",
    lifespan=lifespan,
    routes=[Route("/api/health", health)],
    on_script_error=on_script_error,
)


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex((HOST, port)) != 0


def choose_port(asked: int | None) -> int:
    """The port that was asked for, or the first free one from 8501; SystemExit names a port in use."""
    if asked is not None:
        if not _free(asked):
            raise SystemExit(f"port {asked} is in use: choose another with --port or PORT")
        return asked
    return next(port for port in range(FIRST_PORT, FIRST_PORT + 100) if _free(port))


def arguments(argv: list[str]) -> argparse.Namespace:
    """The command line; PORT and SEXTANT_DATA stand in for what is not given."""
    parser = argparse.ArgumentParser(prog="app.py", description="Serve Sextant on this machine.")
    parser.add_argument("--data", type=Path, help="data folder (default: $SEXTANT_DATA or ./data)")
    parser.add_argument("--port", type=int, default=os.environ.get("PORT") or None)
    parser.add_argument("--no-collector", action="store_true", help="only show what is published")
    return parser.parse_args(argv)


def main(argv: list[str]) -> None:
    """Serve until stopped."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    asked = arguments(argv)
    port = choose_port(asked.port)
    if asked.data:
        os.environ["SEXTANT_DATA"] = str(asked.data.resolve())
    if asked.no_collector:
        os.environ["SEXTANT_COLLECTOR"] = "off"
    os.chdir(ROOT)
    app.run(config={"server.port": port, "server.address": HOST})


if __name__ == "__main__":
    main(sys.argv[1:])
