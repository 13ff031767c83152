"""Words in, return code out. Nothing else knows about argv, and nothing else exits."""

from __future__ import annotations

import gc
import importlib
import io
import os
import sys
from typing import Any

import click

from auditor import __version__
from auditor.errors import AuditorError, ConfigurationError, ReturnCode

_COMMANDS = {
    "scan": ("auditor.commands.scan", "Audit one system and write the report."),
    "gate": ("auditor.commands.gate", "Audit, apply a proposed change to the model, audit again, decide."),
    "setup": (
        "auditor.commands.setup",
        "Write the whole set-up that the declared clients need, proven, with its undo.",
    ),
    "init": (
        "auditor.commands.init",
        "Recognise the files of a folder; write auditor.toml and a draft of clients.yaml.",
    ),
    "collect": ("auditor.commands.collect", "Fetch the evidence from z/OSMF with a manifest, or write the jobs."),
    "fleet": ("auditor.commands.fleet", "Audit many systems in one run: one overview, one return code."),
    "check": ("auditor.commands.check", "Read the evidence only: what each file is, how old, what it settles."),
    "example": ("auditor.commands.example", "Write the sample installation into a new directory."),
    "clients": (
        "auditor.commands.clients",
        "Find clients in jobs, server.xml, properties and scripts; draft the inventory.",
    ),
    "report": ("auditor.commands.report", "Render a saved result.json again in any format."),
    "facts": ("auditor.commands.facts", "Print the estate, the policies' input, as JSON."),
    "ticket": ("auditor.commands.ticket", "Say when, with which key and by which algorithm a ticket was made."),
    "explain": ("auditor.commands.explain", "Say what a message or return code of a failed logon means."),
    "policies": ("auditor.commands.policies", "List, explain, test and write policies."),
    "schema": ("auditor.commands.schema", "Print a JSON Schema: estate, result, clients or config."),
    "compare": ("auditor.commands.compare", "Compare two results: new, worse, better, gone."),
    "history": ("auditor.commands.history", "List recorded scans and show trends."),
    "waive": ("auditor.commands.waive", "Write a waiver for one finding."),
}


class _LateGroup(click.Group):
    """Loads a command's module only when it is called: `auditor --help` must not pay for the engine."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(importlib.import_module(_COMMANDS[cmd_name][0]), "command")  # noqa: B009 - each module names its click command so
        assert isinstance(command, click.Command)  # noqa: S101 - a fault of ours, not of the user
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group(cls=_LateGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="auditor")
@click.option("--debug", is_flag=True, help="Show where an internal error happened (never keys or tickets).")
@click.pass_context
def auditor(ctx: click.Context, debug: bool) -> None:
    """Audit RACF PassTickets on IMS Connect: RACF, HWSCFGxx and the DRDA clients, judged together.

    \b
    Start here:
      auditor example sample                 a sample installation with a believable set of faults
      auditor scan sample/auditor.toml       its report

    \b
    Your own system: put what you have into one folder (unload, SETROPTS LIST, HWSCFGxx members, ...)
      auditor check FOLDER                   what each file is, and what is missing
      auditor scan FOLDER                    a first report, without any configuration
      auditor init FOLDER                    a configuration and a draft of the client inventory
      auditor setup FOLDER                   the commands that let the declared clients log on with tickets

    \b
    Return codes, highest that applies:
       0  everything was judged and nothing is wrong
       4  only findings below the threshold, advisories, or inputs that were not offered
       8  findings at or above --fail-on (gate: the change is blocked)
      12  offered evidence is damaged, incomplete or too old, the engine failed, or --strict and something is undecided
      16  could not run: arguments, a missing file, an unknown name, a bad configuration
    """  # noqa: D301 - click wants the character itself
    ctx.obj = {"debug": debug}


def _complain(what: str, advice: str) -> None:
    """One line what, one line what to do, on standard error; control characters from file names made visible."""
    from auditor.visible import numbered

    for prefix, text in (("error: ", what), ("  try: ", advice)):
        click.echo(prefix + numbered(text), err=True)


def _complain_of_others(error: AuditorError) -> None:
    """What else is wrong with the files that a person wrote: all of it, so that one more run will do."""
    others = error.others if isinstance(error, ConfigurationError) else ()
    for other in others[:_SHOWN]:
        _complain(str(other), other.advice)
    if len(others) > _SHOWN:
        _complain(f"{len(others) - _SHOWN} more errors are not shown", "correct those above first")


_SHOWN = 100
"""Errors of one run that are shown beside the first; more are counted."""


def run(arguments: list[str]) -> int:
    """Run the command line `arguments` and give its return code (0, 4, 8, 12 or 16)."""
    debug = "--debug" in arguments
    try:
        code: Any = auditor.main(args=arguments, prog_name="auditor", standalone_mode=False)
    except AuditorError as error:
        _complain(str(error), error.advice)
        _complain_of_others(error)
        return int(error.return_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return int(ReturnCode.REFUSED)
    except click.ClickException as error:
        _complain(error.format_message(), "auditor --help")
        return int(ReturnCode.REFUSED)
    except (click.Abort, KeyboardInterrupt):
        _complain("interrupted", "run it again; no output was changed halfway")
        return int(ReturnCode.REFUSED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(ReturnCode.REFUSED)
    except Exception as error:  # noqa: BLE001 - the last line of defence: never a traceback, never a clean result
        if debug:
            _show_where(error)
        _complain(*_unforeseen(error))
        return int(ReturnCode.REFUSED)
    return int(code) if isinstance(code, int) else int(ReturnCode.CLEAN)


def _unforeseen(error: Exception) -> tuple[str, str]:
    """Return what happened, and what to do: a full disk behind standard output, a limit of the system, or our fault."""
    if isinstance(error, OSError):
        return f"cannot go on: {error.strerror or type(error).__name__}", "look at space, permissions and limits"
    if isinstance(error, MemoryError):
        return "not enough memory", "give the machine more, or offer less at once"
    return f"internal error: {type(error).__name__}", "run with --debug, and report where it happened"


def _show_where(error: BaseException) -> None:
    """The stack without messages or values: an exception's text may quote evidence, keys or tickets."""
    import traceback

    for frame in traceback.extract_tb(error.__traceback__):
        click.echo(f"  {frame.filename}:{frame.lineno} in {frame.name}", err=True)


def _forgive_code_pages() -> None:
    """Write `?` for a character that the terminal's code page does not have: it is no reason to fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def main() -> None:
    """The console script. Hardly anything that a run makes is garbage: it is looked for rarely, and not at the end."""
    gc.set_threshold(500_000, 50, 100)
    _forgive_code_pages()
    code = run(sys.argv[1:])
    gc.freeze()  # or all that is left would be looked through once more, and then be gone with the process
    sys.exit(code)


if __name__ == "__main__":  # a module that does nothing and ends with 0 would look like a clean scan
    main()
