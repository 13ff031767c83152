"""What of a command the model does not carry out is said here, from the one table of dispositions."""

from __future__ import annotations

from auditor.models.classes import CLASSES, PARTS, PROFILED, kept, literal
from auditor.models.racf import User, key_labels
from auditor.racf.commands.dispositions import COMMANDS, NEEDS_AUDITOR, ON_DATA_SETS, WHOLE, disposition
from auditor.racf.commands.effects.state import State
from auditor.racf.commands.messages import NOTE, REFUSED
from auditor.racf.commands.model import Aside, Operands

DECIDING = {
    "CDT": "it defines classes: which options they share, and what a check answers where no profile is",
    "RACGLIST": "it holds the profiles that checks of a RACLISTed class use",
    "SECDATA": "it defines the security levels and categories that checks compare",
}
"""Classes whose profiles decide checks, and which the unload reader does not keep."""


def weigh(state: State, where: str, operands: Operands, about: str) -> bool:
    """Say which operands block and which have an effect that no policy asks for. False: nothing can be carried out."""
    whole = True
    for name in operands:
        found = disposition(where, name)
        if found.kind == "blocks":
            whole = whole and name not in WHOLE
            state.block(about, f"{name} is not modelled: {found.why}")
        elif found.kind == "outside":
            state.outside(about, f"{name}: {found.why}")
    return whole


def counts(state: State, class_name: str, *names: str) -> bool:
    """Whether profiles of a class are in the model, or one of `names` of it. Says why not."""
    about = f"class:{class_name}"
    if class_name in DECIDING:
        state.block(about, f"profiles of class {class_name} are not modelled: {DECIDING[class_name]}")
    elif names and not any(asked_for(state, class_name, name) for name in names):
        state.outside(about, f"profiles of class {class_name} for other resources")
    elif class_name in state.stored and (class_name in PROFILED or class_name not in CLASSES):
        return True
    elif class_name in PROFILED:
        state.block(about, f"profiles of class {class_name} count, but none were read")
    else:
        state.outside(about, f"profiles of class {class_name}")
    return False


def asked_for(state: State, class_name: str, name: str) -> bool:
    """Whether policies ask for a resource that a profile of this name can cover, as far as its beginning tells."""
    if class_name != "CSFKEYS":
        return class_name not in PARTS or kept(class_name, name)
    head = literal(name)
    labels = key_labels(state.stored.get("PTKTDATA", {}).values())
    return name in labels or (head != name and any(label.startswith(head.rstrip(".")) for label in labels))


def permitted(state: State, where: str, operands: Operands, about: str) -> Operands:
    """The operands without those that RACF would ignore because the issuer has no AUDITOR attribute.

    SPECIAL alone is not enough for them. Without a known issuer nothing is dropped, and that is said.
    Source: Security Administrator's Guide, "Commands and operands you can issue if you have the SPECIAL attribute".
    """
    asked = sorted(NEEDS_AUDITOR.get(where, frozenset()) & set(operands))
    if not asked or state.auditor:
        return operands
    named = " and ".join(asked)
    issuer = state.user(state.issuer) if state.issuer is not None else None
    if not isinstance(issuer, User):
        state.say(NOTE, about, why=f"{named} needs the AUDITOR attribute; whether the issuer has it is unknown")
        return operands
    if issuer.auditor:
        return operands
    message, why = ("ICH14002I", "") if where == "SETROPTS" else (REFUSED, f"{state.issuer} lacks AUDITOR for {named}")
    state.say(message, about, who=named, why=why)
    return Operands(tuple((name, items) for name, items in operands.given if name not in asked))


_LOOK = "look at what it changes by hand (PT-C10, PT-C12)"


def matters(state: State, name: str) -> bool:
    """Return whether a data set profile of this name may decide a data set that `[site]` names.

    A name without quotes has the prefix of whoever issues the command in front, which nothing tells: it is looked for
    behind any qualifier. Source: RACF Command Language Reference, "Profile names for data sets".
    """
    site = state.estate.site
    head = literal(name.upper()).strip(".")
    return any(f".{head}" in f".{one}" for one in (*site.racf_data_sets, *site.ckds_data_sets))


def aside(state: State, command: Aside) -> None:
    """A command that is known by name only."""
    if command.reads:
        return
    known = COMMANDS[command.name]
    if command.name in ON_DATA_SETS and (not command.about or any(matters(state, name) for name in command.about)):
        why = "is not modelled, and may concern a data set that keys rest on"
        state.block("system", f"{command.name} {why}: {_LOOK}")
    elif known.kind == "outside":
        state.outside("system", f"{command.name}: {known.why}")
    else:
        state.block("system", f"{command.name} is not modelled: {known.why}")
