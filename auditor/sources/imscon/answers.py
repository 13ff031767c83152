"""The JSON of IBM's Ansible module `ims_command`: answers of the operations manager, one object for each row.

Shape: `ims_output[].type_2_response[]` with the operations manager's short column headings as keys (`MbrName`, `CC`,
`CCText`), beside `command_return` with `ctl.rc` and `ctl.rsn`. Source: collection ibm_zos_ims, module `ims_command`.
What its headings for QUERY IMSCON are is not published: those of a display are taken, others are said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final, NamedTuple

import yaml

from auditor.errors import EvidenceUnreadable
from auditor.models.place import At
from auditor.sources.evidence import Text
from auditor.sources.issue import Issue

MOST: Final = 1 << 20
"""Characters: the answers of a hundred IMS Connects are a tenth of it."""

Cells = dict[str, tuple[str, At]]
Pair = tuple[yaml.Node, yaml.Node]


class Row(NamedTuple):
    """One answer: the record on which it begins, and its values by heading."""

    record: int
    cells: Cells


def rows_of(text: Text, source: int, issues: list[Issue]) -> list[Row] | None:
    """Return the answers in a file of JSON, what is wrong with them in `issues`; None for a file that is no JSON.

    Raises `EvidenceUnreadable` (12) for JSON that is cut, or holds no answer.
    """
    first = next((line.lstrip()[:1] for line in text.lines if line.strip()), "")
    if first not in ("{", "["):
        return None
    root = _root(text)
    responses = list(_values(root, "type_2_response"))
    rows = [row for node in responses if isinstance(node, yaml.SequenceNode) for row in node.value]
    for kind in ("command_return", "spoc_api_return"):
        for node in _values(root, kind):
            _check_return(node, issues)
    if not rows:
        raise EvidenceUnreadable(
            f"{text.path} is JSON without an answer of IMS (type_2_response)",
            "offer the result of ibm.ibm_zos_ims.ims_command for QUERY IMSCON TYPE(CONFIG) SHOW(ALL)",
        )
    return [_row(node, source, issues) for node in rows]


def _root(text: Text) -> yaml.Node:
    """The tree of the document, with places. JSON has no tab but between its tokens, where YAML takes none."""
    whole = "\n".join(text.lines)
    advice = "save the whole result again, as JSON"
    if len(whole) > MOST:
        raise EvidenceUnreadable(f"{text.path} is larger than the answers of IMS can be", advice)
    try:
        json.loads(whole)
        node = yaml.compose(whole.replace("\t", " "), Loader=yaml.SafeLoader)
    except json.JSONDecodeError as error:
        raise EvidenceUnreadable(f"{text.path}, line {error.lineno}: this is no JSON, or it was cut", advice) from None
    except (RecursionError, yaml.YAMLError):
        raise EvidenceUnreadable(f"{text.path} is JSON that cannot be read", advice) from None
    if node is None:
        raise EvidenceUnreadable(f"{text.path} is empty", advice)
    return node


def _values(node: yaml.Node, key: str) -> Iterator[yaml.Node]:
    """Yield the values of `key` at any depth."""
    left = [node]
    while left:
        here = left.pop()
        if isinstance(here, yaml.MappingNode):
            for name, value in here.value:
                if name.value == key:
                    yield value
                left.append(value)
        elif isinstance(here, yaml.SequenceNode):
            left.extend(reversed(here.value))


def _check_return(node: yaml.Node, issues: list[Issue]) -> None:
    """Say where the command as a whole did not end well: what it did not answer is unknown."""
    for name, value in _pairs(node):
        code = str(value.value).strip()
        if str(name.value).lower().endswith("rc") and code.strip("0Xx") and isinstance(value, yaml.ScalarNode):
            message = f"the command ended with {str(name.value)[:16]} {code[:16]!r}: some answers may be missing"
            issues.append(Issue(value.start_mark.line + 1, "error", "completion-code", message))


def _pairs(node: yaml.Node) -> list[Pair]:
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def _row(node: yaml.Node, source: int, issues: list[Issue]) -> Row:
    cells: Cells = {}
    record = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        issues.append(Issue(record, "error", "not-understood", "this answer is no object"))
        return Row(record, cells)
    for name, value in node.value:
        heading, at = str(name.value).upper(), value.start_mark
        if heading in cells:
            issues.append(Issue(at.line + 1, "error", "contradiction", f"{heading[:16]} stands twice in one answer"))
            return Row(record, {})
        if not isinstance(value, yaml.ScalarNode):
            issues.append(Issue(at.line + 1, "remark", "unknown-line", f"{heading[:16]} has no plain value"))
            continue
        text = "" if value.tag.endswith(":null") else value.value.strip()
        last = value.end_mark.column if value.end_mark.line == at.line else at.column + 1
        cells[heading] = (text, At(source, at.line + 1, at.column + 1, last))
    return Row(record, cells)
