"""The policies of a run: folders found by their package path, metadata read, nothing registered anywhere.

`<slug>/<slug_>.rego` (underscores for hyphens) holds `package auditor.policies.<slug_>`; `lib/` holds shared Rego,
`frameworks/` the control frameworks. A long policy of ours has further files `<slug>/<part>.rego`, which hold `package
auditor.lib.<slug_>.<part>`: the engine reads them as it reads the library. A site's folder has the same shape but for
these; what it may not do is touch ours.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, cast

from auditor.errors import PolicyBroken, UnknownName
from auditor.models.verdict import Control, Severity
from auditor.policies.frameworks import Framework, controls_by_policy, read_frameworks
from auditor.policies.metadata import read_metadata
from auditor.policies.shipped import passed, policies_folder
from auditor.rego.packages import LIBRARY, POLICIES, TESTING, TRIALS
from auditor.rego.port import Module

Gate = Literal["blocks", "warns", "no", "optional"]
_PACKAGE = re.compile(r"^package[ \t]+([A-Za-z_][\w.]*)[ \t]*(?:#.*)?$", re.MULTILINE)
_SLUG = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy, as its metadata describes it."""

    id: str
    slug: str
    title: str
    description: str
    severity: Severity
    judges: tuple[str, ...]
    needs: tuple[str, ...]
    gate: Gate
    related: tuple[tuple[str, str], ...]
    """Address and description of further reading."""
    package: str
    file: Path
    own: bool
    """Ships with the auditor; False: a site's."""

    @property
    def entry(self) -> str:
        """The rule that holds its verdicts."""
        return f"data.{self.package}.verdicts"


@dataclass(frozen=True, slots=True)
class Source:
    """One Rego file."""

    file: Path
    name: str
    text: str
    package: str
    own: bool

    @property
    def test(self) -> bool:
        """Whether it holds tests, or what only tests use: it is never loaded to judge."""
        return self.name.endswith("_test.rego") or self.package == TESTING

    @property
    def module(self) -> Module:
        """What an engine takes of it."""
        return Module(self.name, self.text)


@dataclass(frozen=True)
class Catalogue:
    """Policies by id, all their Rego (library first), and the frameworks."""

    policies: tuple[Policy, ...]
    sources: tuple[Source, ...]
    frameworks: tuple[Framework, ...] = ()
    folder: Path = Path()
    """Where our own policies were read."""
    checked: bool = False
    """The guard has passed our own modules, exactly as they are here, before."""

    def policy(self, name: str) -> Policy:
        """The policy with this id or slug; raises `UnknownName` with the nearest one."""
        wanted = name.casefold()
        for policy in self.policies:
            if wanted in (policy.id.casefold(), policy.slug):
                return policy
        names = [word for policy in self.policies for word in (policy.id, policy.slug)]
        near = difflib.get_close_matches(name, names, 1, 0.5)
        raise UnknownName(
            f"no policy is called {name!r}", f"did you mean {near[0]}?" if near else "auditor policies list"
        )

    def controls(self) -> dict[str, tuple[Control, ...]]:
        """Controls by policy id."""
        return controls_by_policy(self.frameworks)

    def modules(self) -> tuple[Module, ...]:
        """What an engine needs to judge: everything but the tests."""
        return tuple(source.module for source in self.sources if not source.test)

    def own_modules(self) -> tuple[Module, ...]:
        """Those of `modules` that ship with the auditor."""
        return tuple(source.module for source in self.sources if source.own and not source.test)

    def questions(self, *, trials: bool = False) -> dict[str, str]:
        """What an engine is asked: the verdicts of each policy by its id, and what is expected of each trial."""
        asked = {policy.id: policy.entry for policy in self.policies}
        if trials or self.defines(TRIALS):
            asked["trials"] = f"data.{TRIALS}.expected"
        return asked

    def defines(self, package: str) -> bool:
        """Whether a module of this package is there."""
        return any(source.package == package and not source.test for source in self.sources)


def load_catalogue(further: Iterable[str] = (), folder: Path | None = None) -> Catalogue:
    """Our policies and those of the `further` folders; raises `PolicyBroken` (16) for what cannot be trusted.

    This reads and checks names and metadata only; `auditor.policies.check` looks at the Rego itself.
    """
    home = folder or policies_folder()
    sources = _sources(home, own=True)
    checked = passed([source.module for source in sources if not source.test], home)
    frameworks = list(read_frameworks(home / "frameworks"))
    for one in dict.fromkeys(further):
        place = Path(one)
        found = _sources(place, own=False)
        if not any(_is_policy(source) for source in found):
            raise PolicyBroken(f"{one}: no policy in it", "a policy is <slug>/<slug_with_underscores>.rego")
        _keep_out(found, sources)
        sources += found
        frameworks += read_frameworks(place / "frameworks")
    policies = [_policy(source, checked=checked and source.own) for source in sources if _is_policy(source)]
    policies.sort(key=lambda policy: policy.id)
    _unique(policies)
    if not policies:
        raise PolicyBroken(f"{home}: no policies", "install the auditor again, or run it from its checkout")
    return Catalogue(tuple(policies), tuple(sources), tuple(frameworks), home, checked)


def _sources(folder: Path, own: bool) -> list[Source]:
    if not folder.is_dir():
        raise PolicyBroken(f"{folder}: no such folder of policies", "--policies takes a folder")
    found = []
    for file in sorted(folder.rglob("*.rego")):
        if any(part.startswith(".") for part in file.relative_to(folder).parts):
            continue
        name = file.relative_to(folder).as_posix() if own else file.as_posix()
        name = f"policies/{name}" if own else name
        try:
            text = file.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            raise PolicyBroken(f"{name}: it cannot be read as UTF-8 text", "write Rego in UTF-8") from None
        package = _PACKAGE.search(text)
        if package is None:
            raise PolicyBroken(f"{name}, line 1: no package line", f"write `package {POLICIES}<slug>`")
        found.append(Source(file, name, text, package[1], own))
        _belongs(found[-1], text[: package.start()].count("\n") + 1)
    return sorted(found, key=lambda source: (not source.package.startswith(LIBRARY), source.name))


def _is_policy(source: Source) -> bool:
    return source.package.startswith(POLICIES) and not source.test


def _belongs(source: Source, line: int) -> None:
    """The package must say where the file lies: a policy in the wrong package would never be asked."""
    folder, stem = source.file.parent.name, source.file.stem
    if source.test:
        return
    slug = folder.replace("-", "_")
    if source.package == LIBRARY or source.package.startswith(LIBRARY + "."):
        if not source.own or folder == "lib" or source.package == f"{LIBRARY}.{slug}.{stem}":
            return  # that a site adds nothing to the library is said by `_keep_out`
        raise PolicyBroken(
            f"{source.name}, line {line}: package {source.package} does not match its folder and file",
            f"{folder}/{stem}.rego holds `package {LIBRARY}.{slug}.{stem}`; what policies share lies in lib/",
        )
    if source.package == POLICIES + slug and _SLUG.match(folder) and stem == slug:
        return
    wanted = f"{POLICIES}{slug}" if _SLUG.match(folder) else f"{POLICIES}<slug>"
    raise PolicyBroken(
        f"{source.name}, line {line}: package {source.package} does not match its folder and file",
        f"{folder}/{slug}.rego holds `package {wanted}`",
    )


def _keep_out(found: list[Source], before: list[Source]) -> None:
    """A site's folder may use our library and policies; it may not add to them or replace them."""
    taken = {source.package for source in before}
    for source in found:
        library = source.package == LIBRARY or source.package.startswith(LIBRARY + ".")
        if (library and not source.test) or (source.package in taken and not source.test):
            raise PolicyBroken(
                f"{source.name}: package {source.package} is the auditor's own and must not be redefined",
                "choose another slug, and put helpers into the policy itself",
            )


def _policy(source: Source, *, checked: bool) -> Policy:
    block = read_metadata(source.name, source.text, checked=checked)
    custom = block["custom"]
    if custom["id"].startswith("PT-") != source.own:
        raise PolicyBroken(
            f"{source.name}: the id {custom['id']} {'begins' if not source.own else 'does not begin'} with PT-",
            "ids PT-... are the auditor's own; give a site's policy another prefix, such as XX-A01",
        )
    return Policy(
        id=custom["id"],
        slug=source.file.parent.name,
        title=block["title"],
        description=block["description"].strip(),
        severity=cast("Severity", custom["severity"]),
        judges=tuple(custom["judges"]),
        needs=tuple(custom["needs"]),
        gate=cast("Gate", custom["gate"]),
        related=tuple(_related(one) for one in block.get("related_resources", ())),
        package=source.package,
        file=source.file,
        own=source.own,
    )


def _related(one: dict[str, Any]) -> tuple[str, str]:
    return one["ref"], one.get("description", "")


def _unique(policies: list[Policy]) -> None:
    for first, second in pairwise(policies):
        if first.id == second.id:
            raise PolicyBroken(
                f"{second.file}: the id {second.id} is taken by {first.slug}",
                "ids are for life: take the next free one",
            )
    slugs: dict[str, Policy] = {}
    for policy in policies:
        if policy.slug in slugs:
            raise PolicyBroken(
                f"{policy.file}: the slug {policy.slug} is taken by {slugs[policy.slug].id}", "choose another slug"
            )
        slugs[policy.slug] = policy
