"""Walking the estate's published JSON Schema, to tell whether a path that a policy reads can exist.

A shape is the set of schema nodes a value may have; `None` means "anything", where nothing can be said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Shape = tuple[dict[str, Any], ...] | None


class Shapes:
    """Shapes of one schema (as pydantic writes it: `$defs`, `anyOf`, `prefixItems`)."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self._definitions: dict[str, Any] = schema.get("$defs", {})
        self.root: Shape = self._flat(schema)

    def _flat(self, node: dict[str, Any]) -> Shape:
        """The node without references and alternatives; null is one of them."""
        while "$ref" in node:
            node = self._definitions[node["$ref"].rsplit("/", 1)[-1]]
        if "anyOf" in node:
            found: tuple[dict[str, Any], ...] = ()
            for one in node["anyOf"]:
                shape = self._flat(one)
                if shape is None:
                    return None
                found += shape
            return found
        return (node,) if node.get("type") or "const" in node or "enum" in node else None

    def step(self, shape: Shape, key: str | int) -> Shape:
        """The shape below `key`; raises `KeyError(names)` with the names there are when it cannot exist."""
        if shape is None:
            return None
        found: tuple[dict[str, Any], ...] = ()
        names: list[str] = []
        for node in shape:
            below = self._below(node, key)
            if below is None:
                return None
            names += node.get("properties", {})
            found += below
        if not found and not any(self._holds(node, key) for node in shape):
            raise KeyError(tuple(names))
        return found

    def always(self, shape: Shape, steps: Sequence[Any]) -> bool:
        """Whether there is certain to be something at the end of `steps`, because every estate holds it."""
        for step in steps:
            if not shape or not all(self._has(node, step) for node in shape):
                return False
            shape = self.step(shape, step)
        return True

    def _has(self, node: dict[str, Any], step: Any) -> bool:
        """Whether the node has the key in every estate: fields are written even where they are null."""
        if node.get("type") == "object":
            return isinstance(step, str) and step in node.get("properties", {})
        return node.get("type") == "array" and isinstance(step, int) and 0 <= step < len(node.get("prefixItems", []))

    def _below(self, node: dict[str, Any], key: str | int) -> Shape:
        if node.get("type") == "object" and isinstance(key, str):
            properties = node.get("properties", {})
            if key in properties:
                return self._flat(properties[key])
            extra = node.get("additionalProperties", not properties)
            return None if extra is True else self._flat(extra) if isinstance(extra, dict) else ()
        if node.get("type") == "array" and isinstance(key, int):
            return self._item(node, key)
        return ()

    def _holds(self, node: dict[str, Any], key: str | int) -> bool:
        """Whether the node has the key, if only as something that is always null."""
        if node.get("type") == "object" and isinstance(key, str):
            return key in node.get("properties", {}) or bool(node.get("additionalProperties"))
        return node.get("type") == "array" and isinstance(key, int)

    def _item(self, node: dict[str, Any], key: int) -> Shape:
        fixed = node.get("prefixItems", [])
        if 0 <= key < len(fixed):
            return self._flat(fixed[key])
        items = node.get("items")
        return self._flat(items) if isinstance(items, dict) else () if fixed else None

    def each(self, shape: Shape) -> Shape:
        """The shape of whatever `some x in value` or `value[_]` gives."""
        if shape is None:
            return None
        found: tuple[dict[str, Any], ...] = ()
        for node in shape:
            parts = list(node.get("properties", {}).values()) + list(node.get("prefixItems", []))
            parts += [node[word] for word in ("additionalProperties", "items") if isinstance(node.get(word), dict)]
            if not parts and node.get("type") in ("object", "array"):
                return None
            for part in parts:
                shape_of_part = self._flat(part)
                if shape_of_part is None:
                    return None
                found += shape_of_part
        return found
