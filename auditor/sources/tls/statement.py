"""The site's statement about TLS on each DRDA port (YAML), with the place of every entry."""

from __future__ import annotations

from pydantic import ValidationError

from auditor.errors import ConfigurationError
from auditor.models.base import refusals
from auditor.models.client import PortTls, upper_id
from auditor.sources.read import Read, reading
from auditor.sources.yaml_places import Entry, Reader, is_day

_KEYS = {"endpoint": None, "port": None, "tls": None, "evidence": None, "as_of": None}


def read_statement(path: str, source: int, data: bytes) -> Read[tuple[PortTls, ...]]:
    """Read the statements in `data`, the bytes of `path`. Raises `ConfigurationError` (16) for what cannot be meant."""
    reader = Reader(path, source, "TLS statements (YAML)", data=data)
    ports: dict[tuple[str, int], PortTls] = {}

    def build(entry: Entry) -> None:
        port = _port(entry, reader)
        if (port.endpoint, port.port) in ports:
            raise reader.refusal(entry.at.record, f"port {port.port} of {port.endpoint} is stated twice", "keep one")
        ports[port.endpoint, port.port] = port

    reader.each("ports", _KEYS, build)
    return reading("tls", reader.text, source, tuple(ports.values()))


def _port(entry: Entry, reader: Reader) -> PortTls:
    values = dict(entry.values)
    if isinstance(values.get("endpoint"), str):
        values["endpoint"] = upper_id(values["endpoint"])
    try:
        port = PortTls(**values, at=entry.at)
    except ValidationError as error:
        wrong = []
        for at, why, _near in refusals(error, PortTls):
            line = entry.places[at[0]].record if at[0] in entry.places else entry.at.record
            advice = "write endpoint, port, tls (required or none) and evidence"
            wrong.append(reader.refusal(line, f"{at[0]!r} {why}", advice))
        raise ConfigurationError.all_of(wrong) from None
    if not 1 <= port.port <= 65535:
        raise reader.refusal(entry.places["port"].record, f"port {port.port} does not exist", "1 to 65535")
    if port.as_of is not None and not is_day(port.as_of):
        raise reader.refusal(
            entry.places["as_of"].record, f"as_of: {port.as_of!r} is no date", "write it as yyyy-mm-dd"
        )
    return port
