"""Control frameworks: files that point to policies, so that no policy has to know every standard.

The fit says who speaks: `requires` (the control's own text covers the fact), `supports` (the control is general, the
reading is ours), `ibm` (a vendor's recommendation only).
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import yaml
from pydantic import ValidationError

from auditor.errors import PolicyBroken
from auditor.models.base import Model, refusal
from auditor.models.verdict import Control
from auditor.policies.metadata import LOADER


class Pointer(Model):
    """One policy that bears on a control."""

    policy: str
    fit: Literal["requires", "supports", "ibm"]


class FrameworkControl(Model):
    """One control, in our own words."""

    id: str
    text: str
    reference: str | None = None
    policies: tuple[Pointer, ...]


class Framework(Model):
    """One published framework, as far as it bears on PassTickets."""

    framework: str
    """Short name, as verdicts carry it."""
    title: str
    publisher: str
    url: str | None = None
    limits: str
    """What this mapping cannot claim."""
    controls: tuple[FrameworkControl, ...]


def read_frameworks(folder: Path) -> tuple[Framework, ...]:
    """Every `*.yaml` of `folder`, by file name; raises `PolicyBroken` for one that does not fit."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            found.append(Framework.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)))  # noqa: S506 - safe, whichever of the two
        except ValidationError as error:
            at, why = refusal(error, Framework)
            place = ".".join(at) or "the file"
            raise PolicyBroken(f"{path}: {place}: {why}", "compare it with a framework that ships") from None
        except (yaml.YAMLError, ValueError, OSError) as error:
            line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
            raise PolicyBroken(f"{path}, line {line}: it cannot be read as YAML", "fix the file") from None
    return tuple(found)


def controls_by_policy(frameworks: tuple[Framework, ...]) -> dict[str, tuple[Control, ...]]:
    """For each policy id the controls that point to it, in the order of the files."""
    found: dict[str, list[Control]] = {}
    for framework in frameworks:
        for control in framework.controls:
            for pointer in control.policies:
                row = Control(framework=framework.framework, id=control.id, fit=pointer.fit)
                found.setdefault(pointer.policy, []).append(row)
    return {policy: tuple(rows) for policy, rows in found.items()}
