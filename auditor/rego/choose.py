"""Which engine judges, by the name that the command line and the settings use."""

from __future__ import annotations

from auditor.errors import UsageError
from auditor.models.limits import POLICY_TIMEOUT
from auditor.rego.port import Engine


def make_engine(kind: str, *, opa_url: str | None = None, timeout: float = POLICY_TIMEOUT) -> Engine:
    """The engine called `kind` (`embedded` or `opa`); `timeout` in seconds for all policies together."""
    if kind == "opa":
        if not opa_url:
            raise UsageError("--engine opa needs the address of the server", "add --opa-url https://opa.example:8181")
        from auditor.rego.opa.server import OpaServer

        return OpaServer(opa_url, timeout)
    if opa_url:
        raise UsageError("--opa-url is given, but the embedded engine would judge", "add --engine opa")
    from auditor.rego.embedded.engine import Embedded

    return Embedded(timeout)
