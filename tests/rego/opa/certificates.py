"""Certificates of a small authority: for a server on loopback and for a client."""

from __future__ import annotations

import datetime as dt
import ipaddress
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Named(NamedTuple):
    """A certificate and its key."""

    public: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def certificates(folder: Path, *, client: str, authority: Named | None = None) -> Named:
    """Write `ca.pem`, `server.pem` and `client.pem` with their keys; the authority, to sign others with."""
    folder.mkdir(exist_ok=True)
    authority = authority or _made("authority", None)
    rows = {"ca": authority, "server": _made("opa", authority), "client": _made(client, authority)}
    for name, made in rows.items():
        (folder / f"{name}.pem").write_bytes(made.public.public_bytes(serialization.Encoding.PEM))
        text = made.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        (folder / f"{name}.key").write_bytes(text)
    return authority


def _made(name: str, issuer: Named | None) -> Named:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    public = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.public.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(issuer.key if issuer else key, hashes.SHA256())
    )
    return Named(public, key)
