"""`auditor waive`: write a waiver for one finding, in a form that the reader of waivers accepts."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.commands.given import GivenOnce
from auditor.visible import visible

if TYPE_CHECKING:
    from auditor.models.verdict import Result, Verdict
    from auditor.models.waiver import Waiver

_EMPTY = re.compile(r"^waivers:[ \t]*(\[[ \t]*\])?[ \t]*(#.*)?$", re.MULTILINE)


@click.command("waive", cls=GivenOnce)
@click.argument("result", type=click.Path(dir_okay=False))
@click.option("--policy", help="Id or slug of the policy, such as PT-C03.")
@click.option("--object", "name", help="The object as result.json names it, such as profile:PTKTDATA/IMSDRDA1.")
@click.option("--fingerprint", help="Instead of policy and object: the finding, with these very facts.")
@click.option("--reason", required=True, help="Why the risk is accepted.")
@click.option("--owner", required=True, help="Who answers for it.")
@click.option("--approver", required=True, help="Who accepted it.")
@click.option("--ticket", required=True, help="Where that is written down.")
@click.option("--expires", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The last day it holds.")
@click.option(
    "--file", "path", default="waivers.yaml", show_default=True, type=click.Path(dir_okay=False),
    help="The waiver file; made when it is not there, else added to.",
)  # fmt: skip
def command(  # noqa: PLR0913, PLR0917 - click gives one argument for each option
    result: str,
    policy: str | None,
    name: str | None,
    fingerprint: str | None,
    reason: str,
    owner: str,
    approver: str,
    ticket: str,
    expires: datetime,
    path: str,
) -> int:
    """Write a waiver for one finding of the saved RESULT (a result.json) into the waiver file.

    \b
    auditor waive reports/PRODPLEX/result.json --policy PT-C03 --object profile:PTKTDATA/IMSDRDA1
      --reason "two tickets a second for one user" --owner team-orders --approver ciso
      --ticket RISK-118 --expires 2027-06-30

    With --object the waiver holds while the policy fails there, whatever the facts; with --fingerprint it ends when
    they change. What is undecided cannot be waived: nobody can accept a risk that is not known.
    """  # noqa: D301 - click wants the character itself
    from auditor.errors import UsageError
    from auditor.renderers.upgrade import read_result

    if (name is None) == (fingerprint is None):
        raise UsageError("one of --object and --fingerprint is needed", "auditor waive --help")
    saved = read_result(result)
    last = expires.date()
    if last < max(date.today(), date.fromisoformat(saved.as_of)):  # noqa: DTZ011 - a waiver ends with the local day
        raise UsageError(f"--expires {last} is past", "give a day to come, and have the risk looked at again by then")
    found = _finding(saved, policy, name, fingerprint)
    entry = {"policy": found.policy}
    entry |= {"object": found.object} if name is not None else {"fingerprint": found.fingerprint}
    entry |= {"reason": reason, "owner": owner, "approver": approver, "ticket": ticket, "expires": last.isoformat()}
    _usable(entry)
    _add(Path(path), entry, saved.system)
    click.echo(f"{path}: {found.policy} on {visible(found.object)} is waived until {last}; give it by --waivers {path}")
    return 0


def _finding(saved: Result, policy: str | None, name: str | None, fingerprint: str | None) -> Verdict:
    """The fail or advisory that is meant. Raises `UnknownName` with what would have fitted."""
    from auditor.errors import UnknownName, UsageError
    from auditor.judge.waivers import POLICY

    wanted = policy.casefold() if policy is not None else None
    mine = [one for one in saved.verdicts if wanted in (None, one.policy.casefold(), one.slug.casefold())]
    if not mine:
        raise UnknownName(f"the result has no policy {policy!r}", "auditor policies list")
    if policy is None and fingerprint is None:
        raise UsageError("--object needs --policy", "auditor waive --help")
    fits = [one for one in mine if (one.object == name if name is not None else one.fingerprint == fingerprint)]
    open_ones = [one for one in fits if one.verdict in ("fail", "advisory") and one.policy != POLICY]
    if open_ones:
        return open_ones[0]
    what = f"{mine[0].policy} on {name}" if name is not None else f"fingerprint {fingerprint}"
    if any(one.verdict == "undecided" for one in fits):
        raise UsageError(f"{what} is undecided and cannot be waived", "offer the input that its reason names")
    others = sorted({one.object for one in mine if one.verdict in ("fail", "advisory")})
    advice = f"findings are on {', '.join(others[:5])}" if policy is not None and others else "see result.json"
    raise UnknownName(f"the result has no finding {what}", visible(advice))


def _usable(entry: dict[str, str]) -> None:
    from auditor.errors import UsageError

    for key, value in entry.items():
        if not value.strip() or not value.isprintable() or len(value) > 500:
            raise UsageError(f"--{key} must be 1 to 500 printable characters on one line", "write it in one sentence")


def _add(path: Path, entry: dict[str, str], system: str) -> None:
    """Add `entry` to the file at `path`: the whole new file takes the place of the old, or nothing happens.

    `system`: whose result it is about; a waiver for another system is in nobody's way.
    """
    from filelock import FileLock, Timeout

    from auditor.errors import ConfigurationError, UsageError

    real = path.resolve()
    try:
        with FileLock(real.with_name(f".{real.name}.lock"), timeout=10):
            _replace(real, path, entry, system)
    except Timeout:
        raise UsageError(f"somebody else is writing to {path}", "try again") from None
    except OSError as error:
        raise ConfigurationError(
            f"cannot write {path}: {error.strerror}", "nothing was changed; make it writable, or give another --file"
        ) from None


def _replace(real: Path, path: Path, entry: dict[str, str], system: str) -> None:
    import os

    from auditor.errors import ConfigurationError
    from auditor.models.limits import WRITTEN_FILE
    from auditor.sources.waivers import read_waivers
    from auditor.text import decode, first_bytes

    there = real.exists()
    before = read_waivers(str(real), 0).facts if there and first_bytes(real, WRITTEN_FILE + 1).strip() else ()
    _not_yet(before, entry, path, system)
    codepage, text = decode(first_bytes(real, WRITTEN_FILE + 1)) if there else ("utf-8", "")
    if text is None or codepage != "utf-8":
        raise ConfigurationError(f"{path} is not UTF-8 text: a new waiver cannot be added", "save it as UTF-8")
    staged = real.with_name(f".{real.name}.{os.getpid()}.new")
    try:
        staged.write_text(_with(text, entry), encoding="utf-8")
        if there:
            staged.chmod(real.stat().st_mode & 0o777)
        after = read_waivers(str(staged), 0).facts
        if after[:-1] != before or _plain(after[-1]) != entry:
            raise ConfigurationError(f"{path} is not written as a plain list", "begin each waiver with `- ` on a line")
        staged.replace(real)
    finally:
        staged.unlink(missing_ok=True)


def _not_yet(before: tuple[Waiver, ...], entry: dict[str, str], path: Path, system: str) -> None:
    from auditor.errors import UsageError
    from auditor.judge.waivers import of_system

    keys = ("policy", "object", "fingerprint")
    for one in of_system(before, system):
        if all(getattr(one, key) == entry.get(key) for key in keys):
            raise UsageError(
                f"{path}, line {one.at.record}: there is a waiver for it until {one.expires}",
                "have the risk accepted again, and change that entry",
            )


def _with(text: str, entry: dict[str, str]) -> str:
    """The file with one more entry, written as the entries before it are; comments stay where they are."""
    import yaml

    first = re.search(r"^( *)-[ \t]", text, re.MULTILINE)
    indent = first[1] if first else "  "
    lines = [
        f"{key}: {yaml.safe_dump(value, allow_unicode=True, width=10_000).splitlines()[0]}"
        for key, value in entry.items()
    ]
    block = f"{indent}- " + f"\n{indent}  ".join(lines) + "\n"
    if not text.strip():
        return f"waivers:\n{block}"
    head = text if first else _EMPTY.sub("waivers:", text, count=1)
    return head.rstrip("\n") + "\n" + block


def _plain(waiver: Waiver) -> dict[str, str]:
    return {key: value for key, value in waiver.model_dump(exclude={"at"}).items() if value not in (None, ())}
