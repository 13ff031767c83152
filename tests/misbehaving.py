"""Servers on loopback that misbehave, for every conversation with another program."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

KINDS = ("drip", "flood", "endless-header", "redirect", "silence", "reset", "garbage", "half")
"""What each connection to one of them gets."""

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def _drip(line: socket.socket, stop: threading.Event) -> None:
    line.sendall(_HEAD + b"Content-Length: 100000\r\n\r\n")
    while not stop.wait(0.05):
        line.sendall(b" ")


def _flood(line: socket.socket, stop: threading.Event) -> None:
    line.sendall(_HEAD + b"\r\n")
    while not stop.is_set():
        line.sendall(b" " * 65536)


def _endless_header(line: socket.socket, stop: threading.Event) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\n")
    while not stop.is_set():
        line.sendall(b"X-A: " + b"a" * 60000 + b"\r\n")


def _silence(line: socket.socket, stop: threading.Event) -> None:
    stop.wait(60)


def _reset(line: socket.socket, stop: threading.Event) -> None:
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _garbage(line: socket.socket, stop: threading.Event) -> None:
    line.sendall(b"\x00\xff<script>\r\n\r\n" * 10)


def _half(line: socket.socket, stop: threading.Event) -> None:
    line.sendall(_HEAD + b'Content-Length: 1000\r\n\r\n{"a": ')


def _redirect(line: socket.socket, elsewhere: str) -> None:
    line.sendall(f"HTTP/1.1 307 Temporary Redirect\r\nLocation: {elsewhere}\r\nContent-Length: 0\r\n\r\n".encode())


_ANSWERS: dict[str, Callable[[socket.socket, threading.Event], None]] = {
    "drip": _drip,
    "flood": _flood,
    "endless-header": _endless_header,
    "silence": _silence,
    "reset": _reset,
    "garbage": _garbage,
    "half": _half,
}


@contextlib.contextmanager
def misbehaving(kind: str, *, elsewhere: str = "", tls: Path | None = None) -> Iterator[int]:
    """Give the port of a server that does `kind` with each connection.

    `elsewhere`: where a redirect leads. `tls`: a folder with server.pem and server.key, to speak TLS.
    """
    stop = threading.Event()
    context = None
    if tls is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tls / "server.pem", tls / "server.key")

    def serve(plain: socket.socket) -> None:
        with contextlib.suppress(OSError), plain:
            line = context.wrap_socket(plain, server_side=True) if context else plain
            line.settimeout(5)
            if kind != "silence":
                line.recv(65536)
            if kind == "redirect":
                _redirect(line, elsewhere)
            else:
                _ANSWERS[kind](line, stop)

    def accept(server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while not stop.is_set():
                threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=accept, args=(server,), daemon=True).start()
        try:
            yield server.getsockname()[1]
        finally:
            stop.set()
            with contextlib.suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
