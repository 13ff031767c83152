"""`auditor ticket`: why a logon with a PassTicket failed, and tickets for tests.

Keys are never printed. The ticket itself is printed by `generate` alone, whose purpose it is.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from auditor.commands.given import GivenOnce
from auditor.errors import ReturnCode, UsageError

if TYPE_CHECKING:
    from auditor.drda.capture import Sighting
    from auditor.explain import OfferedKey

_FILE = click.Path(dir_okay=False)
_LIMIT = 256 * 1024 * 1024
"""Bytes of a capture."""


@click.group("ticket")
def command() -> None:
    """Say when, with which key and by which algorithm a captured ticket was made; make tickets for tests."""


@command.command("explain", cls=GivenOnce)
@click.argument("ticket", required=False)
@click.option("--secchk", help="The bytes of SECCHK as hexadecimal digits, instead of TICKET; - reads them from stdin.")
@click.option("--capture", type=_FILE, help="A capture (pcap, pcapng, hexadecimal dump), instead of TICKET.")
@click.option("--user", "users", multiple=True, help="User ID of the logon; repeat for candidates. SECCHK has it too.")
@click.option(
    "--application", "applications", multiple=True, required=True, help="The name RACF checks; repeat for candidates."
)
@click.option(
    "--keys", type=_FILE, required=True, help="Key file: PTKTDATA profile name to key; readable by you alone."
)
@click.option(
    "--at", help="When the ticket was sent: 2027-01-31T23:59:59Z or seconds since 1970. Default: the capture's, or now."
)
@click.option(
    "--timeout", type=click.IntRange(1, 600), default=60, show_default=True, help="SSIGNON TIMEOUT of the profile."
)
@click.option("--config", type=_FILE, help="The auditor.toml of the installation: what it says of the logon besides.")
def explain_command(  # noqa: PLR0913, PLR0917 - click gives one argument for each option
    ticket: str | None,
    secchk: str | None,
    capture: str | None,
    users: tuple[str, ...],
    applications: tuple[str, ...],
    keys: str,
    at: str | None,
    timeout: int,
    config: str | None,
) -> int:
    """Say which algorithm, application, key and second made TICKET, how far the clocks are apart, and why it failed.

    TICKET as - is read from stdin, which keeps it out of the shell's history: a ticket is a live credential. Ends
    with 0 when the ticket is right for the first user and application, else with 8; with 12 when --config has damaged
    evidence. With --config it also says what `auditor explain` says of that user and application.
    """
    from auditor.explain import Question, explain

    if sum(one is not None for one in (ticket, secchk, capture)) != 1:
        raise UsageError("One of TICKET, --secchk and --capture is needed.", "auditor ticket explain --help")
    offered = offered_keys(keys)
    reference = None if at is None else _moment(at)
    good, code = True, int(ReturnCode.CLEAN)
    for where, text, user, seen in _captured(ticket, secchk, capture):
        near = reference if reference is not None else (seen if seen is not None else time.time())
        asked = tuple(dict.fromkeys((*((user,) if user else ()), *users)))
        question = Question(text, asked, applications, offered, near, timeout)
        told = explain(question)
        _print(told, where, near, "given" if reference is not None else "captured" if seen is not None else "now")
        good = good and told.good
        if config is not None:
            code = max(code, _in_installation(told.user, told.application, config))
    return max(code, int(ReturnCode.CLEAN if good else ReturnCode.FINDINGS))


def _in_installation(user: str, application: str, config: str) -> int:
    """Print what the installation says of the logon, as `auditor explain` does; return what its evidence is worth."""
    from auditor.commands.explain_here import asked, in_installation
    from auditor.commands.explain_words import in_installation as words
    from auditor.messages.answer import answer
    from auditor.visible import numbered

    said = asked(answer(""), user, application)
    told, code = in_installation(said, config)
    click.secho(f"In the installation {numbered(told.system)}", bold=True)
    for line in words(said, told):
        click.echo(numbered(line))
    return code


@command.command("generate", cls=GivenOnce)
@click.option("--user", required=True, help="User ID the ticket is for.")
@click.option("--application", required=True, help="Application name: ODACCESS APPL=, else the HWS ID.")
@click.option("--keys", type=_FILE, help="Key file; the key of --profile is used.")
@click.option("--profile", help="PTKTDATA profile of the key; default: the application.")
@click.option("--throw-away", is_flag=True, help="Use a random key that is forgotten at once, instead of --keys.")
@click.option("--kind", type=click.Choice(["legacy", "UPPER", "MIXED"]), help="Default: what the key makes.")
@click.option("--at", help="Second to generate for, as with explain; default now.")
@click.option("--secchk", is_flag=True, help="Print the SECCHK command that carries the ticket, in hexadecimal digits.")
def generate_command(  # noqa: PLR0913, PLR0917 - click gives one argument for each option
    user: str,
    application: str,
    keys: str | None,
    profile: str | None,
    throw_away: bool,
    kind: str | None,
    at: str | None,
    secchk: bool,
) -> int:
    """Print a ticket for tests, made with an offered or a throw-away key. With a real key it is a live credential."""
    from auditor.drda import secchk as drda
    from auditor.explain import generate

    if (keys is None) == (not throw_away):
        raise UsageError("One of --keys and --throw-away is needed.", "auditor ticket generate --help")
    second = time.time() if at is None else _moment(at)
    candidates = _random_keys() if keys is None else offered_keys(keys, (profile or application).upper())
    ticket = generate(user, application, candidates, second, kind)
    click.echo(drda.encode(user, ticket).hex().upper() if secchk else ticket)
    return int(ReturnCode.CLEAN)


def offered_keys(path: str, profile: str | None = None) -> tuple[OfferedKey, ...]:
    """The keys of a key file, or those of one of its profiles. Errors as `auditor.sources.keys.read_keys`."""
    from auditor.explain import OfferedKey
    from auditor.sources.keys import read_keys

    found: list[OfferedKey] = []
    for name, entry in read_keys(path, 0).facts.items():
        if profile in (None, name.upper()):
            found += [
                OfferedKey(name.upper(), one, entry.type) for one in (entry.enhanced, entry.legacy) if one is not None
            ]
    if not found:
        raise UsageError(f"The key file has no key for {profile or 'any profile'}.", "Name another with --profile.")
    return tuple(found)


def _random_keys() -> tuple[OfferedKey, ...]:
    import secrets

    from auditor.explain import OfferedKey
    from auditor.tickets.keys import Key

    return tuple(OfferedKey("THROWAWY", Key(secrets.token_bytes(size))) for size in (64, 8))


def _captured(
    ticket: str | None, secchk: str | None, capture: str | None
) -> list[tuple[str, str, str | None, float | None]]:
    """Where, the ticket, the user SECCHK names, when."""
    from auditor.drda.capture import find, from_hex

    if ticket is not None:
        return [("", sys.stdin.readline().strip() if ticket == "-" else ticket, None, None)]
    if secchk is not None:
        found = find(from_hex(sys.stdin.read() if secchk == "-" else secchk))
    else:
        found = find(_read(str(capture)))
    for one in found:
        if one.secchk is None:
            click.echo(f"{one.place}: {one.refused}", err=True)
    usable = [one for one in found if one.secchk is not None]
    if not usable:
        raise UsageError(
            "There is no SECCHK with user ID and password in what was captured.",
            "Capture without TLS, from the first packet; a SECCHK cut in two packets is not found.",
        )
    return [_of(one) for one in usable]


def _of(one: Sighting) -> tuple[str, str, str | None, float | None]:
    assert one.secchk is not None  # noqa: S101 - the caller looked
    return one.place, one.secchk.password, one.secchk.user, one.at


def _read(path: str) -> bytes:
    from auditor.sources.evidence import offered_bytes

    data = offered_bytes(path, _LIMIT + 1)
    if len(data) > _LIMIT:
        raise UsageError(f"{path} is larger than {_LIMIT >> 20} MiB.", "Cut the part of the trace that has the logon.")
    return data


def _moment(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError("--at is no time.", "Write 2027-01-31T23:59:59Z or seconds since 1970.") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _print(told: object, where: str, near: float, origin: str) -> None:
    from auditor.commands import ticket_words
    from auditor.explain import Explanation

    assert isinstance(told, Explanation)  # noqa: S101 - a fault of ours
    if where:
        click.secho(f"{where}: user {told.user}", bold=True)
    click.echo(f"Checked:  user {told.user}, application {told.application}, at {ticket_words.moment(near)} ({origin})")
    for line in ticket_words.facts(told):
        click.echo(line)
    click.secho("Likely cause", bold=True)
    for line in ticket_words.causes(told):
        click.echo(f"- {line}")
