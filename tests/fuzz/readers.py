"""Every reader of files and texts that come from outside, with a sound sample: what the fuzz targets are made of."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from auditor.configuration import read_configuration
from auditor.drda.capture import find, from_hex
from auditor.messages.answer import answer
from auditor.racf.commands import parse_script
from auditor.renderers.upgrade import parse_result
from auditor.settings import _KEYS
from auditor.sources.client_files.read import read_client_file
from auditor.sources.clients import read_clients
from auditor.sources.hosts import read_hosts
from auditor.sources.hwscfg import read_member
from auditor.sources.imscon import read_display
from auditor.sources.irradu00.read import read_smf
from auditor.sources.irradu00.scope import Scope
from auditor.sources.irrdbu00.unload import read_unload
from auditor.sources.keys import read_keys
from auditor.sources.setropts import read_setropts
from auditor.sources.tls import read_tls
from auditor.sources.waivers import read_waivers
from tests.output.results import result, verdict
from tests.writers.smf import jobinit, smf

_SCOPE = Scope(applications=frozenset({"IMSDRDA1"}), known=set)


class Target(NamedTuple):
    """A reader: it takes the path of a file that holds what was made of `sample`."""

    read: Callable[[str], Any]
    sample: bytes
    suffix: str = ""


def _file(name: str) -> bytes:
    return Path(name).read_bytes()


def _written(reader: Callable[[str, int], Any]) -> Callable[[str], Any]:
    return lambda path: reader(path, 0)


def _text(taker: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda path: taker(Path(path).read_bytes().decode("utf-8", "replace"))


def _packed() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.properties", _URL)
    return file.getvalue()


def _tar() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        entry = tarfile.TarInfo("server.xml")
        entry.size = len(_XML)
        archive.addfile(entry, io.BytesIO(_XML))
    return file.getvalue()


_URL = "spring.datasource.url=jdbc:ims://icon1.example.com:5555/PSB1:user=WEBUSR1;password=x;\n"
_XML = (
    b'<server><connectionFactory id="a"><properties.imsudbJLocal datastoreServer="icon1" portNumber="5555" '
    b'user="WEBUSR1"/></connectionFactory></server>'
)
_JOB = (
    b"//ORDNITE  JOB (A),'X',CLASS=A,USER=BATUSR1\n//S1       EXEC PGM=IKJEFT01\n//SYSTSPRT DD SYSOUT=*\n"
    b"//SYSTSIN  DD *,SYMBOLS=JCLONLY\n  RALTER APPL IMSDRDA1 UACC(NONE)\n  SETROPTS RACLIST(APPL) REFRESH\n/*\n"
)
_TLS = b"ports:\n  - {endpoint: E, port: 5555, tls: none, evidence: x}\n"
_WAIVERS = (
    b"waivers:\n  - {policy: P, object: o, system: [S], reason: r, owner: o, approver: a, ticket: t,\n"
    b"     expires: 2027-01-01}\n"
)
_KEYS_TOML = b'IMSDRDA1 = "0123456789ABCDEF"\n'
_PASTED = (
    b"ICH408I USER(WEBUSR1) GROUP(WEBGRP) NAME(#####) LOGON/JOB INITIATION - INVALID PASSWORD\n"
    b"HWSP1503E SAF RC=8 RC=8 RS=16\n"
)
_UNLOAD = b"\n".join(_file("fixtures/example/unload.txt").splitlines()[:60]) + b"\n"

TARGETS: dict[str, Target] = {
    "unload": Target(lambda path: read_unload([path], wanted_ids={"SYS1"}, first_source=0), _UNLOAD),
    "smf": Target(
        lambda path: read_smf([path], scope=_SCOPE, first_source=0),
        smf([jobinit("IMSDRDA1", "WEBUSR1", at="2026-11-02 10:00:00")] * 3),
    ),
    "setropts": Target(_written(read_setropts), _file("tests/data/setropts/04-terminal-capture.txt")),
    "extract": Target(_written(read_setropts), _file("tests/data/setropts/08-extract.kv")),
    "hwscfg": Target(_written(read_member), _file("tests/data/hwscfg/11-everything.txt")),
    "imscon": Target(_written(read_display), _file("fixtures/example/queryp1.txt")),
    "clients": Target(_written(read_clients), _file("fixtures/sound/clients.yaml")),
    "hosts": Target(_written(read_hosts), b'icon1.example.com: ICONDB1\n"icon2.example.com:5556": ICONDB2\n'),
    "tls statement": Target(_written(read_tls), _TLS),
    "attls": Target(_written(read_tls), _file("tests/data/tls/example.policy")),
    "pasearch": Target(_written(read_tls), _file("tests/data/tls/report.txt")),
    "waivers": Target(_written(read_waivers), _WAIVERS),
    "keys": Target(_written(read_keys), b"IMSDRDA1: 0123456789ABCDEF\nB: {legacy: 0123456789ABCDEF, type: MIXED}\n"),
    "keys toml": Target(_written(read_keys), _KEYS_TOML, ".toml"),
    "config": Target(lambda path: read_configuration(Path(path), _KEYS), _file("fixtures/example/auditor.toml")),
    "client properties": Target(_written(read_client_file), _URL.encode(), ".properties"),
    "client xml": Target(_written(read_client_file), _XML, ".xml"),
    "client job": Target(_written(read_client_file), _JOB.replace(b"RALTER", b"CONNECT jdbc:ims://h:5555/P"), ".jcl"),
    "client zip": Target(_written(read_client_file), _packed(), ".zip"),
    "client tar": Target(_written(read_client_file), _tar(), ".tar.gz"),
    "change job": Target(lambda path: parse_script(Path(path).read_bytes()), _JOB),
    "change script": Target(
        lambda path: parse_script(Path(path).read_bytes()),
        b"PERMIT IRRPTAUTH.IMSDRDA1.* CLASS(PTKTDATA) ID(WEBSTC) ACCESS(UPDATE)\n"
        b"UPDATE IMSCON TYPE(CONFIG) SET(RACF(ON))\nSETROPTS RACLIST(PTKTDATA) REFRESH\n",
    ),
    "result": Target(
        lambda path: parse_result(Path(path).read_bytes(), path),
        json.dumps(json.loads(result(verdict("A")).model_dump_json())).encode(),
    ),
    "capture": Target(lambda path: find(Path(path).read_bytes()), _file("tests/data/drda/ex1_secchk_ebcdic.hex")),
    "capture in bytes": Target(
        lambda path: find(Path(path).read_bytes()),
        from_hex(Path("tests/data/drda/ex2_secchk_utf8.hex").read_text()),
    ),
    "pasted messages": Target(_text(answer), _PASTED),
}
"""The name of each target, and what it is."""
