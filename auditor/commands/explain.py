"""`auditor explain`: what a message or return code of a failed logon means, in general and in one installation."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from auditor.commands.given import GivenOnce
from auditor.errors import ReturnCode, UsageError

if TYPE_CHECKING:
    from auditor.messages.answer import Answer
    from auditor.messages.here import Here


@click.command("explain", cls=GivenOnce)
@click.argument("text", nargs=-1)
@click.option("--config", type=click.Path(dir_okay=False), help="The auditor.toml of the installation it happened on.")
@click.option("--user", help="The user ID of the logon, where the text does not name it.")
@click.option("--application", help="The name RACF checks, where the text does not name it.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(text: tuple[str, ...], config: str | None, user: str | None, application: str | None, form: str) -> int:
    """Say what TEXT means: messages and codes as people paste them from a console, a job log, a trace or a mail.

    TEXT as - is read from stdin, which is the better way for several lines. Known are ICH408I and its kin, IRR0nnI,
    return codes of RACROUTE VERIFY, R_ticketserv, R_GenSec and initACEE (8/8/16), HWSP1503E and other codes of IMS
    Connect and IMS, SECCHKCD values, SQL Batch and driver errors, Zowe and Java texts, and JOBINIT lines.

    With --config the causes are looked for in that installation: findings, the sample logon that does the same, and
    the commands that fix it. Without TEXT, --user asks why the logons of that user fail. A user that no client declares
    gets a sample logon too. A captured ticket is taken apart by `auditor ticket explain`, which takes --config as well.

    Ends with 0; with 4 when something in TEXT is not known; with 12 when --config has damaged evidence.

    \b
    Examples:
      auditor explain 8/8/16
      auditor explain --config auditor.toml - < joblog.txt
      auditor explain --config auditor.toml --user BATUSR1
    """  # noqa: D301 - click wants the character itself
    from auditor.commands.explain_here import asked, in_installation
    from auditor.messages.answer import answer
    from auditor.messages.book import book
    from auditor.messages.paste import LIMIT

    pasted = sys.stdin.read(LIMIT + 1) if text == ("-",) else " ".join(text)
    if not pasted.strip() and not (config and user):
        raise UsageError("There is no text to explain.", "Give it as words, or - and paste it: auditor explain --help")
    said = asked(answer(pasted), user, application)
    here, code = in_installation(said, config) if config is not None else (None, int(ReturnCode.CLEAN))
    if form == "json":
        click.echo(json.dumps(_document(said, here), indent=2))
    else:
        from auditor.commands.explain_words import lines
        from auditor.visible import numbered

        for line in lines(said, book(), here):
            click.echo(numbered(line))
    known = (said.first is not None or not pasted.strip()) and not said.unknown
    return max(code, int(ReturnCode.CLEAN if known else ReturnCode.NOTED))


def _document(said: Answer, here: Here | None) -> dict[str, Any]:
    """Return the answer as a JSON value."""
    document: dict[str, Any] = {
        "schema": "auditor/explanation/1",
        "code": said.first.code.key if said.first else None,
        "meaning": said.first.code.meaning if said.first else None,
        "certainty": said.first.code.certainty if said.first else None,
        "names": said.names,
        "codes": [{"key": item.code.key, "count": item.count, "consequence": item.consequence} for item in said.items],
        "other_meanings": [{"key": code.key, "meaning": code.meaning} for code in said.questions],
        "unknown": list(said.unknown),
        "causes": [
            {"id": each.id, "text": each.text, "check": each.check, "policies": list(each.policies)}
            for each in said.causes
        ],
        "installation": None,
    }
    if here is not None:
        document["installation"] = {
            "system": here.system,
            "works_on_the_model": here.works,
            "declared": here.declared,
            "undeclared_user": [
                {"user": each.user, "endpoint": each.endpoint, "outcome": each.simulated, "reasons": list(each.reasons)}
                for each in here.undeclared
            ],
            "reproduced_by": [
                {"client": each.client, "user": each.user, "endpoint": each.endpoint, "reasons": list(each.reasons)}
                for each in here.reproduced
            ],
            "suspects": [
                {
                    "cause": each.cause.id,
                    "fails": [{"policy": v.policy, "object": v.object, "message": v.message} for v in each.fails],
                    "undecided": [{"policy": v.policy, "object": v.object} for v in each.undecided],
                    "no_export_shows_it": each.unseen,
                }
                for each in here.suspects
            ],
        }
    return document
