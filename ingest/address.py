"""Which addresses the collector may connect to, decided on the resolved address at connect time."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import httpcore2

from ingest.errors import AddressRefused

# Forms that carry an IPv4 address inside an IPv6 one: a way round the check, never a public server's own.
CARRIERS = tuple(
    ipaddress.ip_network(net)
    for net in ("::ffff:0:0/96", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)


def is_public(address: str) -> bool:
    """Whether a numeric address is a public unicast one; false for text that is no address."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if ip.version == 6 and any(ip in net for net in CARRIERS):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


def resolve(host: str, port: int, allowed: frozenset[str]) -> list[str]:
    """Numeric addresses of a host, all of them public or the host named by the operator.

    Raises AddressRefused where one of them is not, OSError where the name has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if host.lower().strip("[]") in allowed:
        return addresses
    for address in addresses:
        if not is_public(address):
            raise AddressRefused(f"address not allowed: {host} leads to {address}, which is not public")
    return addresses


QUICKACK: int | None = getattr(socket, "TCP_QUICKACK", None)


class Deadline(threading.local):
    """The moment by which the request of this thread must be over (monotonic seconds)."""

    at: float = float("inf")

    def left(self, timeout: float | None) -> float:
        remaining = self.at - time.monotonic()
        if remaining <= 0:
            raise httpcore2.ReadTimeout("deadline")
        return remaining if timeout is None else min(timeout, remaining)


class TimedStream(httpcore2.NetworkStream):
    """A stream whose every read and write ends by the deadline, headers included."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        # A server that writes head and body apart waits for our acknowledgement in between: 40 ms when delayed.
        if QUICKACK is not None:
            with suppress(OSError, AttributeError):
                self._inner.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, QUICKACK, 1)
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class GuardedBackend(httpcore2.NetworkBackend):
    """Connects to the very address that was checked, so that a second look-up can't rebind it."""

    def __init__(self, allowed: Iterable[str], deadline: Deadline) -> None:
        self._allowed = frozenset(host.lower() for host in allowed)
        self._deadline = deadline
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        try:
            addresses = resolve(host, port, self._allowed)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"the name {host} can't be found") from error
        fault: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in addresses[:4]:
            try:
                stream = self._inner.connect_tcp(
                    address, port, self._deadline.left(timeout), local_address, socket_options
                )
                return TimedStream(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                fault = error
        raise fault
