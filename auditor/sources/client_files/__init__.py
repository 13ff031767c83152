"""The files in which clients are written down: jobs, JDBC URLs, server.xml, properties, pools, scripts."""

from auditor.sources.client_files.read import read_client_file

__all__ = ["read_client_file"]
