"""XML with lines: no DTD, no entities, no deep nesting. Whatever cannot be read is one error, without its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml import DefusedXmlException
from defusedxml import sax as defused

LIMIT: Final = 2 * 1024 * 1024
"""Characters."""
_NODES: Final = 50_000
_DEPTH: Final = 64


class Unreadable(Exception):
    """The text is no XML that is read. `line`: where it stops being so, if that is known."""

    def __init__(self, why: str, line: int | None = None) -> None:
        super().__init__(why)
        self.line = line


@dataclass(slots=True)
class Node:
    """One element. `tag` and attributes as written; a prefix (`xmi:`) stays."""

    tag: str
    attributes: dict[str, str] = field(repr=False)
    line: int
    children: list[Node] = field(default_factory=list, repr=False)

    def walk(self) -> Iterator[Node]:
        """Yield the element and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def get(self, name: str) -> str | None:
        """Return an attribute whatever the case of its name."""
        return next((value for key, value in self.attributes.items() if key.lower() == name.lower()), None)

    def child(self, tag: str) -> Node | None:
        """Return the first child of this name."""
        return next((one for one in self.children if one.tag == tag), None)


class _Handler(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[Node] = []
        self.root: Node | None = None
        self.count = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - SAX's name
        locator = getattr(self, "_locator", None)
        node = Node(
            name, {key: attrs.getValue(key) for key in attrs.getNames()}, locator.getLineNumber() if locator else 1
        )
        self.count += 1
        if self.count > _NODES or len(self.open) >= _DEPTH:
            raise Unreadable("the XML has too many elements, or they are nested too deeply", node.line)
        if self.open:
            self.open[-1].children.append(node)
        elif self.root is None:
            self.root = node
        self.open.append(node)

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802 - SAX's name
        self.open.pop()


def tree(text: str) -> Node:
    """Return the root of an XML text. Raises `Unreadable`."""
    if len(text) > LIMIT:
        raise Unreadable(f"the XML is larger than {LIMIT >> 20} MiB")
    handler = _Handler()
    try:
        defused.parseString(text.encode("utf-8", "replace"), handler, forbid_dtd=True)
    except SAXException as error:
        line = getattr(error, "getLineNumber", lambda: None)()
        raise Unreadable("this is not well-formed XML", line) from None
    except DefusedXmlException:
        raise Unreadable("the XML has a DTD or entities, which are not read") from None
    except (ValueError, LookupError):  # an encoding that its declaration names
        raise Unreadable("the XML names an encoding that is not read") from None
    if handler.root is None:
        raise Unreadable("the XML holds no element")
    return handler.root
