"""XML of servers and pools: Liberty server.xml, traditional WebSphere resources.xml, Tomcat context.xml, Spring beans.

In Liberty the element of a connection factory is `properties.<id of the resource adapter>`, so the id is read and no
fixed name looked for. Factories of other adapters (IMS TM) go to another port and are passed over.
Sources: WebSphere Liberty, "resourceAdapter", "connectionFactory", "connectionManager", "authData"; IMS, "Connecting
using the IMS Universal JCA/JDBC driver in a managed environment"; Apache Tomcat, "JNDI Datasource".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from auditor.sources.client_files.bags import Bag, Setting, add, into, is_client, pick
from auditor.sources.client_files.builder import Builder
from auditor.sources.client_files.pools import Kind, plain
from auditor.sources.client_files.secrets import is_secret
from auditor.sources.client_files.xml_tree import Node

_FACTORIES: Final = ("connectionFactory", "dataSource", "jmsConnectionFactory")
_ADAPTER: Final = "imsudb"


def read_xml(builder: Builder, root: Node) -> None:
    """Add every client of an XML text."""
    server = _Server(root)
    done: set[int] = set()
    for node in root.walk():
        if node.tag in _FACTORIES:
            bag = server.factory(node)
            done.update(id(inner) for inner in node.walk())
        elif id(node) in done:
            continue
        else:
            bag = server.other(node)
        if bag is not None and is_client(bag):
            add(builder, "server-xml", bag)
            done.update(id(inner) for inner in node.walk())


class _Server:
    """What elements of one file say about others: adapters, managers, authentication data, variables."""

    def __init__(self, root: Node) -> None:
        nodes = list(root.walk())
        self.by_id = {node.attributes["id"]: node for node in nodes if "id" in node.attributes}
        self.adapters = {
            node.get("id") or "": (node.get("location") or "").lower()
            for node in nodes
            if node.tag in ("resourceAdapter", "resourceadapter")
        }
        self.values = dict(_variables(nodes))
        self.unread = [
            f"line {node.line} includes another file, which was not read" for node in nodes if node.tag == "include"
        ]

    def factory(self, node: Node) -> Bag | None:
        """The settings of a connection factory or data source of Liberty; None for another adapter's."""
        bag = Bag(_called(node), node.line, values=self.values, unresolved=list(self.unread))
        bag.settings.update(into(_attributes(node)))
        for child in node.children:
            prefix, _, adapter = child.tag.partition(".")
            if prefix == "properties":
                if adapter and not self._of_ims(adapter, child, bag):
                    return None
                bag.settings.update(into(_attributes(child)))
        self._login(node, bag)
        bag.pools["liberty"] = self._manager(node, bag)
        return bag

    def _of_ims(self, adapter: str, node: Node, bag: Bag) -> bool:
        """Whether the adapter is that of the IMS Universal drivers; where it stands elsewhere, its words tell."""
        location = self.adapters.get(adapter)
        if location is not None:
            return _ADAPTER in location or _ADAPTER in adapter.lower()
        words = {plain(key) for key in node.attributes}
        if _ADAPTER not in adapter.lower() and not {"datastoreserver", "portnumber"} <= words:
            return False
        bag.unresolved.append("the resource adapter of the factory is not in this file")
        return True

    def _manager(self, node: Node, bag: Bag) -> dict[str, Setting]:
        """The settings of the connection manager; none where there is none, and Liberty's defaults pool."""
        inner = node.child("connectionManager")
        wanted = node.get("connectionManagerRef")
        if inner is None and wanted is not None:
            inner = self.by_id.get(wanted)
            if inner is None:
                bag.unresolved.append("the connection manager of the factory is not in this file")
                return {"agedtimeout": Setting("${connectionManagerRef}", node.line)}
        return {} if inner is None else pick(into(_attributes(inner)), "liberty")

    def _login(self, node: Node, bag: Bag) -> None:
        """User and password of authentication data, inline or elsewhere in the file."""
        for tag in ("containerAuthData", "recoveryAuthData", "authData"):
            inner = node.child(tag)
            wanted = node.get(f"{tag}Ref")
            if inner is None and wanted is not None:
                inner = self.by_id.get(wanted)
                if inner is None:
                    bag.unresolved.append(f"{tag} of the factory is not in this file")
            if inner is not None:
                found = into(_attributes(inner))
                bag.settings.update({key: one for key, one in found.items() if key == "user" or one.password})

    def other(self, node: Node) -> Bag | None:
        """The settings of an element of another product: attributes, and children that are name and value."""
        pairs = [*_attributes(node), *_named(node)]
        if not pairs:
            return None
        bag = Bag(_called(node), node.line, values=self.values, unresolved=list(self.unread))
        bag.settings.update(into(pairs))
        kind = _kind(node, bag.settings)
        inner = node.child("connectionPool")
        if inner is not None:
            bag.pools["websphere"] = pick(into(_attributes(inner)), "websphere")
        elif kind is not None:
            bag.pools[kind] = pick(bag.settings, kind)
        return bag


def _kind(node: Node, settings: Mapping[str, Setting]) -> Kind | None:
    """Which pool an element makes. Tomcat's own default has been DBCP2 since version 8."""
    words = " ".join((one.value or "") for key, one in settings.items() if key in ("factory", "type", "class")).lower()
    if "hikari" in words:
        return "hikari"
    if "tomcat.jdbc" in words:
        return "tomcat"
    if "dbcp" in words or (node.tag == "Resource" and "javax.sql.datasource" in words):
        return "dbcp2"
    return None


def _attributes(node: Node) -> Iterator[tuple[str, str, int]]:
    return ((key, value, node.line) for key, value in node.attributes.items())


def _named(node: Node) -> Iterator[tuple[str, str, int]]:
    """Children that say a name and a value, directly or in a set of properties."""
    for child in node.children:
        for one in (child, *(child.children if child.tag in ("propertySet", "properties", "props") else ())):
            name = one.get("name") or one.get("key")
            value = one.get("value")
            if name is not None and value is not None:
                yield name, value, one.line


def _variables(nodes: list[Node]) -> Iterator[tuple[str, str]]:
    """Variables that the file sets, but no secret ones."""
    for node in nodes:
        if node.tag in ("variable", "entries"):
            name, value = node.get("name") or node.get("symbolicName"), node.get("value") or node.get("defaultValue")
            if name and value is not None and not is_secret(name):
                yield name, value


def _called(node: Node) -> str:
    """What names an element: JNDI name, id or name."""
    names = (node.get(key) for key in ("jndiName", "id", "name", "xmi:id"))
    return next((name for name in names if name), node.tag)
