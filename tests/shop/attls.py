"""A Policy Agent configuration for the shops: one rule for each port, each with an environment of its own."""

from __future__ import annotations

from collections.abc import Mapping

OFFERED = {"SSLv3": "Off", "TLSv1": "Off", "TLSv1.1": "Off", "TLSv1.2": "On", "TLSv1.3": "On"}
STRONG = ("TLS_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")


def attls(ports: Mapping[str, tuple[int, Mapping[str, str], tuple[str, ...]]]) -> list[str]:
    """Return the lines of a policy. `ports`: rule name -> port, advanced parameters besides `OFFERED`, more suites."""
    lines = ["# AT-TLS policy of stack TCPPROD"]
    for name, (port, advanced, suites) in ports.items():
        lines += _block(
            f"TTLSRule {name}",
            [
                f"LocalPortRange                {port}",
                "Direction                     Inbound",
                "TTLSGroupActionRef            TlsOn",
                f"TTLSEnvironmentActionRef      Env{name}",
            ],
        )
        keyring = _block("TTLSKeyringParms", ["Keyring                       ICONSTC/DRDARING"])
        values = [f"{key:<30}{value}" for key, value in {**OFFERED, **advanced}.items()]
        listed = [f"V3CipherSuites                {suite}" for suite in (*STRONG, *suites)]
        parts = [*keyring, *_block("TTLSEnvironmentAdvancedParms", values), *_block("TTLSCipherParms", listed)]
        lines += _block(f"TTLSEnvironmentAction Env{name}", ["HandshakeRole                 Server", *parts])
    return [*lines, *_block("TTLSGroupAction TlsOn", ["TTLSEnabled                   On"])]


def _block(head: str, inside: list[str]) -> list[str]:
    return [head, "{", *(f"  {line}" for line in inside), "}"]
