"""A z/OSMF on loopback: real HTTPS with a certificate made here, jobs that take their time, and bad cases."""

from __future__ import annotations

import base64
import datetime as dt
import ipaddress
import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "AUDCOL", "Pa55-Zebra!17"


def certificate(folder: Path, *, host: str = "127.0.0.1", expired: bool = False) -> Path:
    """A self-signed certificate and its key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    now = dt.datetime.now(dt.UTC)
    first = now - dt.timedelta(days=20)
    last = now - dt.timedelta(days=10) if expired else now + dt.timedelta(days=1)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "zosmf")])
    alternative = x509.IPAddress(ipaddress.ip_address(host)) if host[0].isdigit() else x509.DNSName(host)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(first).not_valid_after(last)
        .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = folder / f"cert-{host}-{expired}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


@dataclass
class Host:
    """What the fake holds, and how it misbehaves."""

    data_sets: dict[str, bytes] = field(default_factory=dict)
    retcode: dict[str, str] = field(default_factory=dict)
    """A step that stands in a job -> what the job ends with."""
    refused: dict[str, tuple[int, dict[str, object]]] = field(default_factory=dict)
    """Data set -> status and error."""
    cut_after: dict[str, int] = field(default_factory=dict)
    """Data set -> bytes after which the connection ends, the first time."""
    short: set[str] = field(default_factory=set)
    """Data sets of which the host says that they end in the middle of a record."""
    slow: float = 0.0
    redirect: bool = False
    off_after: int = 10_000
    """Requests after which nobody is known any more (401)."""
    not_json: bool = False
    endless: str = ""
    today: str = "2026-11-02"
    jobs: list[str] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    polls: dict[str, int] = field(default_factory=dict)
    ranges: list[str] = field(default_factory=list)

    def refuse(self, name: str, message: str) -> None:
        """Answer every reading of a data set with an error."""
        self.refused[name] = (500, {"category": 4, "rc": 8, "reason": 0, "message": message})


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    host: Host

    def log_message(self, *_: object) -> None: ...

    def date_time_string(self, timestamp: float | None = None) -> str:  # noqa: ARG002
        return dt.date.fromisoformat(self.host.today).strftime("%a, %d %b %Y 03:12:00 GMT")

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self._known():
            self._submit(body.decode("ascii"))

    def do_GET(self) -> None:
        if not self._known():
            return
        path = unquote(urlsplit(self.path).path)
        if path.startswith("/zosmf/restjobs/jobs/"):
            self._poll(path.rsplit("/", 1)[1])
        elif path.startswith("/zosmf/restfiles/ds/"):
            self._read(path.removeprefix("/zosmf/restfiles/ds/"))
        else:
            self._json(404, {"category": 1, "rc": 4, "reason": 10, "message": "not found"})

    def _known(self) -> bool:
        host = self.host
        host.asked.append((self.command, self.path))
        if host.redirect:
            self.send_response(302)
            self.send_header("Location", "https://elsewhere.example/zosmf")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return False
        if "X-CSRF-ZOSMF-HEADER" not in self.headers:
            self._json(403, {"category": 2, "rc": 4, "reason": 1, "message": "no CSRF header"})
            return False
        basic = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        signed = self.headers.get("Authorization") in (basic, "Bearer t0ken-Yak-99")
        if not signed or len(host.asked) > host.off_after:
            self._json(401, {"category": 3, "rc": 4, "reason": 2, "message": PASSWORD})
            return False
        time.sleep(host.slow)
        return True

    def _json(self, status: int, document: object) -> None:
        body = b"<html>hello" if self.host.not_json else json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _submit(self, jcl: str) -> None:
        host = self.host
        host.jobs.append(jcl)
        number = f"JOB{len(host.jobs):05}"
        host.polls[number] = 0
        self._json(201, self._job(number))

    def _job(self, number: str) -> dict[str, object]:
        host = self.host
        status = ("INPUT", "ACTIVE", "OUTPUT")[min(host.polls[number], 2)]
        jcl = host.jobs[int(number[3:]) - 1]
        code = next((code for step, code in host.retcode.items() if step in jcl), "CC 0000")
        job: dict[str, object] = {
            "jobname": "AUDCOLL", "jobid": number, "owner": USER, "status": status,
            "retcode": code if status == "OUTPUT" else None,
        }  # fmt: skip
        if status == "OUTPUT":
            job["step-data"] = [{"step-name": "STEP1", "completion": code}]
            job["exec-started"] = f"{host.today}T03:10:00.000Z"
        return job

    def _poll(self, number: str) -> None:
        self.host.polls[number] += 1
        self._json(200, self._job(number))

    def _read(self, name: str) -> None:
        host = self.host
        if name in host.refused:
            self._json(*host.refused[name])
            return
        if name not in host.data_sets:
            self._json(404, {"category": 4, "rc": 4, "reason": 10, "message": f"{name} does not exist"})
            return
        whole = host.data_sets[name]
        whole = whole[:-3] if name in host.short else whole
        asked = self.headers.get("Range")
        first = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        if asked:
            host.ranges.append(asked)
        self.send_response(206 if asked else 200)
        self.send_header("ETag", "E1")
        size = len(whole) - first
        self.send_header("Content-Length", str(1 << 40 if name == host.endless else size))
        self.end_headers()
        if name == host.endless:
            self._write(b"x" * (4 << 20))
        elif name in host.cut_after and not asked:
            self._write(whole[: host.cut_after[name]])
            self.close_connection = True
        else:
            self._write(whole[first:])

    def _write(self, data: bytes) -> None:
        try:
            self.wfile.write(data)
        except OSError:
            self.close_connection = True


@contextmanager
def serving(host: Host, cert: Path) -> Iterator[str]:
    """The base address of the fake while it serves `host`."""
    handler = type("Handler", (_Handler,), {"host": host})

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None: ...

    server = Server(("127.0.0.1", 0), handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_address[1]}/zosmf"
    finally:
        server.shutdown()
        server.server_close()
