"""Which engine judges, by the name that the command line and the settings use."""

from __future__ import annotations

from auditor.errors import UsageError
from auditor.models.limits import POLICY_TIMEOUT
from auditor.rego.port import Engine


def make_engine(kind: str, *, opa_url: str | None = None, timeout: float = POLICY_TIMEOUT) -> Engine:
    """The engine called `kind`; `timeout` in seconds for all policies together.

    `embedded` is regorus; `opa` is the server at `opa_url`, and without an address the `opa` on PATH.
    """
    if kind == "opa" and opa_url:
        from auditor.rego.opa.server import OpaServer

        return OpaServer(opa_url, timeout)
    if kind == "opa":
        from auditor.rego.opa.own import OwnOpa

        return OwnOpa(timeout)
    if opa_url:
        raise UsageError("--opa-url is given, but the embedded engine would judge", "add --engine opa")
    from auditor.rego.embedded.engine import Embedded

    return Embedded(timeout)
