"""YAML that a person wrote, with the place of every key: unknown keys are refused with line and nearest name.

The safe loader only: tags, anchors and merge keys are refused, because none of our files needs them and a few lines of
them can stand for gigabytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import yaml

from auditor.errors import ConfigurationError, EvidenceUnreadable
from auditor.models.base import nearest
from auditor.models.limits import WRITTEN_FILE
from auditor.models.place import At
from auditor.sources.evidence import Text, offered_bytes, text_of

_DEPTH = 8
_INTEGER = re.compile(r"[+-]?(0|[1-9]\d{0,17})", re.ASCII)


T = TypeVar("T")
Wrong = Callable[[ConfigurationError], None]
"""Takes what is refused while the rest is still looked at."""


def _raise(error: ConfigurationError) -> None:
    raise error


def is_day(text: str) -> bool:
    """Whether `text` is a day written yyyy-mm-dd; other ISO forms (20270630) would not compare as text."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class _Anchored(yaml.composer.ComposerError):
    """An anchor or alias."""


class _Loader(yaml.SafeLoader):
    """The safe loader without anchors and aliases."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """The next node; an anchor or alias is refused where it stands."""
        event = self.peek_event()  # type: ignore[no-untyped-call] # so in its stubs
        if getattr(event, "anchor", None) is not None:
            raise _Anchored(None, None, None, event.start_mark)
        return super().compose_node(parent, index)


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of the file: its values, and the place of the mapping and of each key's value."""

    values: dict[str, Any]
    at: At
    places: dict[str, At] = field(default_factory=dict)


class Reader:
    """One YAML file of the site's own. Every refusal is a `ConfigurationError` (16) that names file and line."""

    def __init__(self, path: str, source: int, what: str, *, secret: bool = False, data: bytes | None = None) -> None:
        self.path = path
        self.secret = secret
        self.source = source
        try:
            data = offered_bytes(path, WRITTEN_FILE + 1) if data is None else data
            self.text: Text = text_of(path, data, what, limit=WRITTEN_FILE)
        except EvidenceUnreadable as error:
            raise ConfigurationError(str(error), error.advice) from None
        self._root = self._compose()

    def _compose(self) -> yaml.Node:
        try:
            root = yaml.compose("\n".join(self.text.lines), _Loader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            what = "anchors and aliases are not used here" if isinstance(error, _Anchored) else "not valid YAML"
            column = f" from column {mark.column + 1} on" if mark and not isinstance(error, _Anchored) else ""
            raise self.refusal(mark.line + 1 if mark else 1, what + column, "fix the line") from None
        except RecursionError:
            raise self.refusal(1, "the file is nested too deeply", "write it flat") from None
        if root is None:
            raise self.refusal(1, "the file holds nothing", "see `auditor schema clients` and the README")
        return root

    def refusal(self, line: int, what: str, advice: str) -> ConfigurationError:
        """The error to raise for `line`."""
        return ConfigurationError(f"{self.path}, line {line}: {what}", advice, line=line)

    def entries(self, top: str, known: Mapping[str, Any]) -> list[Entry]:
        """The mappings of the list under the only key `top`; their keys must be `known`."""
        return self.each(top, known, lambda entry: entry)

    def each(self, top: str, known: Mapping[str, Any], build: Callable[[Entry], T]) -> list[T]:
        """What `build` makes of each of them. Everything that is refused is told at once, in the order of the lines."""
        outer = self._mapping(self._root, {top: None})
        node = outer.get(top)
        if not isinstance(node, yaml.SequenceNode):
            raise self.refusal(self._line(self._root), f"{top!r} must be a list", f"write `{top}:` and `- ` entries")
        built: list[T] = []
        refused: list[ConfigurationError] = []
        for item in node.value:
            wrong: list[ConfigurationError] = []
            try:
                entry = self._entry(item, known, wrong.append)
                built.append(build(entry))
            except ConfigurationError as error:
                wrong.append(error)
            refused += wrong
        if refused:
            raise ConfigurationError.all_of(refused)
        return built

    def mapping(self) -> dict[str, tuple[Any, int]]:
        """The file as one mapping with any keys: key -> (value, line). Scalars are text, exactly as written."""
        return {key: (self._text(node), self._line(node)) for key, node in self._mapping(self._root, None).items()}

    def _text(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        if isinstance(node, yaml.MappingNode):
            return {
                key: str(value.value) if isinstance(value, yaml.ScalarNode) else None
                for key, value in self._mapping(node, None).items()
            }
        raise self.refusal(self._line(node), "a list is not used here", "write `name: value`")

    def _entry(self, node: yaml.Node, known: Mapping[str, Any], wrong: Wrong) -> Entry:
        pairs = self._mapping(node, known, wrong)
        return Entry(
            {key: self._plain(value) for key, value in pairs.items()},
            At(self.source, self._line(node)),
            {key: self._at(value) for key, value in pairs.items()},
        )

    def _mapping(
        self, node: yaml.Node | None, known: Mapping[str, Any] | None, wrong: Wrong | None = None
    ) -> dict[str, yaml.Node]:
        """Keys and values. `wrong` takes what is refused; without it the first thing is raised.

        What stands at an unknown key is taken for the value of the key that was perhaps meant, so that it is looked at.
        """
        if not isinstance(node, yaml.MappingNode):
            raise self.refusal(self._line(node), "a mapping of keys and values is expected", "write `key: value`")
        refuse = wrong or _raise
        found: dict[str, yaml.Node] = {}
        for key_node, value in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            line = self._line(key_node)
            if known is not None and key not in known:
                near = nearest(key, known)
                hint = f"did you mean {near!r}?" if near else f"keys are {', '.join(known)}"
                refuse(self.refusal(line, f"unknown key {self._quoted(key)}", hint))
                if near and near not in found:
                    found[near] = value
            elif key in found:
                refuse(self.refusal(line, f"the key {self._quoted(key)} is given twice", "keep one of them"))
            else:
                found[key] = value
        return found

    def _plain(self, node: yaml.Node, depth: int = 0) -> Any:
        if depth > _DEPTH:
            raise self.refusal(self._line(node), "nested too deeply", "write it flat")
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, depth + 1) for item in node.value]
        return {key: self._plain(value, depth + 1) for key, value in self._mapping(node, None).items()}

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        """A plain value; dates stay text (yyyy-mm-dd), and so does what YAML 1.1 takes for an octal or a clock time."""
        tag = node.tag.rpartition(":")[2]
        convert: Callable[[yaml.ScalarNode], Any] | None = {
            "bool": yaml.SafeLoader("").construct_yaml_bool,
            "null": lambda _node: None,
            "float": yaml.SafeLoader("").construct_yaml_float,
        }.get(tag)
        if tag == "int":
            return int(node.value) if _INTEGER.fullmatch(node.value) else node.value
        if tag in ("str", "timestamp"):
            return node.value
        if convert is None:
            raise self.refusal(
                self._line(node), f"the tag {self._quoted(node.tag)} is not used here", "write a plain value"
            )
        try:
            return convert(node)
        except (ValueError, KeyError):
            raise self.refusal(self._line(node), "the value does not fit its tag", "write a plain value") from None

    def _quoted(self, text: str) -> str:
        """What the file says, short; nothing of a file of secrets."""
        return "(not shown)" if self.secret else repr(text[:40])

    def _line(self, node: yaml.Node | None) -> int:
        return 1 if node is None or node.start_mark is None else int(node.start_mark.line) + 1

    def _at(self, node: yaml.Node) -> At:
        start, end = node.start_mark, node.end_mark
        if start is None or end is None or start.line != end.line:
            return At(self.source, self._line(node))
        return At(self.source, int(start.line) + 1, int(start.column) + 1, max(int(end.column), int(start.column) + 1))
