"""SETROPTS: options of classes and of the system, and which layer a REFRESH renews.

Source: z/OS Security Server RACF Command Language Reference, "SETROPTS"; Security Administrator's Guide, "Refreshing
profiles for SETROPTS RACLIST processing", "Activating generic profile checking".
"""

from __future__ import annotations

from auditor.models.classes import CLASSES, mates
from auditor.models.racf import ClassOptions
from auditor.models.setropts import BY_CLASS, SWITCHES
from auditor.racf.commands.effects.profiles import starred
from auditor.racf.commands.effects.state import State
from auditor.racf.commands.effects.weigh import DECIDING, permitted, weigh
from auditor.racf.commands.messages import NOTE
from auditor.racf.commands.model import Operands, Setropts

MUST_BE_RACLISTED = frozenset({"PTKTDATA", "RACFVARS", "SECLABEL", "STARTED"})

_FIELDS = {operand: fields[0] for operand, fields in BY_CLASS.items() if fields and operand != "RACLIST"}
"""RACLIST also loads profiles, and GENERIC turns GENCMD on: see `_raclist` and `_generic`."""
_SYSTEM = {operand: fields[0] for operand, fields in SWITCHES.items() if fields}


def set_options(state: State, command: Setropts) -> None:
    """Apply one SETROPTS: options first, then what loads or renews the active layer."""
    weigh(state, "SETROPTS", command.operands, "system")
    weigh(state, "SETROPTS PASSWORD", command.operands.inside("PASSWORD"), "system")
    operands = permitted(state, "SETROPTS", command.operands, "system")
    refresh = "REFRESH" in operands
    for operand, field in _FIELDS.items():
        for name in _classes(state, operands, operand):
            if not (refresh and operand in ("GENERIC", "GLOBAL")):
                _option(state, name, field, value=True)
        for name in _classes(state, operands, f"NO{operand}"):
            _option(state, name, field, value=False)
    for name in _classes(state, operands, "GENERIC"):
        _generic(state, name, refresh=refresh)
    _log_options(state, operands.inside("LOGOPTIONS"))
    _system(state, operands)
    _raclist(state, operands, refresh=refresh)
    if refresh and not {"RACLIST", "GENERIC", "GLOBAL", "GENLIST", "WHEN"} & set(operands):
        state.say(NOTE, "system", why="REFRESH without RACLIST, GENERIC or GLOBAL renews nothing")
    for name in operands.words("CLASSACT"):
        if name in MUST_BE_RACLISTED and state.raclisted(name) is False:
            state.say("ICH14040I", f"class:{name}")
    state.say("ICH14063I", "system")


def _classes(state: State, operands: Operands, operand: str) -> list[str]:
    """The classes an operand acts on, with the mates of each."""
    named = operands.words(operand)
    if named == ("*",):
        if operand in ("CLASSACT", "RACLIST"):
            raclisted = [name for name in state.classes if state.raclisted(name)]
            if operand == "RACLIST" and "REFRESH" in operands:
                return raclisted
            state.block("system", f"what {operand}(*) reaches depends on the class descriptor table")
            return []
        return sorted(state.classes)
    found: list[str] = []
    for name in named:
        group = mates(name)
        known = [mate for mate in group if mate in state.classes]
        deciding = next((mate for mate in group if mate in DECIDING), None)
        if deciding is not None:
            state.block(f"class:{name}", f"options of class {deciding} are not modelled: {DECIDING[deciding]}")
        elif not known and name not in CLASSES:
            state.outside(f"class:{name}", f"class {name}, unless it has the POSIT number of a class that counts")
        elif not known:
            state.block(f"class:{name}", f"options of class {name} count, but none are known")
        found += [mate for mate in known if mate not in found]
    return found


def _option(state: State, name: str, field: str, *, value: bool) -> None:
    options = state.options_of(name)
    if getattr(options, field).value != value:
        state.classes[name] = options.model_copy(update={field: state.fact(value)})
        if field == "generic" and value:
            _disguised(state, name)


def _generic(state: State, name: str, *, refresh: bool) -> None:
    """GENERIC turns GENCMD on too; with REFRESH it renews generic profiles of a class that is not RACLISTed."""
    _option(state, name, "generic", value=True)
    _option(state, name, "gencmd", value=True)
    if refresh:
        state.refreshes.append((state.step, state.line, "generic", name))
        if state.raclisted(name) is False:
            state.load(name)
        elif state.raclisted(name):
            state.say(NOTE, f"class:{name}", why=f"GENERIC REFRESH does not renew the RACLISTed profiles of {name}")


def _disguised(state: State, name: str) -> None:
    for profile, held in state.stored.get(name, {}).items():
        if not held.generic and starred(name, profile):
            why = (
                "this discrete profile with generic characters in its name becomes unusable; RDELETE it with NOGENERIC"
            )
            state.say(NOTE, f"profile:{name}/{profile}", why=why)


def _log_options(state: State, asked: Operands) -> None:
    for value in asked:
        for name in _classes(state, asked, value):
            options: ClassOptions = state.options_of(name)
            state.classes[name] = options.model_copy(update={"logoptions": state.fact(value)})


def _system(state: State, operands: Operands) -> None:
    for operand, field in _SYSTEM.items():
        if (value := operands.switch(operand)) is not None:
            state.options[field] = state.fact(value)
    if any(word.upper().startswith("W") for word in operands.words("PROTECTALL")):
        state.options["protect_all"] = state.fact(value=False)  # WARNING lets everybody in who has no profile
    if (value := operands.switch("INACTIVE")) is not None:
        state.options["inactive"] = state.fact(value)
        state.options["inactive_days"] = state.fact(int(operands.word("INACTIVE") or 0) if value else None)
    if "WHEN" in operands or "NOWHEN" in operands:
        state.options["program_control"] = state.fact("WHEN" in operands)
    rules = operands.inside("PASSWORD")
    if (value := rules.switch("REVOKE")) is not None:
        state.options["revoke"] = state.fact(value)
        state.options["revoke_attempts"] = state.fact(int(rules.word("REVOKE") or 0) if value else None)
    if (value := rules.switch("MIXEDCASE")) is not None:
        state.options["mixedcase"] = state.fact(value)


def _raclist(state: State, operands: Operands, *, refresh: bool) -> None:
    leaving = set(_quiet(operands.words("NOCLASSACT")))
    for name in _classes(state, operands, "RACLIST"):
        about, was = f"class:{name}", state.raclisted(name)
        if name in leaving:
            state.say("ICH14042I", about, who=name)
        elif refresh:
            state.refreshes.append((state.step, state.line, "refresh", name))
            if was is False:
                if name in operands.words("RACLIST") or state.stored.get(name):
                    state.say(NOTE, about, why=f"{name} is not RACLISTed, so REFRESH has no effect")
            else:
                state.load(name)
        else:
            state.refreshes.append((state.step, state.line, "raclist", name))
            if was is False:
                state.load(name)
            elif was:
                state.say(NOTE, about, why=f"{name} is RACLISTed already; without REFRESH nothing is loaded again")
            else:
                state.open(about, f"whether {name} was RACLISTed is unknown, so whether this loads it is")
            _option(state, name, "raclisted", value=True)
    for name in _classes(state, operands, "NORACLIST"):
        _option(state, name, "raclisted", value=False)
        state.load(name)


def _quiet(names: tuple[str, ...]) -> list[str]:
    return [mate for name in names for mate in mates(name)]
