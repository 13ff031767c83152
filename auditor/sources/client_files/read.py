"""One file of `--client-files`: every client that it writes down.

Each text of it is read by what it is, and the net for URLs is cast over all of them. Passwords are known by their place
alone. Grammars and what is certain of them: IMS, "SQL Batch utility", "Connecting to an IMS database by using the JDBC
DriverManager interface"; the modules of this folder cite the rest.
"""

from __future__ import annotations

import re
from typing import Final

from auditor.models.place import InputFile
from auditor.models.written import WrittenClient
from auditor.sources.client_files.builder import Builder
from auditor.sources.client_files.documents import Document, Opened, open_file
from auditor.sources.client_files.jobs import is_job, read_jobs
from auditor.sources.client_files.net import MOST, cast_net
from auditor.sources.client_files.properties import properties, read_pairs, yaml_pairs
from auditor.sources.client_files.servers import read_xml
from auditor.sources.client_files.words import SIGN
from auditor.sources.client_files.xml_tree import Unreadable, tree
from auditor.sources.issue import Issue
from auditor.sources.read import Read

_XML: Final = re.compile(r"\s*(<\?xml\b|<[A-Za-z][\w:.-]*[\s>/]|<!--|<!DOCTYPE\b)")
_YAML: Final = (".yaml", ".yml")
_PAIRS: Final = (".properties", ".props", ".conf", ".cfg", ".env", ".ini")


def read_client_file(path: str, source: int) -> Read[tuple[WrittenClient, ...]]:
    """Read a file or archive. Raises `InputMissing` (16), `EvidenceUnreadable` (12) for what is far too large."""
    opened = open_file(path)
    issues, clients, quotes = list(opened.issues), list[WrittenClient](), dict[int, str]()
    for document in opened.documents:
        builder = Builder(document, source)
        issues += _read(builder)
        clients += builder.clients
        quotes |= builder.quotes
    clients = numbered(clients)
    if not clients and not any(issue.level == "error" for issue in issues):
        issues.append(Issue(None, "remark", "no-client", "no client of IMS is written down here"))
    rejected = sum(issue.level == "error" for issue in issues)
    return Read(_input(path, opened, rejected), source, tuple(clients), tuple(issues), quotes)


def _input(path: str, opened: Opened, rejected: int) -> InputFile:
    first = opened.documents[0].codepage if opened.documents else "binary"
    return InputFile(
        kind="client_files",
        path=path,
        sha256=opened.sha256,
        codepage=first,
        records=opened.records,
        rejected=rejected,
        form=f"archive of {len(opened.documents)} texts" if opened.archive else None,
    )


def _read(builder: Builder) -> list[Issue]:
    """Read one text; return what is wrong with it."""
    document = builder.document
    if not SIGN.search(document.text):
        return []
    issues: list[Issue] = []
    taken: set[int] = set()
    name = document.base.lower()
    if is_job(document):
        taken = read_jobs(builder)
    elif any(_XML.match(line) for line in document.lines[:5]):
        taken = _xml(builder, issues)
    elif name.endswith(_YAML):
        taken = _yaml(builder, issues)
    elif name.endswith(_PAIRS):
        taken = read_pairs(builder, properties(document.lines))
    taken |= {client.line for client in builder.clients}
    if cast_net(builder, taken):
        message = f"{document.base} holds more than {MOST} URLs (a log?): the rest is not read"
        issues.append(Issue(document.before + 1, "error", "too-much", message))
    return issues


def _xml(builder: Builder, issues: list[Issue]) -> set[int]:
    document = builder.document
    try:
        read_xml(builder, tree(document.text))
    except Unreadable as error:
        record = document.before + min(error.line, len(document.lines)) if error.line else document.before + 1
        issues.append(Issue(record, "error", "unreadable", f"{document.base}: {error}; its clients are unknown"))
        return set()
    return _commented(document)


def _commented(document: Document) -> set[int]:
    """Lines of XML that are no comment: the tree has read them."""
    inside, read = False, set[int]()
    for number, line in enumerate(document.lines, 1):
        if "<!--" in line:
            inside = True
        if not inside:
            read.add(number)
        if "-->" in line:
            inside = False
    return read


def _yaml(builder: Builder, issues: list[Issue]) -> set[int]:
    document = builder.document
    documents = yaml_pairs(document.text)
    if documents is None:
        message = f"{document.base} is no YAML that is read (a template?): only its URLs are"
        issues.append(Issue(document.before + 1, "error", "unreadable", message))
        return set()
    taken: set[int] = set()
    for pairs in documents:
        taken |= read_pairs(builder, pairs)
    return taken


def numbered(clients: list[WrittenClient]) -> list[WrittenClient]:
    """Return the clients with a number behind the ids that are equal, in the order of files and lines."""
    times: dict[str, int] = {}
    for client in clients:
        times[client.id] = times.get(client.id, 0) + 1
    done: dict[str, int] = {}
    renamed = []
    for client in sorted(clients, key=lambda one: (one.file, one.line, one.id)):
        done[client.id] = done.get(client.id, 0) + 1
        number = done[client.id]
        renamed.append(client.model_copy(update={"id": f"{client.id}-{number}"}) if times[client.id] > 1 else client)
    return renamed
