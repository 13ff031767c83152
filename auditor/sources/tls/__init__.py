"""Evidence of TLS at DRDA ports: a site's statement, the Policy Agent's configuration, or a `pasearch -t` report."""

from auditor.sources.tls.read import Tls, read_tls

__all__ = ["Tls", "read_tls"]
