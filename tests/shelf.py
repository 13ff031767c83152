"""A folder of policies that a test fills; the fixtures `shelf` and `other_shelf` of `conftest.py` are two."""

from __future__ import annotations

import textwrap
from pathlib import Path

LIB = """\
package auditor.lib.result

import rego.v1

verdict(name, word, message, reason) := {
	"object": name,
	"verdict": word,
	"severity": "high",
	"message": message,
	"reason": reason,
	"facts": {"seen": word},
	"masked_by": null,
	"places": [],
	"remediation": {"racf": [], "ims": [], "other": [], "undo": []},
	"assumptions": [],
}
"""

META = """\
# METADATA
# title: {title}
# description: What it checks.
# custom:
#   id: {id}
#   severity: high
#   judges: [endpoint]
#   needs: [hwscfg]
#   gate: blocks
package auditor.policies.{package}

import rego.v1

import data.auditor.lib.result

"""


class Shelf:
    """A folder of policies that a test fills."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def lib(self, text: str = LIB, name: str = "result") -> Shelf:
        return self.write(f"lib/{name}.rego", text)

    def policy(self, slug: str, body: str, identifier: str = "PT-A01") -> Shelf:
        package = slug.replace("-", "_")
        head = META.format(title=slug.replace("-", " "), id=identifier, package=package)
        return self.write(f"{slug}/{package}.rego", head + textwrap.dedent(body))

    def write(self, name: str, text: str) -> Shelf:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return self
