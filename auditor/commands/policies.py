"""`auditor policies`: list, explain, test and write policies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.commands.given import GivenOnce

if TYPE_CHECKING:
    from auditor.policies.catalogue import Catalogue
    from auditor.policies.policytest import Tested

_further = click.option(
    "--policies", "further", multiple=True, type=click.Path(file_okay=False), help="Further Rego policies; repeat."
)


@click.group("policies")
def command() -> None:
    """List, explain, test and write policies."""


@command.command("list", cls=GivenOnce)
@_further
def list_policies(further: tuple[str, ...]) -> int:
    """List every policy: id, severity, slug and what is wrong."""
    for policy in _catalogue(further).policies:
        click.echo(f"{policy.id:<8}{policy.severity:<10}{policy.slug:<42}{policy.title}")
    return 0


@command.command("show", cls=GivenOnce)
@click.argument("name", metavar="ID")
@_further
def show(name: str, further: tuple[str, ...]) -> int:
    """Explain one policy, by id (PT-A01) or slug: what it checks, why, and how to fix it."""
    from auditor.policies.pages import explain_policy

    catalogue = _catalogue(further)
    click.echo(explain_policy(catalogue.policy(name), catalogue))
    return 0


@command.command("test", cls=GivenOnce)
@click.argument("folder", required=False, type=click.Path(file_okay=False))
@click.option("--missed", is_flag=True, help="Show the lines that no test reaches.")
def test(folder: str | None, missed: bool) -> int:
    """Check all modules, then run the *_test.rego of FOLDER (default: ours) on the embedded engine, with coverage.

    Ends with 8 when a test fails, with 16 when a module cannot be trusted to judge.
    """
    from auditor.policies.policytest import run_tests
    from auditor.rego.guard.problems import problems

    catalogue = _catalogue(())
    home = catalogue.folder.resolve()
    path = Path(folder).resolve() if folder else home
    if not path.is_relative_to(home):
        catalogue = _catalogue((str(folder),))
    wrong = problems(catalogue.modules())
    for problem in wrong:
        click.echo(f"refused: {problem}", err=True)
    if wrong:
        return 16
    run = run_tests(catalogue, only=[path])
    _tell(run, missed)
    return 8 if run.failed else 0


def _tell(run: Tested, missed: bool) -> None:
    for one in run.failed:
        click.echo(f"FAIL  {one.file}: {one.name}" + (f"  ({one.error})" if one.error else ""))
        for line in one.prints:
            click.echo(f"      {line}")
    for name in run.skipped:
        click.echo(f"skip  {name}")
    for file in run.coverage:
        if missed and file.missed:
            click.echo(f"miss  {file.file}: lines {', '.join(str(line) for line in file.missed)}")
    passed = len(run.outcomes) - len(run.failed)
    click.echo(
        f"{passed} passed, {len(run.failed)} failed, {len(run.skipped)} skipped; "
        f"{run.percent:.1f} % of the Rego lines in {len(run.coverage)} files reached"
    )


@command.command("docs", cls=GivenOnce)
@click.option("--check", is_flag=True, help="Write nothing; end with 8 when something is not up to date.")
@click.option("--out", type=click.Path(file_okay=False), help="Folder to write to; default beside the policies.")
def docs(check: bool, out: str | None) -> int:
    """Check the policies that ship, and write their catalogue page.

    Ends with 16 when a module cannot be trusted to judge.
    """
    from auditor.errors import UsageError
    from auditor.policies.check import check_own
    from auditor.policies.pages import catalogue_page

    catalogue = _catalogue(())
    check_own(catalogue)
    path = (Path(out) if out else catalogue.folder) / "README.md"
    text = catalogue_page(catalogue)
    if check:
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            return 0
        click.echo(f"{path} is not what the policies say; run `auditor policies docs`", err=True)
        return 8
    try:
        path.write_text(text, encoding="utf-8")
    except OSError:
        raise UsageError(f"{path} cannot be written", "name a folder with --out") from None
    click.echo(str(path))
    return 0


@command.command("new", cls=GivenOnce)
@click.argument("slug")
@click.option("--id", "identifier", default="XX-A01", show_default=True, help="Its id, for life.")
@click.option(
    "--in", "folder", type=click.Path(file_okay=False), help="Folder of your policies; default: this one, PT-...: ours."
)
def new(slug: str, identifier: str, folder: str | None) -> int:
    """Begin a policy: folder, metadata, and a test that fails until you write the policy.

    An id that begins with PT- makes one of the auditor's own, in a checkout of it, and the fault of its fixture.
    """
    import re

    from auditor.errors import UsageError
    from auditor.policies.pages import scaffold, with_fault

    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", slug):
        raise UsageError(f"{slug!r} is no slug", "lower-case words joined by -, such as key-too-old")
    own = identifier.startswith("PT-")
    if not re.fullmatch(r"[A-Z][A-Z0-9]{1,7}-[A-Z][0-9]{2,3}", identifier) or (own and folder is not None):
        raise UsageError(f"{identifier!r} is no id for a site's policy", "such as XX-A01; PT-... are the auditor's own")
    folder = _own_folder(identifier) if own else folder or "."
    home, faults = Path(folder) / slug, Path(folder).parent / "tests/shop/faults.py"
    if home.exists():
        raise UsageError(f"{home} exists already", "choose another slug")
    try:
        home.mkdir(parents=True)
        for name, text in scaffold(slug, identifier).items():
            (home / name).write_text(text, encoding="utf-8")
        if own and faults.is_file():
            begun = with_fault(faults.read_text(encoding="utf-8"), slug, identifier)
            faults.write_text(begun, encoding="utf-8")
    except OSError:
        raise UsageError(f"{home} cannot be written", "name another folder with --in") from None
    click.echo(f"{home}: write the policy, then `auditor policies test {folder}`")
    return 0


def _own_folder(identifier: str) -> str:
    """Return where our own policies are written. Refuses an id that is taken, and an installed package."""
    from auditor.errors import UsageError

    catalogue = _catalogue(())
    if catalogue.folder.name != "policies":
        raise UsageError(
            f"{identifier!r} is the auditor's own, and this is an installed package",
            "give yours an id such as XX-A01, or work in a checkout",
        )
    taken = next((policy for policy in catalogue.policies if policy.id == identifier), None)
    if taken is not None:
        raise UsageError(f"{identifier} is {taken.slug}", "take the next number of its area; an id is for life")
    return str(catalogue.folder)


@command.command("bundle", cls=GivenOnce)
@click.option("--out", default="bundle.tar.gz", show_default=True, type=click.Path(dir_okay=False))
@_further
def bundle(out: str, further: tuple[str, ...]) -> int:
    """Write an OPA bundle (with .manifest) that a central OPA can serve."""
    from auditor.errors import UsageError
    from auditor.policies.check import check
    from auditor.rego.opa.bundle import bundle as packed

    catalogue = _catalogue(further)
    check(catalogue, "opa")
    try:
        Path(out).write_bytes(packed(catalogue.modules(), catalogue.questions()))
    except OSError:
        raise UsageError(f"{out} cannot be written", "name a file with --out") from None
    click.echo(out)
    return 0


def _catalogue(further: tuple[str, ...]) -> Catalogue:
    from auditor.policies.catalogue import load_catalogue

    return load_catalogue(further)
